// Is what is known from last time used, and only when it is right?

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileFor, keyOf, readKnown, writeKnown } from "../../src/meaning/meanings-file";
import type { Known } from "../../src/meaning/meanings-file";
import { findModel } from "../../src/meaning/model-files";
import { realMeanings } from "../support/meanings";

const ROOT = resolve(__dirname, "..", "..");
const TEXTS = ["printer jam", "sign in fails", "The projector stays dark."];
const MODEL = "model@1";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tierdesk-meanings-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Encodes the texts in a process of its own; gives how many were new, and the first one's meaning. */
function encodeElsewhere(texts: string[]): { encoded: number; first: number[] } {
  const program = join(ROOT, "test", "meaning", "child.ts");
  const typescript = join(ROOT, "test", "support", "typescript.cjs");
  const said = execFileSync(process.execPath, ["-r", typescript, program, folder, ...texts], {
    encoding: "utf8",
  });
  return JSON.parse(said) as { encoded: number; first: number[] };
}

it("a second process encodes nothing, a third only what is new", () => {
  const { first } = encodeElsewhere(TEXTS);
  expect(encodeElsewhere(TEXTS)).toEqual({ encoded: 0, first });
  expect(encodeElsewhere([...TEXTS.slice(0, 2), "scanner"])).toEqual({ encoded: 1, first });
  // What was dropped from the knowledge base was dropped from the file.
  expect([...readKnown(fileFor(folder, "kb"), findModel().name).keys()]).toEqual(
    [...TEXTS.slice(0, 2), "scanner"].map(keyOf),
  );
});

/** How many are encoded by somebody who starts anew. */
async function encodeAnew(texts: string[], where = folder): Promise<number | undefined> {
  const meanings = realMeanings({ folder: where });
  try {
    return await meanings.encodeAll("kb", texts);
  } finally {
    await meanings.stop();
  }
}

it("a file that is cut off is made anew", async () => {
  const file = fileFor(folder, "kb");
  writeKnown(file, findModel().name, someKnown(TEXTS));
  expect(await encodeAnew(TEXTS)).toBe(0);
  truncateSync(file, readFileSync(file).length - 1000);
  expect(await encodeAnew(TEXTS)).toBe(3);
  expect(readKnown(file, findModel().name).size).toBe(3);
});

it("what was only added is written with the next start", async () => {
  const file = fileFor(folder, "kb");
  const meanings = realMeanings({ folder });
  await meanings.encodeAll("kb", TEXTS);
  const before = readFileSync(file);
  await meanings.encodeAll("kb", ["beamer"], true);
  await meanings.stop();
  expect(readFileSync(file)).toEqual(before);
  expect(await encodeAnew([...TEXTS, "beamer"])).toBe(1);
  expect(await encodeAnew([...TEXTS, "beamer"])).toBe(0);
});

it("where nothing can be written it works all the same", async () => {
  writeFileSync(join(folder, "file"), "");
  expect(await encodeAnew(TEXTS, join(folder, "file", "meanings"))).toBe(3);
});

const someKnown = (texts: string[]): Known =>
  new Map(
    texts.map((text, i) => [keyOf(text), Float32Array.from({ length: 384 }, (_, n) => Math.sin(n + i))]),
  );

it("gives back what was written, to the same model only", () => {
  const file = fileFor(folder, "kb");
  const known = someKnown(TEXTS);
  writeKnown(file, MODEL, known);
  expect(readKnown(file, MODEL)).toEqual(known);
  expect(readKnown(file, "model@2").size).toBe(0);
});

it("a file with a wrong bit is no file", () => {
  const file = fileFor(folder, "kb");
  writeKnown(file, MODEL, someKnown(TEXTS));
  const wrong = readFileSync(file);
  wrong[wrong.length - 5] = (wrong[wrong.length - 5] ?? 0) ^ 1;
  writeFileSync(file, wrong);
  expect(readKnown(file, MODEL).size).toBe(0);
});

it.each([0, 1, 63, 64, 65, 500])("a file of %d bytes is no file", (length) => {
  const file = fileFor(folder, "kb");
  writeKnown(file, MODEL, someKnown(TEXTS));
  truncateSync(file, length);
  expect(readKnown(file, MODEL).size).toBe(0);
});

it("an empty knowledge base has a file too", () => {
  const file = fileFor(folder, "kb");
  writeKnown(file, MODEL, new Map());
  expect(readKnown(file, MODEL).size).toBe(0);
});

it("who tries many knowledge bases keeps those used last", () => {
  const bases = Array.from({ length: 12 }, (_, i) => `kb ${i}`);
  for (const base of bases) {
    writeKnown(fileFor(folder, base), MODEL, someKnown(TEXTS));
    readKnown(fileFor(folder, "kb 0"), MODEL);
  }
  expect(readdirSync(folder)).toHaveLength(8);
  expect(readKnown(fileFor(folder, "kb 0"), MODEL).size).toBe(3);
  expect(readKnown(fileFor(folder, "kb 11"), MODEL).size).toBe(3);
});

it("two threads that write one file at once leave one of both", async () => {
  const [one, other] = [realMeanings({ folder }), realMeanings({ folder })];
  await Promise.all([one.encodeAll("kb", TEXTS), other.encodeAll("kb", [...TEXTS, "scanner"])]);
  await Promise.all([one.stop(), other.stop()]);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readKnown(fileFor(folder, "kb"), findModel().name).size).toBeGreaterThanOrEqual(3);
});
