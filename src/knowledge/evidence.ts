// What do a question and an article have in common that a person would point at?

import type { Overlap } from "./confidence";
import type { ComparedIndex } from "./knowledge-index";
import type { Likeness } from "./likeness";
import type { Reason } from "./match";
import type { Ranked } from "./ranking";
import { numberOf } from "./vectors";
import type { Word } from "./words";

/** The question's words of the subject that the article has, the rarest first. */
export function sharedWords(index: ComparedIndex, words: Word[], article: number): string[] {
  const stems = articleStems(index, article);
  const shared = words.filter(({ stem, common }) => !common && stems.has(stem));
  const rarest = shared.toSorted((a, b) => rarityOf(index, b) - rarityOf(index, a));
  const byStem = new Map(rarest.toReversed().map(({ stem, written }) => [stem, written]));
  return [...byStem.values()].toReversed();
}

/** From this likeness on the question stands in the article. */
const AS_WRITTEN = 0.98;

export function overlapOf(
  index: ComparedIndex,
  words: Word[],
  { nearest }: Ranked,
  shared: readonly string[],
  meant: boolean,
): Overlap {
  const subject = words.filter(({ common }) => !common);
  const phrased = new Set(
    (nearest ? (index.phrasings[nearest.phrasing]?.words ?? []) : []).map(({ stem }) => stem),
  );
  return {
    words: words.length,
    subject: new Set(subject.map(({ stem }) => stem)).size,
    written: (nearest?.similarity ?? 0) >= AS_WRITTEN,
    shared: shared.length > 0,
    held: subject.every(({ stem }) => phrased.has(stem)) && subject.some((word) => isTelling(index, word)),
    meant,
  };
}

/** Is it in few articles? "Work" and "wrong" are in many, and say nothing by themselves; nor does a number. */
function isTelling({ vocabulary, postings, phrasings, articles }: ComparedIndex, { stem }: Word): boolean {
  const id = numberOf(vocabulary, stem);
  if (id === undefined || !/\p{L}/u.test(stem)) return false;
  const few = Math.max(FEW_ARTICLES.least, FEW_ARTICLES.share * articles.length);
  const among = new Set<number | undefined>();
  for (const { starts, phrasings: having } of postings)
    for (let at = starts[id] ?? 0; at < (starts[id + 1] ?? 0) && among.size <= few; at++)
      among.add(phrasings[having[at] ?? -1]?.article);
  return among.size <= few;
}

const FEW_ARTICLES = { least: 3, share: 0.1 };

/** The title or question that is nearest, and by what. */
export function nearestReason(index: ComparedIndex, likeness: Likeness, { nearest }: Ranked): Reason[] {
  const text = nearest && index.phrasings[nearest.phrasing]?.text;
  if (!nearest || text === undefined) return [];
  const words = likeness.words[nearest.phrasing] ?? 0;
  const meaning = likeness.meaning[nearest.phrasing] ?? 0;
  const by = meaning > words ? "meaning" : "words";
  return [{ kind: "phrasing", text, similarity: Math.min(1, Math.max(words, meaning)), by }];
}

/** Every stem of an article, but those of the questions it must not answer. */
function articleStems(index: ComparedIndex, article: number): Set<string> {
  const phrasings = (index.byArticle[article] ?? []).map((number) => index.phrasings[number]);
  const stems = new Set<string>();
  for (const phrasing of phrasings)
    if (phrasing && phrasing.kind !== "not") for (const { stem } of phrasing.words) stems.add(stem);
  return stems;
}

function rarityOf({ vocabulary }: ComparedIndex, { stem }: Word): number {
  const id = numberOf(vocabulary, stem);
  return id === undefined ? vocabulary.unknown : (vocabulary.rarity[id] ?? 0);
}
