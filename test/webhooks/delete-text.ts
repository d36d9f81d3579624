/** A message, and its deletion by its author. */
import { dana, direct } from "../store/samples";

const message = { in: direct("dana"), messageId: "m-1" };

export const deleteText = {
  message,
  decision: {
    history: [{ conversation: "c-1", ticket: 1, type: "deleted" as const, by: dana, source: message }],
    forgets: [message],
  },
};
