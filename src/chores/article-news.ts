/** Which articles of a desk say something new, and have said so for a while? */
import type { Article } from "../knowledge/article";
import { editionOf } from "../knowledge/edition";
import { findingAlike } from "../knowledge/slight-change";
import type { Alike } from "../knowledge/slight-change";
import { inSlices } from "../sources/in-slices";
import { keepEditions, loadKnownEditions } from "../store/late-answers";
import type { Database } from "../store/transaction";

/** An admin saves ten times while writing: an article's text must have stood for so long, in milliseconds. */
const QUIET = 15 * 60_000;
const DAY = 24 * 60 * 60_000;
/** A text that comes back after so long is news: nobody waits for a late answer longer (plan/schema.ts). */
const GONE_DAYS = 90;

/**
 * What a desk has looked at, and since when each text that is new has stood. `editions`: of its articles, reckoned once for
 * each state of the knowledge base.
 */
export type Watched = {
  known: Set<string>;
  news: Map<string, number>;
  articles?: readonly Article[];
  editions: string[];
  /** Of an edition, those that said the same in other spelling, as far as this program has seen them. */
  alike: Alike;
};

export const loadWatched = async (database: Database, desk: string): Promise<Watched> => ({
  known: await loadKnownEditions(database, desk),
  news: new Map(),
  editions: [],
  alike: new Map(),
});

/** The knowledge base was read anew. */
export async function seeArticles(
  database: Database,
  desk: string,
  state: Watched,
  { articles, now }: { articles: readonly Article[]; now: Date },
): Promise<void> {
  const before = state.editions;
  state.editions = await inSlices(editionsOf(articles));
  const editions = [...before, ...state.editions];
  const goneSince = new Date(now.getTime() - GONE_DAYS * DAY);
  for (const gone of await keepEditions(database, desk, { editions, now, goneSince }))
    state.known.delete(gone);
  state.alike = await inSlices(findingAlike(state.alike, state.articles ?? [], articles));
  state.articles = articles;
}

function* editionsOf(articles: readonly Article[]): Generator<undefined, string[]> {
  const editions: string[] = [];
  for (const article of articles) {
    editions.push(editionOf(article));
    yield;
  }
  return editions;
}

/** Those that have stood long enough; what is gone again, or was written anew, is forgotten. */
export function quietNews({ news }: Watched, unknown: readonly string[], at: number): string[] {
  const still = new Set(unknown);
  for (const edition of news.keys()) if (!still.has(edition)) news.delete(edition);
  for (const edition of unknown) if (!news.has(edition)) news.set(edition, at);
  return unknown.filter((edition) => at - (news.get(edition) ?? at) >= QUIET);
}
