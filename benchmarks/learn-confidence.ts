// What does confidence rest on before a knowledge base has said anything? Learns src/knowledge/learnt-before.ts from question sets.
// node -r ./test/support/typescript.cjs benchmarks/learn-confidence.ts [--sets FOLDER] [--write]

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { calibrating } from "../src/knowledge/calibrating";
import { chanceOfRight, learn } from "../src/knowledge/calibration";
import type { Belief, Calibration, Example } from "../src/knowledge/calibration";
import { buildIndex } from "../src/knowledge/knowledge-by-language";
import type { KnowledgeIndex } from "../src/knowledge/knowledge-index";
import { LEARNT } from "../src/knowledge/learnt-before";
import { compareQuestion } from "../src/knowledge/matching";
import type { Encode } from "../src/knowledge/meaning";
import { signalsOf } from "../src/knowledge/signals";
import { finish } from "../src/knowledge/steps";
import { wordsOf } from "../src/knowledge/words";
import { withMeanings } from "../src/cli/with-meanings";
import { parseQueries } from "../src/cli/kb-eval-queries";
import type { Query } from "../src/cli/kb-eval-queries";
import { textsToEncode } from "../src/knowledge/meaning";
import type { Article } from "../src/knowledge/article";
import { readKnowledgeBase } from "../src/sources/knowledge-base";
import { readWanted } from "./eval/sets";
import type { QuestionSet } from "./eval/sets";
import { table } from "./table";

/** Sets that were made from one source are left out together. */
const familyOf = (name: string): string => name.replace(/^(hint3|clinc|stackfaq|bank).*/, "$1");

const SIGNALS = 6;
/** In the order of signals.ts. What no phrasing explains speaks against a match by words; by meaning it may be a short question. */
const SIGNS = { meaning: [0, 1, 1, 0, 1, 1, -1], words: [0, 1, 1, -1, 1, 1, -1] };

/** Weak: next to nothing is believed before the first example. */
const nothingBefore = (kind: Kind): Belief => ({
  weights: Array.from({ length: SIGNALS + 1 }, () => 0),
  certainty: Array.from({ length: SIGNALS + 1 }, (_none, i) =>
    Array.from({ length: i + 1 }, (_, j) => (i !== j ? 0 : i === 0 ? 1e-5 : 5e-4)),
  ),
  signs: SIGNS[kind],
});

type Kind = "meaning" | "words";

type Loaded = { name: string; articles: Article[]; queries: Query[] };

async function loadSet({ name, kb, queries }: QuestionSet): Promise<Loaded> {
  const parsed = parseQueries(await readFile(queries, "utf8"), queries);
  if ("error" in parsed) throw new Error(parsed.error);
  return { name, articles: (await readKnowledgeBase(kb)).articles, queries: parsed.queries };
}

type Seen = { name: string; index: KnowledgeIndex; examples: Example[] };

/** So much of what people ask is in no article; the sets have between none and more than half. */
const OUT_OF_SCOPE = 0.2;

/** What one question counts, so that the set counts 1 and its strangers their share of it. */
function trafficOf(queries: Query[]): (query: Query) => number {
  const strangers = queries.filter(({ gold }) => gold === null).length;
  const known = queries.length - strangers;
  if (strangers === 0) return () => 1 / known;
  return ({ gold }) => (gold === null ? OUT_OF_SCOPE / strangers : (1 - OUT_OF_SCOPE) / known);
}

/** What is seen of the best match of each question; each set counts 1. */
function seeSet({ name, articles, queries }: Loaded, encode: Encode | undefined): Seen {
  const index = buildIndex(articles, encode).parts.get("en");
  if (!index) throw new Error(`${name} has no articles in English.`);
  const weightOf = trafficOf(queries);
  const examples = queries.flatMap((query): Example[] => {
    const { q, gold } = query;
    const asked = compareQuestion(index, { ...wordsOf(q), text: q, language: "en" });
    const { read, likeness, ranking } = asked;
    const [best] = ranking.ranked;
    if (!best) return [];
    const id = index.articles[best.article]?.id ?? "";
    const signals = signalsOf(index, likeness, ranking, best, read.length);
    return [{ signals, right: [gold].flat().includes(id), weight: weightOf(query) }];
  });
  return { name, index, examples };
}

