/**
 * How long does a knowledge base take to prepare, a question to match, a change to take in, and how much memory is it, beside
 * other libraries? On synthetic articles of five questions each, every system and size in a process of its own.
 *
 * node -r ./test/support/typescript.cjs benchmarks/matching.ts [--size N ...] [--only NAME ...] [--write]
 */
import { fork } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Measured } from "./matching/one-system";
import { systemsFrom } from "./matching/systems";
import { peerVersions, withFetchedPeers } from "./peers/all";
import { report } from "./report";
import { table } from "./table";

const SIZES = [100, 10_000, 100_000];
/** Until a system is built, encoding apart; a system that needs longer is not waited for. */
const LONGEST_BUILD_MS = 120_000;
const LONGEST_ENCODING_MS = 1_200_000;
/** For the questions and the changes, which keep to a time of their own. */
const LONGEST_REST_MS = 180_000;

const HEADS = [
  "articles",
  "system",
  "encoding s",
  "build ms",
  "longest block ms",
  "question p50 ms",
  "p99 ms",
  "change of one article ms",
  "memory MB",
  "most MB",
];

/** `ended`: why it did not come to the end. */
type Outcome = Measured & { ended?: string };

/** One row a system and size. */
async function measureMatching(sizes: number[], only: string[]): Promise<string> {
  const rows = await withFetchedPeers(async (folder) => {
    const all: string[][] = [];
    for (const size of sizes)
      for (const { name, isFor = () => true } of systemsFrom(folder)) {
        if (!isFor(size) || (only.length > 0 && !only.includes(name))) continue;
        all.push(rowOf(size, name, await measureApart(name, size, folder)));
      }
    return all;
  });
  return `${table([HEADS, ...rows])}\n\n${peerVersions()}`;
}

function measureApart(name: string, size: number, folder: string): Promise<Outcome> {
  const child = fork(join(__dirname, "matching", "one-system.ts"), [name, String(size), folder], {
    execArgv: [...process.execArgv, "--expose-gc"],
    silent: true,
  });
  let outcome: Outcome = {};
  let errors = "";
  let timer: NodeJS.Timeout | undefined;
  const waitFor = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      outcome = { ...outcome, ended: `> ${Math.round(ms / 1000)} s` };
      child.kill("SIGKILL");
    }, ms);
  };
  waitFor(LONGEST_ENCODING_MS);
  child.once("message", () => waitFor(LONGEST_BUILD_MS));
  child.on("message", (measured: Measured) => {
    if (measured.buildMs !== undefined) waitFor(LONGEST_REST_MS);
    outcome = { ...outcome, ...measured };
  });
  child.stderr?.on("data", (data: Buffer) => (errors += data.toString()));
  return new Promise((done, failed) => {
    child.once("exit", (code) => {
      clearTimeout(timer);
      if (code === 0 || outcome.ended !== undefined) done(outcome);
      else if (errors.includes("out of memory")) done({ ...outcome, ended: "out of memory" });
      else failed(new Error(`${name} at ${size} articles: ${errors}`));
    });
  });
}

/** The first figure that is missing says why. */
function rowOf(size: number, name: string, outcome: Outcome): string[] {
  let why = outcome.ended;
  const cell = (value: number | undefined, digits = 0): string => {
    if (value !== undefined) return value.toLocaleString("en", { maximumFractionDigits: digits });
    const said = why ?? "";
    why = undefined;
    return said;
  };
  const { encodeMs, buildMs, blockedMs, p50Ms, p99Ms, changeMs, memoryMb, mostMb } = outcome;
  const encoding = encodeMs === undefined ? "" : cell(encodeMs / 1000, 1);
  return [
    size.toLocaleString("en"),
    name,
    encoding,
    cell(buildMs),
    cell(blockedMs),
    cell(p50Ms, 2),
    cell(p99Ms, 2),
    cell(changeMs, 1),
    cell(memoryMb),
    cell(mostMb),
  ];
}

const { values } = parseArgs({
  options: {
    size: { type: "string", multiple: true },
    only: { type: "string", multiple: true },
    write: { type: "boolean", default: false },
  },
});
void measureMatching(values.size?.map(Number) ?? SIZES, values.only ?? []).then((speed) =>
  report({ speed }, values.write),
);
