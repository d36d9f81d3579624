/** How are the figures of many tickets held, so that a million can be counted at once? A column a figure, each value a number. */

/** Moments in seconds since 2000, times in seconds. */
export const NUMBERS = [
  "number",
  "openedAt",
  "respondedAt",
  "responseWork",
  "responseJudgedAt",
  "endedAt",
  "resolutionWork",
  "resolutionJudgedAt",
] as const;
/** Codes of texts, 0: none. */
export const NAMES = [
  "part",
  "kind",
  "priority",
  "component",
  "site",
  "ending",
  "requester",
  "assignee",
] as const;
/** Counts up to 254 and yes or no, as 1 or 0. */
export const SMALL = [
  "tier",
  "isUnresolved",
  "responseKept",
  "resolutionKept",
  "isAnswered",
  "confirmed",
  "reopenings",
  "rating",
] as const;
export const COLUMNS = [...NUMBERS, ...NAMES, ...SMALL];

export type Column = (typeof COLUMNS)[number];
export type Columns<C extends Column = Column> = Record<C, Int32Array>;

/** There is no such moment, time or count. Less than any. */
export const NONE = -(2 ** 31);
const NO_SMALL = 255;

/** Of 32 bits: from 1932 to 2068. */
const EPOCH = Date.UTC(2000) / 1000;
export const secondOf = (moment: Date): number => Math.floor(moment.getTime() / 1000) - EPOCH;
/** Since 1970, in milliseconds. */
export const timeOf = (second: number): number => (second + EPOCH) * 1000;

export type Names = { texts: string[]; codeOf(text: string | null): number };

/** The first text is that of code 1. */
export function createNames(): Names {
  const texts: string[] = [];
  const codes = new Map<string, number>();
  return {
    texts,
    codeOf(text) {
      if (text === null) return 0;
      const known = codes.get(text);
      if (known !== undefined) return known;
      codes.set(text, texts.push(text));
      return texts.length;
    },
  };
}

const isOf = <C extends Column>(list: readonly C[], column: Column): column is C =>
  (list as readonly Column[]).includes(column);
export const isName = (column: Column): column is (typeof NAMES)[number] => isOf(NAMES, column);

/**
 * What the database tells of some rows: of each column that is a number its values one after the other, four bytes each, the greatest
 * first; of each column of names a line, parted by tabs.
 */
export type Told = { columns: Uint8Array; texts: string; tickets: number };

/** `wanted`: as it was asked for (toldOf). */
export function columnsOfTold<C extends Column>(
  { columns, texts, tickets }: Told,
  wanted: readonly C[],
  names: Names,
): Columns<C> {
  const bytes = Buffer.from(columns).swap32();
  const numbers = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const lines = texts.split("\n");
  let [line, number] = [0, 0];
  return made(wanted, (column) => {
    if (!isName(column)) return numbers.subarray(number * tickets, ++number * tickets);
    return Int32Array.from((lines[line++] ?? "").split("\t"), (text) => names.codeOf(text || null));
  });
}

export const made = <C extends Column>(wanted: readonly C[], make: (column: C) => Int32Array): Columns<C> =>
  Object.fromEntries(wanted.map((column) => [column, make(column)])) as Columns<C>;

/** The least byte first, as all machines have it that we are built for. Fewer names than fit 16 bits: a pack has some thousand tickets. */
export function toBytes(columns: Columns): Uint8Array<ArrayBuffer> {
  const parts = COLUMNS.map((column) => {
    if (isOf(NUMBERS, column)) return columns[column];
    if (isName(column)) return Uint16Array.from(columns[column]);
    return Uint8Array.from(columns[column], (value) => (value === NONE ? NO_SMALL : value));
  });
  return new Uint8Array(
    Buffer.concat(
      parts.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)),
    ),
  );
}

/** One column of `count` tickets, as it is stored: texts have the pack's own codes, and a small one that is not there is NO_SMALL. */
export function storedColumn(
  bytes: ArrayBufferLike,
  column: Column,
  count: number,
): Int32Array | Uint16Array | Uint8Array {
  const place = (list: readonly Column[]) => list.indexOf(column) * count;
  if (isOf(NUMBERS, column)) return new Int32Array(bytes, place(NUMBERS) * 4, count);
  const names = NUMBERS.length * 4 * count;
  if (isName(column)) return new Uint16Array(bytes, names + place(NAMES) * 2, count);
  return new Uint8Array(bytes, names + NAMES.length * 2 * count + place(SMALL), count);
}

/** Puts a stored column at place `from` and after. `codeOf`: ours for the pack's own. */
export function unpack(
  column: Column,
  stored: Int32Array | Uint16Array | Uint8Array,
  into: Int32Array,
  from: number,
  codeOf: (code: number) => number,
): void {
  if (isOf(NUMBERS, column)) return into.set(stored, from);
  if (isName(column)) for (let i = 0; i < stored.length; i++) into[from + i] = codeOf(stored[i] ?? 0);
  else
    for (let i = 0; i < stored.length; i++) {
      const value = stored[i] ?? NO_SMALL;
      into[from + i] = value === NO_SMALL ? NONE : value;
    }
}

/** The values at these places. */
export function gathered<Values extends Int32Array | Uint32Array>(
  column: Values,
  places: Uint32Array | Int32Array,
): Values {
  const values = new (column.constructor as new (length: number) => Values)(places.length);
  for (let i = 0; i < places.length; i++) values[i] = column[places[i] ?? 0] ?? 0;
  return values;
}
