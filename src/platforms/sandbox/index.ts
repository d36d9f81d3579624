/**
 * What is the sandbox? A whole little chat service where everybody of the plan works, so that Tierdesk can be used with no
 * account. It keeps the platform contract in full and knows nothing of the desk.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { DeliveryError, type Platform } from "../platform";
import type { Acting } from "./acting";
import { carryOut, destinationOf } from "./delivering";
import { startGiving, type Giving } from "./giving";
import { createKeeping } from "./keeping";
import { createLive } from "./live";
import { createNetwork, type Network } from "./network";
import { createPeople, type People } from "./people";
import { sendJson } from "./requests";
import { serve } from "./server";
import type { SandboxOptions } from "./setup";

export type { SandboxChannel, SandboxOptions, SandboxPerson } from "./setup";

export type Sandbox = Platform & {
  /** What people do and see without the page, once started: for stories and tests. */
  people: People;
  /** Makes rooms refuse or delay deliveries. */
  network: Network;
};

/** Touches the disk from `start` to `stop` only; requests outside that time are told to come back. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const live = createLive();
  const network = createNetwork();
  const keeping = createKeeping(options.dataDir, live);
  let giving: Giving | undefined;

  const record: Acting["record"] = (change) => {
    keeping.record(change);
    if ("by" in change) giving?.wake();
  };
  const acting = (): Acting => ({
    setup: options,
    world: keeping.world,
    formFor: options.formFor,
    now: options.now,
    record,
  });

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (!giving) return sendJson(response, 503, { refused: "The sandbox is starting. Please try again." });
    const { suggestions = [], hosts = [], openFile = async () => undefined, log } = options;
    const { filesFolder } = keeping;
    void serve(
      { acting: acting(), live, network, filesFolder, suggestions, hosts, openFile, log },
      request,
      response,
    );
  }

  return {
    name: "sandbox",
    paceOf: () => undefined,
    people: createPeople(acting, keeping.filesFolder),
    network,
    http: { path: "/sandbox", handle },
    async start(receive) {
      keeping.open();
      giving = startGiving(options, keeping.world, keeping.record, receive, options.log);
      giving.wake();
    },
    async deliver(delivery) {
      await network.pass(destinationOf(delivery));
      if (!giving) throw new DeliveryError("later", "The sandbox is not running.");
      return carryOut(options, keeping.world, record, options.now(), delivery);
    },
    async stop() {
      const last = giving;
      giving = undefined;
      await last?.stop();
      live.close();
      keeping.close();
    },
  };
}
