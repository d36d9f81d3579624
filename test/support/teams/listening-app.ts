/** What does an app hear that only listens? For tests of the simulator: what was sent, and calls as an app makes them. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Activity, InvokeAnswer } from "../../../src/platforms/teams/activity";
import { readAll } from "./post-json";
import { startTeamsSimulator, type TeamsSimulator } from "./simulator";
import type { SimulatorOptions } from "./options";

export type ListeningApp = {
  teams: TeamsSimulator;
  heard: Activity[];
  /** The header of each request. */
  authorizations: (string | undefined)[];
  /** How it answers from now on; 200 at first. `undefined`: never. */
  answer: (activity: Activity) => InvokeAnswer | undefined;
  /** A call below `/v3/`: its status and what came. */
  call(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
};

export async function startListeningApp(options: SimulatorOptions): Promise<ListeningApp> {
  const teams = await startTeamsSimulator(options);
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  teams.pointTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`);
  const app: ListeningApp = {
    teams,
    heard: [],
    authorizations: [],
    answer: () => ({ status: 200 }),
    async call(method, path, body) {
      const response = await fetch(`${teams.serviceUrl}v3/${path}`, {
        method,
        headers: { authorization: "Bearer good", "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async close() {
      await teams.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return app;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const activity = JSON.parse(await readAll(request)) as Activity;
    app.heard.push(activity);
    app.authorizations.push(request.headers.authorization);
    const answer = app.answer(activity);
    if (!answer) return;
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  }
}
