// Which parts can be taken out of the matcher, and what stands in their place?

import type * as Calibrating from "../../src/knowledge/calibrating";
import type * as Features from "../../src/knowledge/features";
import { LEARNT } from "../../src/knowledge/learnt-before";
import type * as LearntBefore from "../../src/knowledge/learnt-before";
import type * as Likeness from "../../src/knowledge/likeness";
import type * as Phrasings from "../../src/knowledge/phrasings";
import type * as Ranking from "../../src/knowledge/ranking";
import type * as Spelling from "../../src/knowledge/spelling";
import type * as Vectors from "../../src/knowledge/vectors";
import { nearestPhrasing } from "./nearest-phrasing";

type Modules = {
  calibrating: typeof Calibrating;
  features: typeof Features;
  "learnt-before": typeof LearntBefore;
  likeness: typeof Likeness;
  phrasings: typeof Phrasings;
  ranking: typeof Ranking;
  spelling: typeof Spelling;
  vectors: typeof Vectors;
};

/**
 * A module of src/knowledge/ and what it exports instead, made from what it exports. Nothing in the product has a switch for
 * this: the modules are replaced before anybody loads them, those that others are made of first.
 */
export type Change = {
  [Name in keyof Modules]: readonly [Name, (original: Modules[Name]) => Partial<Modules[Name]>];
}[keyof Modules];

export type Variant = { name: string; wordsOnly?: boolean; changes: Change[] };

export const VARIANTS: Variant[] = [
  { name: "everything", changes: [] },
  { name: "without meaning (words alone)", wordsOnly: true, changes: [] },
  { name: "without words (meaning alone)", changes: [["likeness", meaningAlone]] },
  { name: "with runs of characters too", changes: [["vectors", runs(true)]] },
  { name: "words alone, without runs of characters", wordsOnly: true, changes: [["vectors", runs(false)]] },
  { name: "without pairs of words", changes: [["features", withoutPairs]] },
  { name: "without mending slips", changes: [["spelling", asWritten]] },
  { name: "without article bodies", changes: [["phrasings", withoutBodies]] },
  { name: "nearest phrasing instead of ridge", changes: [["ranking", nearestPhrasing]] },
  { name: "confidence not learnt from the base", changes: [["calibrating", onlyLearntBefore]] },
  { name: "confidence learnt from the base alone", changes: [["learnt-before", hardlyBelieved]] },
];

function meaningAlone({ likenessOf, together }: typeof Likeness): Partial<typeof Likeness> {
  // For the same words `together` gives a likeness of meaning and a share for the words: the share is taken off.
  const least = together(0, -Infinity);
  const most = together(0, 1);
  const meant = (meaning: number) => (together(0, meaning) - least) / (most - least);
  return {
    together: (_, meaning) => meant(meaning),
    likenessOf: (index, text) => {
      const likeness = likenessOf(index, text);
      if (!likeness.compared) return likeness;
      return {
        ...likeness,
        words: new Float32Array(likeness.words.length),
        whole: likeness.meaning.map(meant),
      };
    },
  };
}

function runs(isWith: boolean) {
  return ({ countingFeatures }: typeof Vectors): Partial<typeof Vectors> => ({
    countingFeatures: (_, before) => countingFeatures(isWith, before),
  });
}

function withoutPairs({ numberFeatures }: typeof Features): Partial<typeof Features> {
  return {
    numberFeatures: (words, characters, numbers) => {
      const pairs = new Set<number>();
      const pairOf = (stem: number, next: number) => {
        const pair = numbers.pairOf(stem, next);
        pairs.add(pair);
        return pair;
      };
      const all = numberFeatures(words, characters, { ...numbers, pairOf });
      const isKept = (_: unknown, i: number) => i < all.size && !pairs.has(all.ids[i] ?? -1);
      const ids = all.ids.filter(isKept);
      const weights = all.weights.filter(isKept);
      return { ids, weights, size: ids.length, words: all.words - (all.size - ids.length) };
    },
  };
}

function asWritten(): Partial<typeof Spelling> {
  return { correctSpelling: (words) => words };
}

function withoutBodies({ phrasingsOf }: typeof Phrasings): Partial<typeof Phrasings> {
  return { phrasingsOf: (...given) => phrasingsOf(...given).filter(({ kind }) => kind !== "body") };
}

function onlyLearntBefore(): Partial<typeof Calibrating> {
  return {
    // oxlint-disable-next-line require-yield
    calibrating: function* (index) {
      return (index.meanings ? LEARNT.meaning : LEARNT.words).weights;
    },
  };
}

/** A hundredth of its certainty: enough to keep a base of few questions from being sure of nothing but them. */
function hardlyBelieved(): Partial<typeof LearntBefore> {
  const doubted = ({ certainty, ...belief }: (typeof LEARNT)["words"]) => ({
    ...belief,
    certainty: certainty.map((row) => row.map((value) => value / 100)),
  });
  return { LEARNT: { meaning: doubted(LEARNT.meaning), words: doubted(LEARNT.words) } };
}
