// What does a text mean, as numbers that are near to each other for texts that say the same?

import type { Article } from "./article";
import { phrasingsOf } from "./phrasings";
import type { Phrasing } from "./phrasings";

/**
 * A text's meaning: a vector of length 1, always the same for the same text. Undefined when it cannot be told right now; the
 * words alone must do then. Made elsewhere (src/meaning/): here it is only used.
 */
export type Encode = (text: string) => Float32Array | undefined;

/** Every text whose meaning `buildIndex` will ask for: prepared beforehand, it need not wait. */
export function textsToEncode(articles: Article[]): string[] {
  return articles.flatMap((article) => phrasingsOf(article).map(encodedText));
}

/** A piece of body text is read as its words, for its layout means nothing. */
export function encodedText({ kind, text, words }: Phrasing): string {
  return kind === "body" ? words.map(({ written }) => written).join(" ") : text;
}
