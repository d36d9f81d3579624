/** What does the playground tell the help desk, and how is it answered? The house's own server, with somebody listening in. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Activity } from "../../../src/platforms/teams/activity";
import type { Platform } from "../../../src/platforms/platform";

export type Heard = { activity: Activity; status: number; body: unknown };

export type Listening = {
  url: string;
  /** The first activity that fits and was answered after this call. */
  next(fits: (activity: Activity) => boolean): Promise<Heard>;
  stop(): Promise<void>;
};

const PATIENCE_MS = 10_000;

export async function listenIn(platform: () => Platform | undefined): Promise<Listening> {
  const waiting = new Set<(heard: Heard) => void>();
  const server = createServer((request, response) => {
    const http = platform()?.http;
    if (!http || request.method === "HEAD") return void response.writeHead(http ? 200 : 503).end();
    hear(request, response, (heard) => {
      for (const tell of waiting) tell(heard);
    });
    http.handle(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    next: (fits) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error("The playground handed nothing on."));
        }, PATIENCE_MS);
        const look = (heard: Heard): void => {
          if (!fits(heard.activity)) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(heard);
        };
        waiting.add(look);
      }),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Reads along: the request's body as it comes, and the answer when it ends. */
function hear(request: IncomingMessage, response: ServerResponse, tell: (heard: Heard) => void): void {
  const came: Buffer[] = [];
  const went: Buffer[] = [];
  request.on("data", (chunk: Buffer) => came.push(chunk));
  const end = response.end.bind(response);
  response.end = ((chunk?: unknown, ...rest: never[]) => {
    if (typeof chunk === "string" || Buffer.isBuffer(chunk)) went.push(Buffer.from(chunk));
    response.once("finish", () =>
      tell({ activity: parse(came) as Activity, status: response.statusCode, body: parse(went) }),
    );
    return end(chunk, ...rest);
  }) as typeof response.end;
}

function parse(chunks: Buffer[]): unknown {
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : JSON.parse(text);
}
