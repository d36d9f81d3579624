/**
 * How much worse are the answers when people make slips as they type? Every question set once as it is, and once with a slip in one
 * of five words (the same slips in every run).
 *
 * node -r ./test/support/typescript.cjs benchmarks/slips.ts [--sets FOLDER] [--only SET ...] [--words-only] [--write]
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { figure } from "../src/cli/kb-eval-summary";
import type { EvalSummary } from "../src/cli/kb-eval-summary";
import { parseQueries } from "../src/cli/kb-eval-queries";
import { evalOurs } from "./eval/ours";
import { readWanted } from "./eval/sets";
import type { QuestionSet } from "./eval/sets";
import { withSlips } from "./eval/slips";
import { report } from "./report";
import { mulberry32 } from "./synthetic-articles";
import { table } from "./table";

const SHARE_OF_WORDS = 0.2;
const SEED = 5;

const SHARES = {
  accuracyAt1: "accuracy@1",
  auroc: "AUROC",
  answerRate: "answered",
  answerPrecision: "of those right",
  falseAnswerRate: "out of scope: answered",
} as const;

async function measureSlips(sets: QuestionSet[]): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), "tierdesk-slips-"));
  try {
    const rows: string[][] = [];
    for (const set of sets) {
      const queries = join(out, `${set.name}.slips`);
      await writeFile(queries, await readWithSlips(set.queries));
      const clean = await evalOurs(set, out);
      const slipped = await evalOurs({ ...set, queries }, out);
      rows.push([set.name, ...compared(clean.summary, slipped.summary)]);
    }
    return table([["set", ...Object.values(SHARES)], ...rows]);
  } finally {
    await rm(out, { recursive: true });
  }
}

async function readWithSlips(file: string): Promise<string> {
  const parsed = parseQueries(await readFile(file, "utf8"), file);
  if ("error" in parsed) throw new Error(parsed.error);
  const random = mulberry32(SEED);
  const lines = parsed.queries.map(({ q, gold }) =>
    JSON.stringify({ q: withSlips(q, SHARE_OF_WORDS, random), gold }),
  );
  return lines.join("\n");
}

function compared(clean: EvalSummary, slipped: EvalSummary): string[] {
  const keys = Object.keys(SHARES) as (keyof typeof SHARES)[];
  return keys.map((key) => `${figure(clean[key])} → ${figure(slipped[key])}`);
}

void readWanted().then(async ({ sets, write }) => report({ slips: await measureSlips(sets) }, write));
