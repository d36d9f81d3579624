// Which numbers stand where in a file of weights? Its format: the length of a header, the header as JSON, the numbers one after another.
import { closeSync, openSync, readSync } from "node:fs";

/** `offset` and `length` in bytes, from the beginning of the file. The numbers stand there row by row. */
export type Tensor = { kind: string; shape: number[]; offset: number; length: number };

type Described = { dtype: string; shape: number[]; data_offsets: [number, number] };

/** Bytes that say how long the header is. */
const LENGTH_BYTES = 8;
/** Ours is 11 kB: whoever says more has no such file. */
const LONGEST_HEADER = 1_000_000;

/** Reads no more than the header. */
export function findTensors(file: string): Map<string, Tensor> {
  const descriptor = openSync(file, "r");
  try {
    const length = Number(readBytes(descriptor, 0, LENGTH_BYTES).readBigUInt64LE(0));
    if (length > LONGEST_HEADER) throw new Error(`${file} is not a file of weights.`);
    const header = readBytes(descriptor, LENGTH_BYTES, length).toString("utf8");
    return tensorsOf(JSON.parse(header) as Record<string, Described>, LENGTH_BYTES + length);
  } finally {
    closeSync(descriptor);
  }
}

function readBytes(descriptor: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(descriptor, bytes, 0, length, at);
  return bytes;
}

function tensorsOf(header: Record<string, Described>, start: number): Map<string, Tensor> {
  const described = Object.entries(header).filter(([name]) => name !== "__metadata__");
  return new Map(
    described.map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => [name, { kind: dtype, shape, offset: start + from, length: to - from }],
    ),
  );
}
