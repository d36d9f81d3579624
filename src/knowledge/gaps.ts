// What do people ask that the knowledge base does not answer, or not well?

import { byLength, groupingByWords, groupingWordings } from "./grouping";
import type { Group } from "./grouping";
import type { Encode } from "./meaning";

/**
 * A question that found nothing, or whose answer did not help: `failed`, with the article's text at the time. `text`: without what
 * tells who asked. `person`: anything that tells people apart. `ticket`: what it became.
 */
export type Unanswered = {
  text: string;
  person: string;
  at: Date;
  ticket: number;
  component?: string;
  site?: string;
  failed?: { article: string; edition?: string };
};

/**
 * Questions that ask the same. `id`: the ticket of the first of them; `tickets`: all of them, the newest first. `examples`: ways to
 * ask it, those said most first. `article`: the id of the one that most of them got, and that did not help.
 */
export type Gap = {
  id: number;
  questions: number;
  people: number;
  firstAt: Date;
  lastAt: Date;
  component?: string;
  sites: string[];
  examples: string[];
  article?: string;
  tickets: number[];
};

/** What a question would get now: an article as it is, a word on whom it is for, or nothing sure. */
export type AnswersNow = (
  text: string,
  site: string | undefined,
) => { article: string; edition: string } | "elsewhere" | undefined;

const MOST_EXAMPLES = 5;

/**
 * The gaps that most people have come first, `most` at the most. What would be answered by now is left out, so that a gap is gone
 * when it is closed. Always the same for the same questions. In steps of some milliseconds.
 */
export function* findingGaps(
  asked: readonly Unanswered[],
  { wordings, language, encode, answersNow, most }: Finding,
): Generator<void, Gap[]> {
  const texts = asked.map(({ text }) => text);
  const groups = yield* groupingWordings(texts, wordings, { language, encode });
  const found: Gap[] = [];
  for (const group of byPeople(asked, groups)) {
    const least = found[most - 1]?.people ?? 0;
    // However many of its questions are answered by now, it does not come before those that were found.
    if (peopleOf(asked, group.flat()) <= least) break;
    const open: Group[] = [];
    for (const wording of group) {
      if (isOpen(asked, wording, answersNow)) open.push(wording);
      // Asking one again takes some milliseconds, and a group may have hundreds.
      yield;
    }
    if (open.length > 0) found.push(toGap(asked, open));
    found.sort(mostFirst);
  }
  return found.slice(0, most);
}

type Finding = {
  wordings: readonly Group[];
  language: string;
  encode?: Encode | undefined;
  answersNow: AnswersNow;
  most: number;
};

/** Ways to ask something, as numbers of questions: the first step, after which meanings can be prepared (`textsToGroup`). */
export const findingWordings = (asked: readonly Unanswered[], language: string): Generator<void, Group[]> =>
  groupingByWords(
    asked.map(({ text }) => text),
    language,
  );

/** Of the one that holds this ticket's question. */
export const gapWith = (gaps: readonly Gap[], ticket: number): Gap | undefined =>
  gaps.find(({ tickets }) => tickets.includes(ticket));

function byPeople(asked: readonly Unanswered[], groups: readonly Group[][]): Group[][] {
  const sized = groups.map((group) => ({
    group,
    people: peopleOf(asked, group.flat()),
    questions: group.flat().length,
    text: asked[group[0]?.[0] ?? 0]?.text ?? "",
  }));
  return sized
    .toSorted((a, b) => b.people - a.people || b.questions - a.questions || byLength(a.text, b.text))
    .map(({ group }) => group);
}

const mostFirst = (a: Gap, b: Gap): number =>
  b.people - a.people || b.questions - a.questions || b.lastAt.getTime() - a.lastAt.getTime() || a.id - b.id;

const peopleOf = (asked: readonly Unanswered[], numbers: readonly number[]): number =>
  new Set(numbers.map((number) => asked[number]?.person)).size;

/** The article that failed them, as it was then, is no answer: mended, it may be one. */
function isOpen(asked: readonly Unanswered[], wording: Group, answersNow: AnswersNow): boolean {
  const own = wording.flatMap((number) => asked[number] ?? []);
  const [first] = own;
  if (!first) return false;
  const now = answersNow(first.text, mostFrequent(own.map(({ site }) => site))[0]);
  if (now === undefined || now === "elsewhere") return now === undefined;
  return own.some(({ failed }) => failed?.article === now.article && failed.edition === now.edition);
}

function toGap(asked: readonly Unanswered[], wordings: readonly Group[]): Gap {
  const own = wordings
    .flat()
    .flatMap((number) => asked[number] ?? [])
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.ticket - a.ticket);
  const [last, first] = [own[0], own.at(-1)];
  const [component] = mostFrequent(own.map((one) => one.component));
  const [article] = mostFrequent(own.map(({ failed }) => failed?.article));
  const failed = own.filter((one) => one.failed?.article === article).length;
  return {
    id: first?.ticket ?? 0,
    questions: own.length,
    people: new Set(own.map(({ person }) => person)).size,
    firstAt: first?.at ?? new Date(0),
    lastAt: last?.at ?? new Date(0),
    ...(component !== undefined && { component }),
    sites: mostFrequent(own.map(({ site }) => site)),
    examples: examplesOf(asked, wordings),
    ...(article !== undefined && failed * 2 > own.length && { article }),
    tickets: own.map(({ ticket }) => ticket),
  };
}

const examplesOf = (asked: readonly Unanswered[], wordings: readonly Group[]): string[] =>
  wordings
    .toSorted((a, b) => b.length - a.length)
    .slice(0, MOST_EXAMPLES)
    .map(([first = 0]) => asked[first]?.text ?? "");

/** Each once; of two as frequent the one that comes first by its letters. */
function mostFrequent(values: readonly (string | undefined)[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(([value]) => value);
}
