/** What does a desk do by itself, and when again? Its plan is to be readable, to hold what it promises, and to be reviewed. */
import { toldOfEdit } from "./broken-plan";
import { nextCheckAt, nextReviewAt } from "./duty-moments";
import { remindOfReview } from "./review";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import type { EscalationPlan } from "../plan/plan";
import type { Decision, Duty, DutyName } from "./model";

const nextAt: Record<"check" | "review", (plan: EscalationPlan, after: Date) => Date> = {
  check: nextCheckAt,
  review: nextReviewAt,
};

export const dutyOf = ({ state }: Situation, name: DutyName): Duty | undefined =>
  state.duties?.find((duty) => duty.name === name);

/** At each start and after each edit: the owner hears of errors, and the next moments are those of the plan that holds. */
export function planRead(here: Situation<EventOf<"plan_read">>): Decision {
  const moments = (["check", "review"] as const).map((name) => settled(here, name));
  const moved = moments.filter(
    (duty) => duty.wakeAt?.getTime() !== dutyOf(here, duty.name)?.wakeAt?.getTime(),
  );
  const all = together(toldOfEdit(here, dutyOf(here, "edit")), decided({ duties: moved }));
  return (all.duties ?? []).length > 0 ? all : ignored("a plan with the same errors and moments as before");
}

/** Counted from when it was done last: what came due while nobody was there is done now, once. */
function settled(here: Situation, name: "check" | "review"): Duty {
  const before = dutyOf(here, name);
  const doneAt = before?.doneAt ?? here.now;
  return { ...before, name, doneAt, wakeAt: nextAt[name](here.rules.plan, doneAt) };
}

/** By the desk's clock; another process's may be ahead, and its event comes once only. */
const nowIn = ({ event, now }: Situation): Date => (event.at > now ? event.at : now);

/** Done now, and due again at its next moment. */
export const doneNow = (here: Situation, name: "check" | "review", told: string): Duty => ({
  name,
  doneAt: nowIn(here),
  wakeAt: nextAt[name](here.rules.plan, nowIn(here)),
  told,
});

export const isDue = (here: Situation, duty: Duty | undefined): boolean =>
  duty?.wakeAt !== undefined && duty.wakeAt <= nowIn(here);

/** The check comes in with what was found: `plan-check.ts`. */
export function dutyReached(here: Situation, name: DutyName): Decision {
  if (name !== "review" || !isDue(here, dutyOf(here, name))) return ignored("a deadline that has moved");
  const planned = settled(here, "review");
  if (!isDue(here, planned)) return decided({ duties: [planned] });
  const { plan } = here.rules;
  return together(remindOfReview(here), decided({ duties: [doneNow(here, "review", plan.reviewBy)] }));
}
