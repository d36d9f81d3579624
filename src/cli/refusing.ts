/** Why can a command not do what was asked? Sentences that several commands say. */
import type { Problem } from "../knowledge/article";

/** `isRefused`: nothing was looked at, so the text is no finding of a check. */
export type Outcome = { text: string; exitCode: 0 | 1; isRefused?: true };

export const refused = (text: string): Outcome => ({ text, exitCode: 1, isRefused: true });

export function noArticles(problems: readonly Problem[]): Outcome {
  const why = problems.find(({ severity }) => severity === "error")?.message ?? "";
  return refused(`No articles: ${why} \`tierdesk kb check\` has the details.`);
}

/** How many to list at the most. `what`: gaps, questions. A sentence when it is no number. */
export function readMost(written: string, what: string): number | string {
  const most = Number(written);
  return Number.isInteger(most) && most > 0 ? most : `"${written}" is no number of ${what}.`;
}
