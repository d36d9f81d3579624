/** How is a table shown? As Slack's own where it may stand, else line by line. */
import type { types } from "@slack/bolt";
import type { MarkdownNode } from "../../markdown-tree";
import { drawInline } from "./markdown-inline";
import {
  embolden,
  preformatted,
  section,
  textLeaf,
  textOf,
  weightOf,
  type Leaf,
  type RichText,
} from "./rich-text";

type Cell = types.TableBlock["rows"][number][number];

const MOST_ROWS = 100;
const MOST_COLUMNS = 20;
/** Slack allows 10,000 characters in all cells; as JSON, a table must fit into a message with a word before it. */
const MOST_WEIGHT = 9_000;
/** As many letters stand in a line of code on a phone held sideways. */
const NARROW = 60;

export function drawTable(table: MarkdownNode): types.TableBlock {
  const rows = table.children.flatMap((half) => half.children);
  return {
    type: "table",
    rows: rows.map((row) => row.children.map(drawCell)),
    column_settings: (rows[0]?.children ?? []).slice(0, MOST_COLUMNS).map((cell) => ({
      is_wrapped: true,
      align: alignOf(cell),
    })),
  };
}

export const fitsAsTable = ({ rows }: types.TableBlock): boolean =>
  rows.length <= MOST_ROWS &&
  rows.every((row) => row.length <= MOST_COLUMNS) &&
  weightOf(rows) <= MOST_WEIGHT;

function alignOf(cell: MarkdownNode): "left" | "center" | "right" {
  const align = /text-align:(center|right)/.exec(String(cell.token.attrGet("style")))?.[1];
  return align === "center" || align === "right" ? align : "left";
}

/** A cell with letters only is plain; Slack refuses an empty one. */
function drawCell(cell: MarkdownNode): Cell {
  const leaves = drawInline(cell.children.flatMap((inline) => inline.token.children ?? [])).flatMap(
    inlineImage,
  );
  const isPlain = leaves.every((leaf) => leaf.type === "text" && leaf.style === undefined);
  if (isPlain) return { type: "raw_text", text: textOf(leaves).trim() || " " };
  return { type: "rich_text", elements: [section(leaves)] };
}

const inlineImage = (run: Leaf[] | types.ImageBlock): Leaf[] => (Array.isArray(run) ? run : imageLink(run));

/** An image where none can stand: a link to it. */
export const imageLink = (image: types.ImageBlock): Leaf[] =>
  "image_url" in image
    ? [{ type: "link", url: image.image_url, text: image.alt_text }]
    : [textLeaf(image.alt_text)];

/** A table where Slack takes none: narrow ones in columns, others as a list, one row an item. */
export function listTable({ rows }: types.TableBlock): RichText[] {
  const cells = rows.map((row) => row.map(leavesOf));
  const widths = columnWidths(cells);
  const isNarrow = widths.reduce((sum, width) => sum + width + 2, 0) <= NARROW;
  const isPlain = cells.flat(2).every((leaf) => leaf.type === "text");
  return isNarrow && isPlain ? [preformatted(inColumns(cells, widths))] : asList(cells);
}

const leavesOf = (cell: Cell): Leaf[] =>
  cell.type === "rich_text"
    ? cell.elements.flatMap((child) => (child.type === "rich_text_section" ? child.elements : []))
    : [textLeaf(cell.text)];

const columnWidths = (cells: Leaf[][][]): number[] =>
  (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => lettersIn(textOf(row[column] ?? [])))));

const lettersIn = (text: string): number => Array.from(text).length;

function inColumns(cells: Leaf[][][], widths: number[]): string {
  const lines = cells.map((row) =>
    row
      .map((cell, column) => textOf(cell) + " ".repeat((widths[column] ?? 0) - lettersIn(textOf(cell))))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].join("\n");
}

/** "First cell", then "Heading: cell" for the others. */
function asList([head = [], ...rows]: Leaf[][][]): RichText[] {
  const items = rows.map(([first = [], ...others]) =>
    section([
      ...first.map(embolden),
      ...others.flatMap((cell, i) => [textLeaf(`\n${textOf(head[i + 1] ?? []).trim()}: `), ...cell]),
    ]),
  );
  const headings = textLeaf(head.map((cell) => textOf(cell).trim()).join(" · "), { bold: true });
  const title = section([headings]);
  return items.length > 0 ? [title, { type: "rich_text_list", style: "bullet", elements: items }] : [title];
}
