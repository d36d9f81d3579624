// Do criteria and routes catch what they should, and nothing that they should not?

import { complain, keysOf, textsAt, valuesAt } from "./checking";
import { asksText, isMeant, textMeets } from "./criteria";
import { normalisedWords, readPhrase, wordList } from "./phrases";
import type { Path, PlanText } from "./plan-text";
import { criterionSchema, enhancementSchema, routeSchema } from "./schema";

const MOST_GAPS = 4;

type Rule = { phrases: string[]; unless: string[]; examples: string[]; counter_examples: string[] };

export function checkPhrases(plan: PlanText): void {
  for (const key of keysOf(plan.value, "criteria")) {
    const parsed = criterionSchema.safeParse(valuesAt(plan.value, `criteria.${key}`)[0]?.value);
    if (!parsed.success) continue;
    checkCriterion(plan, key, parsed.data);
  }
  for (const key of keysOf(plan.value, "routes")) {
    const parsed = routeSchema.safeParse(valuesAt(plan.value, `routes.${key}`)[0]?.value);
    if (parsed.success) checkRule(plan, ["routes", key], parsed.data);
  }
  for (const key of keysOf(plan.value, "kinds")) {
    // The other kinds have fewer keys of the same.
    const parsed = enhancementSchema.safeParse(valuesAt(plan.value, `kinds.${key}`)[0]?.value);
    if (parsed.success) checkRule(plan, ["kinds", key], parsed.data, isMeant, parsed.data.phrases.length > 0);
  }
  checkSharedWords(plan);
}

type WrittenCriterion = ReturnType<typeof criterionSchema.parse>;

/** Of conditions that no text can show, the examples tell nothing. */
function checkCriterion(plan: PlanText, key: string, written: WrittenCriterion): void {
  const shown = { ...written, affectedAtLeast: written.affected_at_least };
  const { phrases, affectedAtLeast } = shown;
  const asked = { phrases, ...(affectedAtLeast !== undefined && { affectedAtLeast }) };
  const isCaught = ({ unless }: Rule, words: string[], text: string): boolean =>
    textMeets({ ...asked, unless }, text, words);
  if (asksText(asked)) checkRule(plan, ["criteria", key], written, isCaught);
  else checkReadable(plan, ["criteria", key], written);
  checkConsequence(plan, key, written);
  checkCondition(plan, key, written);
}

const CONDITIONS = [
  "phrases", "components", "sites", "requesters", "requester_groups", "affected_at_least", "open_for", "reopened_at_least",
] as const; // prettier-ignore

function checkCondition(plan: PlanText, key: string, written: WrittenCriterion): void {
  const later = ["open_for", "reopened_at_least"] as const;
  if (written.requester_groups && later.some((name) => written[name] !== undefined))
    complain(
      plan,
      ["criteria", key, "requester_groups"],
      `Who is in a group is known only while they write, and \`${key}\` is met later.`,
      "Name people with `requesters`, or take `open_for` and `reopened_at_least` out.",
    );
  if (CONDITIONS.some((name) => name !== "phrases" && written[name] !== undefined)) return;
  if (written.phrases.length > 0) return;
  const message = `\`${key}\` has no condition, so everything would meet it.`;
  complain(
    plan,
    ["criteria", key],
    message,
    `Write one of ${CONDITIONS.map((name) => `\`${name}\``).join(", ")}.`,
  );
}

function checkRule(
  plan: PlanText,
  path: Path,
  rule: Rule,
  isCaught: (rule: Rule, words: string[], text: string) => boolean = isMeant,
  needsExamples = true,
): void {
  const key = String(path.at(-1));
  checkReadable(plan, path, rule);
  rule.examples.forEach((example, i) => {
    if (isCaught(rule, normalisedWords(example), example)) return;
    const message = `\`${key}\` does not catch its example "${example}".`;
    complain(
      plan,
      [...path, "examples", i],
      message,
      "Add a phrase that stands in it word for word (`...` for words in between).",
    );
  });
  rule.counter_examples.forEach((example, i) => {
    if (!isCaught(rule, normalisedWords(example), example)) return;
    const message = `\`${key}\` catches "${example}", which it should not.`;
    complain(
      plan,
      [...path, "counter_examples", i],
      message,
      "Make the phrase longer, or add what tells them apart to `unless`.",
    );
  });
  if (rule.examples.length > 0 || !needsExamples) return;
  const message = `\`${key}\` has no examples, so nothing shows that its phrases work.`;
  complain(
    plan,
    path,
    message,
    'Write `examples: ["..."]` with sentences that people really send.',
    "warning",
  );
}

/** A phrase of punctuation alone never matches; one with many gaps can be laid over a text in too many ways. */
function checkReadable(plan: PlanText, path: Path, rule: Rule): void {
  for (const list of ["phrases", "unless"] as const)
    rule[list].forEach((phrase, i) => {
      const parts = readPhrase(phrase);
      const gaps = parts.filter(({ gap }) => gap > 0).length;
      const at = [...path, list, i];
      if (parts.length === 0)
        complain(plan, at, `\`${phrase}\` holds no word.`, "Write words that stand in a question.");
      if (gaps > MOST_GAPS)
        complain(plan, at, `\`${phrase}\` has ${gaps} gaps.`, `Use \`...\` ${MOST_GAPS} times at most.`);
    });
}

function checkConsequence(plan: PlanText, key: string, rule: object): void {
  const consequences = ["priority", "tier", "component", "say", "contact"];
  if (consequences.some((name) => Object.getOwnPropertyDescriptor(rule, name)?.value !== undefined)) return;
  const message = `\`${key}\` changes nothing: it has no priority, tier, component, text or contact.`;
  complain(plan, ["criteria", key], message, "Write `priority: urgent`, or what else should follow.");
}

/** A word that two components have tells neither. */
function checkSharedWords(plan: PlanText): void {
  const owners = new Map<string, string>();
  for (const { path, value } of valuesAt(plan.value, "components.*.words")) {
    const component = String(path[1]);
    textsAt(wordList(value), "*").forEach(({ path: place, value: text }) => {
      const word = normalisedWords(text).join(" ");
      const owner = owners.get(word) ?? component;
      owners.set(word, owner);
      if (owner === component) return;
      const message = `\`${text}\` is a word of \`${owner}\` too, so it tells neither component.`;
      complain(plan, [...path, ...place], message, "Keep it in one of the two.", "warning");
    });
  }
}
