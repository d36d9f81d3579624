/**
 * Is everybody told what the plan promises, once and on time, over a year of 20,000 tickets? How many messages is that? And what
 * do a tick, a deadline and a new ticket cost as closed tickets grow? Ends with code 1 when a promise is broken.
 *
 * npm run bench:escalation -- [--database-url postgresql://.../an_empty_database] [--questions N] [--seed N] [--quick] [--year] [--cost] [--write]
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DeskRules } from "../src/desk/decide";
import type { Store } from "../src/store/client";
import { connectStore } from "../src/store/connect";
import { exampleKnowledge } from "../test/support/example-knowledge";
import { examplePlan } from "../test/support/story";
import { createMemoryWorld } from "./escalation/memory-world";
import { simulateYear } from "./escalation/simulate";
import { createStoreWorld } from "./escalation/store-world";
import { COST_NAMES, measureCosts } from "./escalation/tick-cost";
import { brokenIn, noise, outcomes, WORLD_HEADS, worldRow } from "./escalation/year-tables";
import { report } from "./report";
import { table } from "./table";

const log = { info: () => {}, warn: console.warn, error: console.error };

type Size = { questions: number; onStore: number; closed: number[]; rounds: number };
const FULL: Size = { questions: 21_000, onStore: 60, closed: [10_000, 100_000, 1_000_000], rounds: 300 };
const QUICK: Size = { questions: 300, onStore: 30, closed: [1000, 5000], rounds: 50 };

/** Both worlds; `broken` are sentences. */
async function years(rules: DeskRules, store: Store, size: Size, seed: number) {
  const inMemory = await simulateYear({ questions: size.questions, seed, rules, world: createMemoryWorld });
  const onStore = await simulateYear({
    questions: size.onStore,
    seed,
    rules,
    world: createStoreWorld(store),
  });
  const rows = [worldRow("in memory", inMemory), worldRow("on the store", onStore)];
  return {
    sections: { year: table([WORLD_HEADS, ...rows]), outcomes: outcomes(inMemory), noise: noise(inMemory) },
    broken: [...brokenIn("in memory", inMemory), ...brokenIn("on the store", onStore)],
  };
}

async function costs(rules: DeskRules, store: Store, { closed: sizes, rounds }: Size): Promise<string> {
  const measured = await measureCosts(store, { sizes, rounds, rules });
  const names = Object.keys(COST_NAMES) as (keyof typeof COST_NAMES)[];
  const heads = ["closed tickets", ...names.map((name) => `${COST_NAMES[name]}: p50 / p99 ms`)];
  const rows = measured.map((cost) => [
    cost.closed.toLocaleString("en"),
    ...names.map((name) => `${cost[name].p50.toFixed(1)} / ${cost[name].p99.toFixed(1)}`),
  ]);
  const { rows: server } = await store.pool.query<{ name: string }>(
    "SELECT split_part(current_setting('server_version'), ' ', 1) AS name",
  );
  return `${table([heads, ...rows])}\n\nPostgreSQL ${server[0]?.name}.`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "database-url": { type: "string" },
      questions: { type: "string" },
      seed: { type: "string", default: "1" },
      quick: { type: "boolean", default: false },
      year: { type: "boolean", default: false },
      cost: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const base = values.quick ? QUICK : FULL;
  const size = { ...base, questions: Number(values.questions ?? base.questions) };
  const isAll = values.year === values.cost;
  const rules: DeskRules = { plan: examplePlan(), knowledge: await exampleKnowledge() };
  const broken = await withStore(values["database-url"], async (store) => {
    const year = isAll || values.year ? await years(rules, store, size, Number(values.seed)) : undefined;
    const cost = isAll || values.cost ? { cost: await costs(rules, store, size) } : {};
    await report({ ...year?.sections, ...cost }, values.write, "escalation.md");
    return year?.broken ?? [];
  });
  for (const what of broken) process.stderr.write(`${what}\n`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

/** Of the URL, or an embedded one that is gone afterwards. */
async function withStore<Result>(
  databaseUrl: string | undefined,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), "tierdesk-escalation-"));
  await chmod(dataDir, 0o711); // run by root, the embedded server's user must get in
  const store = await connectStore({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) }, log);
  try {
    return await use(store);
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true });
  }
}

void main();
