// Is a match sure enough to be the answer?

import type { Bands, Match, Matches, Reading } from "./match";
import type { Word } from "./words";

export type { Bands } from "./match";

/** Answers given with these were right nine times in ten on most sets (benchmarks/RESULTS.md). */
export const DEFAULT_BANDS: Bands = { answer: 0.8, clarify: 0.3, gap: 0.2 };

/** What was understood of a question: words as written and, one for one, as they were read; whether there were too many. */
export type Understood = {
  written: Word[];
  read: Word[];
  unknown: string[];
  cut: boolean;
  language?: string;
};

/** The decision, with what it rests on. */
export function decideMatches(ranked: Match[], understood: Understood, bands: Bands): Matches {
  const [best, second] = ranked;
  const decision = decide(best?.confidence ?? 0, second?.confidence ?? 0, bands);
  return { ranked, decision, reading: readingOf(understood), bands };
}

function decide(best: number, second: number, bands: Bands): Matches["decision"] {
  if (best >= bands.answer && best - second >= bands.gap) return "answer";
  return best >= bands.clarify ? "clarify" : "escalate";
}

function readingOf({ written, read, unknown, cut, language }: Understood): Reading {
  const corrected = written.flatMap((word, i) => {
    const as = read[i];
    return as && as.written !== word.written ? [{ written: word.written, read: as.written }] : [];
  });
  return { words: read.length, corrected, unknown, cut, ...(language !== undefined && { language }) };
}
