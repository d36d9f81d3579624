// What is wrong in a knowledge base, as a person reads it in a terminal?

import { join } from "node:path";
import type { Problem } from "../knowledge/article";
import { byPlace, reviewProblems } from "../knowledge/parse";
import { readKnowledgeBase } from "../sources/knowledge-base";
import type { Outcome } from "./refusing";
import { counted } from "./saying";

/** Reads `dir` and lists every problem. `today` is an ISO date, for `review_by`. Exit code 1 when there are errors. */
export async function kbCheck(options: { dir: string; today: string }): Promise<Outcome> {
  const { articles, unfinished, problems } = await readKnowledgeBase(options.dir);
  const all = [...problems, ...reviewProblems(articles, options.today)].toSorted(byPlace);
  const errors = all.filter(({ severity }) => severity === "error").length;
  const lines = all.map((problem) => kbProblemText(problem, options.dir));
  const drafts = unfinished.length > 0 ? `${counted(unfinished.length, "draft")}, ` : "";
  const summary = `${counted(articles.length, "article")}, ${drafts}${counted(errors, "error")}, ${counted(all.length - errors, "warning")}.`;
  return { text: [...lines, summary].join("\n"), exitCode: errors > 0 ? 1 : 0 };
}

/** `file:line: error: what`, which editors and terminals link to, and what to write instead below it. */
export function kbProblemText({ file, line, severity, message, fix }: Problem, dir: string): string {
  return `${join(dir, file)}:${line}: ${severity}: ${message}\n    ${fix}`;
}
