/** How is what is too large for one card cut? Between rows, items and paragraphs, else words; nothing is left out. */
import { packGroups, splitText } from "../../split";
import { textOf as lettersOf } from "./leaves";
import {
  weightOf,
  type Column,
  type ColumnSet,
  type Container,
  type Element,
  type RichTextBlock,
  type Table,
  type TableRow,
  type TextRun,
} from "./card";

/** Bytes of one element. A card takes some of this size. */
export const MOST_ELEMENT = 8_000;
/** Bytes that a part takes itself, without what stands in it. */
const FRAME = 500;

/** Pieces of at most `limit` bytes. What cannot be cut (an image, buttons) stays as it is. */
export function fitElement(element: Element, limit = MOST_ELEMENT): Element[] {
  if (weightOf(element) <= limit) return [element];
  switch (element.type) {
    case "RichTextBlock":
      return continued(
        splitRuns(element.inlines, limit - FRAME).map((inlines) => ({ ...element, inlines })),
        element,
      );
    case "Container":
      return fitGroups(element.items, limit).map((items, i): Container => ({
        ...(i === 0 ? element : { ...element, spacing: "small" }),
        items,
      }));
    case "ColumnSet":
      return fitColumns(element, limit);
    case "Table":
      return fitTable(element, limit);
    default:
      return [element];
  }
}

const continued = (blocks: RichTextBlock[], first: RichTextBlock): Element[] =>
  blocks.map((block, i) => (i === 0 || first.spacing === "none" ? block : { ...block, spacing: "small" }));

function fitGroups(items: Element[], limit: number): Element[][] {
  const pieces = items.flatMap((item) => fitElement(item, limit - FRAME));
  return packGroups(pieces, [limit - FRAME], (piece) => [weightOf(piece)]);
}

/** What goes on has no mark: it is the same item. */
function fitColumns(set: ColumnSet, limit: number): ColumnSet[] {
  const [mark, text] = set.columns;
  if (!mark || !text) return [set];
  const heavier = weightOf(mark) > weightOf(text) ? mark : text;
  return fitGroups(heavier.items, limit - FRAME).map((items, i) => ({
    ...set,
    columns: set.columns.map((column) =>
      column === heavier ? { ...column, items } : i === 0 ? column : emptied(column),
    ),
  }));
}

const emptied = (column: Column): Column => ({
  ...column,
  items: column.items.map((item) =>
    item.type === "RichTextBlock" ? { ...item, inlines: [{ type: "TextRun", text: "\u2007" }] } : item,
  ),
});

/** Its first row stands over each piece. A row that fills a card alone is shown cell by cell. */
function fitTable(table: Table, limit: number): Element[] {
  const [head, ...rows] = table.rows;
  const room = limit - FRAME - weightOf(head);
  if (!head || room < limit / 2) return table.rows.flatMap((row) => fitRow(row, limit));
  return packGroups(rows, [room], (row) => [weightOf(row)]).flatMap((group): Element[] => {
    const isTooLarge = group.length === 1 && group.every((row) => weightOf(row) > room);
    return isTooLarge ? group.flatMap((row) => fitRow(row, limit)) : [{ ...table, rows: [head, ...group] }];
  });
}

const fitRow = (row: TableRow, limit: number): Element[] =>
  row.cells.flatMap((cell) => cell.items).flatMap((item) => fitElement(item, limit));

/** Runs of code are cut between lines only, where they can. Of each piece only itself is looked at again: there may be many thousands. */
function splitRuns(runs: TextRun[], limit: number): TextRun[][] {
  const cutAt = runs.every((run) => run.fontType === "monospace") ? "lines" : "words";
  const cutInto = (piece: TextRun[], text: string, room: number): TextRun[][] =>
    splitText(text, room, cutAt).flatMap(({ from, to }) => fit(sliceRuns(piece, from, to)));
  const fit = (piece: TextRun[]): TextRun[][] => {
    const text = lettersOf(piece);
    if (text.trim() === "") return [];
    if (weightOf(piece) <= limit || text.length <= 1) return [piece];
    return cutInto(piece, text, Math.ceil(text.length / 2));
  };
  return cutInto(runs, lettersOf(runs), limit);
}

function sliceRuns(runs: TextRun[], from: number, to: number): TextRun[] {
  let start = 0;
  return runs.flatMap((run) => {
    const text = run.text.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    start += run.text.length;
    return text === "" ? [] : [{ ...run, text }];
  });
}
