/** What does it take to take something in from Teams? The parts that messages, presses, forms and notices share. */
import type { ReceiveInOrder } from "../../in-order";
import type { TeamsOptions } from "../options";
import type { ConnectorFor } from "./asking";
import type { KeepReferences } from "./keep-references";
import type { ParseContext } from "./parse";
import type { People } from "./people";
import type { Presses } from "./presses";
import type { Scene } from "./scene";

export type Taking = {
  options: TeamsOptions;
  connectorFor: ConnectorFor;
  people: People;
  references: KeepReferences;
  presses: Presses;
  /** Resolves when the event is stored for good: only then is Teams told that we have it. */
  receive: ReceiveInOrder;
  /** Work that Teams does not wait for; it must not reject. */
  later(work: Promise<void>): void;
  /** Whether a message was given to the desk by us, not long ago. */
  wasTold(id: string): boolean;
};

/** What somebody asks for themselves is not lost over a question of rights. */
export const contextFor = ({ options, people, wasTold }: Taking, scene: Scene): ParseContext => ({
  who: () => people.who(scene, scene.kind === "personal" ? { rights: false } : {}),
  named: (account) => people.named(scene, account),
  watched: options.planFor(scene.tenant).watched,
  wasTold,
  now: options.now,
});
