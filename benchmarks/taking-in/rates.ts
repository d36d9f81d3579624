/** How many messages a second, and how soon is each acknowledged, beside an app that does nothing? Medians of rounds in turn. */
import { setTimeout as sleep } from "node:timers/promises";
import type { DirectEvery } from "./load";
import { askHouse, startGenerator, startHouse, startLeast, type Running, type Service } from "./processes";

const ROUNDS = 3;
const SIZES = [
  { connections: 1, count: 1_000 },
  { connections: 16, count: 4_000 },
];

type Subject = { name: string; running: Running; directEvery: DirectEvery; handles?: boolean };
type Measured = { rate: number; p50: number; p99: number };

/** Machines are noisy: all take turns. */
export async function measureRates(service: Service): Promise<void> {
  const generator = startGenerator(service);
  const least = await startLeast(service);
  const house = await startHouse(service);
  const subjects: Subject[] = [
    { name: service.least.name, running: least, directEvery: 0 },
    { name: "stored", running: house, directEvery: 0 },
    { name: "stored and handled", running: house, directEvery: 0, handles: true },
    { name: "stored, from direct chats", running: house, directEvery: 1 },
  ];
  const found = new Map<string, Measured[]>();

  async function measure(subject: Subject, size: (typeof SIZES)[number]): Promise<Measured> {
    const { running, handles = false, directEvery } = subject;
    if (running === house) await askHouse(house, handles ? "handle" : "store");
    const { beganAt, seconds, times } = await generator.load({ url: running.url, directEvery, ...size });
    if (handles && (await askHouse(house, "handled")) !== size.count)
      throw new Error("Not all were handled.");
    const took = handles ? (Date.now() - beganAt) / 1000 : seconds;
    if (running === house) await askHouse(house, "clear");
    if (directEvery > 0) await sleep(service.settleMs);
    return { rate: size.count / took, p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
  }

  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++)
    for (const size of SIZES)
      for (const subject of subjects) {
        const row = `${size.connections} at once: ${subject.name}`;
        const measured = await measure(subject, size);
        if (round > 0) found.set(row, [...(found.get(row) ?? []), measured]);
      }
  console.table(Object.fromEntries([...found].toSorted(byName).map(([row, all]) => [row, medians(all)])));
  await askHouse(house, "stop");
  generator.stop();
  least.child.disconnect();
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => parseInt(a) - parseInt(b);

const medians = (all: Measured[]) => ({
  "a second": Math.round(median(all.map(({ rate }) => rate))),
  "p50 ms": median(all.map(({ p50 }) => p50)).toFixed(2),
  "p99 ms": median(all.map(({ p99 }) => p99)).toFixed(2),
});

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

const median = (values: number[]): number => percentile(values, 0.5);
