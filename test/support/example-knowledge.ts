/** The example knowledge base as desks in tests have it: matched by words alone, prepared once a test file. */
import { join, resolve } from "node:path";
import { buildIndex } from "../../src/knowledge/matching";
import type { KnowledgeIndex } from "../../src/knowledge/matching";
import { readKnowledgeBase } from "../../src/sources/knowledge-base";

const FOLDER = join(resolve(__dirname, "..", ".."), "knowledge-base");

let prepared: Promise<KnowledgeIndex> | undefined;

export function exampleKnowledge(): Promise<KnowledgeIndex> {
  prepared ??= readKnowledgeBase(FOLDER).then(({ articles }) => buildIndex(articles));
  return prepared;
}
