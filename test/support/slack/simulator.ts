/** How does a test start a Slack of its own? On 127.0.0.1, strict, driven by the app's manifest; nothing leaves the machine. */
import { administer, type Admin } from "./administering";
import { createDeliveries } from "./delivering";
import type { FaultRules } from "./fault-rules";
import { createHttpTransport } from "./http-transport";
import type { SimulatorOptions } from "./options";
import { actAs, type People } from "./people";
import { seeMessages, type SeenMessage } from "./seeing";
import { serveWorld } from "./server";
import { createSockets, type Sockets } from "./socket-transport";
import { expireTriggers } from "./triggers";
import { createWorld, type Call, type Json, type Workspace } from "./world";

export type { SimulatorOptions } from "./options";
export { readBlocks } from "./reading";

export type SlackSimulator = {
  /** `http://127.0.0.1:PORT/api/` */
  apiUrl: string;
  /** Where events, commands and interactions go over HTTP from now on. */
  pointTo(requestUrl: string): void;
  as(team: string): People;
  /** What `viewer` sees there, oldest first. `channel`: an id, or a person's for their chat with the app. */
  messages(team: string, channel: string, viewer: string): SeenMessage[];
  /** Each call of the Web API, without its token. */
  calls: Call[];
  faults: FaultRules;
  /** In Socket Mode. */
  sockets: Pick<Sockets, "open" | "refresh" | "refreshEvery" | "drop">;
  /** Resolves when no event is on its way and none waits to be sent again. */
  idle(): Promise<void>;
  /** Events that Slack gave up on, and sending them again, in order. */
  lost: Json[];
  sendLost(): void;
  /** Sends an event as it stands, whatever the manifest subscribes to: for what the simulator does not play. */
  tell(team: string, event: Json, channel?: string): void;
  admin(team: string): Admin;
  /** As if three seconds had passed since each click. */
  expireTriggers(): void;
  close(): Promise<void>;
};

export async function startSlackSimulator(options: SimulatorOptions): Promise<SlackSimulator> {
  const world = createWorld(options);
  const server = await serveWorld(world);
  let { requestUrl } = options;
  const sockets = createSockets(world, server);
  const http = createHttpTransport(world, () => requestUrl);
  const deliveries = createDeliveries(world, options.appToken === undefined ? http : sockets);
  world.tell = deliveries.tell;
  world.ask = deliveries.ask;
  const of = (team: string): Workspace => {
    const workspace = world.workspaces.get(team);
    if (!workspace) throw new Error(`There is no workspace ${team}`);
    return workspace;
  };
  return {
    apiUrl: `${world.origin}/api/`,
    pointTo: (url) => void (requestUrl = url),
    as: (team) => actAs(world, of(team)),
    messages: (team, channel, viewer) => seeMessages(world, of(team), channel, viewer),
    calls: world.calls,
    faults: world.faults,
    sockets,
    idle: deliveries.idle,
    lost: deliveries.lost,
    sendLost: deliveries.sendLost,
    tell: (team, event, channel) =>
      deliveries.announce(
        of(team),
        event,
        channel === undefined ? undefined : of(team).channels.get(channel),
      ),
    admin: (team) => administer(world, of(team)),
    expireTriggers: () => expireTriggers(world),
    close: async () => {
      deliveries.close();
      sockets.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
