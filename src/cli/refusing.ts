/** Why can a command not do what was asked? Sentences that several commands say. */
import type { Problem } from "../knowledge/article";

export type Outcome = { text: string; exitCode: 0 | 1 };

export const refused = (text: string): Outcome => ({ text, exitCode: 1 });

export const noArticles = ([first]: readonly Problem[]): Outcome =>
  refused(`No articles: ${first?.message ?? ""} \`tierdesk kb check\` has the details.`);

/** How many to list at the most. `what`: gaps, questions. A sentence when it is no number. */
export function readMost(written: string, what: string): number | string {
  const most = Number(written);
  return Number.isInteger(most) && most > 0 ? most : `"${written}" is no number of ${what}.`;
}
