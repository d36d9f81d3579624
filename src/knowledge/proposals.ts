// Which ways of asking would an article be found by better, of those that people really used?

import type { Article } from "./article";
import { allWordsOf } from "./words";

/** Words. More is a story, not a way to ask. */
const LONGEST = 25;
/** From which share of words in common two ways of asking are one. */
const ALIKE = 0.8;

/** A question that an article answered, though the knowledge base was not sure of it. `person`: anything that tells people apart. */
export type Answered = { article: string; text: string; person: string };

/** `people`: how many asked in this way or nearly so. */
export type ProposedQuestion = { text: string; people: number };
export type Proposal = { article: Article; questions: ProposedQuestion[] };

/** For each article what is new to it, what most people said first, `most` at the most. Articles that most would help come first. */
export function proposeQuestions(
  answered: readonly Answered[],
  articles: readonly Article[],
  most: number,
): Proposal[] {
  const proposals = articles.flatMap((article): Proposal[] => {
    const own = answered.filter((one) => one.article === article.id);
    const questions = own.length === 0 ? [] : grouped(own.filter(isNewTo(article)), article.language);
    return questions.length === 0 ? [] : [{ article, questions: questions.slice(0, most) }];
  });
  const people = ({ questions }: Proposal): number => questions.reduce((sum, one) => sum + one.people, 0);
  return proposals.toSorted((a, b) => people(b) - people(a) || (a.article.id < b.article.id ? -1 : 1));
}

/** Not if one phrasing has all its words: with other small words it brings nothing. Nor what the article must not answer. */
function isNewTo({ title, questions, not, language }: Article): (asked: Answered) => boolean {
  const known = [title, ...questions].map((text) => subjectOf(text, language));
  const forbidden = not.map((text) => subjectOf(text, language));
  return ({ text }) => {
    const subject = subjectOf(text, language);
    if (subject.size === 0 || text.split(/\s+/).length > LONGEST) return false;
    const isHeld = known.some((phrasing) => isWithin(subject, phrasing) || areAlike(subject, phrasing));
    return !isHeld && !forbidden.some((phrasing) => areAlike(subject, phrasing));
  };
}

/** The shortest of those that are alike stands for them. */
function grouped(asked: readonly Answered[], language: string | undefined): ProposedQuestion[] {
  const groups: { text: string; subject: Set<string>; people: Set<string> }[] = [];
  for (const { text, person } of asked.toSorted(
    (a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1),
  )) {
    const subject = subjectOf(text, language);
    const group = groups.find((one) => areAlike(one.subject, subject));
    if (group) group.people.add(person);
    else groups.push({ text, subject, people: new Set([person]) });
  }
  return groups
    .map(({ text, people }) => ({ text, people: people.size }))
    .toSorted((a, b) => b.people - a.people);
}

/** The words that say what it is about, by their stems. */
const subjectOf = (text: string, language: string | undefined): Set<string> =>
  new Set(allWordsOf(text, language).flatMap(({ stem, common }) => (common ? [] : [stem])));

function areAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - shared;
  return all > 0 && shared / all >= ALIKE;
}

const isWithin = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].every((word) => other.has(word));
