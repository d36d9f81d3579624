// How good are the answers of a knowledge base on a file of questions?

import { readFile, writeFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { buildIndex, matchArticles } from "../knowledge/matching";
import type { KnowledgeIndex, Matches } from "../knowledge/matching";
import type { Meanings } from "../meaning/meanings";
import { readKnowledgeBase } from "../sources/knowledge-base";
import { encodeArticles } from "../sources/prepare-knowledge";
import { summarise, summaryText } from "./kb-eval-summary";
import type { EvalSummary, Judged } from "./kb-eval-summary";
import { parseQueries } from "./kb-eval-queries";
import type { Query } from "./kb-eval-queries";
import { withMeanings } from "./with-meanings";
import { cannotWrite, noArticles, refused } from "./refusing";
import type { Outcome } from "./refusing";

/** `out` gets a line a question. */
export type KbEvalOptions = { kb: string; queries: string; out: string; json?: boolean };

/** `summary` is absent when it could not be done; `text` then says why. */
export type KbEvalOutcome = Outcome & { summary?: EvalSummary };

/** Writes `out` and returns the summary, its text being one JSON object with `json`. */
export const kbEval = (options: KbEvalOptions): Promise<KbEvalOutcome> =>
  withMeanings((meanings) => evaluate(options, meanings));

async function evaluate(options: KbEvalOptions, meanings: Meanings | undefined): Promise<KbEvalOutcome> {
  const loaded = await loadQueries(options.queries);
  if ("error" in loaded) return refused(loaded.error);
  const { articles, problems } = await readKnowledgeBase(options.kb);
  if (articles.length === 0) return noArticles(problems);
  const known = meanings && (await encodeArticles(options.kb, articles, meanings));
  const startedAt = performance.now();
  const index = buildIndex(articles, known && meanings?.encode);
  const buildMs = performance.now() - startedAt;
  const judged = loaded.queries.map((query) => judge(index, query));
  try {
    await writeFile(options.out, judged.map((one) => `${JSON.stringify(outLine(one))}\n`).join(""));
  } catch (error) {
    return cannotWrite(options.out, error);
  }
  const summary = summarise(judged, buildMs);
  return { text: options.json ? JSON.stringify(summary) : summaryText(summary), exitCode: 0, summary };
}

async function loadQueries(file: string): Promise<{ queries: Query[] } | { error: string }> {
  try {
    return parseQueries(await readFile(file, "utf8"), file);
  } catch (error) {
    return { error: `Cannot read ${file}: ${messageOf(error)}` };
  }
}

function judge(index: KnowledgeIndex, query: Query): Judged {
  const startedAt = performance.now();
  const { decision, ranked }: Matches = matchArticles(index, query.q);
  const tookMs = performance.now() - startedAt;
  return {
    ...query,
    decision,
    ranked: ranked.map(({ article, confidence }) => ({ id: article.id, confidence })),
    tookMs,
  };
}

function outLine({ q, gold, decision, ranked }: Judged): Omit<Judged, "tookMs"> {
  return { q, gold, decision, ranked };
}

function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}
