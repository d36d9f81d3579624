// Which systems are measured for speed, Tierdesk's own and others?

import { performance } from "node:perf_hooks";
import type { Article } from "../../src/knowledge/article";
import { matchArticles } from "../../src/knowledge/matching";
import type { Encode } from "../../src/knowledge/meaning";
import { createMeanings } from "../../src/meaning/meanings";
import { buildInSlices, encodeArticles } from "../../src/sources/prepare-knowledge";
import { peersFrom } from "../peers/all";
import type { Built, Peer } from "../peers/peer";
import { randomMeanings } from "./random-meanings";

/** `prepare`: what comes before building, with its time: texts are encoded once and kept, so it is told apart. */
export type System = {
  name: string;
  isFor?: (size: number) => boolean;
  prepare: (articles: Article[]) => Promise<{ build: Peer["build"]; encodeMs?: number }>;
};

/** 700,000 texts would be encoded for an hour; how long a question takes does not depend on what the numbers mean. */
const MOST_ENCODED = 10_000;

export function systemsFrom(peersFolder: string): System[] {
  const peers = peersFrom(peersFolder).map(({ name, build }) => ({ name, prepare: async () => ({ build }) }));
  return [wordsAlone, withMeaning, withRandomMeaning, ...peers];
}

const wordsAlone: System = {
  name: "Tierdesk, words alone",
  prepare: async () => ({ build: (articles) => buildOurs(articles) }),
};

const withMeaning: System = {
  name: "Tierdesk, with meaning",
  isFor: (size) => size <= MOST_ENCODED,
  prepare: async (articles) => {
    const meanings = createMeanings({ onLost: (why) => process.stderr.write(`${why}\n`) });
    const learn = (all: Article[], added?: Article[]) => encodeArticles("measured", all, meanings, added);
    const startedAt = performance.now();
    if ((await learn(articles)) === undefined) throw new Error("Meanings cannot be told.");
    return {
      encodeMs: performance.now() - startedAt,
      build: (given) => buildOurs(given, meanings.encode, learn),
    };
  },
};

const withRandomMeaning: System = {
  name: "Tierdesk, random numbers as meaning",
  isFor: (size) => size > MOST_ENCODED,
  prepare: async () => ({ build: (articles) => buildOurs(articles, randomMeanings()) }),
};

async function buildOurs(
  articles: Article[],
  encode?: Encode,
  learn: (articles: Article[], added: Article[]) => Promise<unknown> = async () => {},
): Promise<Built> {
  const current = new Map(articles.map((article) => [article.id, article]));
  let index = await buildInSlices(articles, encode);
  return {
    ask: (question) =>
      matchArticles(index, question).ranked.map(({ article, confidence }) => ({
        id: article.id,
        score: confidence,
      })),
    change: async (article) => {
      current.set(article.id, article);
      const articlesNow = [...current.values()];
      await learn(articlesNow, [article]);
      index = await buildInSlices(articlesNow, encode, index);
    },
  };
}
