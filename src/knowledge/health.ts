// How does each article do: is it asked for, does it help, is it looked after, and which two get in each other's way?

import type { Article } from "./article";
import { DEFAULT_BANDS } from "./deciding";
import { likelyFailing, usualShare, weighExperience } from "./experience";
import type { Experience, Outcomes } from "./experience";
import { guidesTo } from "./guide-places";
import type { LeftOut } from "./left-out";
import type { BrokenLink } from "./links";

/** Where the points that experience adds or takes are read off: where answers begin to be given. */
const READ_AT = DEFAULT_BANDS.answer;

/** `offered`: conversations in which it was shown. `answered`: of those, as the answer, or chosen from several. */
export type CountedOffers = {
  article: string;
  offered: number;
  answered: number;
  confirmed: number;
  failed: number;
};

/**
 * `silent`: nobody said how it ended. `neededHelp`: of those who said, the share that still needed help. `points`: what experience
 * does to a confidence at which answers begin. `failing`: it leaves more people without help than the others do, beyond chance.
 */
export type ArticleHealth = {
  article: string;
  title: string;
  file: string;
  owner?: string;
  offered: number;
  answered: number;
  confirmed: number;
  silent: number;
  failed: number;
  neededHelp: number | null;
  points: number;
  failing: boolean;
  /** Nobody was shown it as an answer in the time looked at. */
  neverShown: boolean;
  /** Guides of which a way leads to it: who reads it there counts for the guide. */
  ledToBy: string[];
  reviewBy?: string;
  /** The day, when it has passed. */
  reviewWasDue?: string;
  brokenLinks: { line: number; target: string }[];
  /** Pairs that it is one of. */
  collidesWith: { article: string; taken: Colliding["taken"]; together: number }[];
};

/** What there is to know. `today`: ISO date. */
export type HealthParts = {
  articles: readonly Article[];
  offers: readonly CountedOffers[];
  experience: Experience;
  brokenLinks: readonly BrokenLink[];
  pairs: readonly Colliding[];
  today: string;
};

/** The worst first: those that most likely leave people without help; what nobody saw comes last. */
export function healthOf(parts: HealthParts): ArticleHealth[] {
  const { articles, experience, today } = parts;
  const counted = new Map(parts.offers.map((one) => [one.article, one]));
  const links = linksByArticle(articles, parts.brokenLinks);
  const pairs = pairsByArticle(parts.pairs);
  const guides = guidesTo(articles);
  const lines = articles.map((article): ArticleHealth => ({
    ...healthOfOne(article, counted.get(article.id), experience.get(article.id), today),
    ledToBy: (guides.get(article.id) ?? []).map(({ id }) => id),
    brokenLinks: (links.get(article) ?? []).map(({ line, target }) => ({ line, target })),
    collidesWith: pairs.get(article.id) ?? [],
  }));
  const usual = usualShare({
    confirmed: lines.reduce((sum, { confirmed }) => sum + confirmed, 0),
    failed: lines.reduce((sum, { failed }) => sum + failed, 0),
  });
  const badness = (line: ArticleHealth): number => (line.neverShown ? -1 : likelyFailing({ ...line, usual }));
  return lines.toSorted(
    (a, b) =>
      badness(b) - badness(a) ||
      Number(b.reviewWasDue !== undefined) - Number(a.reviewWasDue !== undefined) ||
      b.offered - a.offered ||
      (a.article < b.article ? -1 : 1),
  );
}

