// Why was this answered, asked back or handed on, in sentences for people?

import { DEFAULT_BANDS } from "./deciding";
import type { Match, Matches, Reading } from "./match";
import { listed, percent, sayPhrase, sayReason, sayTitle, sure } from "./say-reason";

/** Words named: a card has little room, the whole list is for whoever looks closer. */
const MOST_SHORT = 5;
const MOST_FULL = 10;
/** What an article gets at the most that shares only the words of every question: it is not near, and no runner-up. */
const HARDLY = 0.1;
/** Articles named that would be nearer but for a `not`. */
const MOST_FORBIDDEN = 3;

/**
 * At most three lines, for a card: what was decided, what it rests on, the runner-up or what was missing. `about`: the id of the
 * article that somebody asks about; the best one unless they chose another.
 */
export function whyInShort(matches: Matches, about?: string): string[] {
  const [best] = matches.ranked;
  const own = matches.ranked.find(({ article }) => article.id === about) ?? best;
  if (!best || !own) return nothingFound(matches.reading, MOST_SHORT);
  if (matches.decision === "escalate" && own.confidence <= HARDLY)
    return [nothingNear, ...unknownWords(matches.reading, MOST_SHORT)];
  const isChosen = own !== best;
  const lines = isChosen
    ? [[`${sayTitle(own)} fits too (${sure(own.confidence)}).`], evidence(own, MOST_SHORT), verdict(matches)]
    : [verdict(matches), evidence(own, MOST_SHORT), runnerUpOrMissing(matches)];
  return lines.filter((sentences) => sentences.length > 0).map((sentences) => sentences.join(" "));
}

/** Everything there is to say of the decision, a sentence each. The nearest articles one by one: `evidence`. */
export function whyInFull(matches: Matches): string[] {
  const { ranked, reading } = matches;
  const [best] = ranked;
  if (!best) return [...nothingFound(reading, MOST_FULL), ...whatWasRead(reading)];
  return [
    ...verdict(matches),
    ...evidence(best),
    ...runnerUp(matches),
    ...ranked.slice(1).flatMap(forbidden).slice(0, MOST_FORBIDDEN),
    ...unknownWords(reading, MOST_FULL),
    ...whatWasRead(reading),
  ];
}

/** What speaks for an article, and against it. */
export function evidence({ article, reasons }: Match, mostWords = MOST_FULL): string[] {
  return reasons.flatMap((reason) => sayReason(reason, article, mostWords));
}

const nothingNear = "No article is near to this question.";

function nothingFound(reading: Reading, mostWords: number): string[] {
  if (reading.words === 0) return ["There are no words in the question."];
  return [nothingNear, ...unknownWords(reading, mostWords)];
}

function verdict(matches: Matches): string[] {
  const { ranked, decision, bands } = matches;
  const [best, second] = ranked;
  if (!best) return [];
  if (decision === "answer") return [`${sayTitle(best)} fits best (${sure(best.confidence)}).`];
  if (second && isTooClose(matches))
    return [
      `${sayTitle(best)} (${sure(best.confidence)}) and ${sayTitle(second)} (${percent(second.confidence)}) are too close to each other to choose.`,
    ];
  const band = decision === "clarify" ? "answer" : "clarify";
  const aim = band === "answer" ? "to answer" : "to suggest anything";
  const says = bands.saidBy !== undefined && bands[band] !== DEFAULT_BANDS[band];
  return [
    `${sayTitle(best)} fits best (${sure(best.confidence, bands[band])}).`,
    `It takes ${percent(bands[band])} ${aim}${says ? ` here, as ${bands.saidBy} says` : ""}.`,
  ];
}

const isTooClose = ({ ranked, decision, bands }: Matches): boolean =>
  decision === "clarify" && (ranked[0]?.confidence ?? 0) >= bands.answer;

function runnerUpOrMissing(matches: Matches): string[] {
  const named = isTooClose(matches) ? [] : runnerUp(matches);
  if (matches.decision === "answer") return named;
  return [...unknownWords(matches.reading, MOST_SHORT), ...named];
}

function runnerUp({ ranked, decision }: Matches): string[] {
  const [, second] = ranked;
  if (second && second.confidence > HARDLY)
    return [`Runner-up: ${sayTitle(second)}, ${sure(second.confidence)}.`];
  return decision === "answer" ? ["No other article comes near."] : [];
}

/** What kept another article from being the best. */
const forbidden = ({ article, reasons }: Match): string[] =>
  reasons.flatMap((reason) =>
    reason.kind === "not"
      ? [`${sayTitle({ article })} counts for less, because it must not answer ${sayPhrase(reason.text)}.`]
      : [],
  );

function unknownWords({ unknown }: Reading, most: number): string[] {
  if (unknown.length === 0) return [];
  if (unknown.length === 1) return [`No article has the word "${unknown[0] ?? ""}".`];
  return [`No article has the words: ${listed(unknown, most)}.`];
}

function whatWasRead({ corrected, cut, language }: Reading): string[] {
  return [
    ...corrected.slice(0, MOST_FULL).map(({ written, read }) => `"${written}" was read as "${read}".`),
    ...(language === undefined ? [] : [`The question was read as ${languageName(language)}.`]),
    ...(cut ? ["Only the beginning of this long text was looked at."] : []),
  ];
}

const languageNames = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

/** "German" for `de`; a code that is none stands for itself. */
function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}
