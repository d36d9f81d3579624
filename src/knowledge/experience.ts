// What do people's words on earlier answers say about an article's next one?

import type { Article } from "./article";
import { editionOf } from "./edition";

/**
 * How answers with an article ended, of people who said so; who said nothing is not in it. `usual`: the share that the knowledge
 * base's other articles solve, among those who say how it ended.
 */
export type Outcomes = { confirmed: number; failed: number; usual: number };

/** By article id, for its present edition. An article that is not in it has no experience. */
export type Experience = ReadonlyMap<string, Outcomes>;

/** Counts of one edition of an article: its text at the time. */
export type CountedOutcomes = { article: string; edition: string; confirmed: number; failed: number };

/** Fewer people than this have no say. */
const LEAST_SAID = 3;
/** How alike articles are taken to be: as if so many had said the usual before the first word on this one. */
const SAID_BEFORE = 10;
/** Before a knowledge base has experience of its own; and never so near to all or none that one word more would weigh too much. */
const USUAL = { share: 0.8, weight: 10, least: 0.05, most: 0.95 };

/**
 * The most that experience moves the log-odds: 10 points of confidence up, 17 down. Less up than down, because a wrong answer
 * costs more than asking back, and because who is content mostly says nothing.
 */
export const MOST_MOVED = { up: 0.4, down: 0.7 };

/** The confidence as experience leaves it; as it was without enough of it. Counts alone decide: taken back, it is as before. */
export function weighExperience(confidence: number, outcomes: Outcomes | undefined): number {
  const moved = outcomes === undefined ? 0 : movedLogOdds(outcomes);
  if (moved === 0 || !(confidence > 0 && confidence < 1)) return confidence;
  return 1 / (1 + ((1 - confidence) / confidence) * Math.exp(-moved));
}

/**
 * How far the share solved is from the usual one, in log-odds, with the usual share as a Beta prior: and of that only what chance
 * does not explain, one standard deviation nearer to nothing.
 */
function movedLogOdds(outcomes: Outcomes): number {
  if (outcomes.confirmed + outcomes.failed < LEAST_SAID) return 0;
  const { solved, not } = withPrior(outcomes);
  const distance = Math.log(solved / not) - Math.log(outcomes.usual / (1 - outcomes.usual));
  const sure = Math.max(0, Math.abs(distance) - Math.sqrt(1 / solved + 1 / not));
  return distance < 0 ? -Math.min(sure, MOST_MOVED.down) : Math.min(sure, MOST_MOVED.up);
}

/** The share that still needs help, as far as so few words can tell: what few said lies near the usual. */
export function likelyFailing(outcomes: Outcomes): number {
  const { solved, not } = withPrior(outcomes);
  return not / (solved + not);
}

const withPrior = ({ confirmed, failed, usual }: Outcomes): { solved: number; not: number } => ({
  solved: confirmed + SAID_BEFORE * usual,
  not: failed + SAID_BEFORE * (1 - usual),
});

/**
 * What weighs for the articles as they are now: one that was mended begins anew, and one that is put back as it was has its
 * experience back. Measured against the other articles, so that one that gets all the questions is not measured against itself.
 */
export function experienceOf(counted: readonly CountedOutcomes[], articles: readonly Article[]): Experience {
  const all = total(counted);
  const byArticle = new Map<string, CountedOutcomes[]>();
  for (const one of counted) byArticle.set(one.article, [...(byArticle.get(one.article) ?? []), one]);
  const weighing = articles.flatMap((article): [string, Outcomes][] => {
    const own = byArticle.get(article.id) ?? [];
    const now = own.find(({ edition }) => edition === editionOf(article));
    if (!now) return [];
    const { confirmed, failed } = now;
    return [[article.id, { confirmed, failed, usual: usualShare(without(all, total(own))) }]];
  });
  return new Map(weighing);
}

/** How it ended, counted. */
export type Total = { confirmed: number; failed: number };

const total = (counted: readonly Total[]): Total => ({
  confirmed: counted.reduce((sum, { confirmed }) => sum + confirmed, 0),
  failed: counted.reduce((sum, { failed }) => sum + failed, 0),
});

const without = (all: Total, own: Total): Total => ({
  confirmed: all.confirmed - own.confirmed,
  failed: all.failed - own.failed,
});

/** The share solved of those who said how it ended, with as much caution as there are few of them. */
export function usualShare({ confirmed, failed }: Total): number {
  const share = (confirmed + USUAL.share * USUAL.weight) / (confirmed + failed + USUAL.weight);
  return Math.min(USUAL.most, Math.max(USUAL.least, share));
}
