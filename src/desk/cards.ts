/** What does an escalation thread show: the card that stands for the ticket? */
import { cardButtons } from "./card-buttons";
import { isIncident, isReport, notOver } from "./incidents";
import { plain, excerpt } from "./markdown";
import { shownName, zoneOf } from "./people";
import { isListed, isRunning, isVendors, nextTarget } from "./targets";
import { vendorCaseLine, vendorName } from "./vendors";
import { dayOf } from "../plan/contacts";
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
import type { Block, Content } from "./content";
import type { Person, Ticket } from "./model";
import type { Report } from "./state";
/** Characters of the question on the card; the packet has all of it. */
export const CARD_QUESTION = 600;

/** `reports`: of an incident, as many as are known. */
export function ticketCard(plan: EscalationPlan, ticket: Ticket, now: Date, reports: Report[] = []): Content {
  const name = ticketName(plan.ticketPrefix, ticket.number);
  const resolution: Block[] = ticket.resolution?.note
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
  if (ticket.question === "" && ticket.textRemovedAt) return [{ kind: "text", markdown: say.textRemoved }];
  if (isIncident(ticket))
    return [{ kind: "text", markdown: `Major incident: **${plain(ticket.question)}**` }];
  if (!ticket.question) return [];
  return [{ kind: "quote", from: askedBy(ticket), text: excerpt(ticket.question, CARD_QUESTION) }];
}

/** Whose words the question is in. */
export const askedBy = ({ openedBy, requester, channel }: Ticket): string =>
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
    ["Waits for approval", waitsForApproval(ticket)],
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

/** Nobody can approve anything on a ticket that is over. */
const waitsForApproval = ({ awaiting, status }: Ticket): string | undefined =>
  awaiting && status !== "closed" ? listed(awaiting.map(({ by }) => `a reply of ${by.name}`)) : undefined;

/** Who might take it, while nobody has: at the service desk, for specialists serve no sites. */
const isOpenTo = (ticket: Ticket): boolean => !isDone(ticket) && !ticket.assignee && ticket.tier === 2;

function whoServes(plan: EscalationPlan, { site }: Ticket, now: Date): string | undefined {
  const keys = siteTechnicians(plan, site, dayOf(plan, now));
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

/** "12 (High School 9, New School 3)". */
function countOf(plan: EscalationPlan, reports: Report[]): string {
  const open = notOver(reports);
  const bySite = plan.sites.flatMap(({ key, name }) => {
    const there = open.filter(({ site }) => site === key).length;
    return there > 0 ? [{ name, there }] : [];
  });
  const sites = bySite.toSorted((a, b) => b.there - a.there).map(({ name, there }) => `${name} ${there}`);
  return `${open.length}${sites.length > 0 ? ` (${sites.join(", ")})` : ""}`;
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
