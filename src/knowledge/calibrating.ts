// What does a knowledge base say about itself: which of its own questions would be found, and what would answer a stranger's?

import { learn } from "./calibration";
import type { Calibration, Example } from "./calibration";
import type { ComparedIndex, IndexedPhrasing } from "./knowledge-index";
import { likenessOf } from "./likeness";
import { LEARNT } from "./learnt-before";
import { meaningOf } from "./meanings";
import { comparedText } from "./postings";
import { rankArticles } from "./ranking";
import { signalsOf } from "./signals";
import { vectorOf } from "./vectors";

/** Phrasings that are tried: time is bounded, and more would not change the weights. */
const MOST_TRIED = 100;
/** Two phrasings more alike than this are one, and would find each other. */
const THE_SAME = 0.98;
/**
 * What all of a base's own examples count beside what was learnt before (where each public set counts 1). A question whose article
 * is missing counts an eighth of one whose article is there: strangers mostly ask of other things than the base's next of kin.
 */
const OWN = { found: 4, missing: 0.5 };
/** So many phrasings count in full; of fewer each counts the same. */
const ENOUGH = 100;

/** The weights for this knowledge base. Steps of some milliseconds. */
export function* calibrating(index: ComparedIndex): Generator<void, Calibration> {
  const tried = yield* drawing(index);
  const found: Example[] = [];
  const missing: Example[] = [];
  const share = Math.min(1, tried.length / ENOUGH) / Math.max(1, tried.length);
  for (const number of tried) {
    const own = yield* ownExamples(index, number);
    if (own.found) found.push({ ...own.found, weight: OWN.found * share });
    if (own.missing) missing.push({ ...own.missing, weight: OWN.missing * share });
  }
  return learn(index.meanings ? LEARNT.meaning : LEARNT.words, [...found, ...missing]).weights;
}

/** Titles and questions, drawn by what they say: another article, or another order of them, changes few. */
function* drawing({ phrasings }: ComparedIndex): Generator<void, number[]> {
  let drawn: { number: number; lot: number }[] = [];
  for (const [number, { kind, text }] of phrasings.entries()) {
    if (number % DRAWN_AT_ONCE === 0) yield;
    if (kind !== "title" && kind !== "question") continue;
    drawn.push({ number, lot: lotOf(text) });
    if (drawn.length >= MOST_TRIED * 10) drawn = firstOf(drawn);
  }
  return firstOf(drawn).map(({ number }) => number);
}

/** Phrasings that are looked at before other work gets its turn. */
const DRAWN_AT_ONCE = 1000;

const firstOf = (drawn: { number: number; lot: number }[]) =>
  drawn.toSorted((a, b) => a.lot - b.lot || a.number - b.number).slice(0, MOST_TRIED);

/** The FNV-1a hash: a number that says nothing of the text and is always the same for it. */
function lotOf(text: string): number {
  let lot = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) lot = Math.imul(lot ^ text.charCodeAt(i), 0x01000193);
  return lot >>> 0;
}

type Own = Partial<Record<"found" | "missing", Omit<Example, "weight">>>;

/** The phrasing as a question: once it alone is left out, once its whole article is. */
function* ownExamples(index: ComparedIndex, number: number): Generator<void, Own> {
  const phrasing = index.phrasings[number];
  if (!phrasing) return {};
  const likeness = likenessOf(index, {
    vector: vectorOf(comparedText(phrasing), index.vocabulary),
    ...(index.meanings && { meaning: meaningOf(index.meanings, number) }),
  });
  const isSame = (other: number) => other === number || (likeness.words[other] ?? 0) > THE_SAME;
  const isOwn = (other: number) => index.phrasings[other]?.article === phrasing.article;
  const tried = (isLeftOut: (other: number) => boolean) => {
    const ranking = rankArticles(index, likeness, isLeftOut);
    const [best] = ranking.ranked;
    if (!best) return undefined;
    const signals = signalsOf(index, likeness, ranking, best, lengthOf(phrasing), isLeftOut);
    return { signals, right: best.article === phrasing.article };
  };
  yield;
  const found = tried(isSame);
  yield;
  const missing = tried((other) => isOwn(other) || isSame(other));
  return { ...(found && { found }), ...(missing && { missing }) };
}

const lengthOf = ({ words }: IndexedPhrasing): number => words.length;
