/** What does an escalation thread show: the card that stands for the ticket, and the packet below it? */
import { sure } from "../knowledge/say-reason";
import { isIncident, isReport } from "./incidents";
import { plain, excerpt } from "./markdown";
import { ownerOf } from "./ownership";
import { shownName, zoneOf } from "./people";
import { isListed, isRunning, isVendors, nextTarget } from "./targets";
import { vendorCaseLine, vendorName, vendorOf } from "./vendors";
import { personName, siteTechnicians } from "../plan/lookups";
import {
  kindNames,
  listed,
  moment,
  priorityNames,
  resolutionNames,
  say,
  statusName,
  targetNames,
  ticketName,
} from "./wording";
import type { EscalationPlan } from "../plan/plan";
import type {
  Block,
  Button,
  Content,
  Conversation,
  Offer,
  Person,
  Press,
  Report,
  SimilarTicket,
  Ticket,
} from "./model";

/** Characters of the question on the card; the packet has all of it. */
const CARD_QUESTION = 600;
/** How it came to be a ticket, what the plan says, and three lines of why; all of it is a `tierdesk ask --explain` away. */
const MOST_REASONS = 6;

/** `reports`: of an incident, as many as are known. */
export function ticketCard(plan: EscalationPlan, ticket: Ticket, now: Date, reports: Report[] = []): Content {
  const name = ticketName(plan.ticketPrefix, ticket.number);
  const resolution: Block[] = ticket.resolution
    ? [
        {
          kind: "quote",
          from: `${resolutionNames[ticket.resolution.kind]}, ${ticket.resolution.by.name}`,
          text: ticket.resolution.note,
        },
      ]
    : [];
  const buttons = cardButtons(plan, ticket);
  const heir = ticket.mergedInto === undefined ? [] : [mergedLine(plan, ticket.mergedInto)];
  return {
    summary: `${name}, ${statusName(ticket)}: ${excerpt(ticket.question, 100)}`,
    blocks: [
      { kind: "text", markdown: `**${name}**${isListed(ticket) ? `: ${kindNames.enhancement}` : ""}` },
      ...heir,
      ...questionOf(ticket),
      { kind: "facts", facts: cardFacts(plan, ticket, now, reports) },
      ...resolution,
      ...(buttons.length > 0 ? [{ kind: "buttons" as const, buttons }] : []),
    ],
  };
}

/** What an incident is called is ours to say; a question is its asker's. */
function questionOf(ticket: Ticket): Block[] {
  if (isIncident(ticket))
    return [{ kind: "text", markdown: `Major incident: **${plain(ticket.question)}**` }];
  if (!ticket.question) return [];
  return [{ kind: "quote", from: askedBy(ticket), text: excerpt(ticket.question, CARD_QUESTION) }];
}

/** Whose words the question is in. */
const askedBy = ({ openedBy, requester, channel }: Ticket): string =>
  openedBy ? shownName(openedBy, channel.platform, `for ${requester.name}`) : requester.name;

const mergedLine = (plan: EscalationPlan, into: number): Block => ({
  kind: "text",
  markdown: `Goes on as **${ticketName(plan.ticketPrefix, into)}**.`,
});

