/** Words cannot arrive where somebody was to read them: who is told, where, and how are they reached otherwise? */
import { isSameChat } from "./address";
import { plain } from "./markdown";
import { requesterWord, sentence, threadWord } from "./notices";
import { decided, together } from "./situation";
import type { EventOf, Situation, TicketCase } from "./situation";
import { say, ticketName } from "./wording";
import type { Decision, OutboundMessage } from "./decision";
import type { Conversation, Ticket } from "./model";

type Failed = Situation<EventOf<"delivery_failed">>;

/** The requester's side takes nothing: the technicians read it, and the requester where they were before. Undefined: it does. */
export function requesterUnreached(here: Failed): Decision | undefined {
  const { event, state } = here;
  const { conversation, ticket } = state;
  const { to, verb, about } = event;
  const origin = (ticket ?? conversation)?.origin;
  if (verb !== "post" || !origin || !to || "thread" in to || !isSameChat(to, origin)) return undefined;
  // Of a reply its author is told anyway.
  const inThread = ticket && about.role !== "reply" ? notRead({ ...here, ticket }, ticket) : undefined;
  const inOpen = to.kind === "direct" && conversation ? whereItWas(here, conversation) : undefined;
  return together(
    decided({ messages: [inThread, inOpen].filter((word) => word !== undefined) }),
    conversation ? withoutShown(here, conversation) : decided({}),
  );
}

/** Others read along there: nothing is said of what it is about. */
function whereItWas(here: Failed, { id, formerly, requester }: Conversation): OutboundMessage | undefined {
  if (!formerly) return undefined;
  const words = say.unreachedInPrivate(requester.platform, contactsOf(here));
  const key = onceADay(here, `conversation/${id}/unreached`);
  const about = { conversation: id, role: "notice" as const };
  return { key, about, verb: "post", to: formerly, content: sentence(words) };
}

function notRead(here: TicketCase & Failed, ticket: Ticket): OutboundMessage {
  const words = say.requesterUnreached(here.event.reason, ticket.requester.email);
  const key = onceADay(here, `ticket/${ticket.number}/not-read`);
  return { ...threadWord(here, ticket, sentence(words), "not-read"), key };
}

/** What never stood there cannot be changed in place. */
function withoutShown({ event }: Failed, conversation: Conversation): Decision {
  const { shown, ...rest } = conversation;
  return shown === event.key ? decided({ conversations: [rest] }) : decided({});
}

/** Nowhere else to go: the requester must not wait for people who never hear of it. */
export function unreached(here: TicketCase): Decision {
  const words = say.unreached(nameOf(here), contactsOf(here));
  const key = onceADay(here, `ticket/${here.ticket.number}/unreached`);
  return decided({
    messages: [{ ...requesterWord(here, here.ticket, sentence(words), "unreached"), key }],
  });
}

/** Only these words of the requester found no way. */
export const notShown = (here: TicketCase): Decision =>
  decided({
    messages: [
      requesterWord(here, here.ticket, sentence(say.notShown(nameOf(here), contactsOf(here))), "not-shown"),
    ],
  });

/** Deleted words still stand on the other side: whoever deleted them must not believe them gone. */
export function stillStands(here: TicketCase & Failed): Decision {
  const { ticket, event } = here;
  const { about, reason } = event;
  if (about.role === "reply") {
    const words = say.replyStillStands(reason, ticket.requester.email);
    return decided({ messages: [threadWord(here, ticket, sentence(words), "still-stands")] });
  }
  if (about.role !== "follow_up") return decided({});
  const words = say.wordsStillStand(nameOf(here), contactsOf(here));
  return decided({ messages: [requesterWord(here, ticket, sentence(words), "still-stands")] });
}

/** Many messages may find no way at once; and what is mended may break again. */
const onceADay = ({ now }: Situation, key: string): string => `${key}/${now.toISOString().slice(0, 10)}`;

const nameOf = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

function contactsOf({ rules }: Situation): string[] {
  const { contacts = [] } = rules.plan.tiers.find((tier) => tier.number === 2) ?? {};
  return contacts.map(({ label, value }) => `${plain(label)} ${plain(value)}`);
}
