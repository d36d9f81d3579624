// How do other libraries do on the same questions?

import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { parseQueries } from "../../src/cli/kb-eval-queries";
import { figure, summarise } from "../../src/cli/kb-eval-summary";
import type { Judged } from "../../src/cli/kb-eval-summary";
import { readKnowledgeBase } from "../../src/sources/knowledge-base";
import type { Peer } from "../peers/peer";
import { answerableTraffic } from "./answerable";
import type { Outcome } from "./ours";
import type { QuestionSet } from "./sets";

export const PEER_HEADS = [
  "set",
  "system",
  "accuracy@1",
  "recall@3",
  "AUROC",
  "answerable at 95 %",
  "p50 ms",
  "p99 ms",
  "build ms",
];

/** Its own score takes the place of a confidence: that is enough for what is in the row, which decides nothing by it. */
export async function evalPeer({ build }: Peer, { kb, queries }: QuestionSet): Promise<Outcome> {
  const { articles } = await readKnowledgeBase(kb);
  const parsed = parseQueries(await readFile(queries, "utf8"), queries);
  if ("error" in parsed) throw new Error(parsed.error);
  const startedAt = performance.now();
  const { ask } = await build(articles);
  const buildMs = performance.now() - startedAt;
  const judged: Judged[] = [];
  for (const query of parsed.queries) {
    const askedAt = performance.now();
    const found = await ask(query.q);
    const tookMs = performance.now() - askedAt;
    const ranked = found.map(({ id, score }) => ({ id, confidence: score }));
    judged.push({ ...query, decision: "escalate", ranked, tookMs });
  }
  return { summary: summarise(judged, buildMs), lines: judged };
}

export function peerRow(set: string, system: string, { summary, lines }: Outcome): string[] {
  const { accuracyAt1, recallAt3, auroc, latencyMs, buildMs } = summary;
  const shares = [accuracyAt1, recallAt3, auroc, answerableTraffic(lines)].map(figure);
  return [set, system, ...shares, String(latencyMs.p50), String(latencyMs.p99), String(Math.round(buildMs))];
}
