/** What has happened to one ticket, from the first word to the last? */
import { sightOf } from "../../../desk/sight";
import { isIncident, isReport } from "../../../desk/incidents";
import {
  kindNames,
  minutesInWords,
  priorityNames,
  resolutionNames,
  statusName,
  targetNames,
  ticketName,
} from "../../../desk/wording";
import type { Target, Ticket } from "../../../desk/model";
import {
  loadTicketStory,
  type PostedLine,
  type ReportLine,
  type StoryLine,
} from "../../../store/ticket-story";
import { named, type Figure } from "../figure";
import { html, type Html } from "../html";
import { deliveryNames, storyNames } from "../story-words";
import type { Content, Page, Part, Visit } from "../visit";
import { age, at, componentName, NOTHING, siteName, tierName, untilOrSince } from "../words";
import { roleNames } from "./failed";

export const ticketPage = (number: number): Page => ({
  path: `/tickets/${number}`,
  name: "",
  filters: {},
  load: (visit) => load(visit, number),
});

async function load(visit: Visit, number: number): Promise<Content | undefined> {
  const found = await loadTicketStory(visit.database, visit.desk, number);
  if (!found || sightOf(visit.plan, visit.person, found.ticket) !== "all") return undefined;
  const { ticket, story, posted, reports } = found;
  const name = ticketName(visit.plan.ticketPrefix, number);
  const parts: Part[] = [
    { node: head(visit, ticket) },
    { figure: targets(visit, ticket) },
    ...(isIncident(ticket) ? [{ figure: reportsFigure(visit, reports) }] : []),
    { node: timeline(visit, story) },
    { figure: messages(visit, posted) },
  ];
  return {
    title: name,
    lead: `${statusName(ticket)}, opened ${age(ticket.openedAt, visit.now)} ago`,
    parts,
    audit: { action: "saw_ticket", subject: `ticket ${number}` },
  };
}

const head = (visit: Visit, ticket: Ticket): Html =>
  html`<section class="figure ticket" aria-label="The ticket">
    ${wordsOf(ticket, ticket.question, "(no text)")}
    <dl class="facts">
      ${factsOf(visit, ticket).map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${
      ticket.resolution
        ? html`<div class="resolution">
            <h2>${resolutionNames[ticket.resolution.kind]}</h2>
            <p>${ticket.resolution.by.name}, ${at(ticket.resolution.at, visit.plan.timezone)}</p>
            ${wordsOf(ticket, ticket.resolution.note, "(no note)")}
          </div>`
        : ""
    }
  </section>`;

const REMOVED = "Removed: the plan keeps what was said only for a time.";

/** What the plan's retention has taken away is said to be gone, not never to have been. */
const wordsOf = ({ textRemovedAt }: Ticket, text: string, none: string): Html =>
  text === ""
    ? html`<p class="note">${textRemovedAt ? REMOVED : none}</p>`
    : html`<blockquote>${text}</blockquote>`;

function factsOf(visit: Visit, ticket: Ticket): [string, string | Html][] {
  const { plan } = visit;
  const facts: [string, string | Html | undefined][] = [
    ["Requester", isIncident(ticket) ? undefined : ticket.requester.name],
    ["Incident", isReport(ticket) ? ticketLink(visit, ticket.incident ?? 0) : undefined],
    ["Goes on as", ticket.mergedInto === undefined ? undefined : ticketLink(visit, ticket.mergedInto)],
    ["With", ticket.assignee?.name ?? "Nobody yet"],
    ["Tier", tierName(plan, ticket.tier)],
    ["Priority", priorityNames[ticket.priority]],
    ["Component", componentName(plan, ticket.component ?? null)],
    ["Site", siteName(plan, ticket.site ?? null)],
    ["Kind", ticket.kind && kindNames[ticket.kind]],
    ["Vendor case", ticket.vendorCase?.number],
    ["Reopened", ticket.reopenings ? `${ticket.reopenings} times` : undefined],
    ["Rating", ticket.rating === undefined ? undefined : `${ticket.rating} of 5`],
    ["Opened", at(ticket.openedAt, plan.timezone)],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]));
}

