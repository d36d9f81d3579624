/**
 * Are reports fast enough to be looked at, as tickets grow? Every report over a month, a year and everything, and the same figures
 * without the narrow rows. Ends with code 1 when a page takes longer than it may.
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
import { loadForecast } from "../src/store/reports/forecast";
import { loadNow } from "../src/store/reports/now";
import { loadPeople } from "../src/store/reports/people";
import { loadTierOne } from "../src/store/reports/tier-one";
import { loadTimes } from "../src/store/reports/times";
import { loadTrends } from "../src/store/reports/trends";
import { report } from "./report";
import { naiveTimes, naiveTrends } from "./reports/naive";
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

function reportsOn({ db, pool }: Store, now: Date) {
  const since = (days: number) => ({
    desk: "main",
    from: new Date(now.getTime() - days * DAY),
    until: now,
    zone: ZONE,
  });
  const all = since(40 * 365);
  const spans = [
    { span: "30 days", filter: since(30), unit: "day" as const },
    { span: "a year", filter: since(365), unit: "week" as const },
    { span: "everything", filter: all, unit: "month" as const },
  ];
  const oursOver = spans.flatMap(({ span, filter, unit }) => {
    // An axis of forty empty years is nobody's page.
    const drawn =
      span === "everything" ? { ...filter, from: new Date(now.getTime() - 10.5 * 365 * DAY) } : filter;
    return [
      { name: `times, ${span}`, run: () => loadTimes(db, drawn, unit) },
      { name: `people, ${span}`, run: () => loadPeople(db, drawn, { byName: true }) },
      { name: `trends, ${span}`, run: () => loadTrends(db, drawn, unit) },
      { name: `tier 1, ${span}`, run: () => loadTierOne(db, drawn, unit) },
      {
        name: `tier 1 of a component, ${span}`,
        run: () => loadTierOne(db, { ...drawn, component: "network" }, unit),
      },
    ];
  });
  const ours = [
    { name: "now", run: () => loadNow(db, { desk: "main" }, now) },
    { name: "forecast", run: () => loadForecast(db, { desk: "main", zone: ZONE }, now) },
    { name: "digest, a week", run: () => loadDigest(db, since(7)) },
    ...oursOver,
  ];
  const naive = spans.flatMap(({ span, filter }) => [
    { name: `times, ${span}`, run: () => naiveTimes(pool, filter) },
    { name: `trends, ${span}`, run: () => naiveTrends(pool, filter) },
  ]);
  return { ours, naive };
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
      await insertTickets(store.pool, from, tickets, now);
      from = tickets + 1;
      const { ours, naive } = reportsOn(store, now);
      const [measured, naively] = [await measure(ours, ROUNDS), await measure(naive, 1)];
      columns.push({ tickets, limit, ours: measured, naive: naively, load: loadavg()[0] ?? 0 });
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
  const heads = columns.flatMap(({ tickets }) => [
    `${tickets.toLocaleString("en")} tickets: p50 / max ms`,
    "from JSON and story, ms",
  ]);
  const rows = (columns[0]?.ours ?? []).map(({ name }) => [
    name,
    ...columns.flatMap(({ ours, naive }) => {
      const one = ours.find((each) => each.name === name);
      const other = naive.find((each) => each.name === name);
      return [one ? `${one.p50.toFixed(0)} / ${one.max.toFixed(0)}` : "", other ? other.p50.toFixed(0) : ""];
    }),
  ]);
  const load = columns.map(({ load: each }) => each.toFixed(1)).join(" and ");
  return `${table([["report", ...heads], ...rows])}\n\nLoad of the machine meanwhile: ${load}.`;
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
