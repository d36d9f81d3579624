// How fast is one system at one size? Started by benchmarks/matching.ts in a process of its own, so that neither memory nor warm-up is shared.

import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import type { Article } from "../../src/knowledge/article";
import type { Peer } from "../peers/peer";
import { seededWriter, syntheticArticles, syntheticQuestions } from "../synthetic-articles";
import { startHeartbeat } from "./heartbeat";
import { systemsFrom } from "./systems";

const VOCABULARY = 12_000;
const QUESTIONS = 500;
const WARM_UP = 50;
const CHANGES = 20;
/** Slow systems are asked and changed as often as fits into this. */
const LONGEST_MS = 30_000;
const SETTLING_MS = 500;

/** Sent as soon as it is known, the first when building begins: what was measured before the time is up still counts. */
export type Measured = {
  encodeMs?: number;
  buildMs?: number;
  blockedMs?: number;
  p50Ms?: number;
  p99Ms?: number;
  changeMs?: number;
  memoryMb?: number;
  mostMb?: number;
};

async function measure(name: string, size: number, peersFolder: string): Promise<void> {
  const system = systemsFrom(peersFolder).find((one) => one.name === name);
  if (!system) throw new Error(`There is no system called ${name}.`);
  const writer = seededWriter(size, VOCABULARY);
  const articles = syntheticArticles(size, writer);
  const questions = syntheticQuestions(QUESTIONS + WARM_UP, articles, writer);
  const { build, encodeMs } = await system.prepare(articles);
  tell({ ...(encodeMs !== undefined && { encodeMs }) });
  const { ask, change } = await measureBuild(build, articles);
  const asked = await timesOf(questions, ask);
  const sorted = asked.slice(Math.min(WARM_UP, asked.length - 1)).toSorted((a, b) => a - b);
  tell({ p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) });
  // What was freed is given back to the system a while after.
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await new Promise((done) => setTimeout(done, SETTLING_MS));
  }
  tell({ memoryMb: process.memoryUsage().rss / 2 ** 20, mostMb: process.resourceUsage().maxRSS / 2 ** 10 });
  const changed = articles.slice(0, CHANGES).map((one) => ({ ...one, body: writer.sentence(90) }));
  const changes = await timesOf(changed, change);
  tell({
    changeMs: quantile(
      changes.toSorted((a, b) => a - b),
      0.5,
    ),
  });
}

async function measureBuild(build: Peer["build"], articles: Article[]) {
  const stopHeartbeat = startHeartbeat();
  const startedAt = performance.now();
  const built = await build(articles);
  const buildMs = performance.now() - startedAt;
  tell({ buildMs, blockedMs: await stopHeartbeat() });
  return built;
}

/** One after another, until the time is up. */
async function timesOf<One>(all: One[], act: (one: One) => unknown): Promise<number[]> {
  const until = performance.now() + LONGEST_MS;
  const times: number[] = [];
  for (const one of all) {
    await setImmediate();
    const startedAt = performance.now();
    await act(one);
    times.push(performance.now() - startedAt);
    if (performance.now() > until) break;
  }
  return times;
}

const quantile = (sorted: number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;

const tell = (measured: Measured): void => void process.send?.(measured);

const [name = "", size = "", peersFolder = ""] = process.argv.slice(2);
void measure(name, Number(size), peersFolder).then(() => process.exit(0));
