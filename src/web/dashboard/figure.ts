/** What is a figure of the dashboard? A table of cells; a chart may show it at a glance, and a file takes it elsewhere. */
import { stringify } from "csv-stringify/sync";
import type { Chart } from "./chart";
import { NOTHING } from "./words";

/** `value`: what goes into a file. `href`: where the cell leads. */
export type Cell = string | number | { text: string; value: string | number | null; href?: string };

/** `unit`: said once, above the column. `minutes`: what its cells say in hours and days are minutes in a file. `isWhole`: its cells are not broken into lines. */
export type Column = { label: string; unit?: string; minutes?: true; numeric?: true; isWhole?: true };

export type Table = { columns: Column[]; rows: Cell[][] };

/**
 * `id`: in addresses and file names. `note`: what is counted, in one sentence. `empty`: said instead when there is nothing to show.
 * `isOpen`: the table is the figure, and stands in the open; of a long one the first `rows`. `isWide`: across the page.
 */
export type Figure = {
  id: string;
  title: string;
  note?: string;
  table: Table;
  chart?: Chart;
  empty: string;
  isOpen?: true;
  rows?: number;
  isWide?: true;
};

export const named = (text: string, value: string | number | null, href?: string): Cell => ({
  text,
  value,
  ...(href !== undefined && { href }),
});

/** A figure that may be missing. */
export const figure = (value: number | null, say: (known: number) => string): Cell => ({
  text: value === null ? NOTHING : say(value),
  value,
});

export const textOf = (cell: Cell): string => (typeof cell === "object" ? cell.text : String(cell));

const valueOf = (cell: Cell): string | number | null => (typeof cell === "object" ? cell.value : cell);

/** People's words stand in it: what looks like a formula gets a ' in front, which shows it as text. */
export function toCsv({ columns, rows }: Table): string {
  const header = columns.map(({ label, unit, minutes }) => {
    const said = [...(unit === undefined ? [] : [unit]), ...(minutes ? ["minutes"] : [])];
    return said.length === 0 ? label : `${label} (${said.join(", ")})`;
  });
  // Excel reads UTF-8 only with its mark at the beginning.
  return stringify([header, ...rows.map((row) => row.map(valueOf))], {
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}
