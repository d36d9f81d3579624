// What stands for meanings where only the time they take is measured?

import type { Encode } from "../../src/knowledge/meaning";
import { DIMENSIONS } from "../../src/meaning/minilm";
import { mulberry32 } from "../synthetic-articles";

/** Long enough that a hundred thousand articles rarely get the same numbers. */
const POOL = 1_000_003;
const SEED = 7;

/** Seeded numbers of length 1, the same for the same text; they mean nothing. */
export function randomMeanings(): Encode {
  const random = mulberry32(SEED);
  const pool = Float32Array.from({ length: POOL + DIMENSIONS }, () => random() + random() + random() - 1.5);
  return (text) => {
    const at = hash(text) % POOL;
    const meaning = pool.slice(at, at + DIMENSIONS);
    const length = Math.sqrt(meaning.reduce((squares, value) => squares + value * value, 0));
    return meaning.map((value) => value / length);
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
