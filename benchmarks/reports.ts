/**
 * Are reports fast enough to be looked at, as tickets grow? Every page of the dashboard over a month, a year and ten years, as a browser
 * gets it, and two of its figures without the narrow rows and their packs. Ends with code 1 when a page takes longer than it may.
 *
 * npm run bench:reports -- [--database-url postgresql://.../an_empty_database] [--most 100000] [--quick] [--write]
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Store } from "../src/store/client";
import { connectStore } from "../src/store/connect";
import { loadDigest } from "../src/store/reports/digest";
import { report } from "./report";
import { naiveTimes, naiveTrends } from "./reports/naive";
import { servePages } from "./reports/pages";
import { insertTickets } from "./reports/seed";
import { table } from "./table";

const log = { info: () => {}, warn: console.warn, error: console.error };
const DAY = 86_400_000;
const ZONE = "America/Chicago";

/** Tickets, and how long any page may take then, in milliseconds. */
const SIZES = [
  { tickets: 100_000, limit: 300 },
  { tickets: 1_000_000, limit: 1500 },
];
const QUICK = [{ tickets: 5000, limit: 300 }];
const ROUNDS = 5;

type Measured = { name: string; p50: number; max: number };

function figuresWithoutPages({ db }: Store, now: Date) {
  const week = { desk: "main", from: new Date(now.getTime() - 7 * DAY), until: now, zone: ZONE };
  return [{ name: "digest, a week", run: () => loadDigest(db, week) }];
}

function naively({ pool }: Store, now: Date) {
  const spans = [
    ["30 days", 30],
    ["a year", 365],
    ["ten years", 3650],
  ] as const;
  return spans.flatMap(([span, days]) => {
    const filter = { desk: "main", from: new Date(now.getTime() - days * DAY), until: now, zone: ZONE };
    return [
      { name: `times, ${span}`, run: () => naiveTimes(pool, filter) },
      { name: `trends, ${span}`, run: () => naiveTrends(pool, filter) },
    ];
  });
}

async function measure(
  runs: { name: string; run: () => Promise<unknown> }[],
  rounds: number,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const { name, run } of runs) {
    await run();
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      await run();
      times.push(performance.now() - started);
    }
    const sorted = times.toSorted((a, b) => a - b);
    measured.push({ name, p50: sorted[Math.floor(rounds / 2)] ?? 0, max: sorted.at(-1) ?? 0 });
  }
  return measured;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      "database-url": { type: "string" },
      most: { type: "string" },
      quick: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const sizes = values.quick
    ? QUICK
    : SIZES.filter(({ tickets }) => tickets <= Number(values.most ?? Infinity));
  const columns: { tickets: number; limit: number; ours: Measured[]; naive: Measured[]; load: number }[] = [];
  await withStore(values["database-url"], async (store) => {
    const now = new Date();
    let from = 1;
    for (const { tickets, limit } of sizes) {
      const packedIn = await insertTickets(store, from, tickets, now);
      process.stderr.write(`${tickets - from + 1} packed in ${(packedIn / 1000).toFixed(1)} s\n`);
      from = tickets + 1;
      const pages = await servePages(store, now);
      const measured = await measure([...pages.list, ...figuresWithoutPages(store, now)], ROUNDS);
      const load = loadavg()[0] ?? 0;
      // Minutes each with a million.
      const naive = columns.length === 0 ? await measure(naively(store, now), 1) : [];
      columns.push({ tickets, limit, ours: measured, naive, load });
      await pages.close();
      for (const each of measured)
        process.stderr.write(`${tickets} ${each.name}: ${each.p50.toFixed(0)} / ${each.max.toFixed(0)} ms\n`);
    }
  });
  await report({ reports: tableOf(columns) }, values.write, "reports.md");
  const slow = columns.flatMap(({ tickets, limit, ours }) =>
    ours
      .filter(({ p50 }) => p50 > limit)
      .map(({ name, p50 }) => `${name} at ${tickets}: ${p50.toFixed(0)} ms`),
  );
  for (const what of slow) process.stderr.write(`Too slow: ${what}\n`);
  process.exitCode = slow.length > 0 ? 1 : 0;
}

function tableOf(columns: { tickets: number; ours: Measured[]; naive: Measured[]; load: number }[]): string {
  const heads = columns.flatMap(({ tickets, naive }) => [
    `${tickets.toLocaleString("en")} tickets: p50 / max ms`,
    ...(naive.length > 0 ? ["from JSON and story, ms"] : []),
  ]);
  const rows = (columns[0]?.ours ?? []).map(({ name }) => [
    name,
    ...columns.flatMap(({ ours, naive }) => {
      const one = ours.find((each) => each.name === name);
      const other = naive.find((each) => each.name === name);
      const said = one ? `${one.p50.toFixed(0)} / ${one.max.toFixed(0)}` : "";
      return [said, ...(naive.length > 0 ? [other?.p50.toFixed(0) ?? ""] : [])];
    }),
  ]);
  const load = columns.map(({ load: each }) => each.toFixed(1)).join(" and ");
  return `${table([["page", ...heads], ...rows])}\n\nLoad of the machine after the pages: ${load}.`;
}

/** Of the URL, or an embedded one that is gone afterwards. */
async function withStore(
  databaseUrl: string | undefined,
  use: (store: Store) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "tierdesk-reports-"));
  await chmod(dataDir, 0o711); // run by root, the embedded server's user must get in
  const store = await connectStore({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) }, log);
  try {
    await use(store);
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true });
  }
}

void main();