function learnFrom(seen: Seen[], kind: Kind): Belief {
  return learn(
    nothingBefore(kind),
    seen.flatMap(({ examples }) => examples),
  );
}

/** The weights that a base comes to by itself from this belief. */
function ownWeights(index: KnowledgeIndex, kind: Kind, belief: Belief): Calibration {
  LEARNT[kind] = belief;
  return finish(calibrating(index));
}

/** For each set: learnt without its family, calibrated by its own articles, compared with its questions. */
function leaveFamiliesOut(seen: Seen[], kind: Kind): string {
  const rows = seen.map(({ name, index, examples }) => {
    const others = seen.filter((other) => familyOf(other.name) !== familyOf(name));
    const weights = ownWeights(index, kind, learnFrom(others, kind));
    const judged = examples.map(({ signals, ...one }) => ({
      ...one,
      confidence: chanceOfRight(weights, signals),
    }));
    return [name, calibrationErrorOf(judged), ...BANDS.flatMap((least) => answersFrom(least, judged))];
  });
  const heads = BANDS.flatMap((least) => [`from ${least}`, "right"]);
  return table([["left out", "calibration error", ...heads], ...rows]);
}

const BANDS = [0.75, 0.8, 0.85, 0.9];

type Judged = { confidence: number; right: boolean; weight: number };

/** The mean distance of confidence and share of right ones, in ten bins of confidence. */
function calibrationErrorOf(judged: Judged[]): string {
  const distances = Array.from({ length: 10 }, (_none, bin) =>
    judged
      .filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin)
      .reduce((sum, { confidence, right, weight }) => sum + weight * (confidence - Number(right)), 0),
  );
  return distances.reduce((sum, distance) => sum + Math.abs(distance), 0).toFixed(3);
}

/** The share of all questions that is as sure as this, and how many of them are right. */
function answersFrom(least: number, judged: Judged[]): string[] {
  const sure = judged.filter(({ confidence }) => confidence >= least);
  const share = sure.reduce((sum, { weight }) => sum + weight, 0);
  const right = sure.reduce((sum, one) => sum + one.weight * Number(one.right), 0);
  return [share.toFixed(3), share > 0 ? (right / share).toFixed(3) : "-"];
}

const rounded = (belief: Belief): Belief => ({
  ...belief,
  weights: belief.weights.map((value) => Number(value.toFixed(3))),
  certainty: belief.certainty.map((row) => row.map((value) => Number(value.toFixed(4)))),
});

async function learnAll(): Promise<string> {
  const wanted = await readWanted();
  const text: string[] = [];
  const learnt: Partial<Record<Kind, Belief>> = {};
  const sets = await Promise.all(wanted.sets.map(loadSet));
  await withMeanings(async (meanings) => {
    for (const kind of ["meaning", "words"] as const) {
      const seen: Seen[] = [];
      for (const set of sets) {
        if (kind === "meaning") await meanings?.encodeAll(set.name, textsToEncode(set.articles));
        seen.push(seeSet(set, kind === "meaning" ? meanings?.encode : undefined));
      }
      learnt[kind] = rounded(learnFrom(seen, kind));
      text.push(kind, leaveFamiliesOut(seen, kind));
    }
  });
  if (wanted.write)
    await writeFile(join(__dirname, "..", "src", "knowledge", "learnt-before.ts"), sourceOf(learnt));
  return text.join("\n\n");
}

const sourceOf = (
  learnt: object,
): string => `// What is known of confidence before a knowledge base has said anything about itself? Written by benchmarks/learn-confidence.ts.

import type { Belief } from "./calibration";

/**
 * Learnt over several public question sets, each counting 1; the lower half of \`certainty\` is the second derivative of their
 * loss. The order: start, then as in signals.ts. benchmarks/matching.md has how it holds on families of sets left out.
 */
export const LEARNT: { meaning: Belief; words: Belief } = ${JSON.stringify(learnt)};
`;

if (require.main === module) void learnAll().then((text) => process.stdout.write(`${text}\n`));
