// Which meanings are known from last time? One file a knowledge base; whatever is wrong with it, they are made anew.
import { createHash, hash } from "node:crypto";
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { threadId } from "node:worker_threads";
import { DIMENSIONS } from "./minilm";

/** By the key of a text. */
export type Known = Map<string, Float32Array>;

/** The file: hash of format and model, hash of the rest; all keys; all meanings. */
const FORMAT = "tierdesk meanings 1";
const HASH_BYTES = 32;
const HEADER_BYTES = 2 * HASH_BYTES;
const KEY_BYTES = 16;
const MEANING_BYTES = DIMENSIONS * Float32Array.BYTES_PER_ELEMENT;
/** Who tries folders with `kb eval` is not to fill a disk: the ones unused for longest go. */
const MOST_FILES = 8;

export const keyOf = (text: string): string => hash("sha256", text, "hex").slice(0, 2 * KEY_BYTES);

export const fileFor = (folder: string, base: string): string => join(folder, `${keyOf(base)}.bin`);

export function readKnown(file: string, model: string): Known {
  try {
    const all = readFileSync(file);
    const [header, rest] = [all.subarray(0, HEADER_BYTES), all.subarray(HEADER_BYTES)];
    const count = rest.length / (KEY_BYTES + MEANING_BYTES);
    if (!Number.isInteger(count) || !header.equals(headerOf(model, rest))) return new Map();
    // Its last use: files that are not used any more go first.
    utimesSync(file, new Date(), new Date());
    const keys = rest.toString("hex", 0, count * KEY_BYTES);
    // A copy, for numbers must not begin at any byte.
    const meanings = new Float32Array(new Uint8Array(rest.subarray(count * KEY_BYTES)).buffer);
    return new Map(
      Array.from({ length: count }, (_, i) => [
        keys.slice(i * 2 * KEY_BYTES, (i + 1) * 2 * KEY_BYTES),
        meanings.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS),
      ]),
    );
  } catch {
    return new Map();
  }
}

/** Written whole beside its place and moved there: other processes see the old one or the new one. A full disk is no matter. */
export function writeKnown(file: string, model: string, known: Known): void {
  const fresh = `${file}.${process.pid}-${threadId}.new`;
  try {
    const keys = Buffer.from([...known.keys()].join(""), "hex");
    const meanings = [...known.values()].map((m) => new Uint8Array(m.buffer, m.byteOffset, m.byteLength));
    const rest = Buffer.concat([keys, ...meanings]);
    makeFolder(dirname(file));
    writeFileSync(fresh, Buffer.concat([headerOf(model, rest), rest]), { mode: 0o600 });
    renameSync(fresh, file);
    removeOldest(dirname(file));
  } catch {
    remove(fresh);
  }
}

function headerOf(model: string, rest: Uint8Array): Buffer {
  const digest = (content: string | Uint8Array) => createHash("sha256").update(content).digest();
  return Buffer.concat([digest(`${FORMAT} ${model}`), digest(rest)]);
}

/** It may be the first thing in the data folder, and the embedded database's user passes through that when root starts it. */
function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

/** What a process left half written when it was killed goes too, in its time. */
function removeOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const byUse = files
    .map((file) => ({ file, usedAt: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => b.usedAt - a.usedAt);
  for (const { file } of byUse.slice(MOST_FILES)) remove(file);
}

function remove(file: string): void {
  try {
    rmSync(file);
  } catch {
    // It is not there, or it may not be removed.
  }
}
