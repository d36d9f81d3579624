/** What are the figures of a desk's tickets? All that a report may count, of packs and of rows, as they are at one moment. */
import { setImmediate as turn } from "node:timers/promises";
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

/** `columns` in base64. A pack has `names`, rows have `texts`, and of those `changed` that are in a pack as they were. */
type Row = {
  columns: string;
  texts: string | null;
  tickets: number;
  names: string[] | null;
  changed: number[] | null;
};

/** Packs that are read before others have their turn: a pack takes about a millisecond. */
const AT_ONCE = 16;
/** Rows that the database puts into one list. */
const TOGETHER = 4096;

/** Tickets with a moment at `from` or later, all unresolved ones, and perhaps others. Of them the `wanted` columns. */
export async function loadFigures<C extends Column>(
  database: Sql,
  { desk, from }: { desk: string; from: Date },
  wanted: readonly C[],
): Promise<Figures<C>> {
  const rows = await database.$queryRaw<Row[]>`
    SELECT encode(columns, 'base64') AS columns, texts, tickets, names, changed FROM (
      SELECT columns, NULL AS texts, tickets, names, NULL::int[] AS changed FROM "FiguresPack"
       WHERE desk = ${desk} AND latest >= ${from}::timestamptz
      UNION ALL
      SELECT ${toldOf(wanted)}, NULL, array_agg(number) FILTER (WHERE pack < 0) FROM "TicketFigures"
       WHERE desk = ${desk} AND ${UNPACKED} GROUP BY number / ${Prisma.raw(String(TOGETHER))}) figures`;
  const names = createNames();
  const changed = new Set(rows.flatMap((row) => row.changed ?? []));
  const most = rows.reduce((sum, { tickets }) => sum + tickets, 0);
  const columns = made(wanted, () => new Int32Array(most));
  let count = 0;
  for (const [i, row] of rows.entries()) {
    if (i % AT_ONCE === 0) await turn();
    count += add(row, count, columns, wanted, names, changed);
  }
  return { count, columns: made(wanted, (column) => columns[column].subarray(0, count)), names };
}

/** Puts the row's tickets at place `from` and after; says how many there are. */
function add<C extends Column>(
  { columns: stored, texts, tickets, names: own }: Row,
  from: number,
  columns: Columns<C>,
  wanted: readonly C[],
  names: Names,
  changed: Set<number>,
): number {
  const bytes = decoded(stored);
  if (!own) {
    const told = columnsOfTold({ columns: bytes, texts: texts ?? "", tickets }, wanted, names);
    for (const column of wanted) columns[column].set(told[column], from);
    return tickets;
  }
  const codeOf = recoded(own, names);
  const current = currentOf(storedColumn(bytes.buffer, "number", tickets), changed);
  for (const column of wanted) {
    const all = storedColumn(bytes.buffer, column, tickets);
    unpack(column, current ? picked(all, current) : all, columns[column], from, codeOf);
  }
  return current ? current.length : tickets;
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
