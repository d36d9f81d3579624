// Which criteria does a matter meet, at intake and later, and of what kind is it?

import { affectedPeople } from "./affected";
import { holdsPhrase, normalisedWords } from "./phrases";
import type { Criterion, EscalationPlan, Kind, KindName } from "./plan";

/** One of the phrases stands in the text, and none that takes it back. */
export function isMeant(
  rule: { phrases: readonly string[]; unless?: readonly string[] },
  words: readonly string[],
): boolean {
  return holdsPhrase(words, rule.phrases) && !holdsPhrase(words, rule.unless ?? []);
}

/**
 * What is known besides the text. `requester`: their key in the plan; `memberOf`: ids of groups they are in. `openMinutes`: time open,
 * without waiting; `reopenings`: how often it was reopened.
 */
export type Circumstances = {
  component?: string | undefined;
  site?: string | undefined;
  requester?: string | undefined;
  memberOf?: readonly string[] | undefined;
  openMinutes?: number;
  reopenings?: number;
};

/** Every criterion that a matter meets, in the plan's order: the first counts most. */
export function criteriaFor(plan: EscalationPlan, text: string, known: Circumstances = {}): Criterion[] {
  const words = normalisedWords(text);
  return plan.criteria.filter((criterion) => isMet(criterion, text, words, known));
}

type TextConditions = Pick<Criterion, "phrases" | "unless" | "affectedAtLeast">;

/** What a text alone can show of a criterion: its words, and how many people it speaks of. */
export function textMeets(criterion: TextConditions, text: string, words = normalisedWords(text)): boolean {
  const { phrases, unless = [], affectedAtLeast } = criterion;
  if (holdsPhrase(words, unless) || (phrases.length > 0 && !holdsPhrase(words, phrases))) return false;
  return affectedAtLeast === undefined || (affectedPeople(text) ?? 0) >= affectedAtLeast;
}

export const asksText = ({ phrases, affectedAtLeast }: TextConditions): boolean =>
  phrases.length > 0 || affectedAtLeast !== undefined;

/** A condition that nobody wrote holds. */
function isMet(criterion: Criterion, text: string, words: readonly string[], known: Circumstances): boolean {
  const { components, sites, openForMinutes = 0, reopenedAtLeast = 0 } = criterion;
  const { component = "", site = "", openMinutes = 0, reopenings = 0 } = known;
  return (
    (components === undefined || components.includes(component)) &&
    (sites === undefined || sites.includes(site)) &&
    isOfThem(criterion, known) &&
    openMinutes >= openForMinutes &&
    reopenings >= reopenedAtLeast &&
    textMeets(criterion, text, [...words])
  );
}

function isOfThem(
  { requesters, requesterGroups }: Criterion,
  { requester = "", memberOf = [] }: Circumstances,
): boolean {
  if (requesters === undefined && requesterGroups === undefined) return true;
  const groups = Object.values(requesterGroups ?? {}).map((id) => id.slice(id.indexOf("/") + 1));
  return requesters?.includes(requester) === true || groups.some((id) => memberOf.includes(id));
}

/** Met when it has been open for some time, or is reopened: never when it is asked. */
export const isMetLater = ({ openForMinutes, reopenedAtLeast }: Criterion): boolean =>
  openForMinutes !== undefined || reopenedAtLeast !== undefined;

/** What a text shows to be a matter of this kind, in the plan's order. Undefined: nothing, or the plan has no kinds. */
export function kindFor(plan: EscalationPlan, text: string): KindName | undefined {
  const words = normalisedWords(text);
  return plan.kinds?.find((kind) => isMeant(kind, words))?.key;
}

/** What the plan says about enhancements, when it has them. */
export const enhancements = (plan: EscalationPlan): Kind | undefined =>
  plan.kinds?.find(({ key }) => key === "enhancement");
