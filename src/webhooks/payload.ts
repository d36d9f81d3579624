/** What does another system hear of an event? What happened, and the ticket as it is when the event is sent. */
import { toApiTicket } from "../api/ticket";
import type { ApiTicket } from "../api/ticket-fields";
import type { KeptTicket } from "../store/kept-tickets";
import type { ClaimedEvent } from "../store/webhook-events";

export type Payload = {
  type: string;
  /** When it happened. */
  timestamp: string;
  data: {
    desk: string;
    /** The line of history it is of: `ticket_changed` is of priority_set, component_set, ... */
    change: string | null;
    by: { name: string } | null;
    text: string | null;
    ticket: ApiTicket;
  };
};

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
