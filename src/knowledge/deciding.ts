// Is a match sure enough to be the answer, and how is that said to a person?

import type { Match, Matches } from "./match";
import type { Word } from "./words";

/** From which confidence to answer, from which to ask back, and how far ahead of the runner-up an answer must be. */
export type Bands = { answer: number; clarify: number; gap: number };

/** Answers given with these were right nine times in ten on most sets (benchmarks/RESULTS.md). */
export const DEFAULT_BANDS: Bands = { answer: 0.8, clarify: 0.3, gap: 0.2 };

/** What was understood of a question: words as written and as they were read, and whether there were too many. */
export type Understood = { written: Word[]; read: Word[]; unknown: string[]; cut: boolean };

/** The decision with its reasons, the decisive one first. */
export function decideMatches(ranked: Match[], understood: Understood, bands: Bands): Matches {
  const [best, second] = ranked;
  const decision = decide(best?.confidence ?? 0, second?.confidence ?? 0, bands);
  return {
    ranked,
    decision,
    reasons: [...why(decision, ranked, understood, bands), ...whatWasRead(understood)],
  };
}

function decide(best: number, second: number, bands: Bands): Matches["decision"] {
  if (best >= bands.answer && best - second >= bands.gap) return "answer";
  return best >= bands.clarify ? "clarify" : "escalate";
}

function why(
  decision: Matches["decision"],
  [best, second]: Match[],
  understood: Understood,
  bands: Bands,
): string[] {
  if (understood.read.length === 0) return ["There are no words in the question."];
  if (!best) return ["No article has any of these words."];
  const runnerUp = second
    ? [`The runner-up is "${second.article.title}" (${percent(second.confidence)}).`]
    : [];
  const fits = `"${best.article.title}" fits best (${percent(best.confidence)} sure).`;
  if (decision === "answer") return [fits, ...evidence(best), ...runnerUp];
  if (best.confidence >= bands.answer && second)
    return [
      `"${best.article.title}" and "${second.article.title}" are too close to each other to choose.`,
      ...evidence(best),
    ];
  const needed = decision === "clarify" ? bands.answer : bands.clarify;
  const what = decision === "clarify" ? "to answer" : "to suggest anything";
  return [fits, `That is less than the ${percent(needed)} it takes ${what}.`, ...evidence(best), ...runnerUp];
}

function evidence({ reasons }: Match): string[] {
  return reasons.map((reason) => {
    if (reason.kind === "words") return `Words it shares with the question: ${reason.words.join(", ")}.`;
    if (reason.kind === "not") return `It must not answer "${reason.text}", which is near to the question.`;
    return `Its nearest way of asking is "${reason.text}" (${percent(reason.similarity)} alike).`;
  });
}

function whatWasRead({ written, read, unknown, cut }: Understood): string[] {
  const changed = written.flatMap((word, i) => {
    const as = read[i];
    return as && as.written !== word.written ? [`"${word.written}" was read as "${as.written}".`] : [];
  });
  const missing = unknown.length > 0 ? [`No article has the words: ${unknown.slice(0, 10).join(", ")}.`] : [];
  return [
    ...changed.slice(0, 5),
    ...missing,
    ...(cut ? ["Only the beginning of this long text was looked at."] : []),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
