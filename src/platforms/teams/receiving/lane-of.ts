/** Which of what comes in from Teams must be stored one after the other? */
import type { Activity } from "../activity";

const SAID = ["message", "messageUpdate", "messageDelete"];

/** A chat, or one thread of a channel. Undefined: it can overtake nothing. */
export const laneOf = ({ type, conversation }: Activity): string | undefined =>
  SAID.includes(type) ? conversation?.id : undefined;
