// Which articles does a folder of markdown files hold, and what is wrong with them?

import type { Article, Problem, SourceFile } from "./article";
import { checkTogether } from "./check-together";
import { inherited } from "./draft";
import type { DraftArticle } from "./draft";
import { looksLikeFaq, parseFaq } from "./faq";
import { noFrontMatter, parseFrontMatter } from "./front-matter";
import type { FrontMatter } from "./front-matter";
import { parseGuide } from "./guide";
import { parsePage } from "./sections";
import type { Page } from "./sections";
import { splitFile } from "./source-text";

/** `unfinished`: articles that nobody is to be answered from yet. */
type Parsed = { drafts: DraftArticle[]; problems: Problem[]; unfinished?: Article[] };

/** What files held, by their path. */
export type ParsedFiles = ReadonlyMap<string, { text: string; parsed: Parsed }>;

/**
 * All articles of the files and every problem at once. An article with an error is left out, others are kept. Files that are as
 * they were `before` give the same articles, the very objects.
 */
export function parseKnowledgeBase(
  files: SourceFile[],
  before: ParsedFiles = new Map(),
): { articles: Article[]; unfinished: Article[]; problems: Problem[]; files: ParsedFiles } {
  const known = new Map<string, { text: string; parsed: Parsed }>();
  for (const file of files.toSorted((a, b) => compare(a.path, b.path))) {
    const same = before.get(file.path);
    known.set(file.path, same?.text === file.text ? same : { text: file.text, parsed: parseFile(file) });
  }
  const parsed = [...known.values()].map((file) => file.parsed);
  const together = checkTogether(parsed.flatMap(({ drafts }) => drafts));
  const problems = [...parsed.flatMap((file) => file.problems), ...together.problems];
  const unfinished = parsed.flatMap((file) => file.unfinished ?? []);
  return { articles: together.articles, unfinished, problems: problems.toSorted(byPlace), files: known };
}

/** Warnings for articles whose `review_by` is before `today` (ISO date). One a file and date: a FAQ page has one for all. */
export function reviewProblems(articles: Article[], today: string): Problem[] {
  const seen = new Set<string>();
  return articles.flatMap(({ reviewBy, source, owner }): Problem[] => {
    const key = `${source.file} ${reviewBy}`;
    if (reviewBy === undefined || reviewBy >= today || seen.has(key)) return [];
    seen.add(key);
    const message = `The review was due on ${reviewBy}.`;
    const who = owner === undefined ? "Read it" : `Ask ${owner} to read it`;
    const fix = `${who}, mend what has changed, and write the next date as \`review_by\`.`;
    return [{ file: source.file, line: 1, severity: "warning", message, fix }];
  });
}

/** Files, then lines, in the order a person works through them. */
export function byPlace(a: Problem, b: Problem): number {
  return compare(a.file, b.file) || a.line - b.line;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Lies in the folder for drafts, whatever its front matter says. */
const isInDrafts = ({ path }: SourceFile): boolean => /^drafts\//i.test(path);

const parseFile = (file: SourceFile): Parsed =>
  isInDrafts(file) ? asUnfinished(parseText(file)) : parseText(file);

/** Its mistakes are told, but nothing is broken by them. */
function asUnfinished({ drafts, problems, unfinished = [] }: Parsed): Parsed {
  return {
    drafts: [],
    problems: problems.map((problem) => ({
      ...problem,
      severity: "warning",
      message: problem.message.startsWith(OF_A_DRAFT) ? problem.message : OF_A_DRAFT + problem.message,
    })),
    unfinished: [...unfinished, ...drafts.map(({ article }) => article)],
  };
}

const OF_A_DRAFT = "In a draft: ";

function parseText(file: SourceFile): Parsed {
  const split = splitFile(file.text);
  if (split.unclosed) {
    const fix = "Write a line `---` after the last key, or take out the first line.";
    return failed(file.path, 1, "The front matter has no end.", fix);
  }
  try {
    const page = parsePage(split.markdown, split.markdownLine);
    if (split.front === undefined) return parseArticles(file.path, noFrontMatter(), page, looksLikeFaq(page));
    const { front, problems } = parseFrontMatter(split.front, file.path, split.frontLine);
    const articles = parseArticles(file.path, front, page, front.faq);
    const broken = [...problems, ...articles.problems].some(({ severity }) => severity === "error");
    // A heading without an answer spoils one article of a FAQ page; front matter that cannot be read spoils them all.
    const spoilt = front.faq ? problems.some(({ severity }) => severity === "error") : broken;
    const parsed = { drafts: spoilt ? [] : articles.drafts, problems: [...problems, ...articles.problems] };
    return front.draft ? asUnfinished(parsed) : parsed;
  } catch (error) {
    // Thousands of brackets inside each other exhaust the stack of either parser.
    const why = error instanceof Error ? error.message : String(error);
    return failed(
      file.path,
      1,
      `The file cannot be read as markdown: ${why}`,
      "Take out what is nested very deeply.",
    );
  }
}

function failed(file: string, line: number, message: string, fix: string): Parsed {
  return { drafts: [], problems: [{ file, line, severity: "error", message, fix }] };
}

function parseArticles(file: string, front: FrontMatter, page: Page, faq: boolean): Parsed {
  const id = front.id?.text ?? file.replace(/\.md$/i, "");
  if (faq && front.guide)
    return failed(file, 1, "A file is a FAQ page or a guide, not both.", "Keep one of the two.");
  if (faq) return parseFaq(page, front, file, id);
  const draft = parseSingle(file, front, page, id);
  if (front.guide) {
    const { steps, problems, links } = parseGuide(page, file);
    const article = { ...draft.article, body: page.intro, guide: steps };
    return { drafts: [{ ...draft, article, links }], problems };
  }
  if (draft.article.body.trim() !== "") return { drafts: [draft], problems: [] };
  return failed(file, page.bodyLine, "The article has no text.", "Write the answer below the front matter.");
}

function parseSingle(file: string, front: FrontMatter, page: Page, id: string): DraftArticle {
  const title = front.title?.text ?? page.heading?.title ?? titleOfFile(file, page);
  return {
    article: {
      ...inherited(front),
      id,
      title,
      body: page.body,
      questions: front.questions.map(({ text }) => text),
      source: { file, line: page.heading?.line ?? front.title?.line ?? 1 },
    },
    questions: front.questions,
    not: front.not,
  };
}

/** Without a title anywhere: the first heading below the text, or `reset-password.md` read as "Reset password". */
function titleOfFile(file: string, page: Page): string {
  const first = page.intro === "" ? page.sections[0]?.title : undefined;
  if (first) return first;
  const name = (file.split("/").pop() ?? file).replace(/\.md$/i, "").replaceAll(/[-_]+/g, " ").trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}