function cardFacts(plan: EscalationPlan, ticket: Ticket, now: Date, reports: Report[]) {
  const tier = plan.tiers.find((t) => t.number === ticket.tier);
  const component = plan.components.find((c) => c.key === ticket.component);
  const site = plan.sites.find((s) => s.key === ticket.site);
  const target = nextTarget(ticket);
  const vendorDue = ticket.targets.find((t) => isVendors(t) && isRunning(t));
  const due = target && `${targetNames[target.kind]} ${moment(target.due, now, plan.timezone)}`;
  const named = (person: Person) => shownName(person, ticket.channel.platform);
  const facts: [string, string | undefined][] = [
    ["Status", statusName(ticket)],
    ["Requester", isIncident(ticket) ? undefined : named(ticket.requester)],
    ["Reports", isIncident(ticket) ? countOf(plan, reports) : undefined],
    ["Incident", isReport(ticket) ? ticketName(plan.ticketPrefix, ticket.incident ?? 0) : undefined],
    ["Opened by", ticket.openedBy && named(ticket.openedBy)],
    ["Site", site && (site.onboarded ? site.name : `${site.name} (not on-boarded)`)],
    ["Kind", ticket.kind && kindNames[ticket.kind]],
    ["Component", component?.name ?? "Not known yet"],
    ["Priority", priorityNames[ticket.priority]],
    ["Tier", `${ticket.tier} ${tier?.name ?? ""}`.trim()],
    ["Assignee", whoHasIt(ticket)],
    ["Called", isDone(ticket) ? undefined : whoWasCalled(plan, ticket)],
    ["Vendor case", ticket.vendorCase && vendorCaseLine(plan, ticket.vendorCase)],
    ["Vendor's answer due", vendorDue && moment(vendorDue.due, now, plan.timezone)],
    [
      "Waits for approval",
      ticket.awaiting && listed(ticket.awaiting.map(({ by }) => `a reply of ${by.name}`)),
    ],
    ["Serves the site", isOpenTo(ticket) ? whoServes(plan, ticket, now) : undefined],
    [
      "Next target",
      isDone(ticket)
        ? undefined
        : (due ?? (ticket.status === "waiting" ? "Paused while waiting" : undefined)),
    ],
    ["Rating", ticket.rating === undefined ? undefined : `${ticket.rating} of 5`],
  ];
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** Who might take it, while nobody has: at the service desk, for specialists serve no sites. */
const isOpenTo = (ticket: Ticket): boolean => !isDone(ticket) && !ticket.assignee && ticket.tier === 2;

function whoServes(plan: EscalationPlan, { site }: Ticket, now: Date): string | undefined {
  const keys = siteTechnicians(plan, site, now.toISOString().slice(0, 10));
  return keys.length > 0 ? listed(keys.map((key) => personName(plan, key))) : undefined;
}

function whoHasIt(ticket: Ticket): string {
  const { assignee, assignedBy, notAssigned, channel } = ticket;
  if (assignee) return `${shownName(assignee, channel.platform)}${assignedBy === "auto" ? " (auto)" : ""}`;
  if (isDone(ticket)) return "Nobody";
  return notAssigned ? say.notAssigned[notAssigned] : "Nobody yet";
}

function whoWasCalled(plan: EscalationPlan, { called = [] }: Ticket): string | undefined {
  const keys = [...new Set(called.flatMap(({ people }) => people))];
  return keys.length > 0 ? listed(keys.map((key) => personName(plan, key))) : undefined;
}

const isDone = (ticket: Ticket): boolean => ticket.status === "resolved" || ticket.status === "closed";

function cardButtons(plan: EscalationPlan, ticket: Ticket): Button[] {
  const press = (action: Press["action"]): Press => ({ action, ticket: ticket.number });
  if (ticket.mergedInto !== undefined) return [];
  if (ticket.status === "closed") return [{ label: "Reopen", press: press("reopen") }];
  if (ticket.status === "resolved")
    return [
      { label: "Reopen", press: press("reopen") },
      { label: "Note…", press: press("note"), opensForm: true },
    ];
  const vendor = vendorOf(plan, ticket);
  const atVendor = vendor && ticket.tier === 4 ? vendorButtons(ticket, vendor.key) : [];
  if (isIncident(ticket)) return [...atVendor, ...incidentButtons(ticket, press)];
  const goOn: Button[] = ticket.status === "waiting" ? [{ label: "Continue", press: press("continue") }] : [];
  return [
    ...atVendor,
    ...goOn,
    ...(ownerOf(ticket) ? [] : [{ label: "Take", press: press("take"), style: "primary" as const }]),
    ...(ticket.assignee ? [{ label: "Release", press: press("release") }] : []),
    { label: "Reply…", press: press("reply"), opensForm: true },
    { label: "Ask for more…", press: press("ask_for_more"), opensForm: true },
    { label: "Resolve…", press: press("resolve"), opensForm: true },
    { label: "Escalate…", press: press("escalate"), opensForm: true },
    { label: "Priority…", press: press("set_priority"), opensForm: true, more: true },
    ...(plan.components.length > 0
      ? [
          {
            label: "Component…",
            press: press("set_component"),
            opensForm: true as const,
            more: true as const,
          },
        ]
      : []),
    ...(plan.sites.length > 0
      ? [{ label: "Site…", press: press("set_site"), opensForm: true as const, more: true as const }]
      : []),
    ...(plan.kinds
      ? [{ label: "Kind…", press: press("set_kind"), opensForm: true as const, more: true as const }]
      : []),
    { label: "Assign…", press: press("assign"), opensForm: true, more: true },
    { label: "Merge…", press: press("merge"), opensForm: true, more: true },
    { label: "Split…", press: press("split"), opensForm: true, more: true },
    isReport(ticket)
      ? { label: "Not of this incident", press: press("leave_incident"), more: true }
      : { label: "Incident…", press: press("set_incident"), opensForm: true, more: true },
    { label: "Note…", press: press("note"), opensForm: true, more: true },
  ];
}

function incidentButtons(ticket: Ticket, press: (action: Press["action"]) => Press): Button[] {
  const goOn: Button[] = ticket.status === "waiting" ? [{ label: "Continue", press: press("continue") }] : [];
  return [
    ...goOn,
    ...(ownerOf(ticket) ? [] : [{ label: "Take", press: press("take"), style: "primary" as const }]),
    ...(ticket.assignee ? [{ label: "Release", press: press("release") }] : []),
    { label: "Tell everybody…", press: press("reply"), opensForm: true },
    { label: "Reports", press: press("list_reports") },
    { label: "Resolve…", press: press("resolve"), opensForm: true },
    { label: "Escalate…", press: press("escalate"), opensForm: true },
    { label: "Priority…", press: press("set_priority"), opensForm: true, more: true },
    { label: "Assign…", press: press("assign"), opensForm: true, more: true },
    { label: "Merge…", press: press("merge"), opensForm: true, more: true },
    { label: "Note…", press: press("note"), opensForm: true, more: true },
  ];
}

/** "12 (High School 9, New School 3)": those that are not over. */
function countOf(plan: EscalationPlan, reports: Report[]): string {
  const open = reports.filter(({ status }) => status !== "closed");
  const bySite = plan.sites.flatMap(({ key, name }) => {
    const there = open.filter(({ site }) => site === key).length;
    return there > 0 ? [{ name, there }] : [];
  });
  const sites = bySite.toSorted((a, b) => b.there - a.there).map(({ name, there }) => `${name} ${there}`);
  return `${open.length}${sites.length > 0 ? ` (${sites.join(", ")})` : ""}`;
}

/** The argument names the vendor, so that the form can say what their case numbers look like. */
function vendorButtons({ number, waitingOn }: Ticket, argument: string): Button[] {
  const press = (action: Press["action"]): Press => ({ action, ticket: number, argument });
  const answered: Button = { label: "Vendor answered…", press: press("vendor_answered"), opensForm: true };
  return [
    ...(waitingOn === "vendor" ? [{ ...answered, style: "primary" as const }] : []),
    { label: "Case number…", press: press("set_case"), opensForm: true },
    { label: "Vendor packet", press: press("vendor_packet") },
  ];
}

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
  const offered = conversation.offers.filter((o) => !isChosenLater(o)).map(offerLine);
  const tried = offered.length > 0 ? offered : ["Nothing."];
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
        markdown: `**What the bot offered**\n\n${tried.map((line) => `- ${line}`).join("\n")}`,
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

function offerLine(offer: Offer): string {
  const how = offer.kind === "answer" ? "as the answer" : "as one of several";
  const end = { confirmed: "solved it", failed: "did not help", silent: "no word on it" }[
    offer.outcome ?? "silent"
  ];
  return `${plain(offer.title)} (${sure(offer.confidence)}, ${how}): ${end}`;
}

/** One line of a requester's own list: number, question, state, what happens next. */
export function ticketLine(plan: EscalationPlan, ticket: Ticket, now: Date): string {
  const target = nextTarget(ticket);
  const zone = zoneOf(plan, ticket.site);
  const vendor = ticket.waitingOn === "vendor" ? vendorName(plan, ticket) : undefined;
  const ours = ticket.assignee?.name ?? plan.tiers.find((t) => t.number === ticket.tier)?.name;
  const who = vendor === undefined ? ours : `the vendor ${vendor}`;
  const next =
    isReport(ticket) && ticket.status === "open"
      ? `part of the known problem ${ticketName(plan.ticketPrefix, ticket.incident ?? 0)}, which is being worked on`
      : ticket.status === "waiting" && ticket.waitingOn === "requester"
        ? "waits for your answer"
        : ticket.status === "resolved"
          ? "resolved: did that solve it?"
          : isListed(ticket) && !ticket.assignee
            ? "noted on our list"
            : `with ${plain(who ?? "the help desk")}${target ? `, ${targetNames[target.kind]} by ${moment(target.due, now, zone)}` : ""}`;
  return `**${ticketName(plan.ticketPrefix, ticket.number)}** ${plain(excerpt(ticket.question, 80))}: ${next}`;
}
