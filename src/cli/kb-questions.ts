/** In which words do people ask for an article that it does not know? For the admin to choose from; no file is changed. */
import { join } from "node:path";
import { knownNames, withoutPeople } from "../desk/without-people";
import type { Article } from "../knowledge/article";
import { articleNaming } from "../knowledge/named-article";
import { proposeQuestions } from "../knowledge/proposals";
import type { Answered, Proposal, ProposedQuestion } from "../knowledge/proposals";
import { readKnowledgeBase } from "../sources/knowledge-base";
import type { EscalationPlan } from "../plan/plan";
import { readPlan } from "../sources/plan";
import { loadChosen, loadNames, loadSolved } from "../store/asked-questions";
import type { AskedQuestion } from "../store/asked-questions";
import { learntSince } from "../store/experience";
import type { Database } from "../store/transaction";
import { noArticles, noPlan, readMost, refused } from "./refusing";
import type { Outcome } from "./refusing";
import { readSince } from "./since";
import { peopleText } from "./saying";

/** `most`: questions an article. */
export type QuestionsOptions = {
  kb: string;
  plan: string;
  desk: string;
  since?: string;
  most: string;
  json?: true;
};

export async function kbQuestions(
  options: QuestionsOptions,
  database: Database,
  now: Date,
): Promise<Outcome> {
  const since = readSince(options.since, now, learntSince(now));
  if (typeof since === "string") return refused(since);
  const most = readMost(options.most, "questions");
  if (typeof most === "string") return refused(most);
  const { articles, problems } = await readKnowledgeBase(options.kb);
  if (articles.length === 0) return noArticles(problems);
  const plan = await readPlan(options.plan);
  if (!plan.plan) return noPlan(plan.problems);
  const answered = await loadAnswered(database, { articles, desk: options.desk, since, plan: plan.plan });
  const proposals = proposeQuestions(answered, articles, most);
  return {
    text: options.json ? JSON.stringify(proposals.map(toJson)) : proposalsText(proposals, options.kb),
    exitCode: 0,
  };
}

/** Chosen from several and confirmed, or solved by a technician who named the article. */
async function loadAnswered(
  database: Database,
  from: { articles: Article[]; desk: string; since: Date; plan: EscalationPlan },
): Promise<Answered[]> {
  const chosen = await loadChosen(database, from.desk, from.since);
  const solved = await loadSolved(database, from.desk, from.since);
  const naming = articleNaming(from.articles);
  const named = solved.flatMap((one) => {
    const article = naming(one.resolution);
    return article === undefined ? [] : [{ ...one, article }];
  });
  const names = knownNames(await loadNames(database, from.plan));
  const clean = ({ question }: AskedQuestion): string =>
    withoutPeople(question, names, from.plan.ticketPrefix);
  return [...chosen, ...named].map((one) => ({
    article: one.article,
    text: clean(one),
    person: one.person,
  }));
}

const toJson = ({ article, questions }: Proposal) => ({
  article: article.id,
  title: article.title,
  file: article.source.file,
  questions,
});

function proposalsText(proposals: Proposal[], kb: string): string {
  if (proposals.length === 0)
    return "Nothing to propose: what people asked is there already, or nobody said yet that an article they chose solved it.";
  const blocks = proposals.map(({ article, questions }) =>
    [placeText(article, kb), ...(isOnPage(article) ? alsoAsked(questions) : listed(questions))].join("\n"),
  );
  const advice =
    "People's words, without names, addresses and numbers as far as they are known: read before you paste, and take only what is meant for the article.";
  return [...blocks, advice].join("\n\n");
}

/** An article of a FAQ page has no front matter of its own. */
const isOnPage = ({ source }: Article): boolean => source.slug !== undefined;

function placeText(article: Article, kb: string): string {
  const { source, title } = article;
  const where = isOnPage(article) ? `\`Also asked:\` below "${title}"` : `\`questions:\` of "${title}"`;
  return `${join(kb, source.file)}:${source.line}: add to ${where}`;
}

/** A text in quotes is YAML whatever is in it. */
const listed = (questions: ProposedQuestion[]): string[] =>
  questions.map(({ text, people }) => `  - ${JSON.stringify(text)} # ${peopleText(people)}`);

const alsoAsked = (questions: ProposedQuestion[]): string[] => [
  `  Also asked: ${questions.map(({ text }) => text.replaceAll(";", ",")).join("; ")}`,
];