function healthOfOne(
  article: Article,
  offers: CountedOffers | undefined,
  outcomes: Outcomes | undefined,
  today: string,
): Omit<ArticleHealth, "ledToBy" | "brokenLinks" | "collidesWith"> {
  const { id, title, source, owner, reviewBy } = article;
  const { offered = 0, answered = 0, confirmed = 0, failed = 0 } = offers ?? {};
  const said = confirmed + failed;
  return {
    article: id,
    title,
    file: source.file,
    ...(owner !== undefined && { owner }),
    offered,
    answered,
    confirmed,
    silent: answered - said,
    failed,
    neededHelp: said === 0 ? null : Math.round((100 * failed) / said) / 100,
    points: pointsOf(outcomes),
    failing: isFailing(outcomes),
    neverShown: offered === 0,
    ...(reviewBy !== undefined && { reviewBy }),
    ...(isReviewDue(article, today) && reviewBy !== undefined && { reviewWasDue: reviewBy }),
  };
}

function pairsByArticle(pairs: readonly Colliding[]): Map<string, ArticleHealth["collidesWith"]> {
  const found = new Map<string, ArticleHealth["collidesWith"]>();
  for (const { articles, taken, together } of pairs)
    for (const [own, article] of [articles, articles.toReversed()])
      if (own !== undefined && article !== undefined)
        found.set(own, [...(found.get(own) ?? []), { article, taken, together }]);
  return found;
}

const pointsOf = (outcomes: Outcomes | undefined): number =>
  Math.round(100 * (weighExperience(READ_AT, outcomes) - READ_AT));

/** Beyond chance, and by the word of three people at least, on the article as it is now. */
export const isFailing = (outcomes: Outcomes | undefined): boolean =>
  outcomes !== undefined && outcomes.failed >= 3 && pointsOf(outcomes) < 0;

export const isReviewDue = ({ reviewBy }: Article, today: string): boolean =>
  reviewBy !== undefined && reviewBy < today;

/** On a page with several articles, a link is of the one whose heading stands last above it; else of the first. */
export function linksByArticle(
  articles: readonly Article[],
  links: readonly BrokenLink[],
): Map<Article, BrokenLink[]> {
  const found = new Map<Article, BrokenLink[]>();
  for (const link of links) {
    const own = articles.filter(({ source }) => source.file === link.file);
    const article = own.findLast(({ source }) => source.line <= link.line) ?? own[0];
    if (article) found.set(article, [...(found.get(article) ?? []), link]);
  }
  return found;
}

/** How often two were shown together to choose from, and how often each of them was chosen. */
export type ShownTogether = {
  articles: [string, string];
  together: number;
  chosen: [number, number];
};

/** `taken`: questions of either, as they are written, that the other one would answer if they were not. */
export type Colliding = {
  articles: [string, string];
  taken: { question: string; of: string }[];
  together: number;
  chosen: [number, number];
};

/** Two that were offered side by side so often, each of them chosen by somebody, are hard to tell apart for people, too. */
const OFTEN_TOGETHER = 5;

/** Pairs that compete, those first that most speaks for: by what they say, and by use. */
export function collidingPairs(asked: readonly LeftOut[], shown: readonly ShownTogether[]): Colliding[] {
  const pairs = new Map<string, Colliding>();
  const pairOf = (one: string, other: string): Colliding => {
    const articles: [string, string] = one < other ? [one, other] : [other, one];
    const key = articles.join("\n");
    const pair = pairs.get(key) ?? { articles, taken: [], together: 0, chosen: [0, 0] };
    pairs.set(key, pair);
    return pair;
  };
  for (const { article, question, decision, first } of asked)
    if (decision === "answer" && first && first.article !== article)
      pairOf(article.id, first.article.id).taken.push({ question, of: article.id });
  for (const { articles, together, chosen } of shown)
    Object.assign(pairOf(...articles), { together, chosen });
  const isHard = ({ together, chosen }: Colliding) => together >= OFTEN_TOGETHER && Math.min(...chosen) > 0;
  return [...pairs.values()]
    .filter((pair) => pair.taken.length > 0 || isHard(pair))
    .toSorted(
      (a, b) =>
        b.taken.length - a.taken.length ||
        b.together - a.together ||
        (a.articles.join() < b.articles.join() ? -1 : 1),
    );
}
