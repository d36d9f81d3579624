// What does the knowledge base's folder hold right now?

import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Article, Problem } from "../knowledge/article";
import { brokenLinks, linkedElsewhere, linkProblem } from "../knowledge/links";
import type { BrokenLink } from "../knowledge/links";
import { byPlace, parseKnowledgeBase } from "../knowledge/parse";
import type { ParsedFiles } from "../knowledge/parse";
import { errorCode } from "./error-code";
import { readMarkdownFile } from "./markdown-file";
import { findMarkdown } from "./markdown-folder";

/**
 * `unfinished`: drafts, which nobody is answered from. `files`: what each file held, for the next reading. `brokenLinks` are among
 * the problems, too.
 */
export type KnowledgeBase = {
  articles: Article[];
  unfinished: Article[];
  problems: Problem[];
  brokenLinks: BrokenLink[];
  files: ParsedFiles;
};

/** Stands for the folder itself in a problem's `file`. */
const WHOLE_FOLDER = ".";

/**
 * Reads every `*.md` below `dir`. Whatever is wrong, a missing folder too, is in `problems`; it does not throw. Articles of files
 * that did not change since `before` are the same objects.
 */
export async function readKnowledgeBase(dir: string, before?: KnowledgeBase): Promise<KnowledgeBase> {
  const found = await findMarkdown(dir).catch((error: unknown) => missingFolder(dir, error));
  if (!("files" in found))
    return {
      articles: [],
      unfinished: [],
      problems: [found],
      brokenLinks: [],
      files: before?.files ?? new Map(),
    };
  const outcomes = [];
  for (const { real, path } of found.files) outcomes.push(await readMarkdownFile(real, path));
  const parsed = parseKnowledgeBase(
    outcomes.flatMap(({ file }) => file ?? []),
    before?.files,
  );
  const links = await findBrokenLinks(dir, parsed.files);
  const problems = [
    ...found.problems,
    ...outcomes.flatMap(({ problem }) => problem ?? []),
    ...parsed.problems,
    ...links.filter((link) => !parsed.problems.some((one) => isAt(one, link))).map(linkProblem),
  ];
  if (parsed.articles.length === 0 && !problems.some(({ severity }) => severity === "error"))
    problems.push(withoutArticles(dir, parsed.unfinished.length > 0));
  return { ...parsed, brokenLinks: links, problems: problems.toSorted(byPlace) };
}

/** A guide's choice that leads nowhere is an error already. */
const isAt = ({ file, line, severity }: Problem, link: BrokenLink): boolean =>
  severity === "error" && file === link.file && line === link.line;

async function findBrokenLinks(dir: string, files: ParsedFiles): Promise<BrokenLink[]> {
  const there = new Set<string>();
  for (const path of linkedElsewhere(files)) {
    const found = await stat(join(dir, path)).catch(() => undefined);
    if (found) there.add(path);
  }
  return brokenLinks(files, (path) => there.has(path));
}

/** The next state, but a file that now has errors keeps the articles it had (its problems are reported all the same). */
export function keepLastGood(previous: KnowledgeBase, next: KnowledgeBase): KnowledgeBase {
  const broken = new Set(
    next.problems.filter(({ severity }) => severity === "error").map(({ file }) => file),
  );
  const known = new Set(next.articles.map(({ id }) => id));
  const kept = previous.articles.filter(
    ({ id, source }) => (broken.has(source.file) || broken.has(WHOLE_FOLDER)) && !known.has(id),
  );
  return { ...next, articles: [...next.articles, ...kept] };
}

function missingFolder(dir: string, error: unknown): Problem {
  const code = errorCode(error);
  const what: Record<string, string> = {
    ENOENT: `There is no folder ${dir}.`,
    ENOTDIR: `${dir} is not a folder.`,
    EACCES: `The folder ${dir} may not be read.`,
  };
  const message = what[code] ?? `The folder ${dir} cannot be read (${code}).`;
  const fix = "Make it and put markdown files into it, or name another folder with --kb DIR.";
  return { file: WHOLE_FOLDER, line: 1, severity: "error", message, fix };
}

function withoutArticles(dir: string, hasDrafts: boolean): Problem {
  const message = `The folder ${dir} holds no article${hasDrafts ? ", only drafts" : ""}.`;
  const fix = "Put one into it: a file that ends in .md, with a heading and a text.";
  return { file: WHOLE_FOLDER, line: 1, severity: "error", message, fix };
}
