/** What does a person's own page of the help desk show: their tickets, a line to ask in, and what they look after? */
import type { Gap } from "../knowledge/gaps";
import { directChatOf } from "./address";
import { isReport } from "./incidents";
import { ticketLine } from "./cards";
import { excerpt, plain } from "./markdown";
import { ofGap } from "./may-draft";
import { isTechnician, planPerson } from "./people";
import { decided } from "./situation";
import type { DeskRules, EventOf, Situation } from "./situation";
import { nextTarget } from "./targets";
import type { Block, Button, Content } from "./content";
import type { Decision } from "./decision";
import type { Ticket } from "./model";
import type { HomeState } from "./state";

/** Lines of a list: a page is read, not searched. */
const MOST_TICKETS = 10;
const MOST_ARTICLES = 5;
const MOST_GAPS = 3;
/** Characters. */
const LONGEST_EXAMPLE = 200;
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
      ...(isAdmin ? [...adminsPart(here, home), ...gapsPart(here)] : []),
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

/** What most people ask without an answer, with a button each; what one person asked may be chance. */
function gapsPart({ rules }: Situation): Block[] {
  const { gaps = [] } = rules;
  const shown = gaps.filter(({ people }) => people > 1).slice(0, MOST_GAPS);
  if (shown.length === 0) return [];
  return [
    { kind: "text", markdown: "### Missing in the knowledge base" },
    ...shown.flatMap((gap): Block[] => [
      { kind: "text", markdown: gapLine(gap, rules) },
      { kind: "quote", from: "For example", text: excerpt(gap.examples[0] ?? "", LONGEST_EXAMPLE) },
      {
        kind: "buttons",
        buttons: [{ label: "Draft an article", press: { action: "draft_article", argument: ofGap(gap.id) } }],
      },
    ]),
    { kind: "text", markdown: "All of them: `tierdesk kb gaps`" },
  ];
}

function gapLine({ questions, people, component, article }: Gap, { plan, knowledge }: DeskRules): string {
  const name = plan.components.find(({ key }) => key === component)?.name;
  const about = name === undefined ? "" : `, ${plain(name)}`;
  const title = knowledge.articles.find(({ id }) => id === article)?.title;
  const failed = title === undefined ? "" : `: "${plain(title)}" does not help`;
  return `**${questions}** questions of **${people}** people in the last 30 days${about}${failed}`;
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
