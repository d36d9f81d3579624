// Which phrasings have a feature? What a question is looked up in.

import { keepingNumbered } from "./numbered-texts";
import type { Phrasing } from "./phrasings";
import { countingFeatures, weigh } from "./vectors";
import type { ComparedText, Vocabulary } from "./vectors";

/**
 * For every feature the phrasings that have it, and its weight in each: those of feature f stand from `starts[f]` to
 * `starts[f + 1]`. A feature that came later than these postings has none.
 */
export type Postings = { starts: Int32Array; phrasings: Int32Array; weights: Float32Array };

/** Phrasings that are worked on before other work gets its turn: some milliseconds. */
const AT_ONCE = 25;

/** What of a phrasing is compared. */
export const comparedText = ({ kind, words }: Phrasing): ComparedText => ({
  words,
  characters: kind !== "body",
});

/** The postings of phrasings, the first of which has the number `first`. `before`: the vocabulary of those before them. */
export function* buildingPostings(
  phrasings: readonly Phrasing[],
  characters: boolean,
  first = 0,
  before?: Vocabulary,
): Generator<void, { vocabulary: Vocabulary; postings: Postings }> {
  const counting = countingFeatures(characters, before);
  const texts = keepingNumbered();
  for (const [at, phrasing] of phrasings.entries()) {
    texts.add(counting.count(comparedText(phrasing)));
    if (at % AT_ONCE === 0) yield;
  }
  const { vocabulary, counts } = yield* counting.counted();
  yield;
  const postings = yield* emptyPostings(counts);
  const next = postings.starts.slice();
  yield;
  let number = first;
  for (const text of texts.taking()) {
    const { ids, weights, size } = weigh(text, vocabulary);
    for (let i = 0; i < size; i++) {
      const at = next[ids[i] ?? 0] ?? 0;
      next[ids[i] ?? 0] = at + 1;
      postings.phrasings[at] = number;
      postings.weights[at] = weights[i] ?? 0;
    }
    if (number++ % AT_ONCE === 0) yield;
  }
  return { vocabulary, postings };
}

/** Of a large base each piece of memory takes a while. */
function* emptyPostings(counts: Int32Array): Generator<void, Postings> {
  const starts = new Int32Array(counts.length + 1);
  for (let id = 0; id < counts.length; id++) starts[id + 1] = (starts[id] ?? 0) + (counts[id] ?? 0);
  yield;
  const total = starts[counts.length] ?? 0;
  const phrasings = new Int32Array(total);
  yield;
  const weights = new Float32Array(total);
  yield;
  return { starts, phrasings, weights };
}
