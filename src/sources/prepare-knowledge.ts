// How do articles become an index, while other work goes on?

import { resolve } from "node:path";
import type { Article } from "../knowledge/article";
import { buildingIndex } from "../knowledge/matching";
import type { KnowledgeIndex } from "../knowledge/matching";
import { gatheringTexts } from "../knowledge/meaning";
import type { Encode } from "../knowledge/meaning";
import type { Meanings } from "../meaning/meanings";
import { inSlices } from "./in-slices";

/** By meaning too where `meanings` can tell it. `kb`: the folder the articles are from. */
export async function prepareKnowledge(
  kb: string,
  articles: readonly Article[],
  meanings?: Meanings,
): Promise<KnowledgeIndex> {
  const known = meanings && (await encodeArticles(kb, articles, meanings));
  return buildInSlices(articles, known && meanings?.encode);
}

/** `before`: what was built last, see `buildingIndex`. */
export const buildInSlices = (
  articles: readonly Article[],
  encode?: Encode,
  before?: KnowledgeIndex,
): Promise<KnowledgeIndex> => inSlices(buildingIndex(articles, encode, before));

/** How many texts the articles have, and how many of those were not known before. */
export type EncodedArticles = { texts: number; encoded: number };

/** Makes the meanings of all their texts known; with `added`, of those articles alone. Undefined when they cannot be told. */
export async function encodeArticles(
  kb: string,
  articles: readonly Article[],
  { encodeAll }: Meanings,
  added?: readonly Article[],
): Promise<EncodedArticles | undefined> {
  const texts = await inSlices(gatheringTexts(added ?? articles, articles));
  const encoded = await encodeAll(resolve(kb), texts, added !== undefined);
  return encoded === undefined ? undefined : { texts: texts.length, encoded };
}
