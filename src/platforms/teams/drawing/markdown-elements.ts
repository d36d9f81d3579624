/** How does our markdown, or an article's, become parts of a card? Only what markdown-it calls a heading, list, link ... becomes one. */
import { oneLine } from "../../letters";
import { parseMarkdown, type MarkdownNode } from "../../markdown-tree";
import { spaced, type ColumnSet, type Container, type Element, type Size, type TextBlock } from "./card";
import { asTextBlock, drawLines, leaf, restyled, richText, textOf, type Leaf } from "./leaves";
import { inlineLeaves, runsOf } from "./markdown-inline";
import { drawTable } from "./markdown-tables";

/** Deeper lists and quotes would leave no room on a phone: they go on at the same depth. */
const DEEPEST = 4;
/** As wide as a digit: the numbers of a list stand under each other. */
const FIGURE_SPACE = "\u2007";

export const drawMarkdown = (markdown: string): Element[] => drawNodes(parseMarkdown(markdown), 0);

/** A line between is part of what comes below it. */
function drawNodes(nodes: MarkdownNode[], depth: number): Element[] {
  const elements: Element[] = [];
  let isBelowLine = false;
  for (const node of nodes) {
    const [first, ...rest] = drawNode(node, depth);
    if (first) elements.push(isBelowLine ? { ...first, separator: true, spacing: "medium" } : first, ...rest);
    isBelowLine = first === undefined && (isBelowLine || node.token.type === "hr");
  }
  return elements;
}

/** `depth`: how many lists and quotes it stands in. */
function drawNode(node: MarkdownNode, depth: number): Element[] {
  switch (node.token.type) {
    case "heading_open":
      return drawHeading(node);
    case "paragraph_open":
      return drawParagraph(node);
    case "bullet_list_open":
    case "ordered_list_open":
      return drawList(node, depth);
    case "blockquote_open":
      return framed(drawNodes(node.children, depth + 1), depth);
    case "fence":
    case "code_block":
      return drawCode(node.token.content, depth);
    case "hr":
      return [];
    case "table_open":
      return drawTable(node);
    default:
      return drawLines([leaf(node.token.content)]);
  }
}

const drawParagraph = (node: MarkdownNode): Element[] =>
  runsOf(node).flatMap((run): Element[] => (Array.isArray(run) ? drawLines(run) : [run]));

/** A heading for screen readers too, unless a sign in it could be read as markdown. */
function drawHeading(node: MarkdownNode): Element[] {
  const leaves = inlineLeaves(node).map((one): Leaf => ({ ...one, text: one.text.replaceAll(/\s+/g, " ") }));
  if (oneLine(textOf(leaves)) === "") return [];
  const size = sizeOf(node.token.tag);
  const heading: Pick<TextBlock, "weight" | "size" | "style"> = { weight: "bolder", size, style: "heading" };
  const unbold = leaves.map(({ style: { bold: _bold, ...style } = {}, ...one }) => ({ ...one, style }));
  const block = asTextBlock(unbold);
  return [
    block
      ? { ...block, ...heading, spacing: "medium" }
      : spaced(richText(restyled(leaves, { bold: true, size })), "medium"),
  ];
}

const sizeOf = (tag: string): Size =>
  tag === "h1" ? "large" : tag === "h2" || tag === "h3" ? "medium" : "default";

/** The mark in a column of its own, so that what is long stands beside it and not under it. */
function drawList(node: MarkdownNode, depth: number): Element[] {
  const marks = marksOf(node);
  return node.children.flatMap((item, i): Element[] => {
    const inner = drawNodes(item.children, depth + 1);
    const [first = richText([leaf(" ")]), ...rest] = inner;
    const mark = marks[i] ?? "";
    if (depth >= DEEPEST) return [...marked(mark, first), ...rest];
    return [listItem(mark, [first, ...rest.map(closer)], depth === 0 && i === 0 ? "default" : "small")];
  });
}

/** In the line itself, where there is no room for a column. */
function marked(mark: string, first: Element): Element[] {
  const [run] = richText([leaf(`${mark} `)]).inlines;
  if (first.type !== "RichTextBlock" || !run) return [richText([leaf(mark)]), first];
  return [{ ...first, inlines: [run, ...first.inlines] }];
}

const listItem = (mark: string, items: Element[], spacing: "default" | "small"): ColumnSet => ({
  type: "ColumnSet",
  spacing,
  columns: [
    { type: "Column", width: "auto", items: [richText([leaf(mark)])] },
    { type: "Column", width: "stretch", spacing: "small", items },
  ],
});

const closer = (element: Element): Element =>
  element.spacing === undefined ? spaced(element, "small") : element;

function marksOf({ token, children }: MarkdownNode): string[] {
  if (token.type === "bullet_list_open") return children.map(() => "•");
  const start = Number(token.attrGet("start") ?? 1);
  const numbers = children.map((_, i) => `${start + i}.`);
  const width = Math.max(...numbers.map((number) => number.length));
  return numbers.map((number) => number.padStart(width, FIGURE_SPACE));
}

const drawCode = (content: string, depth: number): Element[] => {
  const code = content.replace(/\n$/, "");
  return code.trim() === "" ? [] : framed([richText([leaf(code, { code: true })])], depth);
};

/** On a ground of its own, as quotes and code stand. */
const framed = (items: Element[], depth: number): Element[] => {
  const frame: Container = { type: "Container", style: "emphasis", items };
  return items.length === 0 ? [] : depth > DEEPEST ? items : [frame];
};
