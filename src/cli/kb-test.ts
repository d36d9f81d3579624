/** Does the knowledge base answer as its tests say, and what would an edit break? The command that continuous integration runs. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bandsOf } from "../desk/considering";
import type { DeskRules } from "../desk/situation";
import type { Article, Problem } from "../knowledge/article";
import { byPlace } from "../knowledge/parse";
import { parseTests } from "../knowledge/test-file";
import type { KnowledgeTest } from "../knowledge/test-file";
import type { Meanings } from "../meaning/meanings";
import { NO_PLAN } from "../plan/no-plan";
import { errorCode } from "../sources/error-code";
import { asItWas } from "./kb-test-base";
import { readKnowledgeBase } from "../sources/knowledge-base";
import type { KnowledgeBase } from "../sources/knowledge-base";
import { readPlan } from "../sources/plan";
import { prepareKnowledge } from "../sources/prepare-knowledge";
import { kbProblemText } from "./kb-check";
import { stolenBy } from "./kb-test-edit";
import { asking, tryArticles, tryTests } from "./kb-test-trials";
import type { Failure, Tried } from "./kb-test-trials";
import { problemText } from "./plan-check";
import { withMeanings } from "./with-meanings";
import type { Outcome } from "./refusing";
import { counted } from "./saying";

/** `plan` left out: there is none. `against`: a folder, or a commit of the checkout. */
export type KbTestOptions = { kb: string; plan?: string; against?: string; json?: true };

/** Beside the articles, in their folder. */
const TESTS_FILE = "tests.yaml";

export const kbTest = (options: KbTestOptions): Promise<Outcome> =>
  withMeanings((meanings) => testWith(options, meanings));

/** By the words alone without `meanings`. */
export async function testWith(options: KbTestOptions, meanings: Meanings | undefined): Promise<Outcome> {
  const { plan, problems } =
    options.plan === undefined ? { plan: NO_PLAN, problems: [] } : await readPlan(options.plan);
  if (!plan) return { text: problems.filter(isError).map(problemText).join("\n"), exitCode: 2 };
  const base = await readKnowledgeBase(options.kb);
  const broken = base.problems.filter(isError);
  if (base.articles.length === 0) return outcomeOf(options, NOTHING_TRIED, broken);
  const rules: DeskRules = { plan, knowledge: await prepareKnowledge(options.kb, base.articles, meanings) };
  const file = await readTests(options.kb, rules);
  const before =
    options.against === undefined ? undefined : await asItWas(options.against, options.kb, meanings);
  if (typeof before === "string") return { text: before, exitCode: 2 };
  const tried = tryAll(base, rules, file.tests, before && { ...rules, knowledge: before });
  const found: (Problem | Failure)[] = [...broken, ...file.problems, ...tried.failures].toSorted(byPlace);
  return outcomeOf(options, tried, found);
}

const NOTHING_TRIED: Tried = { questions: 0, not: 0, tests: 0, failures: [] };

const isError = ({ severity }: Problem): boolean => severity === "error";

async function readTests(
  kb: string,
  { plan, knowledge }: DeskRules,
): Promise<{ tests: KnowledgeTest[]; problems: Problem[] }> {
  const keys = (named: { key: string }[]): string[] => named.map(({ key }) => key);
  try {
    return parseTests(await readFile(join(kb, TESTS_FILE), "utf8"), TESTS_FILE, {
      article: knowledge.articles.map(({ id }) => id),
      route: keys(plan.routes),
      criterion: keys(plan.criteria),
      site: keys(plan.sites),
    });
  } catch (error) {
    // Nobody must write tests: the articles' own questions are some.
    if (errorCode(error) === "ENOENT") return { tests: [], problems: [] };
    const message = `The tests cannot be read (${errorCode(error)}).`;
    const fix = "Give your account the right to read the file.";
    return { tests: [], problems: [{ file: TESTS_FILE, line: 1, severity: "error", message, fix }] };
  }
}

function tryAll(base: KnowledgeBase, rules: DeskRules, tests: KnowledgeTest[], before?: DeskRules): Tried {
  const askFor = asking(rules);
  const own = tryArticles(base, askFor);
  const written = tryTests(tests, TESTS_FILE, askFor, before && asking(before));
  const stolen = before
    ? stolenBy(before.knowledge, rules.knowledge, linesOf(base), bandsOf(rules.plan))
    : [];
  return { ...own, tests: written.tests, failures: [...own.failures, ...written.failures, ...stolen] };
}

function linesOf({ files }: KnowledgeBase): (article: Article, question: string) => number {
  const drafts = new Map(
    [...files.values()].flatMap(({ parsed }) => parsed.drafts).map((one) => [one.article, one]),
  );
  return (article, question) =>
    drafts.get(article)?.questions.find(({ text }) => text === question)?.line ?? article.source.line;
}

function outcomeOf(options: KbTestOptions, tried: Tried, found: (Problem | Failure)[]): Outcome {
  const errors = found.filter(isError).length;
  const { questions, not, tests } = tried;
  const counts = { questions, not, tests, errors, warnings: found.length - errors };
  const exitCode = errors > 0 ? 1 : 0;
  if (options.json) return { text: JSON.stringify({ ...counts, found }), exitCode };
  const said = [
    `${counted(questions, "question")} of articles, ${not} of \`not\`, ${counted(tests, "test")}: ${counted(errors, "error")}, ${counted(counts.warnings, "warning")}.`,
    ...(options.plan === undefined
      ? ["Without a plan: criteria and routes were not tried (--plan FILE)."]
      : []),
  ];
  return { text: [...found.map((one) => kbProblemText(one, options.kb)), ...said].join("\n"), exitCode };
}
