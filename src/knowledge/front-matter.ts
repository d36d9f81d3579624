// What does an article's front matter say, and what in it cannot be understood?

import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { YAMLError } from "yaml";
import type { Problem } from "./article";
import { didYouMean } from "./did-you-mean";
import { readLanguage } from "./language-tag";
import { readDay, readText, readTexts, readTier, readYesNo } from "./yaml-reading";
import type { Entry, Reading, Written } from "./yaml-reading";

/** What was written; absent keys are absent. */
export type FrontMatter = {
  id?: Written;
  title?: Written;
  questions: Written[];
  not: Written[];
  component?: string;
  tags: string[];
  sites: string[];
  owner?: string;
  reviewBy?: string;
  escalateTo?: 2 | 3 | 4;
  private: boolean;
  faq: boolean;
  guide: boolean;
  /** Nobody is answered from it yet. */
  draft: boolean;
  language?: string;
};

type Setter = (to: FrontMatter, reading: Reading, entry: Entry) => void;

/** One line a key: how it is read, and where it goes. */
const KEYS: Record<string, Setter> = {
  id: (to, r, e) => keep(readText(r, e), (id) => (to.id = id)),
  title: (to, r, e) => keep(readText(r, e), (title) => (to.title = title)),
  questions: (to, r, e) => (to.questions = readTexts(r, e)),
  not: (to, r, e) => (to.not = readTexts(r, e)),
  component: (to, r, e) => keep(readText(r, e), ({ text }) => (to.component = text)),
  tags: (to, r, e) => (to.tags = readTexts(r, e).map(({ text }) => text)),
  sites: (to, r, e) => (to.sites = readTexts(r, e).map(({ text }) => text)),
  owner: (to, r, e) => keep(readText(r, e), ({ text }) => (to.owner = text)),
  review_by: (to, r, e) => keep(readDay(r, e), (day) => (to.reviewBy = day)),
  escalate_to: (to, r, e) => keep(readTier(r, e), (tier) => (to.escalateTo = tier)),
  private: (to, r, e) => keep(readYesNo(r, e), (yes) => (to.private = yes)),
  faq: (to, r, e) => keep(readYesNo(r, e), (yes) => (to.faq = yes)),
  guide: (to, r, e) => keep(readYesNo(r, e), (yes) => (to.guide = yes)),
  draft: (to, r, e) => keep(readYesNo(r, e), (yes) => (to.draft = yes)),
  // Where a draft comes from: for whoever reads the file.
  source: (_to, r, e) => void readText(r, e),
  language: (to, r, e) => keep(readLanguage(r, e), (tag) => (to.language = tag)),
};

/** No front matter: everything at its default. */
export function noFrontMatter(): FrontMatter {
  return {
    questions: [],
    not: [],
    tags: [],
    sites: [],
    private: false,
    faq: false,
    guide: false,
    draft: false,
  };
}

/** Reads one file's front matter; `firstLine` is the line of the file on which `text` starts. */
export function parseFrontMatter(
  text: string,
  file: string,
  firstLine: number,
): { front: FrontMatter; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => firstLine + lines.linePos(offset).line - 1;
  const lineOf = (node: unknown) => (isNode(node) && node.range ? lineAt(node.range[0]) : firstLine);
  const problems: Problem[] = document.errors.map((error) => brokenYaml(error, file, lineAt));
  const front = noFrontMatter();
  if (problems.length === 0) readEntries(front, { file, document, lineOf, problems });
  return { front, problems };
}

function readEntries(front: FrontMatter, reading: Reading): void {
  const root = reading.document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return;
  if (!isMap(root)) {
    const entry = { key: "", keyNode: root, value: root };
    const fix = "Write lines such as `title: Reset your password` between the two `---` lines.";
    return void reading.problems.push(
      errorAt(reading, entry, "The front matter is not a list of keys.", fix),
    );
  }
  for (const pair of root.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    const entry = { key, keyNode: pair.key, value: pair.value };
    const setter = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (setter) setter(front, reading, entry);
    else reading.problems.push(unknownKey(reading, entry));
  }
}

/** A likely slip is an error, since `privte: true` would show a private article to all; others' keys are only passed over. */
function unknownKey(reading: Reading, entry: Entry): Problem {
  const meant = didYouMean(entry.key, Object.keys(KEYS));
  const message = `\`${entry.key}\` is not a key of an article.`;
  if (meant) return errorAt(reading, entry, message, `Did you mean \`${meant}\`?`);
  const fix = `It is passed over. Known keys: ${Object.keys(KEYS).join(", ")}.`;
  return { ...errorAt(reading, entry, message, fix), severity: "warning" };
}

function errorAt(reading: Reading, entry: Entry, message: string, fix: string): Problem {
  return { file: reading.file, line: reading.lineOf(entry.keyNode), severity: "error", message, fix };
}

function brokenYaml(error: YAMLError, file: string, lineAt: (offset: number) => number): Problem {
  const advice: Partial<Record<YAMLError["code"], string>> = {
    DUPLICATE_KEY: "Keep one of the two lines, or write one list.",
    TAB_AS_INDENT: "Indent with spaces instead of tabs.",
    BLOCK_AS_IMPLICIT_KEY: 'Put a text that holds a colon in quotes: `title: "VPN: first steps"`.',
    MISSING_CHAR: "Close the quote or the bracket on this line.",
  };
  const fix = advice[error.code] ?? "Check the indentation, and put texts with `:` or `#` in quotes.";
  const what = error.message.replace(/\s+at line \d+.*$/s, "");
  return {
    file,
    line: lineAt(error.pos[0]),
    severity: "error",
    message: `Broken front matter: ${what}`,
    fix,
  };
}

function keep<T>(value: T | undefined, set: (value: T) => void): void {
  if (value !== undefined) set(value);
}
