// Which questions are a knowledge base's tests, and what is expected of each?

import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { YAMLMap } from "yaml";
import type { Problem } from "./article";
import { didYouMean } from "./did-you-mean";
import { readText, readTexts } from "./yaml-reading";
import type { Entry, Reading, Written } from "./yaml-reading";

/** `nothing`: no article and no route, so it opens a ticket. */
export type Expected = { kind: "article" | "route" | "criterion"; key: string } | { kind: "nothing" };

/** One question. One of `expect` must hold. `as`: whether it may ask back, rather than answer. */
export type KnowledgeTest = {
  ask: string;
  expect: Expected[];
  as: "answer" | "clarify";
  site?: string;
  line: number;
};

/** What a test may name. */
export type Known = Record<"article" | "route" | "criterion" | "site", readonly string[]>;

/** Every problem at once; a test with one is left out. */
export function parseTests(
  text: string,
  file: string,
  known: Known,
): { tests: KnowledgeTest[]; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const lineOf = (node: unknown): number => (isNode(node) && node.range ? lineAt(node.range[0]) : 1);
  const problems = document.errors.map(({ message, pos }): Problem => ({
    file,
    line: lineAt(pos[0]),
    severity: "error",
    message: `Broken YAML: ${message.replace(/\s+at line \d+.*$/s, "")}`,
    fix: "Check the indentation, and put texts with `:` or `#` in quotes.",
  }));
  const root = document.contents;
  if (problems.length > 0 || root === null || (isScalar(root) && root.value === null))
    return { tests: [], problems };
  const reading: Reading = { file, document, lineOf, problems };
  if (!isSeq(root)) {
    report(
      reading,
      root,
      "The tests are not a list.",
      "Begin each with a dash: `- ask: ...`, below it `expect: ...`.",
    );
    return { tests: [], problems };
  }
  return { tests: root.items.flatMap((item) => readTest(reading, item, known)), problems };
}

const KEYS = ["ask", "expect", "as", "site"];

function readTest(reading: Reading, item: unknown, known: Known): KnowledgeTest[] {
  const found = reading.problems.length;
  if (!isMap(item)) {
    report(reading, item, "A test is not a list of keys.", "Write `- ask: ...` and below it `expect: ...`.");
    return [];
  }
  const entries = entriesOf(reading, item);
  const asked = entries.get("ask");
  const expected = entries.get("expect");
  for (const [key, entry] of [
    ["ask", asked],
    ["expect", expected],
  ] as const)
    if (!entry) report(reading, item, `A test has no \`${key}\`.`, `Write \`${key}: ...\`.`);
  const expect = expected
    ? readTexts(reading, expected).flatMap((one) => readExpected(reading, one, known))
    : [];
  const as = readAs(reading, entries.get("as"));
  const site = readSite(reading, entries.get("site"), known);
  const questions = asked ? readTexts(reading, asked) : [];
  // Nothing written is nothing tested.
  for (const [list, entry] of [
    [questions, asked],
    [expect, expected],
  ] as const)
    if (entry && list.length === 0 && reading.problems.length === found)
      report(reading, entry.keyNode, `\`${entry.key}\` is empty.`, `Write a text, or a list of texts.`);
  if (reading.problems.length > found) return [];
  return questions.map(({ text, line }) => ({
    ask: text,
    expect,
    as,
    ...(site !== undefined && { site }),
    line,
  }));
}

function entriesOf(reading: Reading, item: YAMLMap): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const pair of item.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
    if (KEYS.includes(key)) entries.set(key, { key, keyNode: pair.key, value: pair.value });
    else
      report(
        reading,
        pair.key,
        `\`${key}\` is not a key of a test.`,
        meant(key, KEYS) ?? `Known keys: ${KEYS.join(", ")}.`,
      );
  }
  return entries;
}

function readExpected(reading: Reading, { text, line }: Written, known: Known): Expected[] {
  if (text === "nothing") return [{ kind: "nothing" }];
  const [, kind, rest = ""] = /^(route|criterion)\s+(.+)$/.exec(text) ?? [];
  const named = kind === "route" || kind === "criterion" ? kind : "article";
  const key = named === "article" ? text.replace(/\.md(?=#|$)/i, "") : rest;
  if (known[named].includes(key)) return [{ kind: named, key }];
  unknown(reading, line, named, key, known[named]);
  return [];
}

function unknown(
  reading: Reading,
  line: number,
  kind: keyof Known,
  key: string,
  known: readonly string[],
): void {
  const where = kind === "article" ? "the knowledge base" : "the plan";
  const listed =
    kind === "article" ? "an article's id, `route KEY`, `criterion KEY` or `nothing`" : known.join(", ");
  const fix =
    meant(key, known) ??
    (known.length > 0 ? `Write one of: ${listed}.` : `There is none; name the plan with --plan FILE.`);
  const message = `There is no ${kind} \`${key}\` in ${where}.`;
  reading.problems.push({ file: reading.file, line, severity: "error", message, fix });
}

/** A slip, or an article named without its folder. */
function meant(written: string, known: readonly string[]): string | undefined {
  const near = known.find((id) => id.endsWith(`/${written}`)) ?? didYouMean(written, known);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

function readAs(reading: Reading, entry: Entry | undefined): KnowledgeTest["as"] {
  const as = entry && readText(reading, entry)?.text;
  if (entry && as !== undefined && as !== "answer" && as !== "clarify")
    report(
      reading,
      entry.value,
      "`as` is neither `answer` nor `clarify`.",
      "Write `as: clarify` where asking back is good enough, or leave it out.",
    );
  return as === "clarify" ? "clarify" : "answer";
}

function readSite(reading: Reading, entry: Entry | undefined, known: Known): string | undefined {
  const site = entry && readText(reading, entry);
  if (site && !known.site.includes(site.text)) unknown(reading, site.line, "site", site.text, known.site);
  return site?.text;
}

function report(reading: Reading, node: unknown, message: string, fix: string): void {
  reading.problems.push({ file: reading.file, line: reading.lineOf(node), severity: "error", message, fix });
}
