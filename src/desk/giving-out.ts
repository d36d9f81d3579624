/** Who is given a ticket by the plan: a new one at a tier that assigns by itself, or one whose assignee is away? */
import { dayOf } from "../plan/contacts";
import { isAway, liaisonFor, siteTechnicians, tierMembers } from "../plan/lookups";
import type { Liaison } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import { isSamePerson } from "./address";
import { callsDue, withCalls } from "./calls";
import type { Story } from "./changing";
import { inviting } from "./inviting";
import { ownedByNobody } from "./ownership";
import { isOnLeave, onPlatform, planPerson } from "./people";
import type { Situation } from "./situation";
import { isListed } from "./targets";
import { say } from "./wording";
import type { OutboundMessage } from "./decision";
import type { Ticket } from "./model";
import type { Load } from "./state";

/** The ticket as it is then, and how that is told. Nothing told: nobody was given it. */
export type Given = { ticket: Ticket; stories: Story[]; messages: OutboundMessage[] };

/** Somebody with what speaks for them. */
type Candidate = {
  key: string;
  isLiaison: boolean;
  isAtSite: boolean;
  open: number;
  lastAt: number;
  turn: number;
};

const untouched = (ticket: Ticket): Given => ({ ticket, stories: [], messages: [] });

/** A ticket that is new at its tier. At an hour when somebody is on call for it, they are called instead; a list is nobody's. */
export function giveOut(here: Situation, ticket: Ticket): Given {
  const { plan } = here.rules;
  if (!isAuto(plan, ticket) || isListed(ticket) || isForOnCall(here, ticket)) return untouched(ticket);
  const best = nextMember(here, ticket);
  if (typeof best === "string") return untouched({ ...ticket, notAssigned: best });
  const why = [reasonOf(best), say.openTickets(best.open)].filter((one) => one !== undefined).join(", ");
  return givenTo(here, ticket, best.key, { text: say.givenOut(why), why: `auto: ${why}`, name: "given" });
}

/** Whoever has it is away: their deputy has it, or else the next member where the plan gives tickets out. */
export function coverAbsence(here: Situation, ticket: Ticket): Given {
  const { plan } = here.rules;
  const { assignee } = ticket;
  if (!assignee || !isOnLeave(plan, assignee, here.now)) return untouched(ticket);
  const deputy = deputyOf(here, ticket);
  if (deputy) return standIn(here, ticket, deputy.person, deputy.isDeputy ? say.deputy : say.isLiaison);
  const next = isAuto(plan, ticket) ? nextMember(here, ticket) : "away";
  return typeof next === "string"
    ? untouched(ticket)
    : standIn(here, ticket, next.key, `auto: ${say.openTickets(next.open)}`);
}

function standIn(here: Situation, ticket: Ticket, key: string, why: string): Given {
  const before = ticket.assignee?.name ?? "";
  return givenTo(here, ticket, key, {
    text: say.standIn(before, why),
    why: `for ${before}, who is away`,
    name: "stand-in",
  });
}

const isAuto = (plan: EscalationPlan, { tier }: Ticket): boolean =>
  tier < 4 && plan.tiers.find((t) => t.number === tier)?.assign === "auto";

const isForOnCall = ({ rules, now }: Situation, ticket: Ticket): boolean =>
  callsDue(withCalls(rules.plan, ticket, now), now).includes("on_call");

/** The other one of liaison and deputy, when they are there and it is not their own question. */
function deputyOf({ rules: { plan }, now }: Situation, ticket: Ticket): Liaison | undefined {
  const found = liaisonFor(plan, ticket.component, ticket.tier, dayOf(plan, now));
  const isNext = found && !found.isAway && found.person !== planPerson(plan, ticket.requester)?.key;
  return isNext ? found : undefined;
}

/** Nobody: all who are there have what they can take, or nobody is there. */
function nextMember(here: Situation, ticket: Ticket): Candidate | "full" | "away" {
  const { plan } = here.rules;
  const on = dayOf(plan, here.now);
  const there = membersFor(plan, ticket).filter((key) => !isAway(plan, key, on));
  if (there.length === 0) return "away";
  const most = plan.tiers.find((t) => t.number === ticket.tier)?.capacity ?? Infinity;
  const free = there.map((key, i) => candidate(here, ticket, key, (i + ticket.number) % there.length));
  return free.filter(({ open }) => open < most).toSorted(byClaim)[0] ?? "full";
}

/** Nobody works on their own question, and who has had it so far is not the next. */
const membersFor = (plan: EscalationPlan, { tier, component, requester, assignee }: Ticket): string[] => {
  const others = [requester, assignee].map((person) => person && planPerson(plan, person)?.key);
  return tierMembers(plan, tier, component).filter((key) => !others.includes(key));
};

function candidate(
  { state, rules: { plan }, now }: Situation,
  ticket: Ticket,
  key: string,
  turn: number,
): Candidate {
  const on = dayOf(plan, now);
  const own = (state.load ?? []).filter(({ person }) => isHers(plan, person, key, ticket));
  return {
    key,
    isLiaison: ticket.tier > 2 && liaisonFor(plan, ticket.component, ticket.tier, on)?.person === key,
    isAtSite: siteTechnicians(plan, ticket.site, on).includes(key),
    open: own.reduce((sum, { open }) => sum + open, 0),
    lastAt: Math.max(0, ...own.map(({ lastAssignedAt }) => lastAssignedAt?.getTime() ?? 0)),
    turn,
  };
}

/** Somebody may hold tickets under several accounts. */
const isHers = (plan: EscalationPlan, person: Load["person"], key: string, { channel }: Ticket): boolean =>
  planPerson(plan, person)?.key === key || isSamePerson(person, onPlatform(plan, key, channel));

/** Among those with nothing on hand the number of the ticket says whose turn it is, so that it is not always the first. */
const byClaim = (a: Candidate, b: Candidate): number =>
  Number(b.isLiaison) - Number(a.isLiaison) ||
  Number(b.isAtSite) - Number(a.isAtSite) ||
  a.open - b.open ||
  a.lastAt - b.lastAt ||
  a.turn - b.turn;

function reasonOf({ isLiaison, isAtSite }: Candidate): string | undefined {
  if (isLiaison) return say.isLiaison;
  return isAtSite ? say.servesSite : undefined;
}

/** `name`: of the words. Late at one tier, a ticket may be stood in for and then given out at the next, in one event. */
function givenTo(
  here: Situation,
  ticket: Ticket,
  key: string,
  { text, why, name }: { text: string; why: string; name: string },
): Given {
  const person = onPlatform(here.rules.plan, key, ticket.channel);
  if (!person) return untouched(ticket);
  const assigned: Ticket = {
    ...ownedByNobody(ticket),
    assignee: person,
    assignedAt: here.now,
    assignedBy: "auto",
  };
  return {
    ticket: assigned,
    stories: [{ type: "assigned", text: `${person.name} (${why})` }],
    messages: inviting(here, assigned, person, text, name),
  };
}
