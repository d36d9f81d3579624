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

/** Rows as the database tells them: a list a column. */
export type Told = Record<Column, (number | string | null)[]>;

export const columnOfTold = (told: Told, column: Column, names: Names): Int32Array =>
  Int32Array.from(told[column], (value) =>
    isName(column) ? names.codeOf(value as string | null) : ((value as number | null) ?? NONE),
  );

/** Fewer names than fit 16 bits: a pack has some thousand tickets. */
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

/** One column of `count` tickets; texts have the pack's own codes. */
export function columnOfBytes(bytes: ArrayBuffer, column: Column, count: number): Int32Array {
  const [number, name] = [
    (NUMBERS as readonly Column[]).indexOf(column),
    (NAMES as readonly Column[]).indexOf(column),
  ];
  if (number >= 0) return new Int32Array(bytes, number * 4 * count, count);
  const names = NUMBERS.length * 4 * count;
  if (name >= 0) return Int32Array.from(new Uint16Array(bytes, names + name * 2 * count, count));
  const small = names + NAMES.length * 2 * count + (SMALL as readonly Column[]).indexOf(column) * count;
  return Int32Array.from(new Uint8Array(bytes, small, count), (value) => (value === NO_SMALL ? NONE : value));
}
