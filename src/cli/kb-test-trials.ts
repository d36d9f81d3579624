/** Does each question of a knowledge base, and each of its tests, lead where it should? Asked as in the chat. */
import { opensAtOnce } from "../desk/considering";
import type { DeskRules } from "../desk/situation";
import type { Article, Problem } from "../knowledge/article";
import type { Expected, KnowledgeTest } from "../knowledge/test-file";
import type { Written } from "../knowledge/yaml-reading";
import type { KnowledgeBase } from "../sources/knowledge-base";
import { ask } from "./ask";
import type { Asked } from "./ask";

/** What came of a question. `articles`: the answer, or those to choose from. */
export type Got = {
  decision: Asked["decision"];
  articles: string[];
  route?: string;
  criterion?: string;
};

/** `kind`: where the question stands. */
export type Failure = Problem & {
  kind: "question" | "not" | "test" | "stolen";
  ask: string;
  expected: string[];
  got: Got;
};

export type Tried = { questions: number; not: number; tests: number; failures: Failure[] };

/** Asks once for each question and site, however often that is needed. */
export function asking(rules: DeskRules): (question: string, site?: string) => Got {
  const known = new Map<string, Got>();
  return (question, site) => {
    const key = `${site ?? ""}\n${question}`;
    const got = known.get(key) ?? askOnce(rules, question, site);
    known.set(key, got);
    return got;
  };
}

function askOnce(rules: DeskRules, question: string, site: string | undefined): Got {
  const { asked, considered } = ask(question, rules, site);
  const atOnce = considered && opensAtOnce(considered) ? considered.criterion?.key : undefined;
  return {
    decision: asked.decision,
    articles: (considered?.articles ?? []).map(({ article }) => article.id),
    ...(asked.route !== undefined && { route: asked.route }),
    ...(atOnce !== undefined && { criterion: atOnce }),
  };
}

/** Titles, `questions` and `not` of all articles. */
export function tryArticles({ articles, files }: KnowledgeBase, askFor: ReturnType<typeof asking>): Tried {
  const drafts = new Map(
    [...files.values()].flatMap(({ parsed }) => parsed.drafts).map((one) => [one.article, one]),
  );
  const failures: Failure[] = [];
  const counts = { questions: 0, not: 0 };
  for (const article of articles) {
    const { questions = [], not = [] } = drafts.get(article) ?? {};
    const own = [{ text: article.title, line: article.source.line }, ...questions];
    counts.questions += own.length;
    counts.not += not.length;
    failures.push(
      ...own.flatMap((written) => tryQuestion(article, written, askFor(written.text, article.sites[0]))),
      ...not.flatMap((written) => tryNot(article, written, askFor(written.text, article.sites[0]))),
    );
  }
  return { ...counts, tests: 0, failures };
}

function tryQuestion(article: Article, { text, line }: Written, got: Got): Failure[] {
  if (got.decision === "answer" && got.articles[0] === article.id) return [];
  const isOffered = got.decision === "clarify" && got.articles.includes(article.id);
  return [
    {
      file: article.source.file,
      line,
      severity: isOffered ? "warning" : "error",
      message: `"${text}" is a question of \`${article.id}\`, but ${gotText(got)}.`,
      fix: isOffered
        ? "Tell the two apart: keep the question where it belongs, and write it under `not` in the other."
        : fixFor(got),
      kind: "question",
      ask: text,
      expected: [article.id],
      got,
    },
  ];
}

function fixFor({ decision, route }: Got): string {
  if (decision === "route")
    return `Take it out here, or add what tells it apart to \`unless\` of the route \`${route}\`.`;
  if (decision === "small_talk") return "Write what is asked in a whole sentence.";
  return "Write it under `not` in the other article, or take it out here. `tierdesk ask --explain` says why.";
}

function tryNot(article: Article, { text, line }: Written, got: Got): Failure[] {
  const isAnswer = got.decision === "answer" && got.articles[0] === article.id;
  const isOffered = got.decision === "clarify" && got.articles.includes(article.id);
  if (!isAnswer && !isOffered) return [];
  return [
    {
      file: article.source.file,
      line,
      severity: isAnswer ? "error" : "warning",
      message: `"${text}" is under \`not\` of \`${article.id}\`, but ${gotText(got)}.`,
      fix: "Add the question to `questions` of the article that answers it, or word the `not` as people ask it.",
      kind: "not",
      ask: text,
      expected: [],
      got,
    },
  ];
}

/** The tests of tests.yaml. `before`: what the same question led to before an edit. */
export function tryTests(
  tests: readonly KnowledgeTest[],
  file: string,
  askFor: ReturnType<typeof asking>,
  before?: ReturnType<typeof asking>,
): Tried {
  const failures = tests.flatMap((test): Failure[] => {
    const got = askFor(test.ask, test.site);
    if (test.expect.some((expected) => holds(test, expected, got))) return [];
    const earlier = before?.(test.ask, test.site);
    const was = earlier && gotText(earlier) !== gotText(got) ? ` Before the edit ${gotText(earlier)}.` : "";
    return [
      {
        file,
        line: test.line,
        severity: "error",
        message: `"${test.ask}": expected ${wantedText(test)}, but ${gotText(got)}.${was}`,
        fix: 'Mend the article (docs/knowledge-base.md, "When it answers wrong"), or the test where it is the test that is wrong.',
        kind: "test",
        ask: test.ask,
        expected: test.expect.map(expectedText),
        got,
      },
    ];
  });
  return { questions: 0, not: 0, tests: tests.length, failures };
}

function holds(
  { as }: KnowledgeTest,
  expected: Expected,
  { decision, articles, route, criterion }: Got,
): boolean {
  if (expected.kind === "route") return decision === "route" && route === expected.key;
  if (expected.kind === "criterion") return criterion === expected.key;
  // Small talk is answered with a friendly word: nothing of the knowledge base.
  if (expected.kind === "nothing")
    return (
      decision === "escalate" || decision === "small_talk" || (as === "clarify" && decision === "clarify")
    );
  return as === "clarify"
    ? articles.includes(expected.key)
    : decision === "answer" && articles[0] === expected.key;
}

const expectedText = (expected: Expected): string =>
  expected.kind === "nothing"
    ? "nothing"
    : expected.kind === "article"
      ? expected.key
      : `${expected.kind} ${expected.key}`;

const wantedText = ({ expect, as }: KnowledgeTest): string =>
  `${expect.map((one) => `\`${expectedText(one)}\``).join(" or ")}${as === "clarify" ? " among those offered" : ""}`;

/** What came of it, as the end of a sentence. */
function gotText({ decision, articles, route, criterion }: Got): string {
  const ticket = criterion === undefined ? "" : `, and the criterion \`${criterion}\` opens a ticket`;
  const listed = articles.map((id) => `\`${id}\``).join(", ");
  switch (decision) {
    case "answer":
      return `${listed} answers it${ticket}`;
    case "clarify":
      return `it is asked back: ${listed}${ticket}`;
    case "route":
      return `the route \`${route}\` takes it`;
    case "small_talk":
      return "it reads as small talk or a command";
    case "escalate":
      return criterion === undefined ? "nothing answers it" : `nothing answers it${ticket}`;
  }
}
