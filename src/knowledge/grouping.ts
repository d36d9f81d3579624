// Which of many questions ask the same, in other words?

import { languageOf } from "./language-of";
import { together } from "./likeness";
import { MEANT } from "./meaning";
import type { Encode } from "./meaning";
import { plainQuestion } from "./plain-question";
import { wordsOf } from "./words";

/** Numbers of texts that ask the same. The first stands for them: the one that most, then the shortest, put in so many words. */
export type Group = readonly number[];

/**
 * How like the one that stands for a group a question must be: to be its words over again, and to ask the same, by words alone or
 * with meanings. Chosen on public question sets: lower brings together what is not one thing, higher leaves one thing in pieces.
 * With meanings 66 to 91 of 100 questions in the twenty largest groups of three sets ask the same.
 */
const ALIKE = { wording: 0.75, words: 0.5, meant: 0.32 };
/** Of more wordings only those said most are compared with each other, in one to three seconds. */
const MOST_COMPARED = 2000;
/** Texts that are worked on before other work gets its turn. */
const AT_ONCE = 50;

type Said = { subject: string[] };

/** What is said in nearly the same words. Always the same for the same texts, in whatever order. In steps of some milliseconds. */
export function* groupingByWords(texts: readonly string[], language: string): Generator<void, Group[]> {
  const said = yield* sayingAll(texts, language);
  const same = withOneSubject(texts, said);
  const weights = weigher(said);
  const leaders = createLeaders(weights);
  const groups: number[][] = [];
  for (const [at, one] of same.toSorted(byWeightOf(texts)).entries()) {
    const subject = said[one[0] ?? 0]?.subject ?? [];
    const nearest = leaders.nearest(subject);
    if (nearest && nearest.likeness >= ALIKE.wording) groups[nearest.leader]?.push(...one);
    else {
      leaders.add(subject);
      groups.push([...one]);
    }
    if (at % AT_ONCE === 0) yield;
  }
  return groups;
}

function* sayingAll(texts: readonly string[], language: string): Generator<void, Said[]> {
  const said: Said[] = [];
  for (const [number, text] of texts.entries()) {
    said.push(saidIn(text, language));
    if (number % AT_ONCE === 0) yield;
  }
  return said;
}

/** The texts whose meaning `groupingWordings` asks for: prepared beforehand, it need not wait. */
export function textsToGroup(
  texts: readonly string[],
  wordings: readonly Group[],
  language: string,
): string[] {
  return saidMost(texts, wordings).flatMap(([first = 0]) => meantText(texts[first] ?? "", language) ?? []);
}

type Leader = { words: WordVector; meaning: Float32Array | undefined; wordings: Group[] };

/** Wordings that ask the same, by their meaning where it is known, else by their words. */
export function* groupingWordings(
  texts: readonly string[],
  wordings: readonly Group[],
  { language, encode }: { language: string; encode?: Encode | undefined },
): Generator<void, Group[][]> {
  const compared = saidMost(texts, wordings);
  const textOf = ([first = 0]: Group): string => texts[first] ?? "";
  const subjects = yield* sayingAll(compared.map(textOf), language);
  const weights = weigher(subjects);
  const leaders: Leader[] = [];
  for (const [at, wording] of compared.entries()) {
    const meant = encode && meantText(textOf(wording), language);
    const one: Leader = {
      words: vectorOf(subjects[at]?.subject ?? [], weights),
      meaning: meant === undefined ? undefined : encode?.(meant),
      wordings: [wording],
    };
    const nearest = nearestOf(leaders, one);
    if (nearest) nearest.wordings.push(wording);
    else leaders.push(one);
    if (at % AT_ONCE === 0) yield;
  }
  const rest = new Set(compared);
  return [
    ...leaders.map((one) => one.wordings),
    ...wordings.filter((one) => !rest.has(one)).map((one) => [one]),
  ];
}

