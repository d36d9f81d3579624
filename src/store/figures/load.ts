/** What are the figures of a desk's tickets? All that a report may count, of packs and of rows, as they are at one moment. */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import {
  columnOfBytes,
  columnsOfTold,
  createNames,
  isName,
  made,
  NONE,
  type Column,
  type Columns,
  type Names,
  type Told,
} from "./columns";
import { toldOf, UNPACKED } from "./told";

/** `count` tickets, in no order. `names` tells what codes stand for. */
export type Figures<C extends Column> = { count: number; columns: Columns<C>; names: Names };

/** A pack has `names`, rows have `texts`, and of those `changed` that are in a pack as they were. */
type Row = Told & { names: string[] | null; changed: number[] | null };

/** Rows that the database puts into one list. */
const TOGETHER = 4096;

/** Tickets with a moment at `from` or later, all unresolved ones, and perhaps others. Of them the `wanted` columns. */
export async function loadFigures<C extends Column>(
  database: Sql,
  { desk, from }: { desk: string; from: Date },
  wanted: readonly C[],
): Promise<Figures<C>> {
  const rows = await database.$queryRaw<Row[]>`
    SELECT columns, NULL AS texts, tickets, names, NULL::int[] AS changed FROM "FiguresPack"
     WHERE desk = ${desk} AND latest >= ${from}::timestamptz
    UNION ALL
    SELECT ${toldOf(wanted)}, NULL, array_agg(number) FILTER (WHERE pack < 0) FROM "TicketFigures"
     WHERE desk = ${desk} AND ${UNPACKED} GROUP BY number / ${Prisma.raw(String(TOGETHER))}`;
  const names = createNames();
  const changed = new Set(rows.flatMap((row) => row.changed ?? []));
  const parts = rows.map((row) => partOf(row, wanted, names, changed));
  return { count: parts.reduce((sum, { count }) => sum + count, 0), columns: joined(parts, wanted), names };
}

type Part<C extends Column> = { count: number; columns: Columns<C> };

function partOf<C extends Column>(
  row: Row,
  wanted: readonly C[],
  names: Names,
  changed: Set<number>,
): Part<C> {
  const { tickets } = row;
  if (!row.names) return { count: tickets, columns: columnsOfTold(row, wanted, names) };
  const bytes = row.columns.slice().buffer;
  const columns = made(wanted, (column) => columnOfBytes(bytes, column, tickets));
  const codeOf = recoded(row.names, names);
  for (const column of wanted.filter(isName)) recode(columns[column], codeOf);
  const numbers = columnOfBytes(bytes, "number", tickets);
  const isCurrent = (_: number, i: number) => !changed.has(numbers[i] ?? 0);
  if (changed.size === 0 || numbers.every(isCurrent)) return { count: tickets, columns };
  return {
    count: numbers.filter(isCurrent).length,
    columns: made(wanted, (column) => columns[column].filter(isCurrent)),
  };
}

function recode(values: Int32Array, codeOf: (code: number) => number): void {
  for (let i = 0; i < values.length; i++) values[i] = codeOf(values[i] ?? 0);
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

function joined<C extends Column>(parts: Part<C>[], wanted: readonly C[]): Columns<C> {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return made(wanted, (column) => {
    const all = new Int32Array(count);
    let filled = 0;
    for (const part of parts) {
      all.set(part.columns[column], filled);
      filled += part.count;
    }
    return all;
  });
}
