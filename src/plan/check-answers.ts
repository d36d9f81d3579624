// Is what the plan says of being sure enough possible together?

import { complain, valuesAt } from "./checking";
import { readPercent } from "./percent";
import type { PlanText } from "./plan-text";
import { isRefusal } from "./times";

/** A higher one may lie above what it takes to answer when that is left out. */
const MOST_ALONE = 50;

export function checkAnswers(plan: PlanText): void {
  const [suggest, answer] = [writtenAt(plan, "suggest_when_sure"), writtenAt(plan, "answer_when_sure")];
  const from = percentOf(suggest);
  const to = percentOf(answer);
  if (from === undefined) return;
  const path = ["answers", "suggest_when_sure"];
  if (to !== undefined && from >= to)
    complain(
      plan,
      path,
      `\`suggest_when_sure\` (${from} %) is not below \`answer_when_sure\` (${to} %): nothing would be suggested.`,
      `Write less than ${to} %, or take it out.`,
    );
  if (answer === undefined && from > MOST_ALONE)
    complain(
      plan,
      path,
      `\`suggest_when_sure\` is above ${MOST_ALONE} %, and the plan does not say from when on to answer.`,
      "Write `answer_when_sure` too, with more than that: `answer_when_sure: 95 %`.",
    );
}

const writtenAt = ({ value }: PlanText, key: string): unknown => valuesAt(value, `answers.${key}`)[0]?.value;

/** Undefined when it cannot be read: the schema says so. */
function percentOf(written: unknown): number | undefined {
  const read = typeof written === "string" ? readPercent(written, 1, 99) : undefined;
  return read && !isRefusal(read) ? read.percent : undefined;
}
