/** What does a person's own page of the help desk show: their tickets, a line to ask in, and what they look after? */
import { directChatOf } from "./address";
import { isReport } from "./incidents";
import { ticketLine } from "./cards";
import { plain } from "./markdown";
import { isTechnician, planPerson } from "./people";
import { gapsPart } from "./showing-gaps";
import { decided } from "./situation";
import type { EventOf, Situation } from "./situation";
import { nextTarget } from "./targets";
import type { Block, Button, Content } from "./content";
import type { Decision } from "./decision";
import type { Ticket } from "./model";
import type { HomeState } from "./state";

/** Lines of a list: a page is read, not searched. */
const MOST_TICKETS = 10;
const MOST_ARTICLES = 5;
/** Broken files named one by one. */
const MOST_BROKEN = 5;

const nothing: HomeState = {
  queue: [],
  mostAsked: [],
  failedDeliveries: 0,
  stuckEvents: 0,
  unanswered: 0,
};

export function homeOpened(here: Situation<EventOf<"home_opened">>): Decision {
  const { event } = here;
  return decided({
    messages: [
      {
        key: event.id,
        about: { role: "home" },
        verb: "home",
        to: directChatOf(event.by),
        content: homeContent(here),
      },
    ],
  });
}

function homeContent(here: Situation<EventOf<"home_opened">>): Content {
  const { event, rules, state } = here;
  const home = state.home ?? nothing;
  const isAdmin = planPerson(rules.plan, event.by)?.key === rules.plan.owner;
  const open: Button = { label: "Open a ticket…", press: { action: "open_ticket" }, opensForm: true };
  return {
    summary: rules.plan.helpDesk,
    blocks: [
      { kind: "ask", label: "What do you need help with?", placeholder: "I cannot print from my laptop" },
      { kind: "buttons", buttons: [open] },
      ...ownTickets(here, state.openTickets),
      ...mostAsked(here, home),
      ...(isTechnician(rules.plan, event.by) ? queue(here, home) : []),
      ...(isAdmin ? [...adminsPart(here, home), ...gapsPart(here.rules)] : []),
    ],
  };
}

function ownTickets(here: Situation, tickets: Ticket[]): Block[] {
  const shown = tickets.slice(0, MOST_TICKETS).map((t) => `- ${ticketLine(here.rules.plan, t, here.now)}`);
  const lines = shown.length > 0 ? shown.join("\n") : "You have no open tickets.";
  return [{ kind: "text", markdown: `### Your tickets\n\n${lines}${andMore(tickets.length, MOST_TICKETS)}` }];
}

const andMore = (all: number, shown: number): string => (all > shown ? `\n\nand ${all - shown} more.` : "");

/** Articles that answer the most questions; before there are any, none are claimed to. */
function mostAsked({ rules }: Situation, home: HomeState): Block[] {
  const buttons = home.mostAsked.flatMap((id): Button[] => {
    const article = rules.knowledge.articles.find((one) => one.id === id && !one.private);
    return article ? [{ label: article.title, press: { action: "read_article", argument: id } }] : [];
  });
  if (buttons.length === 0) return [];
  return [
    { kind: "text", markdown: "### Asked most" },
    { kind: "buttons", buttons: buttons.slice(0, MOST_ARTICLES) },
  ];
}

/** What is promised first stands first. */
function queue(here: Situation, home: HomeState): Block[] {
  const dueOf = (ticket: Ticket): number => nextTarget(ticket)?.due.getTime() ?? Number.MAX_SAFE_INTEGER;
  // An incident stands for all of its reports that are nobody's.
  const open = home.queue.filter((ticket) => ticket.assignee !== undefined || !isReport(ticket));
  const tickets = open.toSorted((a, b) => dueOf(a) - dueOf(b));
  const lines = tickets
    .slice(0, MOST_TICKETS)
    .map((ticket) => `- ${ticketLine(here.rules.plan, ticket, here.now)}`);
  const text = lines.length > 0 ? lines.join("\n") : "Nothing waits for you.";
  return [
    {
      kind: "text",
      markdown: `### Your queue, by due time\n\n${text}${andMore(tickets.length, MOST_TICKETS)}`,
    },
  ];
}

function adminsPart({ rules }: Situation, home: HomeState): Block[] {
  const broken = rules.broken ?? [];
  const lines = [
    ...counted(home.failedDeliveries, "could not be delivered: `tierdesk outbox list`", "message"),
    ...counted(home.stuckEvents, "could not be handled: `tierdesk inbox list`", "event"),
    ...counted(home.unanswered, "in the last 7 days found nothing in the knowledge base", "question"),
    ...broken.slice(0, MOST_BROKEN).map((place) => `${plain(place)} has an error`),
    ...(broken.length > MOST_BROKEN ? [`and ${broken.length - MOST_BROKEN} more files with errors`] : []),
  ];
  const text = lines.length > 0 ? lines.map((line) => `- ${line}`).join("\n") : "Nothing.";
  return [{ kind: "text", markdown: `### What needs you\n\n${text}` }];
}

const counted = (count: number, what: string, thing: string): string[] =>
  count === 0 ? [] : [`**${count}** ${thing}${count === 1 ? "" : "s"} ${what}`];
