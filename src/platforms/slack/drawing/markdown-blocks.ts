/** How does our markdown, or an article's, become Slack's blocks? Only what markdown-it calls a heading, list, link ... becomes one. */
import type { types } from "@slack/bolt";
import { oneLine } from "../../letters";
import { drawInline } from "./markdown-inline";
import { drawTable, imageLink } from "./markdown-tables";
import { parseMarkdown, type MarkdownNode } from "../../markdown-tree";
import {
  continueList,
  embolden,
  fitRichText,
  preformatted,
  quote,
  section,
  textLeaf,
  textOf,
  type Leaf,
  type List,
  type RichText,
} from "./rich-text";

type Standing = types.HeaderBlock | types.ImageBlock | types.DividerBlock | types.TableBlock;
/** What a piece of markdown is drawn as: rich text flows together, the rest stands as a block of its own. */
type Flow = (RichText | Standing)[];

const LONGEST_HEADER = 150;
/** Slack draws no deeper list. */
const DEEPEST = 8;

/** A table may be larger than Slack takes: whoever puts the message together looks at that. */
export function drawMarkdown(markdown: string): types.KnownBlock[] {
  const flows: Flow[] = [];
  let introduces = false;
  for (const node of parseMarkdown(markdown)) {
    const flow = drawNode(node, 0);
    // What introduces a list stands close to it.
    if (introduces && isList(node)) flows.at(-1)?.push(...flow);
    else flows.push(flow);
    introduces = node.token.type === "paragraph_open";
  }
  return flows.flatMap(blocksOf);
}

function blocksOf(flow: Flow): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let rich: RichText[] = [];
  for (const piece of flow) {
    if (isRich(piece)) {
      rich.push(piece);
      continue;
    }
    blocks.push(...fitRichText(rich), piece);
    rich = [];
  }
  return [...blocks, ...fitRichText(rich)];
}

const isRich = (piece: RichText | Standing): piece is RichText => piece.type.startsWith("rich_text");

const isList = ({ token }: MarkdownNode): boolean =>
  token.type === "bullet_list_open" || token.type === "ordered_list_open";

/** `depth`: how many lists it stands in. */
function drawNode(node: MarkdownNode, depth: number): Flow {
  switch (node.token.type) {
    case "heading_open":
      return drawHeading(node);
    case "paragraph_open":
      return runsOf(node).map((run) => (Array.isArray(run) ? section(run) : run));
    case "bullet_list_open":
    case "ordered_list_open":
      return drawList(node, Math.min(depth, DEEPEST));
    case "blockquote_open":
      return [quote(joinLines(node.children.map(flatten)))];
    case "fence":
    case "code_block":
      return [preformatted(node.token.content.replace(/\n$/, ""))];
    case "hr":
      return [{ type: "divider" }];
    case "table_open":
      return [drawTable(node)];
    default:
      return node.token.content.trim() === "" ? [] : [section([textLeaf(node.token.content)])];
  }
}

const runsOf = (node: MarkdownNode) =>
  node.children.flatMap(({ token }) => (token.type === "inline" ? drawInline(token.children ?? []) : []));

const leavesOf = (node: MarkdownNode): Leaf[] =>
  runsOf(node).flatMap((run) => (Array.isArray(run) ? run : imageLink(run)));

/** Slack's headers are plain text: one with a link, or too long, is a bold line. */
function drawHeading(node: MarkdownNode): Flow {
  const leaves = leavesOf(node);
  const text = oneLine(textOf(leaves));
  if (text === "") return [];
  if (text.length <= LONGEST_HEADER && leaves.every((leaf) => leaf.type === "text"))
    return [{ type: "header", text: { type: "plain_text", text, emoji: false } }];
  return [section(leaves.map(embolden))];
}

/** Slack's items hold a line of text: what else stands in one follows it, and the list goes on with its number. */
function drawList(node: MarkdownNode, depth: number): Flow {
  const isOrdered = node.token.type === "ordered_list_open";
  const start = Number(node.token.attrGet("start") ?? 1);
  const list: List = {
    type: "rich_text_list",
    style: isOrdered ? "ordered" : "bullet",
    indent: depth,
    elements: [],
    ...(isOrdered && { offset: Math.max(start - 1, 0) }),
  };
  const flow: Flow = [];
  let items: types.RichTextSection[] = [];
  let done = 0;
  const close = () => {
    if (items.length > 0) flow.push(continueList(list, done, items));
    done += items.length;
    items = [];
  };
  for (const item of node.children) {
    const { line, rest } = drawItem(item, depth);
    items.push(section(line));
    if (rest.length > 0) close();
    flow.push(...rest);
  }
  close();
  return flow;
}

function drawItem(item: MarkdownNode, depth: number): { line: Leaf[]; rest: Flow } {
  const isLine = (node: MarkdownNode) =>
    node.token.type === "paragraph_open" || node.token.type === "heading_open";
  const end = item.children.findIndex((node) => !isLine(node));
  const lines = end < 0 ? item.children : item.children.slice(0, end);
  const rest = end < 0 ? [] : item.children.slice(end);
  const runs = lines.flatMap(runsOf);
  const images = runs.flatMap((run) => (Array.isArray(run) ? [] : [run]));
  const line = joinLines(lines.map((node) => runsOf(node).flatMap((run) => (Array.isArray(run) ? run : []))));
  return {
    line: line.length > 0 ? line : [textLeaf(" ")],
    rest: [...images, ...rest.flatMap((node) => drawNode(node, depth + 1))],
  };
}

/** In a quote Slack knows no lists or blocks of code: their words, line by line. */
function flatten(node: MarkdownNode): Leaf[] {
  const { token, children } = node;
  if (token.type === "fence" || token.type === "code_block")
    return [textLeaf(token.content.replace(/\n$/, ""), { code: true })];
  if (isList(node))
    return joinLines(children.map((item, i) => [textLeaf(markOf(node, i)), ...flatten(item)]));
  if (token.type === "inline")
    return drawInline(token.children ?? []).flatMap((run) => (Array.isArray(run) ? run : imageLink(run)));
  return joinLines(children.map(flatten));
}

const markOf = ({ token }: MarkdownNode, i: number): string =>
  token.type === "ordered_list_open" ? `${Number(token.attrGet("start") ?? 1) + i}. ` : "• ";

const joinLines = (lines: Leaf[][]): Leaf[] =>
  lines.filter((line) => line.length > 0).flatMap((line, i) => (i === 0 ? line : [textLeaf("\n"), ...line]));
