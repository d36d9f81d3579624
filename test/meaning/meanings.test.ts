// Are questions answered while much is being learnt, and what happens when nobody can answer?

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Meanings } from "../../src/meaning/meanings";
import { likeness, realMeanings } from "../support/meanings";

const ROOT = resolve(__dirname, "..", "..");

let folder: string;
let open: Meanings[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tierdesk-meanings-"));
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.stop()));
  open = [];
  rmSync(folder, { recursive: true });
});

function start(options: Parameters<typeof realMeanings>[0] = {}): Meanings {
  const meanings = realMeanings(options);
  open.push(meanings);
  return meanings;
}

/** Those who ask while the model is being loaded are told nothing. */
async function untilReady(meanings: Meanings): Promise<void> {
  while (!meanings.encode("ready?")) await wait(5);
}

/** The first question to be put, which nobody answers, takes half a second; those before it and after it take none. */
async function untilItWaits(meanings: Meanings): Promise<void> {
  for (;;) {
    const startedAt = performance.now();
    if (meanings.encode("first")) throw new Error("It was answered.");
    if (performance.now() - startedAt > 400) return;
    await wait(5);
  }
}

const manyTexts = (count: number, about: string): string[] =>
  Array.from(
    { length: count },
    (_, i) => `${about} number ${i} is broken since ${"very ".repeat(i % 9)}long`,
  );

it("tells nothing before it is ready", async () => {
  const meanings = start();
  expect(meanings.encode("hello")).toBeUndefined();
  await untilReady(meanings);
  expect(meanings.encode("hello")).toHaveLength(384);
});

it("a question is answered while a knowledge base is being learnt", async () => {
  const meanings = start();
  let isLearnt = false;
  const learning = meanings.encodeAll("kb", manyTexts(300, "printer")).then((encoded) => {
    isLearnt = true;
    return encoded;
  });
  await untilReady(meanings);
  expect(isLearnt).toBe(false);
  for (let i = 0; i < 5; i++) expect(meanings.encode(`question ${i}`)).toHaveLength(384);
  await wait(0);
  expect(isLearnt).toBe(false);
  expect(await learning).toBe(300);
});

it("a newer state of a knowledge base takes the older one's place, and nothing is made twice", async () => {
  const meanings = start();
  const older = meanings.encodeAll("kb", manyTexts(200, "printer"));
  const other = meanings.encodeAll("other", ["another desk's article", "another desk's article"]);
  const newer = meanings.encodeAll("kb", ["scanner", ...manyTexts(20, "printer")]);
  expect(await newer).toBe(await older);
  expect(await newer).toBeLessThanOrEqual(21);
  expect(await other).toBe(1);
  expect(await meanings.encodeAll("kb", ["scanner", "projector"])).toBe(1);
  expect(await meanings.encodeAll("kb", manyTexts(20, "printer"))).toBe(20);
});

it("texts are added to those a knowledge base has, also while they are learnt, and only they are new", async () => {
  const meanings = start();
  const first = meanings.encodeAll("kb", ["scanner", "printer"]);
  const added = meanings.encodeAll("kb", ["projector", "printer"], true);
  expect(await added).toBe(await first);
  expect(await meanings.encodeAll("kb", ["beamer"], true)).toBe(1);
  expect(await meanings.encodeAll("kb", ["scanner", "beamer"], true)).toBe(0);
  // All that is left of it: nothing else was forgotten before.
  expect(await meanings.encodeAll("kb", ["scanner", "printer", "projector", "beamer"])).toBe(0);
  expect(await meanings.encodeAll("unknown", ["lamp"], true)).toBe(1);
});

it("what was learnt is what would be answered", async () => {
  const meanings = start();
  const texts = manyTexts(60, "screen");
  await untilReady(meanings);
  const asked = texts.map((text) => meanings.encode(text));
  await meanings.encodeAll("kb", texts);
  for (const [i, text] of texts.entries()) {
    const known = meanings.encode(` ${text}\n`);
    expect(likeness(known ?? new Float32Array(), asked[i] ?? new Float32Array())).toBeCloseTo(1, 5);
  }
});

