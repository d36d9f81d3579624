/** How do people's words look to whoever reads them on the other side of a ticket? */
import { isWithoutThreads } from "./address";
import { shownName } from "./people";
import type { TicketCase } from "./situation";
import { say, ticketName } from "./wording";
import type { Block, Button, Content } from "./content";
import type { DeskEvent } from "./events";
import type { Address, FileRef, Person, Ticket } from "./model";

/** What somebody said: a message, or the text of a form. */
export type Words = Pick<Extract<DeskEvent, { type: "message_posted" }>, "text" | "files" | "mentions">;

/** `reader`: where it is read. `speaksFor`: what stands behind the name. `ticket`: its number, where the place does not tell it. */
type Speaking = { reader: Address; speaksFor?: string; ticket?: string; edited?: boolean };

/** People's words with their name; never markdown of ours. */
export function spoken(
  by: Person,
  words: Words,
  { reader, speaksFor, ticket, edited = false }: Speaking,
): Content {
  const name = shownName(by, reader.platform, speaksFor);
  const from = ticket === undefined ? name : `${name} · ${ticket}`;
  const quote: Block[] = words.text
    ? [{ kind: "quote", from, text: words.text, ...(edited && { edited }) }]
    : [];
  const files: Block[] = words.files.length > 0 ? [{ kind: "files", files: words.files }] : [];
  const who: Block[] = words.text ? [] : [{ kind: "quote", from, text: fileWord(words.files) }];
  return {
    summary: say.summaryOf(`${from}: ${words.text || fileWord(words.files)}`),
    blocks: [...quote, ...who, ...files],
  };
}

const fileWord = (files: FileRef[]): string =>
  files.length === 1 ? "sent a file" : `sent ${files.length} files`;

/** A technician's words to the requester. Where tickets have no threads, they tell their ticket, and carry the way to answer on it. */
export function spokenToRequester(
  { rules: { plan }, ticket }: TicketCase,
  by: Person,
  words: Words,
  edited = false,
): Content {
  const common = { reader: ticket.origin, speaksFor: plan.helpDesk, edited };
  if (!isWithoutThreads(ticket.origin)) return spoken(by, words, common);
  const name = ticketName(plan.ticketPrefix, ticket.number);
  const { summary, blocks } = spoken(by, words, { ...common, ticket: name });
  const buttons = answerButtons(ticket, name);
  return { summary, blocks: buttons.length > 0 ? [...blocks, { kind: "buttons", buttons }] : blocks };
}

/** For the requester's answer on this ticket and no other. */
export const answerButtons = (ticket: Ticket, name: string): Button[] =>
  !isWithoutThreads(ticket.origin) || ticket.status === "closed"
    ? []
    : [
        {
          label: `Reply to ${name}…`,
          press: { action: "add_to_ticket", ticket: ticket.number },
          opensForm: true,
        },
      ];
