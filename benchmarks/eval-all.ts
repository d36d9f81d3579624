// How good are the answers on every public question set that is at hand?

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { kbEval } from "../src/cli/kb-eval";
import { figure } from "../src/cli/kb-eval-summary";

const SHARES = [
  "accuracyAt1",
  "recallAt3",
  "mrrAt3",
  "auroc",
  "answerRate",
  "answerPrecision",
  "outOfScopeRecall",
  "falseAnswerRate",
  "clarifyContainsGold",
] as const;

/** Runs `kb eval` on every folder of `sets` that has `kb/` and `val.jsonl`, and returns one table. */
export async function evalAll(sets: string): Promise<string> {
  const names = await namesIn(sets);
  if (names.length === 0) return `No question sets in ${sets}: nothing to measure.`;
  const out = await mkdtemp(join(tmpdir(), "tierdesk-eval-"));
  try {
    const rows: string[][] = [];
    for (const name of names.toSorted()) rows.push(...(await evalSet(sets, name, out)));
    return table([["set", "questions", ...SHARES, "p50 ms", "p99 ms", "build ms"], ...rows]);
  } finally {
    await rm(out, { recursive: true });
  }
}

async function evalSet(sets: string, name: string, out: string): Promise<string[][]> {
  const inside = await namesIn(join(sets, name));
  if (!inside.includes("kb") || !inside.includes("val.jsonl")) return [];
  const kb = join(sets, name, "kb");
  const queries = join(sets, name, "val.jsonl");
  const { text, summary } = await kbEval({ kb, queries, out: join(out, `${name}.jsonl`) });
  if (!summary) return [[name, text]];
  const { latencyMs, buildMs } = summary;
  const times = [latencyMs.p50, latencyMs.p99, buildMs].map(String);
  return [[name, String(summary.questions), ...SHARES.map((key) => figure(summary[key])), ...times]];
}

/** Nothing for a folder that is not there. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}

function table(rows: string[][]): string {
  const [heads = []] = rows;
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: string[]) => `| ${widths.map((width, i) => (row[i] ?? "").padEnd(width)).join(" | ")} |`;
  return [
    line(heads),
    `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`,
    ...rows.slice(1).map(line),
  ].join("\n");
}

if (require.main === module) {
  const sets = process.argv[2] ?? resolve("../shared/eval");
  void evalAll(sets).then((text) => process.stdout.write(`${text}\n`));
}
