// How good, how fast and how large is the matcher with one part taken out? Started by benchmarks/ablation.ts in a process of its own.

import { createRequire } from "node:module";
import type * as Ours from "../eval/ours";
import type { Outcome } from "../eval/ours";
import type { QuestionSet } from "../eval/sets";
import { VARIANTS } from "./variants";
import type { Change } from "./variants";

/** What is sent when all is measured: a set's outcome each, in the order of the sets. */
export type VariantMeasured = { outcomes: Outcome[]; memoryMb: number };

const load = createRequire(__filename);

/** Whoever loads the module from now on gets the changed one. */
function replace([module, change]: Change): void {
  const file = load.resolve(`../../src/knowledge/${module}.ts`);
  const original = load(file) as never;
  const loaded = load.cache[file];
  if (!loaded) throw new Error(`${file} is not in the cache of modules.`);
  loaded.exports = { ...(original as object), ...change(original) };
}

async function measure(name: string, sets: QuestionSet[], out: string): Promise<void> {
  const variant = VARIANTS.find((one) => one.name === name);
  if (!variant) throw new Error(`There is no variant called ${name}.`);
  variant.changes.forEach(replace);
  const { evalOurs } = load("../eval/ours.ts") as typeof Ours;
  const outcomes: Outcome[] = [];
  for (const set of sets) outcomes.push(await evalOurs(set, out));
  const measured: VariantMeasured = { outcomes, memoryMb: process.resourceUsage().maxRSS / 2 ** 10 };
  process.send?.(measured, () => process.exit(0));
}

const [name = "", sets = "[]", out = ""] = process.argv.slice(2);
void measure(name, JSON.parse(sets) as QuestionSet[], out);
