// Can a vendor's promise be counted, and is the example of their case numbers one?

import { complain, textsAt, valuesAt } from "./checking";
import { checkLength } from "./check-targets";
import type { Path, PlanText } from "./plan-text";
import { pattern } from "./schema-values";

export function checkVendors(plan: PlanText): void {
  for (const { path, value } of valuesAt(plan.value, "vendors.*")) {
    checkExample(plan, path, value);
    checkCalendar(plan, path, value);
    for (const found of valuesAt(value, "answers_within.*"))
      checkLength(plan, [...path, ...found.path], found.value);
  }
}

function checkExample(plan: PlanText, path: Path, vendor: unknown): void {
  const [looks] = textsAt(vendor, "case_pattern");
  const [example] = textsAt(vendor, "case_example");
  if (!looks || !example || isLike(looks.value, example.value.trim())) return;
  complain(
    plan,
    [...path, "case_example"],
    `\`${example.value}\` is no case number as \`case_pattern\` has them.`,
    "Put the one or the other right.",
  );
}

/** A pattern that is none, or is tried for ever, is the schema's to say. */
const isLike = (written: string, example: string): boolean =>
  !pattern.safeParse(written).success || new RegExp(`^(?:${written})$`).test(example);

function checkCalendar(plan: PlanText, path: Path, vendor: unknown): void {
  const [promised] = valuesAt(vendor, "answers_within");
  const [calendar] = valuesAt(vendor, "calendar");
  if (promised && !calendar)
    complain(
      plan,
      [...path, "answers_within"],
      `\`${String(path.at(-1))}\` promises times, and nothing says in which hours.`,
      "Add `calendar`: the key of the calendar with the hours of their contract.",
    );
  if (calendar && !promised)
    complain(
      plan,
      [...path, "calendar"],
      `The calendar of \`${String(path.at(-1))}\` changes nothing: no time is promised.`,
      "Add `answers_within`, or take the line out.",
      "warning",
    );
}
