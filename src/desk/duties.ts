/** What does a desk do by itself, and when again? Its plan is to be readable, to hold what it promises, and to be reviewed. */
import { toldOfEdit } from "./broken-plan";
import { digestForOwner, weeklyDigest } from "./digest";
import { nextCheckAt, nextDigestAt, nextReviewAt } from "./duty-moments";
import { remindOfReview } from "./review";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import type { EscalationPlan } from "../plan/plan";
import type { Decision, Duty, DutyName } from "./model";

/** What comes again by itself. */
type Regular = Exclude<DutyName, "edit">;

const nextAt: Record<Regular, (plan: EscalationPlan, after: Date) => Date | undefined> = {
  check: nextCheckAt,
  review: nextReviewAt,
  digest: nextDigestAt,
};

export const dutyOf = ({ state }: Situation, name: DutyName): Duty | undefined =>
  state.duties?.find((duty) => duty.name === name);

/** At each start and after each edit: the owner hears of errors, and the next moments are those of the plan that holds. */
export function planRead(here: Situation<EventOf<"plan_read">>): Decision {
  const moments = (["check", "review", "digest"] as const).map((name) => settled(here, name));
  const moved = moments.filter(
    (duty) => duty.wakeAt?.getTime() !== dutyOf(here, duty.name)?.wakeAt?.getTime(),
  );
  const all = together(toldOfEdit(here, dutyOf(here, "edit")), decided({ duties: moved }));
  return (all.duties ?? []).length > 0 ? all : ignored("a plan with the same errors and moments as before");
}

/** Counted from when it was done last: what came due while nobody was there is done now, once. */
function settled(here: Situation, name: Regular): Duty {
  const { wakeAt: _planned, ...before } = dutyOf(here, name) ?? { name, doneAt: here.now };
  return { ...before, ...momentAfter(here, name, before.doneAt) };
}

function momentAfter({ rules }: Situation, name: Regular, after: Date): { wakeAt?: Date } {
  const wakeAt = nextAt[name](rules.plan, after);
  return wakeAt ? { wakeAt } : {};
}

/** By the desk's clock; another process's may be ahead, and its event comes once only. */
const nowIn = ({ event, now }: Situation): Date => (event.at > now ? event.at : now);

/** Done now, and due again at its next moment. */
export const doneNow = (here: Situation, name: Regular, told: string): Duty => ({
  name,
  doneAt: nowIn(here),
  ...momentAfter(here, name, nowIn(here)),
  told,
});

export const isDue = (here: Situation, duty: Duty | undefined): boolean =>
  duty?.wakeAt !== undefined && duty.wakeAt <= nowIn(here);

/** The check comes in with what was found: `plan-check.ts`. */
export function dutyReached(here: Situation, name: DutyName): Decision {
  if (name === "edit" || name === "check" || !isDue(here, dutyOf(here, name)))
    return ignored("a deadline that has moved");
  const planned = settled(here, name);
  if (!isDue(here, planned)) return decided({ duties: [planned] });
  return name === "review" ? reviewIsDue(here) : digestIsDue(here);
}

const reviewIsDue = (here: Situation): Decision =>
  together(
    remindOfReview(here),
    digestForOwner(here),
    decided({ duties: [doneNow(here, "review", here.rules.plan.reviewBy)] }),
  );

const digestIsDue = (here: Situation): Decision =>
  together(weeklyDigest(here), decided({ duties: [doneNow(here, "digest", "")] }));
