/** Why can a command not do what was asked? Sentences that several commands say. */
import type { Problem } from "../knowledge/article";
import { errorCode } from "../sources/error-code";

/** 2: what was to be checked, or by what, is not there; 1 is what a check has found. */
export type Outcome = { text: string; exitCode: 0 | 1 | 2 };

export const refused = (text: string): Outcome => ({ text, exitCode: 1 });

export const noArticles = (problems: Problems): Outcome =>
  refused(`No articles: ${firstError(problems)} \`tierdesk kb check\` has the details.`);

export const noPlan = (problems: Problems): Outcome =>
  refused(`${firstError(problems)} \`tierdesk plan check\` has the details.`);

type Problems = readonly Pick<Problem, "severity" | "message">[];
const firstError = (problems: Problems): string =>
  problems.find(({ severity }) => severity === "error")?.message ?? "";

/** Of a command with `--out`. */
export const cannotWrite = (out: string, error: unknown): Outcome =>
  refused(`${out} cannot be written (${errorCode(error)}). Name another file with --out.`);

/** How many to list at the most. `what`: gaps, questions. A sentence when it is no number. */
export function readMost(written: string, what: string): number | string {
  const most = Number(written);
  return Number.isInteger(most) && most > 0 ? most : `"${written}" is no number of ${what}.`;
}