/** By how much each is above what it takes: two measures that are not to be compared themselves. */
function nearestOf(leaders: readonly Leader[], { words, meaning }: Leader): Leader | undefined {
  let best: Leader | undefined;
  let most = 0;
  for (const leader of leaders) {
    const byWords = cosine(words, leader.words);
    const share =
      meaning && leader.meaning
        ? together(byWords, dot(meaning, leader.meaning)) / ALIKE.meant
        : byWords / ALIKE.words;
    if (share < 1 || share <= most) continue;
    best = leader;
    most = share;
  }
  return best;
}

/** What is said most comes first; then in an order that does not hang on how the texts came. */
const saidMost = (texts: readonly string[], wordings: readonly Group[]): Group[] =>
  wordings.toSorted(byWeightOf(texts)).slice(0, MOST_COMPARED);

const byWeightOf =
  (texts: readonly string[]) =>
  (a: Group, b: Group): number =>
    b.length - a.length || byLength(texts[a[0] ?? 0] ?? "", texts[b[0] ?? 0] ?? "");

export const byLength = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

/** Numbers of those about the very same words, the shortest first. */
function withOneSubject(texts: readonly string[], said: readonly Said[]): Group[] {
  const bySubject = new Map<string, number[]>();
  for (const [number, { subject }] of said.entries()) {
    const key = subject.toSorted().join(" ");
    bySubject.set(key, [...(bySubject.get(key) ?? []), number]);
  }
  return [...bySubject.values()].map((numbers) =>
    numbers.toSorted((a, b) => byLength(texts[a] ?? "", texts[b] ?? "") || a - b),
  );
}

/** What a question is about: its stems, without the words that every question has, unless it has no others. */
function saidIn(text: string, language: string): Said {
  const { words } = wordsOf(text, language);
  const telling = words.filter(({ common }) => !common);
  return { subject: [...new Set((telling.length > 0 ? telling : words).map(({ stem }) => stem))] };
}

/** Undefined: the network did not learn its language, to which all of it is alike. */
function meantText(text: string, language: string): string | undefined {
  if ((languageOf(text) ?? language) !== MEANT) return undefined;
  const { words } = wordsOf(text, MEANT);
  return words.length === 0 ? undefined : plainQuestion(text, words, words, MEANT);
}

type Weights = (stem: string) => number;
type WordVector = ReadonlyMap<string, number>;

/** The rarer a word among the questions, the more it tells. */
function weigher(said: readonly Said[]): Weights {
  const counts = new Map<string, number>();
  for (const { subject } of said) for (const stem of subject) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => Math.log1p(said.length / (counts.get(stem) ?? 1));
}

/** Of length 1. */
function vectorOf(subject: readonly string[], weights: Weights): WordVector {
  const length = Math.sqrt(subject.reduce((sum, stem) => sum + weights(stem) ** 2, 0));
  return new Map(subject.map((stem) => [stem, weights(stem) / length]));
}

function cosine(one: WordVector, other: WordVector): number {
  let sum = 0;
  for (const [stem, weight] of one) sum += weight * (other.get(stem) ?? 0);
  return sum;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] ?? 0) * (other[i] ?? 0);
  return sum;
}

/** Those that stand for groups, by their words: of ten thousand only those that share one are looked at. */
function createLeaders(weights: Weights) {
  const having = new Map<string, { leader: number; weight: number }[]>();
  let count = 0;
  return {
    add(subject: readonly string[]): void {
      const leader = count++;
      for (const [stem, weight] of vectorOf(subject, weights)) {
        const list = having.get(stem);
        if (list) list.push({ leader, weight });
        else having.set(stem, [{ leader, weight }]);
      }
    },
    nearest(subject: readonly string[]): { leader: number; likeness: number } | undefined {
      const sums = new Map<number, number>();
      for (const [stem, own] of vectorOf(subject, weights))
        for (const { leader, weight } of having.get(stem) ?? [])
          sums.set(leader, (sums.get(leader) ?? 0) + own * weight);
      let best: { leader: number; likeness: number } | undefined;
      for (const [leader, likeness] of sums)
        if (likeness > (best?.likeness ?? 0)) best = { leader, likeness };
      return best;
    },
  };
}
