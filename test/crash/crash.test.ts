/** Is anything lost, doubled or out of order when processes are killed in the middle of their work? */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createTestDatabase, type TestDatabase } from "../support/database";

const places = 20;
const messagesAPlace = 15;
const kills = 6;
/** Deliveries one process has under way at once: so many may be repeated when it is killed (see src/outbox/outbox.ts). */
const underWay = 8;

const root = join(__dirname, "..", "..");
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let test: TestDatabase;
let folder: string;
let file: string;
let running: Desk[];

beforeEach(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "tierdesk-crash-"));
  file = join(folder, "deliveries");
  running = [];
}, 60_000);
afterEach(async () => {
  await Promise.all(running.map((desk) => desk.kill()));
  rmSync(folder, { recursive: true });
  await test.drop();
});

/** One process after another at the same post: `port` is undefined while none is up. */
type Desk = { port?: number; start(): Promise<void>; kill(): Promise<void> };

/** `rules`: see child.ts. */
function createDesk(rules: "echo" | "desk"): Desk {
  let child: ChildProcess | undefined;
  const desk: Desk = {
    async start() {
      const hook = join(root, "test", "support", "typescript.cjs");
      const started = spawn(
        process.execPath,
        ["-r", hook, join(__dirname, "child.ts"), test.url, file, rules],
        {
          cwd: root,
          stdio: ["ignore", "pipe", "inherit"],
        },
      );
      child = started;
      for await (const line of createInterface({ input: started.stdout })) {
        desk.port = Number(line);
        return;
      }
      throw new Error("The process ended before it was ready");
    },
    async kill() {
      delete desk.port;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child?.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
  running.push(desk);
  return desk;
}

/** Numbers from 0 to 1, the same in each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The first one opens a ticket, the others belong to it. */
const textOf = (place: number, index: number): string =>
  index === 0
    ? `I want to talk to a human: espresso machine ${place} in the staff room broke`
    : `update ${index}`;

const idOf = (place: number, index: number): string => `p${place}-${index}`;

/** As a chat service does: says a message again until it is acknowledged, and now and then once more than needed. */
async function sendAll(desks: Desk[], random: () => number): Promise<void> {
  const sendFrom = async (place: number): Promise<void> => {
    for (let index = 0; index < messagesAPlace; index++) {
      while (!(await isAcknowledged(desks, place, index, random))) await pause(30);
      if (random() < 0.2) await isAcknowledged(desks, place, index, random);
      await pause(random() * 300);
    }
  };
  await Promise.all(Array.from({ length: places }, (_, place) => sendFrom(place)));
}

async function isAcknowledged(
  desks: Desk[],
  place: number,
  index: number,
  random: () => number,
): Promise<boolean> {
  const desk = desks[Math.floor(random() * desks.length)];
  if (desk?.port === undefined) return false;
  const body = JSON.stringify({ place: `p${place}`, id: idOf(place, index), text: textOf(place, index) });
  try {
    const answer = await fetch(`http://127.0.0.1:${desk.port}/`, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Kills one process after the other at any moment of its work, and starts it again. */
async function killNowAndThen(desks: Desk[], random: () => number): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    await pause(100 + random() * 900);
    const desk = desks[kill % desks.length];
    await desk?.kill();
    await desk?.start();
  }
}

async function untilAllIsSaid(): Promise<void> {
  for (;;) {
    const waiting = await test.database.inboxEvent.count({ where: { status: "waiting" } });
    const unsent = await test.database.outboxMessage.count({
      where: { status: { notIn: ["sent", "cancelled"] } },
    });
    if (waiting + unsent === 0) return;
    await pause(100);
  }
}

const delivered = (): string[] =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];

/** Everything is sent while processes are killed; resolves when nothing is left to do. */
async function runThroughKills(rules: "echo" | "desk", processes: number, seed: number): Promise<void> {
  const random = seeded(seed);
  const desks = Array.from({ length: processes }, () => createDesk(rules));
  await Promise.all(desks.map((desk) => desk.start()));
  await Promise.all([sendAll(desks, random), killNowAndThen(desks, random)]);
  await untilAllIsSaid();
}

/** At least once and in order; a repeat comes right after, and no more of them than deliveries were under way at a kill. */
function expectDelivered(keyOf: (place: number, index: number) => string, firstIndex: number): void {
  const keys = delivered();
  const repeats = keys.length - new Set(keys).size;
  expect(repeats).toBeLessThanOrEqual(kills * underWay);
  for (let place = 0; place < places; place++) {
    const expected = indexes.slice(firstIndex).map((index) => keyOf(place, index));
    const own = keys.filter((key) => expected.includes(key));
    expect(own.filter((key, index) => key !== own[index - 1])).toEqual(expected);
  }
  if (process.env["TIERDESK_TEST_FIGURES"]) console.info(`${repeats} repeats after ${kills} kills`);
}

const indexes = Array.from({ length: messagesAPlace }, (_, index) => index);
const everyPlace = Array.from({ length: places }, (_, place) => place);

it.each([
  ["one process is", 1, 11],
  ["two processes on one database are", 2, 12],
])(
  "nothing is lost and each message is handled once when %s killed again and again",
  async (_name, processes, seed) => {
    await runThroughKills("echo", processes, seed);
    const handled = (await test.database.historyEntry.findMany()).map(({ text }) => text ?? "");
    const sent = everyPlace.flatMap((place) => indexes.map((index) => idOf(place, index)));
    expect(handled.toSorted()).toEqual(sent.toSorted());
    expectDelivered(idOf, 0);
  },
  120_000,
);

it("one ticket each, and every word of its requester in its thread, when two helpdesks are killed again and again", async () => {
  await runThroughKills("desk", 2, 13);
  expect(await test.database.ticket.count()).toBe(places);
  const written = await test.database.historyEntry.findMany({ where: { type: "requester_wrote" } });
  const sent = everyPlace.flatMap((place) =>
    indexes.slice(1).map((index) => `sandbox/direct/p${place}#${idOf(place, index)}`),
  );
  expect(written.map(({ sourceKey }) => sourceKey ?? "").toSorted()).toEqual(sent.toSorted());
  expectDelivered((place, index) => `relay:sandbox/direct/p${place}#${idOf(place, index)}`, 1);
}, 120_000);
