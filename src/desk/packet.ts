/** What does a technician need to begin? The first message of an escalation thread. */
import { sure } from "../knowledge/say-reason";
import { askedBy, CARD_QUESTION } from "./cards";
import { walkLines } from "./guide-content";
import { excerpt, plain } from "./markdown";
import { isWalked } from "./walk";
import { ticketName } from "./wording";
import type { Block, Content } from "./content";
import type { Conversation, Offer, Ticket } from "./model";
import type { SimilarTicket } from "./state";

/** How it came to be a ticket, what the plan says, and three lines of why; all of it is a `tierdesk ask --explain` away. */
const MOST_REASONS = 6;

/** What came of a question before it was a ticket. */
export type Asked = Pick<Conversation, "files" | "offers">;

/** What a technician needs to begin: the whole question, what the bot offered and how that ended, alike tickets. */
export function packet(
  conversation: Asked,
  ticket: Ticket,
  similar: SimilarTicket[],
  prefix: string,
): Content {
  const whole: Block[] =
    ticket.question.length > CARD_QUESTION
      ? [{ kind: "quote", from: askedBy(ticket), text: ticket.question }]
      : [];
  const files: Block[] = conversation.files.length > 0 ? [{ kind: "files", files: conversation.files }] : [];
  const isChosenLater = (o: Offer) =>
    o.kind === "suggestion" &&
    conversation.offers.some((a) => a.kind === "answer" && a.article === o.article);
  const offered = conversation.offers.filter((o) => !isChosenLater(o)).flatMap(offerLines);
  const tried = offered.length > 0 ? offered : ["- Nothing."];
  const why = ticket.reasons.slice(0, MOST_REASONS).map((reason) => `- ${plain(reason)}`);
  const alike: Block[] = similar.flatMap((s) => [
    {
      kind: "quote" as const,
      from: `${ticketName(prefix, s.number)} was asked`,
      text: excerpt(s.question, 200),
    },
    {
      kind: "quote" as const,
      from: `${ticketName(prefix, s.number)} was solved by`,
      text: excerpt(s.resolution, 300),
    },
  ]);
  return {
    summary: `What is known about ${ticketName(prefix, ticket.number)}`,
    blocks: [
      ...whole,
      ...files,
      {
        kind: "text",
        markdown: `**What the bot offered**\n\n${tried.join("\n")}`,
      },
      ...(why.length > 0
        ? [{ kind: "text" as const, markdown: `**Why it came here**\n\n${why.join("\n")}` }]
        : []),
      ...(alike.length > 0
        ? [{ kind: "text" as const, markdown: "**Alike tickets, and how they were solved**" }, ...alike]
        : []),
      {
        kind: "text",
        markdown:
          "A reply here goes to the requester. Begin with `note:` for what should stay among technicians.",
      },
    ],
  };
}

/** Below a guide, the way that its requester went: what they have tried, and what they saw. */
function offerLines(offer: Offer): string[] {
  const way = isWalked(offer) ? walkLines(offer.walk ?? []) : [];
  return [`- ${offerLine(offer)}`, ...way.map((line, i) => `  ${i + 1}. ${line}`)];
}

function offerLine(offer: Offer): string {
  const how = offer.kind === "answer" ? "as the answer" : "as one of several";
  const end = { confirmed: "solved it", failed: "did not help", silent: "no word on it" }[
    offer.outcome ?? "silent"
  ];
  return `${plain(offer.title)} (${sure(offer.confidence)}, ${how}): ${end}`;
}
