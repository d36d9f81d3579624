/** How is a table shown? As one while its columns have room on a phone, else as a list, one row an item. */
import type { MarkdownNode } from "../../markdown-tree";
import type { Element, Table, TableCell } from "./card";
import { drawLines, joinLines, leaf, restyled, richText, textOf, type Leaf } from "./leaves";
import { inlineLeaves } from "./markdown-inline";

const MOST_COLUMNS = 4;
/** Characters: no column is drawn narrower or wider than for so many, and none wide only because it has long sentences. */
const NARROWEST = 6;
const WIDE = 24;
const WIDEST = 40;
/** Of a cell, on both sides together. */
const MARGIN = 3;

export function drawTable(table: MarkdownNode): Element[] {
  const rows = table.children.flatMap((half) => half.children);
  const cells = rows.map((row) => row.children.map(leavesOf));
  if ((cells[0]?.length ?? 0) > MOST_COLUMNS) return asList(cells);
  const drawn: Table = {
    type: "Table",
    firstRowAsHeaders: true,
    columns: (rows[0]?.children ?? []).map((cell, i) => ({ width: widthOf(cells, i), ...alignOf(cell) })),
    rows: cells.map((row, i) => ({ type: "TableRow", cells: row.map((cell) => drawCell(cell, i === 0)) })),
  };
  return [drawn];
}

const leavesOf = (cell: MarkdownNode): Leaf[] => inlineLeaves(cell);

function drawCell(leaves: Leaf[], isHead: boolean): TableCell {
  const items = drawLines(isHead ? restyled(leaves, { bold: true }) : leaves);
  return { type: "TableCell", items: items.length > 0 ? items : [richText([leaf(" ")])] };
}

/** Wider where more stands, but never so much that a word of the others is cut. */
function widthOf(cells: Leaf[][][], column: number): number {
  const texts = cells.map((row) => textOf(row[column] ?? []));
  const longestWord = Math.max(0, ...texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length));
  const longest = Math.max(0, ...texts.map((text) => text.length));
  return Math.min(Math.max(NARROWEST, longestWord + MARGIN, Math.min(longest, WIDE)), WIDEST);
}

function alignOf(cell: MarkdownNode): { horizontalCellContentAlignment?: "center" | "right" } {
  const align = /text-align:(center|right)/.exec(String(cell.token.attrGet("style")))?.[1];
  return align === "center" || align === "right" ? { horizontalCellContentAlignment: align } : {};
}

/** "Heading: cell", line by line, the first one bold. */
function asList([head = [], ...rows]: Leaf[][][]): Element[] {
  const names = head.map((cell) => textOf(cell).trim());
  if (rows.length === 0) return drawLines(restyled([leaf(names.join(" · "))], { bold: true }));
  return rows.flatMap((row) => {
    const lines = row.map((cell, i) => {
      const name = names[i] ? [leaf(`${names[i]}: `, i === 0 ? {} : { subtle: true })] : [];
      return i === 0 ? restyled([...name, ...cell], { bold: true }) : [...name, ...cell];
    });
    return drawLines(joinLines(lines));
  });
}