it("when its thread ends nobody waits, what is known stays known, and the log has it once", async () => {
  const [thread, end] = [join(folder, "mortal.cjs"), join(folder, "end")];
  const real = join(ROOT, "test", "support", "meaning-thread.cjs");
  writeFileSync(
    thread,
    `setInterval(() => require("node:fs").existsSync(${JSON.stringify(end)}) && process.exit(1), 5);
     require(${JSON.stringify(real)});`,
  );
  const lost: string[] = [];
  const meanings = start({ thread, onLost: (why) => lost.push(why) });
  await meanings.encodeAll("kb", ["printer"]);
  const unfinished = meanings.encodeAll("kb", manyTexts(1000, "printer"));
  writeFileSync(end, "");
  expect(await unfinished).toBeUndefined();
  expect(await meanings.encodeAll("kb", ["scanner"])).toBeUndefined();
  expect(meanings.encode("another question")).toBeUndefined();
  expect(meanings.encode("printer")).toHaveLength(384);
  expect(lost).toEqual([expect.stringContaining("start Tierdesk again")]);
});

it("a thread that does not answer in time is not asked again until it has", async () => {
  const thread = join(folder, "slow.cjs");
  // It is ready, answers late, and only one at a time.
  writeFileSync(
    thread,
    `const { parentPort, workerData } = require("node:worker_threads");
     const state = new Int32Array(workerData.memory, 0, 4);
     const meaning = new Float32Array(workerData.memory, 16);
     let asked = 0;
     parentPort.on("message", ({ kind, number }) => {
       if (kind === "base") return Atomics.store(state, 1, asked);
       if (++asked !== number) throw new Error("asked out of turn");
       if (asked === 1) return;
       Atomics.store(state, 1, number);
       Atomics.notify(state, 1);
     });
     Atomics.store(state, 0, 1);
     Atomics.store(state, 2, 0);`,
  );
  const meanings = start({ thread });
  await untilItWaits(meanings);
  expect(meanings.encode("second")).toBeUndefined();
  expect(meanings.encode("third")).toBeUndefined();
  void meanings.encodeAll("now", ["answer the first"]);
  let answered: Float32Array | undefined;
  while (!(answered = meanings.encode("fourth"))) await wait(5);
  expect(answered).toHaveLength(384);
});

it("after it was stopped nothing is told, and nothing was lost", async () => {
  const meanings = start();
  await untilReady(meanings);
  const unfinished = meanings.encodeAll("kb", manyTexts(100, "printer"));
  await meanings.stop();
  expect(await unfinished).toBeUndefined();
  expect(meanings.encode("hello")).toBeUndefined();
});

it("a process that ends while much is being learnt ends in peace", () => {
  const typescript = join(ROOT, "test", "support", "typescript.cjs");
  const { status, stderr } = spawnSync(
    process.execPath,
    ["-r", typescript, join(ROOT, "test", "meaning", "leaving.ts")],
    { encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

/** A folder with the same program in it, and only some of the packages. */
function installWith(...packages: string[]): string {
  cpSync(join(ROOT, "src", "meaning"), join(folder, "meaning"), { recursive: true });
  for (const name of packages) {
    mkdirSync(join(folder, "node_modules", name, ".."), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  }
  const thread = join(folder, "thread.cjs");
  const typescript = JSON.stringify(join(ROOT, "test", "support", "typescript.cjs"));
  writeFileSync(thread, `require(${typescript}); require("./meaning/thread.ts");`);
  return thread;
}

it.each([
  ["ONNX Runtime", ["protobufjs", "@huggingface/tokenizers"]],
  ["the weights", ["protobufjs", "@huggingface/tokenizers", "onnxruntime-node"]],
])("without %s the words must do, and the log says what to do", async (_what, packages) => {
  const lost: string[] = [];
  const meanings = start({ thread: installWith(...packages), onLost: (why) => lost.push(why) });
  expect(await meanings.encodeAll("kb", ["printer"])).toBeUndefined();
  expect(meanings.encode("printer")).toBeUndefined();
  expect(lost).toEqual([
    "Questions are matched by their words alone, not by what they mean. The packages for it are not installed: " +
      "run `npm ci` (without --omit=optional), or set TIERDESK_MEANING=off if you want it so.",
  ]);
});