const ticketLink = ({ mount, plan }: Visit, number: number): Html =>
  html`<a href=${`${mount}/tickets/${number}`}>${ticketName(plan.ticketPrefix, number)}</a>`;

const targetStates: Record<Target["state"], string> = {
  running: "running",
  warned: "running, warned",
  paused: "paused",
  met: "kept",
  breached: "missed",
  dropped: "does not count any more",
};

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

const targets = ({ plan, now }: Visit, { targets: all }: Ticket): Figure => ({
  id: "targets",
  title: "Promises",
  table: {
    columns: [
      { label: "Promise" },
      { label: "State" },
      { label: "Due" },
      { label: "Within", unit: "working time", minutes: true, numeric: true },
      { label: "Tier", numeric: true },
    ],
    rows: all.map((target) => {
      const isOn = target.state === "running" || target.state === "warned";
      return [
        capital(targetNames[target.kind]),
        `${targetStates[target.state]}${isOn ? `, ${untilOrSince(target.due, now)}` : ""}`,
        target.state === "paused"
          ? named(NOTHING, null)
          : named(at(target.due, plan.timezone), target.due.toISOString()),
        named(minutesInWords(target.minutes), target.minutes),
        target.tier,
      ];
    }),
  },
  empty: "Nothing is promised for it.",
  isOpen: true,
});

/** Of each report only that it is there: its words are on its own page, for those who may read it. */
const reportsFigure = ({ plan, mount }: Visit, reports: ReportLine[]): Figure => ({
  id: "reports",
  title: "Reports",
  table: {
    columns: [
      { label: "Ticket", isWhole: true },
      { label: "Status" },
      { label: "Component" },
      { label: "Site" },
      { label: "Opened" },
    ],
    rows: reports.map(({ number, status, component, site, openedAt }) => [
      named(ticketName(plan.ticketPrefix, number), number, `${mount}/tickets/${number}`),
      status,
      componentName(plan, component),
      siteName(plan, site),
      named(at(openedAt, plan.timezone), openedAt.toISOString()),
    ]),
  },
  empty: "Nobody has reported it yet.",
  isOpen: true,
});

const timeline = (visit: Visit, story: StoryLine[]): Html =>
  html`<section class="figure" aria-labelledby="story-heading">
    <header><h2 id="story-heading">What happened</h2></header>
    <ol class="story">
      ${story.map((line) => storyLine(visit, line))}
    </ol>
  </section>`;

const storyLine = ({ plan }: Visit, { at: when, type, byName, text, delivery }: StoryLine): Html =>
  html`<li class=${type === "noted" ? "inside" : ""}>
    <p>
      <strong>${byName ?? "The help desk"}</strong> ${storyNames[type] ?? type}
      ${delivery === null ? "" : html`<span class="state ${delivery}">${deliveryNames[delivery]}</span>`}
      <time datetime=${when.toISOString()}>${at(when, plan.timezone)}</time>
    </p>
    ${text === null || text === "" ? "" : html`<blockquote>${text}</blockquote>`}
  </li>`;

const messages = ({ plan }: Visit, posted: PostedLine[]): Figure => ({
  id: "messages",
  title: "Messages of ours about it",
  table: {
    columns: [
      { label: "Message" },
      { label: "To" },
      { label: "State" },
      { label: "Written" },
      { label: "Tries", numeric: true },
      { label: "Why not" },
    ],
    rows: posted.map((one) => [
      roleNames[one.role] ?? one.role,
      one.platform,
      deliveryNames[one.status],
      named(at(one.at, plan.timezone), one.at.toISOString()),
      one.attempts,
      one.error ?? NOTHING,
    ]),
  },
  empty: "There were none.",
  isOpen: true,
});
