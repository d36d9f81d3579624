/** What does the desk hear of a delivery? */
import type { Delivered, DeskEvent } from "../desk/events";
import type { ClaimedMessage } from "../store/outbox";
import type { AfterFailure } from "./retry";

/** Where the desk asked for one, or a thread has been opened: one receipt a message, however often it was sent. */
export function receiptOfDelivery(
  { key, about, message }: ClaimedMessage,
  delivered: Delivered,
  at: Date,
): DeskEvent | undefined {
  const opensThread = message.verb === "post" && message.opens !== undefined;
  if (about.receipt !== true && !opensThread) return undefined;
  return { id: `delivered/${key}`, type: "message_delivered", at, key, about, delivered };
}

/** Always: nobody may take for sent what never arrived. After another try, by the operator or elsewhere, there may be a second one. */
export const receiptOfFailure = (
  { key, lane, about, message }: ClaimedMessage,
  { reason, gone }: Pick<AfterFailure, "reason" | "gone">,
  at: Date,
): DeskEvent => ({
  id: `failed/${key}/${lane}/${at.toISOString()}`,
  type: "delivery_failed",
  at,
  key,
  about,
  verb: message.verb,
  to: message.to,
  reason,
  // What changes a message that stands there cannot go anywhere else.
  ...(gone && message.verb === "post" && { gone: { place: message.to, what: gone } }),
});
