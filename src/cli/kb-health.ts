/** How does each article do: how often is it shown, does it solve what people ask, and what has been learnt from that? */
import { readKnowledgeBase } from "../sources/knowledge-base";
import type { Article } from "../knowledge/article";
import { DEFAULT_BANDS } from "../knowledge/deciding";
import { experienceOf, likelyFailing, usualShare, weighExperience } from "../knowledge/experience";
import type { Experience } from "../knowledge/experience";
import { countOffers, countOutcomes, learntSince } from "../store/experience";
import type { CountedOffers } from "../store/experience";
import type { Database } from "../store/transaction";
import { healthText } from "./kb-health-text";
import { readSince } from "./since";

/** Where the points that experience adds or takes are read off: where answers begin to be given. */
const READ_AT = DEFAULT_BANDS.answer;

export type HealthOptions = { kb: string; desk: string; since?: string; json?: true };

/**
 * `offered`: conversations in which it was shown. `answered`: of those, as the answer or chosen from several. `silent`: nobody said
 * how it ended. `neededHelp`: the share of those who did. `points`: what experience does to a
 * confidence at which answers begin.
 */
export type ArticleHealth = {
  article: string;
  title: string;
  file: string;
  offered: number;
  answered: number;
  confirmed: number;
  silent: number;
  failed: number;
  neededHelp: number | null;
  points: number;
  /** The day, when it has passed. */
  reviewWasDue?: string;
};

type Outcome = { text: string; exitCode: 0 | 1 };

export async function kbHealth(options: HealthOptions, database: Database, now: Date): Promise<Outcome> {
  const since = options.since === undefined ? learntSince(now) : readSince(options.since, now);
  if (typeof since === "string") return { text: since, exitCode: 1 };
  const { articles, problems } = await readKnowledgeBase(options.kb);
  if (articles.length === 0)
    return {
      text: `No articles: ${problems[0]?.message ?? ""} \`tierdesk kb check\` has the details.`,
      exitCode: 1,
    };
  const offers = await countOffers(database, options.desk, since);
  const told = await countOutcomes(database, options.desk, learntSince(now));
  const today = now.toISOString().slice(0, 10);
  const lines = healthOf(articles, offers, experienceOf(told, articles), today);
  const text = options.json ? JSON.stringify(lines) : healthText(lines, since, goneOf(articles, offers));
  return { text, exitCode: 0 };
}

/** The worst first: those that most likely leave people without help; what nobody saw comes last. */
export function healthOf(
  articles: readonly Article[],
  offers: readonly CountedOffers[],
  experience: Experience,
  today: string,
): ArticleHealth[] {
  const counted = new Map(offers.map((one) => [one.article, one]));
  const lines = articles.map((article) => healthOfOne(article, counted.get(article.id), experience, today));
  const usual = usualShare({
    confirmed: lines.reduce((sum, { confirmed }) => sum + confirmed, 0),
    failed: lines.reduce((sum, { failed }) => sum + failed, 0),
  });
  const badness = (line: ArticleHealth): number =>
    line.offered > 0 ? likelyFailing({ ...line, usual }) : -1;
  return lines.toSorted(
    (a, b) =>
      badness(b) - badness(a) ||
      Number(b.reviewWasDue !== undefined) - Number(a.reviewWasDue !== undefined) ||
      b.offered - a.offered ||
      (a.article < b.article ? -1 : 1),
  );
}

function healthOfOne(
  { id, title, source, reviewBy }: Article,
  offers: CountedOffers | undefined,
  experience: Experience,
  today: string,
): ArticleHealth {
  const { offered = 0, answered = 0, confirmed = 0, failed = 0 } = offers ?? {};
  const said = confirmed + failed;
  return {
    article: id,
    title,
    file: source.file,
    offered,
    answered,
    confirmed,
    silent: answered - said,
    failed,
    neededHelp: said === 0 ? null : Math.round((100 * failed) / said) / 100,
    points: Math.round(100 * (weighExperience(READ_AT, experience.get(id)) - READ_AT)),
    ...(reviewBy !== undefined && reviewBy < today && { reviewWasDue: reviewBy }),
  };
}

/** How many articles were shown that the knowledge base has no more. */
function goneOf(articles: readonly Article[], offers: readonly CountedOffers[]): number {
  const known = new Set(articles.map(({ id }) => id));
  return offers.filter(({ article }) => !known.has(article)).length;
}
