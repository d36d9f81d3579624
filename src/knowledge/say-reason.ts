// How is one reason said, so that it fits a line whatever an admin wrote into a title or a question?

import type { Article } from "./article";
import type { Match, Reason } from "./match";

/** Characters. */
const LONGEST_TITLE = 80;
const LONGEST_PHRASING = 100;

/** One or two sentences; none when there is nothing to show. */
export function sayReason(reason: Reason, article: Article, mostWords: number): string[] {
  switch (reason.kind) {
    case "words":
      return reason.words.length > 0 ? [`Shared words: ${listed(reason.words, mostWords)}.`] : [];
    case "phrasing":
      return [sayPhrasing(reason, article)];
    case "not":
      return [`It must not answer ${sayPhrase(reason.text)}, which is near to the question.`];
    case "experience":
      return sayExperience(reason);
  }
}

/** A phrasing near by its meaning alone may share no word with the question. */
function sayPhrasing({ text, similarity, by }: Reason & { kind: "phrasing" }, { title }: Article): string {
  const what = text === title ? "Its title is nearest" : "Nearest way of asking";
  const how = by === "meaning" ? `${what}, in other words` : what;
  const alike = `${percent(similarity)} alike`;
  return text === title ? `${how} (${alike}).` : `${how}: ${sayPhrase(text)} (${alike}).`;
}

function sayExperience({ confirmed, failed }: { confirmed: number; failed: number }): string[] {
  const all = confirmed + failed;
  if (all === 0) return [];
  return failed > confirmed
    ? [`It failed for ${failed} of ${all} people, so it is less sure.`]
    : [`It solved this for ${confirmed} of ${all} people.`];
}

export const sayTitle = ({ article }: Pick<Match, "article">): string => quoted(article.title, LONGEST_TITLE);

export const sayPhrase = (text: string): string => quoted(text, LONGEST_PHRASING);

const quoted = (text: string, most: number): string => `"${shortened(text, most)}"`;

/** Cut at a word, on one line. */
function shortened(text: string, most: number): string {
  const letters = Array.from(text.replaceAll(/\s+/g, " ").trim());
  if (letters.length <= most) return letters.join("");
  const cut = letters.slice(0, most - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}

export function listed(words: string[], most: number): string {
  const more = words.length - most;
  return `${words.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Rounded, but 99.6 % is not all, and 0.4 % is not nothing. */
export function wholePercent(share: number): number {
  const rounded = Math.round(share * 100);
  const isSome = share > 1e-9 && share < 1 - 1e-9;
  return isSome ? Math.min(99, Math.max(1, rounded)) : rounded;
}

export const percent = (share: number): string => `${wholePercent(share)} %`;

/** "93 % sure", never 100. Below what it takes it must not look like it: 98.7 %, not 99 %, where it takes 99 %. */
export function sure(confidence: number, takes = 1): string {
  const rounded = Math.min(99, Math.round(confidence * 100));
  const isBelow = confidence < takes && rounded >= Math.round(takes * 100);
  return `${isBelow ? Math.floor(confidence * 1000) / 10 : rounded} % sure`;
}
