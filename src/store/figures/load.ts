/** What are the figures of a desk's tickets? All that a report may count, of packs and of rows, as they are at one moment. */
import { Prisma } from "../../generated/prisma/client";
import type { Sql } from "../transaction";
import {
  columnOfBytes,
  columnOfTold,
  createNames,
  isName,
  type Column,
  type Columns,
  type Names,
  type Told,
} from "./columns";
import { TOLD, UNPACKED } from "./told";

/** `count` tickets, in no order. `texts`: what codes stand for, the first is code 1. */
export type Figures<C extends Column> = { count: number; columns: Columns<C>; names: Names };

type Rows = { told: Told; changed: number[] | null };
type Pack = { names: string[]; columns: Uint8Array; tickets: number };
type Row = { [K in keyof (Rows & Pack)]: (Rows & Pack)[K] | null };

/** Rows that the database puts into one list. */
const TOGETHER = 4096;

/** Tickets with a moment at `from` or later, all unresolved ones, and perhaps others. Of them the `wanted` columns. */
export async function loadFigures<C extends Column>(
  database: Sql,
  { desk, from }: { desk: string; from: Date },
  wanted: readonly C[],
): Promise<Figures<C>> {
  const rows = await database.$queryRaw<Row[]>`
    SELECT names, columns, tickets, NULL::json AS told, NULL::json AS changed FROM "FiguresPack"
     WHERE desk = ${desk} AND latest >= ${from}::timestamptz
    UNION ALL
    SELECT NULL, NULL, NULL, ${TOLD}, json_agg(number) FILTER (WHERE pack < 0) FROM "TicketFigures"
     WHERE desk = ${desk} AND ${UNPACKED} GROUP BY number / ${Prisma.raw(String(TOGETHER))}`;
  const names = createNames();
  const changed = new Set(rows.flatMap((row) => row.changed ?? []));
  const parts = rows.map((row) => partOf(row, wanted, names, changed));
  return { count: parts.reduce((sum, { count }) => sum + count, 0), columns: joined(parts, wanted), names };
}

type Part<C extends Column> = { count: number; columns: Columns<C> };

const made = <C extends Column>(wanted: readonly C[], make: (column: C) => Int32Array): Columns<C> =>
  Object.fromEntries(wanted.map((column) => [column, make(column)])) as Columns<C>;

function partOf<C extends Column>(
  row: Row,
  wanted: readonly C[],
  names: Names,
  changed: Set<number>,
): Part<C> {
  const { told } = row;
  if (told)
    return {
      count: told.number.length,
      columns: made(wanted, (column) => columnOfTold(told, column, names)),
    };
  const [texts, stored, tickets] = [row.names ?? [], row.columns ?? new Uint8Array(), row.tickets ?? 0];
  const bytes = stored.slice().buffer;
  const codes = Int32Array.from([null, ...texts], (text) => names.codeOf(text));
  const numbers = columnOfBytes(bytes, "number", tickets);
  const kept =
    changed.size > 0 && numbers.some((number) => changed.has(number))
      ? (_: number, i: number) => !changed.has(numbers[i] ?? 0)
      : undefined;
  const columns = made(wanted, (column) => {
    const values = columnOfBytes(bytes, column, tickets);
    const named = isName(column) ? values.map((code) => codes[code] ?? 0) : values;
    return kept ? named.filter(kept) : named;
  });
  return { count: kept ? numbers.filter(kept).length : tickets, columns };
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
