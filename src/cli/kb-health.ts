/** How does each article do, which are in each other's way, and what has been learnt from use? */
import type { Article } from "../knowledge/article";
import { experienceOf } from "../knowledge/experience";
import { collidingPairs, healthOf } from "../knowledge/health";
import type { CountedOffers } from "../knowledge/health";
import { askingWithout } from "../knowledge/left-out";
import type { Meanings } from "../meaning/meanings";
import { inSlices } from "../sources/in-slices";
import { readKnowledgeBase } from "../sources/knowledge-base";
import { prepareKnowledge } from "../sources/prepare-knowledge";
import { countOffers, countOutcomes, countShownTogether, learntSince } from "../store/experience";
import type { Database } from "../store/transaction";
import { healthText } from "./kb-health-text";
import { noArticles, refused } from "./refusing";
import type { Outcome } from "./refusing";
import { readSince } from "./since";
import { withMeanings } from "./with-meanings";
import { dayOf } from "./saying";

export type HealthOptions = { kb: string; desk: string; since?: string; json?: true };

export const kbHealth = (options: HealthOptions, database: Database, now: Date): Promise<Outcome> =>
  withMeanings((meanings) => healthWith(options, { database, now, meanings }));

async function healthWith(
  options: HealthOptions,
  { database, now, meanings }: { database: Database; now: Date; meanings: Meanings | undefined },
): Promise<Outcome> {
  const since = readSince(options.since, now, learntSince(now));
  if (typeof since === "string") return refused(since);
  const { articles, problems, brokenLinks } = await readKnowledgeBase(options.kb);
  if (articles.length === 0) return noArticles(problems);
  const offers = await countOffers(database, options.desk, since);
  const told = await countOutcomes(database, options.desk, learntSince(now));
  const experience = experienceOf(told, articles);
  const today = dayOf(now);
  const shown = await countShownTogether(database, options.desk, since);
  const index = await prepareKnowledge(options.kb, articles, meanings);
  const pairs = collidingPairs(await inSlices(askingWithout(index)), shown);
  const lines = healthOf({ articles, offers, experience, brokenLinks, pairs, today });
  const text = options.json
    ? JSON.stringify(lines)
    : healthText({ lines, pairs, brokenLinks, since, gone: goneOf(articles, offers) });
  return { text, exitCode: 0 };
}

/** How many articles were shown that the knowledge base has no more. */
function goneOf(articles: readonly Article[], offers: readonly CountedOffers[]): number {
  const known = new Set(articles.map(({ id }) => id));
  return offers.filter(({ article }) => !known.has(article)).length;
}
