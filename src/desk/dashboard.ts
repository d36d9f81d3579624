/** "dashboard", typed in chat: who may look at it, how much of it, and how do they get in? */
import { personName } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import { directChatOf } from "./address";
import { post, privateWord, sentence } from "./notices";
import { isTechnician, planPerson } from "./people";
import { decided, together } from "./situation";
import type { Situation } from "./situation";
import { say } from "./wording";
import type { Decision } from "./decision";
import type { Address, Person } from "./model";

/** all: leads and the plan's owner. own: a technician, with the tickets they work on and figures that name nobody. */
export type DashboardRole = "all" | "own";

/** Undefined: none. Asked anew at each request, so that whoever leaves the plan is out at once. */
export function dashboardRole(plan: EscalationPlan, person: Person): DashboardRole | undefined {
  const key = planPerson(plan, person)?.key;
  const isLead = plan.tiers.some(({ number, lead }) => number > 1 && lead !== undefined && lead === key);
  if (isLead || (key !== undefined && key === plan.owner)) return "all";
  return isTechnician(plan, person) ? "own" : undefined;
}

/** The one who can set what only an admin can. */
const isPlanOwner = (plan: EscalationPlan, person: Person): boolean =>
  planPerson(plan, person)?.key === plan.owner;

/** For how long a link works, in minutes. */
const LINK_FOR = 10;

/** In a direct message always: whoever opens the link is signed in. */
export function showDashboard(here: Situation, { by, replyIn }: { by: Person; replyIn: Address }): Decision {
  const { rules, state, now } = here;
  const { plan, dashboard } = rules;
  if (dashboardRole(plan, by) === undefined)
    return privateWord(here, by, replyIn, say.dashboardIsForTechnicians);
  if (dashboard === undefined || state.signInCode === undefined)
    return privateWord(here, by, replyIn, noAddress(plan, by));
  const code = state.signInCode;
  const expiresAt = new Date(now.getTime() + LINK_FOR * 60_000);
  // A notification, and a list of chats, show the summary: no place for a link that lets somebody in.
  const content = {
    ...sentence(say.dashboardLink(`${dashboard}/sign-in?code=${code}`, LINK_FOR)),
    summary: say.dashboardSummary,
  };
  const signIn = { code, person: by, expiresAt };
  const link = post(here, directChatOf(by), content, "dashboard");
  if (replyIn.kind === "direct") return decided({ messages: [{ ...link, to: replyIn }], signIn });
  return together(
    privateWord(here, by, replyIn, say.answeredDirectly),
    decided({ messages: [link], signIn }),
  );
}

const noAddress = (plan: EscalationPlan, by: Person): string =>
  isPlanOwner(plan, by) ? say.noDashboardYet : say.noDashboard(personName(plan, plan.owner));
