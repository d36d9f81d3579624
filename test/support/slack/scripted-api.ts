/** How does a test answer Slack's Web API word for word, where the simulator would be too well-behaved? */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Call = { method: string; token: string | undefined; args: Record<string, string> };

/** What Slack answers to a method; `scopes` stand in the header. A method that is not named is unknown. */
export type Answer = { scopes?: string; [field: string]: unknown };
export type Answers = Record<string, Answer | ((call: Call) => Answer)>;

export type ScriptedApi = {
  apiUrl: string;
  /** What every later call is answered with. */
  answers: Answers;
  calls: Call[];
  close(): Promise<void>;
};

export async function startScriptedApi(answers: Answers): Promise<ScriptedApi> {
  const api: Omit<ScriptedApi, "apiUrl" | "close"> = { answers, calls: [] };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const args = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
      const method = (request.url ?? "").replace(/^\/api\/|\?.*$/g, "");
      const call = { method, args, token: request.headers.authorization?.replace("Bearer ", "") };
      api.calls.push(call);
      const found = api.answers[method];
      const { scopes, ...body } = (typeof found === "function" ? found(call) : found) ?? {
        ok: false,
        error: "unknown_method",
      };
      if (scopes !== undefined) response.setHeader("x-oauth-scopes", scopes);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ok: true, ...body }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return Object.assign(api, {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}
