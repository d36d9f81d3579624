/** What is the platform of Teams? What comes in is stored before it is acknowledged; what goes out is called once a try. */
import { DeliveryError, type Platform } from "../platform";
import { createDelivering } from "./delivering/deliver";
import { paceOf } from "./delivering/pace";
import { openTeamsFile } from "./files";
import { createGate, type Trust } from "./gate";
import type { TeamsOptions } from "./options";
import { onlyFromHere } from "./receiving/from-here";
import { createHttp, MESSAGES_PATH } from "./receiving/http";
import { createReceiving, type Receiving } from "./receiving/receiving";

export type {
  ConversationReference,
  ConversationReferences,
  OpenFile,
  TeamsAccess,
  TeamsOptions,
  TeamsPlan,
} from "./options";

/** A delivery on another platform waits for a file. */
const OPEN_WITHIN_MS = 6_000;

export { MESSAGES_PATH };

/** `trust`: whose signatures hold and where tokens come from; Microsoft's unless a test says otherwise. No setting leads here. */
export function createTeams(options: TeamsOptions, trust?: Trust): Platform {
  const gate = createGate(options.access, trust);
  const deliver = createDelivering(options, gate.connectorFor);
  let receiving: Receiving | undefined;

  const hear = createHttp({
    admits: gate.admits,
    take(activity) {
      if (!receiving) throw new Error("Teams is not started.");
      return receiving.take(activity);
    },
    log: options.log,
  });

  const handle = options.access.kind === "anonymous" ? onlyFromHere(hear, options.log) : hear;

  return {
    name: "teams",
    http: { path: MESSAGES_PATH, handle },
    openFile: (file) => openTeamsFile(file, gate.token, AbortSignal.timeout(OPEN_WITHIN_MS)),
    paceOf: (delivery) => paceOf(delivery, options.paceMs),
    async start(receive) {
      receiving = createReceiving(options, gate.connectorFor, receive);
    },
    async deliver(delivery) {
      if (!receiving) throw new DeliveryError("later", "Teams is not connected yet. It is tried again.");
      return deliver(delivery);
    },
    async stop() {
      await receiving?.idle();
      receiving = undefined;
    },
  };
}
