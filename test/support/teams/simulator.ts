/** How does a test start a Teams of its own? On 127.0.0.1, strict, with the Bot Connector's calls; nothing leaves the machine. */
import { administer, type Admin } from "./administering";
import { serviceUrlOf } from "./envelope";
import type { FaultRules } from "./fault-rules";
import type { SimulatorOptions } from "./options";
import { actAs, type People } from "./people";
import { seeMessages, type SeenMessage } from "./seeing";
import { serveWorld } from "./server";
import { createTelling } from "./telling";
import { createWorld, personOf, type Call, type Json } from "./world";

export type { SimulatorOptions } from "./options";
export type { SeenMessage } from "./seeing";

export type TeamsSimulator = {
  /** Where the app calls. */
  serviceUrl: string;
  /** Where activities go from now on. */
  pointTo(endpoint: string): void;
  people: People;
  admin: Admin;
  /** What `viewer` sees there, oldest first. `where`: an id, or an account for that person's chat with the app. */
  messages(where: string, viewer: string): SeenMessage[];
  /** The id of somebody's chat with the app. */
  chatOf(account: string): string;
  /** What Teams calls somebody. */
  idOf(account: string): string;
  calls: Call[];
  faults: FaultRules;
  /** Resolves when no activity is on its way and none waits to be sent again. */
  idle(): Promise<void>;
  lost: Json[];
  sendLost(): void;
  /** Sends an activity as it stands: for what the simulator does not play. */
  tell(activity: Json): void;
  close(): Promise<void>;
};

export async function startTeamsSimulator(options: SimulatorOptions): Promise<TeamsSimulator> {
  const world = createWorld(options);
  const server = await serveWorld(world);
  let endpoint: string | undefined;
  const telling = createTelling(world, () => endpoint);
  world.tell = telling.tell;
  world.ask = telling.ask;
  return {
    serviceUrl: serviceUrlOf(world),
    pointTo: (url) => void (endpoint = url),
    people: actAs(world),
    admin: administer(world),
    messages: (where, viewer) => seeMessages(world, where, viewer),
    chatOf: (account) => personOf(world, account).chat,
    idOf: (account) => personOf(world, account).id,
    calls: world.calls,
    faults: world.faults,
    idle: telling.idle,
    lost: telling.lost,
    sendLost: telling.sendLost,
    tell: telling.tell,
    close: async () => {
      telling.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
