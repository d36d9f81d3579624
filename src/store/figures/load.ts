/** What are the figures of a desk's tickets? All that a report may count, of packs and of rows, as they were at one moment. */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import {
  columnsOfTold,
  createNames,
  made,
  NONE,
  storedColumn,
  type Column,
  type Columns,
  type Names,
  unpack,
} from "./columns";
import { toldOf, UNPACKED } from "./told";

/** `count` tickets, in no order. `names` tells what codes stand for. */
export type Figures<C extends Column> = { count: number; columns: Columns<C>; names: Names };

/** `columns` in base64, as `toldOf` says. `changed`: those of them that are in a pack as they were. */
type Rows = { columns: string; texts: string; tickets: number; changed: number[] | null };
type Pack = { names: string[]; columns: string; tickets: number };
/** What a report reads at one moment: rows, and which packs there are beside them. */
type Seen = { rows: Rows[]; packs: number[]; tickets: number };

/** Rows that the database puts into one list. */
const TOGETHER = 4096;
/** Packs of one answer. Others have their turn between two; a pack takes about a millisecond. */
const AT_ONCE = 16;
/** Answers that are under way at the same time: the database makes one ready while another is read. */
const UNDER_WAY = 2;
/** A pack may be taken apart before it is read: then all is read once more. */
const MOST_TRIES = 5;

/** Tickets with a moment at `from` or later, all unresolved ones, and perhaps others. Of them the `wanted` columns. */
export async function loadFigures<C extends Column>(
  database: Sql,
  which: { desk: string; from: Date },
  wanted: readonly C[],
): Promise<Figures<C>> {
  for (let tries = 1; ; tries++) {
    const figures = await readAll(database, await seenNow(database, which, wanted), wanted);
    if (figures) return figures;
    if (tries === MOST_TRIES) throw new Error("Packs of figures were taken apart all the time");
  }
}

async function seenNow(
  database: Sql,
  { desk, from }: { desk: string; from: Date },
  wanted: readonly Column[],
): Promise<Seen> {
  const seen = await database.$queryRaw<(Rows & { packs: number[] | null })[]>`
    SELECT '' AS columns, '' AS texts, coalesce(sum(tickets), 0)::int AS tickets, NULL::int[] AS changed, array_agg(id) AS packs
      FROM "FiguresPack" WHERE desk = ${desk} AND latest >= ${from}::timestamptz
    UNION ALL
    SELECT encode(columns, 'base64'), texts, tickets, changed, NULL FROM (
      SELECT ${toldOf(wanted)}, array_agg(number) FILTER (WHERE pack < 0) AS changed FROM "TicketFigures"
       WHERE desk = ${desk} AND ${UNPACKED} GROUP BY number / ${Prisma.raw(String(TOGETHER))}) told`;
  return {
    rows: seen.filter(({ columns }) => columns !== ""),
    packs: seen.flatMap(({ packs }) => packs ?? []),
    tickets: seen.reduce((sum, { tickets }) => sum + tickets, 0),
  };
}

/** A pack never changes, so it may be read later than the rows beside it. Undefined: one is there no more. */
async function readAll<C extends Column>(
  database: Sql,
  { rows, packs, tickets }: Seen,
  wanted: readonly C[],
): Promise<Figures<C> | undefined> {
  const figures: Figures<C> = {
    count: 0,
    columns: made(wanted, () => new Int32Array(tickets)),
    names: createNames(),
  };
  const changed = new Set(rows.flatMap((row) => row.changed ?? []));
  for (const row of rows) addRows(figures, row, wanted);
  const left = [...packs];
  const readOn = async (): Promise<boolean> => {
    while (left.length > 0) {
      const ids = left.splice(0, AT_ONCE);
      const read = await packsOf(database, ids);
      for (const pack of read) addPack(figures, pack, wanted, changed);
      if (read.length < ids.length) return false;
    }
    return true;
  };
  const isWhole = await Promise.all(Array.from({ length: UNDER_WAY }, readOn));
  if (isWhole.includes(false)) return undefined;
  const columns = made(wanted, (column) => figures.columns[column].subarray(0, figures.count));
  return { ...figures, columns };
}

const packsOf = (database: Sql, ids: number[]): Promise<Pack[]> => database.$queryRaw<Pack[]>`
  SELECT encode(columns, 'base64') AS columns, tickets, names FROM "FiguresPack" WHERE id = ANY (${ids}::int[])`;

function addRows<C extends Column>(
  figures: Figures<C>,
  { columns, texts, tickets }: Rows,
  wanted: readonly C[],
): void {
  const told = columnsOfTold({ columns: decoded(columns), texts, tickets }, wanted, figures.names);
  for (const column of wanted) figures.columns[column].set(told[column], figures.count);
  figures.count += tickets;
}

function addPack<C extends Column>(
  figures: Figures<C>,
  { columns, names, tickets }: Pack,
  wanted: readonly C[],
  changed: Set<number>,
): void {
  const { buffer } = decoded(columns);
  const codeOf = recoded(names, figures.names);
  const current = currentOf(storedColumn(buffer, "number", tickets), changed);
  for (const column of wanted) {
    const all = storedColumn(buffer, column, tickets);
    unpack(column, current ? picked(all, current) : all, figures.columns[column], figures.count, codeOf);
  }
  figures.count += current ? current.length : tickets;
}

/** Apart from `gathered`, which is quick as long as it knows few kinds of lists. */
function picked<Values extends Int32Array | Uint16Array | Uint8Array>(
  values: Values,
  places: Uint32Array,
): Values {
  const found = values.slice(0, places.length) as Values;
  for (let i = 0; i < places.length; i++) found[i] = values[places[i] ?? 0] ?? 0;
  return found;
}

/** Places of those that are as they were packed. Undefined: all are. */
function currentOf(numbers: ArrayLike<number>, changed: Set<number>): Uint32Array | undefined {
  if (changed.size === 0) return undefined;
  const current = new Uint32Array(numbers.length);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) if (!changed.has(numbers[i] ?? 0)) current[count++] = i;
  return count === numbers.length ? undefined : current.slice(0, count);
}

/** In memory of its own, so that numbers stand at places where numbers may stand. */
function decoded(base64: string): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(base64, "base64"));
  return bytes.subarray(0, bytes.write(base64, "base64"));
}

/** From a pack's codes to ours; most texts of a pack are not asked for. */
function recoded(texts: string[], names: Names): (code: number) => number {
  const ours = new Int32Array(texts.length + 1).fill(NONE);
  return (code) => {
    const known = ours[code] ?? 0;
    if (known !== NONE) return known;
    return (ours[code] = names.codeOf(texts[code - 1] ?? null));
  };
}
