/** Which criteria does a ticket meet only by now, because it is open for so long or was reopened, and when does the next one come? */
import { criteriaFor, isMetLater } from "../plan/criteria";
import type { Circumstances } from "../plan/criteria";
import type { Criterion, EscalationPlan } from "../plan/plan";
import { isReport } from "./incidents";
import { circumstancesOf } from "./people";
import type { Ticket } from "./model";

const MINUTE = 60_000;

/** Those that are met, and have not been before. Nothing moves up what waits, is solved, stands on a list or is an incident's report. */
export function criteriaMetBy(plan: EscalationPlan, ticket: Ticket, now: Date): Criterion[] {
  return pending(plan, ticket, (now.getTime() - countedFrom(ticket)) / MINUTE);
}

/** When the next one is met if the ticket stays open. It moves on with the time that the ticket waits. */
export function nextCriterionAt(plan: EscalationPlan, ticket: Ticket): Date | undefined {
  const waits = pending(plan, ticket, Infinity).flatMap(({ openForMinutes }) => openForMinutes ?? []);
  if (waits.length === 0) return undefined;
  return new Date(countedFrom(ticket) + Math.min(...waits) * MINUTE);
}

/** The ticket goes on after a rest that began at `since`. */
export const rested = (ticket: Ticket, since: Date | undefined, now: Date): Ticket =>
  since ? { ...ticket, restedMs: (ticket.restedMs ?? 0) + now.getTime() - since.getTime() } : ticket;

const countedFrom = ({ openedAt, restedMs = 0 }: Ticket): number => openedAt.getTime() + restedMs;

function pending(plan: EscalationPlan, ticket: Ticket, openMinutes: number): Criterion[] {
  if (ticket.status !== "open" || ticket.kind === "enhancement" || isReport(ticket)) return [];
  if (!plan.criteria.some(isMetLater)) return [];
  const known: Circumstances = {
    ...circumstancesOf(plan, ticket.requester),
    component: ticket.component,
    site: ticket.site,
    openMinutes,
    reopenings: ticket.reopenings ?? 0,
  };
  const isNew = ({ key }: Criterion) => ticket.applied?.includes(key) !== true;
  return criteriaFor(plan, ticket.question, known).filter((each) => isMetLater(each) && isNew(each));
}
