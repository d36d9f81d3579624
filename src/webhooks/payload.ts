/** What does another system hear of an event? What happened, and the ticket as it is when the event is sent. */
import type { Payload } from "../api/event-fields";
import { toApiTicket } from "../api/ticket";
import type { KeptTicket } from "../store/kept-tickets";
import type { ClaimedEvent } from "../store/webhook-events";

/** `withText` false: nobody's words and nobody's name. */
export function payloadOf(
  { type, entry, at, createdAt, byName, text }: ClaimedEvent,
  kept: KeptTicket,
  withText: boolean,
): Payload {
  return {
    type,
    timestamp: (at ?? createdAt).toISOString(),
    data: {
      desk: kept.ticket.desk,
      change: entry,
      by: withText && byName !== null ? { name: byName } : null,
      text: withText ? text : null,
      ticket: toApiTicket(kept, withText),
    },
  };
}
