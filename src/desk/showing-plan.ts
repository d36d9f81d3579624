/** "plan", typed in chat: who may read the escalation plan there, and which part of it is meant? */
import { onlyComponentNamed } from "../plan/lookups";
import type { Component, EscalationPlan } from "../plan/plan";
import { privateWord } from "./notices";
import { isTechnician, planPerson } from "./people";
import { componentPage, planPage } from "./plan-page";
import type { Situation } from "./situation";
import { dayAt, say } from "./wording";
import type { Decision } from "./decision";
import type { Address, Person } from "./model";

/** `rest`: the component asked about; nothing for all of them. The plan is for those who work by it. */
export function showPlan(
  here: Situation,
  { by, replyIn }: { by: Person; replyIn: Address },
  rest: string,
): Decision {
  const { plan } = here.rules;
  if (!mayReadPlan(plan, by)) return privateWord(here, by, replyIn, forRequesters(plan));
  const on = dayAt(here.now, plan.timezone);
  const component = componentMeant(plan, rest);
  return privateWord(here, by, replyIn, component ? componentPage(plan, component, on) : planPage(plan, on));
}

export const mayReadPlan = (plan: EscalationPlan, by: Person): boolean =>
  isTechnician(plan, by) || planPerson(plan, by)?.key === plan.owner;

/** By its key, its name or one of its words, and nothing else said. */
export const componentMeant = (plan: EscalationPlan, words: string): Component | undefined =>
  plan.components.find(({ key }) => key === words.toLowerCase()) ?? onlyComponentNamed(plan, words);

function forRequesters({ tiers, helpDesk }: EscalationPlan): string {
  const desk = tiers.find(({ number }) => number === 2);
  return say.planIsForTechnicians(
    desk?.name ?? helpDesk,
    (desk?.contacts ?? []).map(({ label, value }) => `${label} ${value}`),
  );
}
