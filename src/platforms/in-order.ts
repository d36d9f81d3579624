/** What if a service tells of a change before what was changed, or of an older edit after a newer one? The desk hears it as it was. */
import type { DeskEvent } from "../desk/events";
import type { Receive } from "./platform";
import { createRecent } from "./recent";

/** `first`: what is to be known before `event` is; told only where we did not hear it already. */
export type ReceiveInOrder = (event: DeskEvent, first?: DeskEvent) => Promise<void>;

/** Messages remembered. What is forgotten, or was told to another process, the inbox knows by its id. */
const MOST = 1_000;

export function inOrder(receive: Receive): ReceiveInOrder {
  const told = createRecent<true>(MOST);
  const newestEdits = createRecent<number>(MOST);
  return async (event, first) => {
    if (first && !told.get(first.id)) {
      await receive(first);
      told.set(first.id, true);
    }
    if (event.type !== "message_edited") {
      await receive(event);
      if (event.type === "message_posted") told.set(event.id, true);
      return;
    }
    const { in: place, messageId } = event.message;
    const message = `${place.workspace}/${place.id}/${messageId}`;
    const at = event.at.getTime();
    if (at < (newestEdits.get(message) ?? at)) return;
    await receive(event);
    newestEdits.set(message, at);
  };
}
