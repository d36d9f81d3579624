// What does a text mean, as numbers that are near to each other for texts that say the same?

import { writtenOut } from "./abbreviations";
import type { Article } from "./article";
import { tellingLanguages } from "./article-languages";
import { phrasingsOf } from "./phrasings";
import type { Phrasing } from "./phrasings";
import { finish } from "./steps";

/**
 * A text's meaning: a vector of length 1, always the same for the same text. Undefined when it cannot be told right now; the
 * words alone must do then. Made elsewhere (src/meaning/): here it is only used.
 */
export type Encode = (text: string) => Float32Array | undefined;

/**
 * The language whose meanings are told: the network learnt English. To it all Spanish is alike. Of 22 questions to a small
 * knowledge base in both, 9 of them strangers, it let 2 strangers go, and the words alone 8.
 */
export const MEANT = "en";

/** Every text whose meaning `buildIndex` will ask for: prepared beforehand, it need not wait. */
export function textsToEncode(articles: readonly Article[]): string[] {
  return finish(gatheringTexts(articles));
}

/** Articles that are looked through before other work gets its turn. */
const AT_ONCE = 50;

/** The same in steps of some milliseconds. `all`: the knowledge base that the articles are part of. */
export function* gatheringTexts(
  articles: readonly Article[],
  all: readonly Article[] = articles,
): Generator<void, string[]> {
  const { of } = yield* tellingLanguages(all);
  const texts: string[] = [];
  for (const [number, article] of articles.entries()) {
    if (of(article) === MEANT)
      for (const phrasing of phrasingsOf(article, MEANT)) texts.push(encodedText(phrasing));
    if (number % AT_ONCE === 0) yield;
  }
  return texts;
}

/** A piece of body text is read as its words, for its layout means nothing. */
export function encodedText({ kind, text, words }: Phrasing): string {
  return kind === "body" ? words.map(({ written }) => written).join(" ") : writtenOut(text);
}
