/** What was the knowledge base before the edit: at a commit of its checkout, or in another folder? */
import { stat } from "node:fs/promises";
import type { KnowledgeIndex } from "../knowledge/matching";
import type { Meanings } from "../meaning/meanings";
import { atCommit, NoSuchCommit } from "../sources/folder-at-commit";
import { readKnowledgeBase } from "../sources/knowledge-base";
import { buildInSlices, encodeArticles } from "../sources/prepare-knowledge";

/** A sentence when there is no such thing. A folder of that name comes before a commit. */
export async function asItWas(
  against: string,
  kb: string,
  meanings: Meanings | undefined,
): Promise<KnowledgeIndex | string> {
  const folder = await stat(against).catch(() => undefined);
  if (folder?.isDirectory()) return indexOf(against, kb, meanings);
  try {
    return await atCommit(kb, against, (laidOut) => indexOf(laidOut, kb, meanings));
  } catch (error) {
    if (error instanceof NoSuchCommit) return error.message;
    throw error;
  }
}

/** What it has beside the articles of today is added to the meanings known of these. */
async function indexOf(
  folder: string,
  kb: string,
  meanings: Meanings | undefined,
): Promise<KnowledgeIndex | string> {
  const { articles } = await readKnowledgeBase(folder);
  if (articles.length === 0) return "Before the edit there was no article: there is nothing to compare with.";
  const known = meanings && (await encodeArticles(kb, articles, meanings, articles));
  return buildInSlices(articles, known && meanings?.encode);
}
