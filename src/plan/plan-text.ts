// What values does the plan's YAML hold, and on which line is each of them?

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import type { Problem } from "./plan";
import { syntaxProblem } from "./syntax-problems";

/** Keys and list positions from the top of the file to a value. */
export type Path = readonly (string | number)[];

/** Plain values (objects without a prototype, arrays, scalars), where each was written, and what was wrong so far. */
export type PlanText = {
  file: string;
  value: unknown;
  /** The line a value is written on: its key's line for a list or a section, the nearest section's when there is none. */
  lineOf: (path: Path) => number;
  problems: Problem[];
};

/** A plan is four or five levels deep. More is a mistake, or an attempt to make the reader fall over. */
const DEEPEST = 20;
/** YAML's aliases can repeat a list of lists of lists: what they come to is counted. */
const MOST_VALUES = 100_000;
/** Each alias costs a walk through the document. */
const MOST_ALIASES = 1000;

type Walk = {
  document: Document;
  counter: LineCounter;
  file: string;
  lines: Map<string, number>;
  problems: Problem[];
  left: number;
  aliasesLeft: number;
};

/** Does not throw. With a syntax error `value` is undefined: what follows one cannot be trusted. */
export function readPlanText(file: string, text: string): PlanText {
  const counter = new LineCounter();
  const document = parseYaml(text, counter);
  if (!document || document.errors.some(({ code }) => code === "RESOURCE_EXHAUSTION"))
    return unread(file, [tooDeep(file)]);
  const problems = document.errors.map((error) => syntaxProblem({ file, text, document, counter }, error));
  const isReadable = document.errors.every(({ code }) => code === "DUPLICATE_KEY");
  if (!isReadable) return unread(file, onePerLine(problems));
  const walk: Walk = {
    document,
    counter,
    file,
    lines: new Map(),
    problems,
    left: MOST_VALUES,
    aliasesLeft: MOST_ALIASES,
  };
  const value = plainValue(walk, document.contents, []);
  return { file, value, lineOf: (path) => nearestLine(walk.lines, path), problems: onePerLine(problems) };
}

const unread = (file: string, problems: Problem[]): PlanText => ({
  file,
  value: undefined,
  lineOf: () => 1,
  problems,
});

function tooDeep(file: string): Problem {
  const message = "Lists and sections are nested too deeply to be read.";
  return { file, line: 1, severity: "error", message, fix: "Look for a run of `[`, `{` or `-`." };
}

/** The YAML reader works by recursion: a file of a hundred thousand brackets runs out of stack. */
function parseYaml(text: string, counter: LineCounter): Document | undefined {
  try {
    return parseDocument(text, { lineCounter: counter, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function plainValue(walk: Walk, node: unknown, path: Path): unknown {
  walk.left -= 1;
  if (walk.left < 0 || path.length > DEEPEST) return tooMuch(walk, node);
  if (isAlias(node)) return aliased(walk, node, path);
  if (isMap(node)) return plainObject(walk, node.items, path);
  if (isSeq(node))
    return node.items.map((item, i) => {
      noteLine(walk, [...path, i], item);
      return plainValue(walk, item, [...path, i]);
    });
  return isScalar(node) ? node.value : null;
}

function plainObject(walk: Walk, pairs: readonly { key: unknown; value: unknown }[], path: Path): unknown {
  const object: Record<string, unknown> = Object.create(null);
  for (const { key, value } of pairs) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined) {
      walk.problems.push({
        file: walk.file,
        line: lineOfNode(walk, key) ?? 1,
        severity: "error",
        message: "A key is a list or a section, where a word is needed.",
        fix: "Write `key: value`, and put texts that begin with `[`, `{` or `?` in quotes.",
      });
      continue;
    }
    const at = [...path, name];
    noteLine(walk, at, key);
    // A value on a later line than its key is pointed at itself; a section is pointed at by its key.
    if (isScalar(value) && value.value !== null && value.range) noteLine(walk, at, value);
    const plain = plainValue(walk, value, at);
    // A key with nothing after it is as good as not written.
    if (plain !== null) object[name] = plain;
  }
  return object;
}

function aliased(walk: Walk, node: unknown, path: Path): unknown {
  walk.aliasesLeft -= 1;
  if (walk.aliasesLeft < 0) return tooMuch(walk, node);
  const target = isAlias(node) ? node.resolve(walk.document) : undefined;
  if (target) return plainValue(walk, target, path);
  walk.problems.push({
    file: walk.file,
    line: lineOfNode(walk, node) ?? 1,
    severity: "error",
    message: "A text begins with `*`, which stands for something written earlier under `&` and that name.",
    fix: "Put the text in quotes.",
  });
  return null;
}

function tooMuch(walk: Walk, node: unknown): null {
  const isFirst = walk.left !== Number.NEGATIVE_INFINITY;
  walk.left = Number.NEGATIVE_INFINITY;
  if (isFirst)
    walk.problems.push({
      file: walk.file,
      line: lineOfNode(walk, node) ?? 1,
      severity: "error",
      message: "The plan is nested too deeply, or repeats itself through `*` names.",
      fix: "Write each list out where it is needed.",
    });
  return null;
}

function noteLine(walk: Walk, path: Path, node: unknown): void {
  const line = lineOfNode(walk, node);
  if (line !== undefined) walk.lines.set(JSON.stringify(path), line);
}

function lineOfNode(walk: Walk, node: unknown): number | undefined {
  const hasRange = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
  const offset = hasRange ? node.range?.[0] : undefined;
  return offset === undefined ? undefined : Math.max(1, walk.counter.linePos(offset).line);
}

function nearestLine(lines: ReadonlyMap<string, number>, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(JSON.stringify(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}

/** One slip often makes the reader stumble several times on one line. */
function onePerLine(problems: readonly Problem[]): Problem[] {
  const seen = new Set<number>();
  return problems.filter(({ line }) => !seen.has(line) && seen.add(line));
}
