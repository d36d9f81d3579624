// How do the meanings of a whole knowledge base become known, a small step at a time?
import type { Encoded, Request } from "./door";
import { keyOf, readKnown, writeKnown } from "./meanings-file";
import type { Known } from "./meanings-file";
import { DIMENSIONS } from "./minilm";
import type { Network } from "./network";
import { chunksOf } from "./same-length";

/** After so many new ones the file is written, half a minute's work: a large knowledge base survives being stopped. */
const SAVE_EVERY = 5000;

export type Job = Extract<Request, { kind: "base" }>;

/**
 * Each step takes some 12 ms; between them a question may be answered, or the whole be given up. `known` is added to. Texts that
 * are only added come into the file with the next start: to write all of a large base for each of them would take longer.
 */
export async function* encodeTexts(
  network: Network,
  { base, job, texts, adds, file }: Job,
  known: Known,
): AsyncGenerator<void, Encoded> {
  if (known.size === 0 && file !== undefined)
    for (const [key, meaning] of readKnown(file, network.model)) known.set(key, meaning);
  const wasKnown = known.size;
  const keys = texts.map(keyOf);
  const missing = texts.filter((_, i) => !known.has(keys[i] ?? ""));
  let unsaved = 0;
  for (const chunk of chunksOf(missing, network.tokensOf)) {
    if (chunk) {
      const meanings = await network.run(chunk.tokens);
      chunk.at.forEach((n, i) => known.set(keyOf(missing[n] ?? ""), rowOf(meanings, i)));
      unsaved += chunk.at.length;
    }
    if (unsaved >= SAVE_EVERY) {
      if (file !== undefined) writeKnown(file, network.model, known);
      unsaved = 0;
    }
    yield;
  }
  if (adds) return { base, job, encoded: missing.length, meanings: kept(keys, known) };
  const meanings = keepOnly(keys, known);
  const isChanged = missing.length > 0 || known.size !== wasKnown;
  if (isChanged && file !== undefined) writeKnown(file, network.model, known);
  return { base, job, encoded: missing.length, meanings };
}

const rowOf = (meanings: Float32Array, row: number): Float32Array =>
  meanings.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);

/** What is not among the keys is forgotten. */
function keepOnly(keys: string[], known: Known): Float32Array {
  const all = kept(keys, known);
  known.clear();
  keys.forEach((key, i) => known.set(key, rowOf(all, i)));
  return all;
}

/** One piece of memory for both threads. */
function kept(keys: string[], known: Known): Float32Array {
  const all = new Float32Array(
    new SharedArrayBuffer(keys.length * DIMENSIONS * Float32Array.BYTES_PER_ELEMENT),
  );
  keys.forEach((key, i) => all.set(known.get(key) ?? [], i * DIMENSIONS));
  return all;
}
