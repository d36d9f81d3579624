// How like a question is every phrasing of the knowledge base, by its words and by its meaning?

import type { ComparedIndex } from "./knowledge-index";
import { meaningLikeness } from "./meanings";
import type { Postings } from "./postings";
import type { Vector } from "./vectors";

/** A text to compare: by its words always, by its meaning when that is known. */
export type Compared = { vector: Vector; meaning?: Float32Array };

/**
 * For every phrasing: `words` and `meaning`, the cosines (0 to 1; -1 to 1), and `whole`, both together (0 to 1). Without a meaning
 * it is the words alone. `compared`: the meaning was known.
 */
export type Likeness = { words: Float32Array; meaning: Float32Array; whole: Float32Array; compared: boolean };

/**
 * How the two are put together: exp(sharp * (cosine - 1)) of the meaning, and the words' cosine with this weight beside it. Chosen
 * on public question sets (DESIGN.md); a third more or less of each changes the accuracy by half a point.
 */
const SHARP = 4;
const WORDS_BESIDE_MEANING = 0.35;
/** Postings read for one question; the most frequent features, which say least, are left out beyond it. */
const MOST_POSTINGS = 150_000;

export function likenessOf(index: ComparedIndex, text: Compared): Likeness {
  const words = wordLikeness(index, text.vector);
  forgetGone(index, words);
  if (!text.meaning || !index.meanings) return { words, meaning: NONE, whole: words, compared: false };
  const meaning = meaningLikeness(index, text.meaning, words);
  forgetGone(index, meaning);
  return { words, meaning, whole: wholeOf(words, meaning), compared: true };
}

/** Nothing for those that share no word and whose meaning was not compared: most of a large base. */
function wholeOf(words: Float32Array, meaning: Float32Array): Float32Array {
  const whole = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) {
    const byWords = words[i] ?? 0;
    const byMeaning = meaning[i] ?? 0;
    if (byWords > 0 || byMeaning !== 0) whole[i] = together(byWords, byMeaning);
  }
  return whole;
}

/** The same measure for two phrasings: 1 for one that is compared with itself. */
export function together(words: number, meaning: number): number {
  return (Math.exp(SHARP * (meaning - 1)) + WORDS_BESIDE_MEANING * words) / (1 + WORDS_BESIDE_MEANING);
}

const NONE = new Float32Array();

function forgetGone({ gone, byArticle }: ComparedIndex, likeness: Float32Array): void {
  for (const article of gone) for (const number of byArticle[article] ?? []) likeness[number] = 0;
}

/** The cosine of the question to every phrasing, by the features they share. */
function wordLikeness({ postings, phrasings }: ComparedIndex, question: Vector): Float32Array {
  const sums = new Float32Array(phrasings.length);
  let read = 0;
  for (const { from, to, weight, having } of listsOf(postings, question)) {
    read += to - from;
    if (read > MOST_POSTINGS) break;
    for (let at = from; at < to; at++) {
      const number = having.phrasings[at] ?? 0;
      sums[number] = (sums[number] ?? 0) + weight * (having.weights[at] ?? 0);
    }
  }
  return sums;
}

/** What is to be read for a question, the shortest first: the rarest features say most. */
function listsOf(postings: readonly Postings[], { ids, weights }: Vector) {
  const lists: { from: number; to: number; weight: number; having: Postings }[] = [];
  for (const having of postings)
    ids.forEach((id, i) => {
      const from = having.starts[id] ?? 0;
      const to = having.starts[id + 1] ?? from;
      if (to > from) lists.push({ from, to, weight: weights[i] ?? 0, having });
    });
  return lists.toSorted((a, b) => a.to - a.from - (b.to - b.from));
}
