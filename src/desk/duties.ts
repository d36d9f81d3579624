/**
 * What does a desk do by itself, and when again? Its plan is to be readable, to hold what it promises, and to be reviewed; its articles
 * are to be looked after by their owners.
 */
import { remindOfArticles } from "./article-reminders";
import { toldOfEdit } from "./broken-plan";
import { digestForOwner, weeklyDigest } from "./digest";
import { nextArticlesAt, nextCheckAt, nextDigestAt, nextReviewAt } from "./duty-moments";
import { remindOfReview } from "./review";
import { decided, ignored, together } from "./situation";
import type { EventOf, Situation } from "./situation";
import type { EscalationPlan } from "../plan/plan";
import type { Decision } from "./decision";
import type { Duty, DutyName } from "./state";

/** Those that come back by the calendar. */
const RECURRING = ["check", "review", "digest", "articles"] as const;
type Recurring = (typeof RECURRING)[number];

const nextAt: Record<Recurring, (plan: EscalationPlan, after: Date) => Date | undefined> = {
  check: nextCheckAt,
  review: nextReviewAt,
  digest: nextDigestAt,
  articles: nextArticlesAt,
};

export const dutyOf = ({ state }: Situation, name: DutyName): Duty | undefined =>
  state.duties?.find((duty) => duty.name === name);

/** At each start and after each edit: the owner hears of errors, and the next moments are those of the plan that holds. */
export function planRead(here: Situation<EventOf<"plan_read">>): Decision {
  const moments = RECURRING.map((name) => settled(here, name));
  const moved = moments.filter(
    (duty) => duty.wakeAt?.getTime() !== dutyOf(here, duty.name)?.wakeAt?.getTime(),
  );
  const all = together(toldOfEdit(here, dutyOf(here, "edit")), decided({ duties: moved }));
  return (all.duties ?? []).length > 0 ? all : ignored("a plan with the same errors and moments as before");
}

/** Counted from when it was done last: what came due while nobody was there is done now, once. */
function settled(here: Situation, name: Recurring): Duty {
  const { wakeAt: _planned, ...before } = dutyOf(here, name) ?? { name, doneAt: here.now };
  return { ...before, ...momentAfter(here, name, before.doneAt) };
}

function momentAfter({ rules }: Situation, name: Recurring, after: Date): { wakeAt?: Date } {
  const wakeAt = nextAt[name](rules.plan, after);
  return wakeAt ? { wakeAt } : {};
}

/** By the desk's clock; another process's may be ahead, and its event comes once only. */
const nowIn = ({ event, now }: Situation): Date => (event.at > now ? event.at : now);

/** Done now, and due again at its next moment. */
export const doneNow = (here: Situation, name: Recurring, told: string): Duty => ({
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
  const { decision, told } = does[name](here, planned.told);
  return together(decision, decided({ duties: [doneNow(here, name, told)] }));
}

type Done = { decision: Decision; told: string };

const does: Record<"review" | "digest" | "articles", (here: Situation, before?: string) => Done> = {
  review: (here) => ({
    decision: together(remindOfReview(here), digestForOwner(here)),
    told: here.rules.plan.reviewBy,
  }),
  digest: (here) => ({ decision: weeklyDigest(here), told: "" }),
  articles: remindOfArticles,
};
