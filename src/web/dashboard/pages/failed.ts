/** What could not be delivered, and what can be done about it? */
import { ticketName } from "../../../desk/wording";
import type { FailedMessage } from "../../../store/failed-messages";
import { named, type Figure } from "../figure";
import type { Visit } from "../visit";
import { age, NOTHING } from "../words";

export const roleNames: Record<string, string> = {
  answer: "An answer",
  card: "A ticket's card",
  packet: "A ticket's packet",
  reply: "A reply to the requester",
  follow_up: "The requester's words, to the thread",
  notice: "A word of ours",
  mark: "A mark at a message",
  invite: "An invitation",
  home: "A home page",
  event: "An event for another system",
};

export const failedFigure = ({ plan, mount, now }: Visit, failed: FailedMessage[]): Figure => ({
  id: "failed",
  title: "Not delivered",
  note: "Given up after several tries, or refused for good. Once the cause is mended: tierdesk outbox retry, for another system tierdesk webhook retry.",
  table: {
    columns: [
      { label: "Message" },
      { label: "About" },
      { label: "To" },
      { label: "Why" },
      { label: "Tries", numeric: true },
      { label: "Since", numeric: true },
    ],
    rows: failed.map((one) => [
      roleNames[one.role] ?? one.role,
      one.ticket === null
        ? named(NOTHING, null)
        : named(
            ticketName(plan.ticketPrefix, one.ticket),
            ticketName(plan.ticketPrefix, one.ticket),
            `${mount}/tickets/${one.ticket}`,
          ),
      one.platform,
      one.error ?? NOTHING,
      one.attempts,
      named(age(one.at, now), one.at.toISOString()),
    ]),
  },
  empty: "Every message has arrived.",
  isOpen: true,
});
