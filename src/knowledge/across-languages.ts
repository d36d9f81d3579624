// In which languages is a question looked up, and which of them has the answer?

import type { KnowledgeByLanguage } from "./knowledge-by-language";
import type { KnowledgeIndex } from "./knowledge-index";
import { languageOf } from "./language-of";
import type { Matches } from "./match";
import { englishFor } from "./terms-abroad";
import { toWord, wordsOf } from "./words";
import type { Word } from "./words";

/** A question as it is compared with the articles of one language. `text` is what its meaning is told by. */
export type InLanguage = { language: string; text: string; words: Word[]; cut: boolean };

/**
 * Asks for the question in its own language, and in the others only when nothing there is worth asking back. A knowledge
 * base in one language is asked once, in that language, whatever the question is written in.
 */
export function askInLanguages(
  { languages: { all, main }, parts }: KnowledgeByLanguage,
  question: string,
  ask: (part: KnowledgeIndex, said: InLanguage) => Matches,
): Matches {
  const own = all.length < 2 ? main : (languageOf(question, [...new Set([...all, "en"])]) ?? main);
  const askIn = (language: string) => {
    const part = parts.get(language);
    return part ? [ask(part, readIn(question, language, own))] : [];
  };
  const first = askIn(own);
  const found = first.find(({ decision }) => decision !== "escalate");
  if (found) return found;
  const others = [...parts.keys()].filter((language) => language !== own).flatMap(askIn);
  // Never empty: the main language always has a part.
  return [...first, ...others].reduce((best, next) => (surest(next) > surest(best) ? next : best));
}

function surest({ ranked: [best] }: Matches): number {
  return best?.confidence ?? 0;
}

/**
 * A question in one language as articles in another have it: what is common where it comes from stays common, a thing of the
 * help desk gets its name there, and the rest ("Classroom") is taken as it is.
 */
function readIn(question: string, language: string, own: string): InLanguage {
  const said = wordsOf(question, own);
  if (language === own) return { ...said, language, text: question };
  const words = said.words.map(({ written, stem, common }) => {
    const word = toWord(englishFor(stem, own) ?? written, language);
    return common ? { ...word, common } : word;
  });
  return { words, cut: said.cut, language, text: words.map(({ written }) => written).join(" ") };
}
