/** Which articles need their owners: those that fail people, links that lead nowhere, a review that is due? */
import type { Article } from "../knowledge/article";
import { editionOf } from "../knowledge/edition";
import { isFailing, isReviewDue, linksByArticle } from "../knowledge/health";
import { plain } from "./markdown";
import { sentence } from "./notices";
import { wordToPerson } from "./owner";
import { decided } from "./situation";
import type { DeskRules, Situation } from "./situation";
import { dayAt, say } from "./wording";
import type { Decision } from "./decision";

/** One screen; the command shows all. */
const MOST_LINES = 10;
/** What stands is told again after so long: a week would only teach people to look away. */
const AGAIN_AFTER_MS = 28 * 24 * 60 * 60 * 1000;

/** `key`: names it, so that it is known again next week. `owner`: a person of the plan. */
type Matter = { key: string; owner: string; words: string };

/** When each matter that still stands was told last, an ISO date. */
type Told = Record<string, string>;

/** One message to each owner, of what is new or was told long ago. `told`: to be kept for the next time. */
export function remindOfArticles(
  here: Situation,
  before: string | undefined,
): { decision: Decision; told: string } {
  const { plan } = here.rules;
  const today = dayAt(here.now, plan.timezone);
  const longAgo = dayAt(new Date(here.now.getTime() - AGAIN_AFTER_MS), plan.timezone);
  const earlier = readTold(before);
  const standing = mattersOf(here.rules, today);
  const toTell = standing.filter(({ key }) => (earlier.get(key) ?? "") <= longAgo);
  const isTold = new Set(toTell.map(({ key }) => key));
  const told: Told = Object.fromEntries(
    standing.map(({ key }) => [key, isTold.has(key) ? today : (earlier.get(key) ?? today)]),
  );
  const owners = [...new Set(toTell.map(({ owner }) => owner))];
  const messages = owners.map((owner) => {
    const own = toTell.filter((matter) => matter.owner === owner);
    return wordToPerson(here, owner, sentence(reminderWords(own)), `articles-${owner}`);
  });
  return { decision: decided({ messages }), told: JSON.stringify(told) };
}

/** What was stored by another version, or not at all, was never told. */
function readTold(stored: string | undefined): Map<string, string> {
  try {
    const read: unknown = JSON.parse(stored ?? "{}");
    const entries = typeof read === "object" && read !== null ? Object.entries(read) : [];
    return new Map(entries.flatMap(([key, day]) => (typeof day === "string" ? [[key, day] as const] : [])));
  } catch {
    return new Map();
  }
}

/** What hurts people first comes first. */
function mattersOf(rules: DeskRules, today: string): Matter[] {
  const { articles } = rules.knowledge;
  return [
    ...articles.flatMap((article) => failing(rules, article)),
    ...brokenLinks(rules, articles),
    ...reviewsDue(rules, articles, today),
  ];
}

/** An article that was mended and fails again is another matter. */
function failing(rules: DeskRules, article: Article): Matter[] {
  const outcomes = rules.experience?.get(article.id);
  if (!outcomes || !isFailing(outcomes)) return [];
  const { confirmed, failed } = outcomes;
  const words = say.articleFails(failed, confirmed + failed);
  return [matterOf(rules, article, `fails ${article.id} ${editionOf(article)}`, words)];
}

function brokenLinks(rules: DeskRules, articles: readonly Article[]): Matter[] {
  return [...linksByArticle(articles, rules.brokenLinks ?? [])].flatMap(([article, links]) =>
    links.map(({ file, target, line }) =>
      matterOf(rules, article, `link ${file} ${target}`, say.brokenLink(plain(target), line)),
    ),
  );
}

/** A page with several articles is reviewed as one. */
function reviewsDue(rules: DeskRules, articles: readonly Article[], today: string): Matter[] {
  const due = articles.filter((article) => isReviewDue(article, today));
  const byKey = new Map(due.map((article) => [`review ${article.source.file} ${article.reviewBy}`, article]));
  return [...byKey].map(([key, article]) =>
    matterOf(rules, article, key, say.articleReviewDue(article.reviewBy ?? "")),
  );
}

function matterOf({ plan }: DeskRules, { owner, source }: Article, key: string, words: string): Matter {
  const isKnown = plan.people.some((person) => person.key === owner);
  return {
    key,
    owner: owner !== undefined && isKnown ? owner : plan.owner,
    words: `- **${plain(source.file)}**: ${words}`,
  };
}

function reminderWords(own: Matter[]): string {
  const lines = own.slice(0, MOST_LINES).map(({ words }) => words);
  return [say.articlesNeedYou, "", ...lines, "", say.moreArticles(own.length - lines.length)].join("\n");
}
