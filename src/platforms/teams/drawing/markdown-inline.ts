/** How does a line of our markdown become text on a card? Bold, italic, struck, code, links; images stand apart. */
import { oneLine, shorten } from "../../letters";
import type { MarkdownNode } from "../../markdown-tree";
import type { Image } from "./card";
import { leaf, linkLeaves, mayLead, type Leaf, type Style } from "./leaves";

type Token = MarkdownNode["token"];
/** A stretch of text, or an image between two. */
export type Run = Leaf[] | Image;

const STYLES: Record<string, "bold" | "italic" | "strike"> = { strong: "bold", em: "italic", s: "strike" };
const LONGEST_ALT = 1_000;

type Pen = {
  runs: Run[];
  leaves: Leaf[];
  styles: (keyof Style)[];
  link?: { url: string; before: Leaf[] };
};

export function drawInline(tokens: Token[]): Run[] {
  const pen: Pen = { runs: [], leaves: [], styles: [] };
  for (const token of tokens) drawToken(pen, token);
  closeRun(pen);
  return pen.runs;
}

/** Where no image can stand it is a link. */
export const inlineLeaves = (node: MarkdownNode): Leaf[] =>
  runsOf(node).flatMap((run) => (Array.isArray(run) ? run : linkLeaves(run.url, [leaf(run.altText)])));

export const runsOf = (node: MarkdownNode): Run[] =>
  node.children.flatMap(({ token }) => (token.type === "inline" ? drawInline(token.children ?? []) : []));

function drawToken(pen: Pen, token: Token): void {
  const [, name = "", side] = /^(\w+?)_(open|close)$/.exec(token.type) ?? [];
  const style = STYLES[name];
  if (style !== undefined) return side === "open" ? void pen.styles.push(style) : void pen.styles.pop();
  switch (token.type) {
    case "link_open":
      pen.link = { url: token.attrGet("href") ?? "", before: pen.leaves };
      pen.leaves = [];
      return;
    case "link_close":
      return closeLink(pen);
    case "image":
      return drawImage(pen, token);
    case "softbreak":
    case "hardbreak":
      return write(pen, "\n");
    case "code_inline":
      return write(pen, token.content, "code");
    default:
      return write(pen, token.content);
  }
}

/** Neighbours of one style become one leaf. */
function write(pen: Pen, text: string, extra?: keyof Style): void {
  if (text === "") return;
  const names = extra === undefined ? pen.styles : [...pen.styles, extra];
  const next = leaf(text, Object.fromEntries(names.map((name) => [name, true])));
  const last = pen.leaves.at(-1);
  const isSame = last?.url === undefined && JSON.stringify(last?.style) === JSON.stringify(next.style);
  if (last && isSame) pen.leaves[pen.leaves.length - 1] = { ...last, text: last.text + text };
  else pen.leaves.push(next);
}

function closeLink(pen: Pen): void {
  if (!pen.link) return;
  pen.leaves = [...pen.link.before, ...linkLeaves(pen.link.url, pen.leaves)];
  delete pen.link;
}

/** Teams loads images over HTTPS. Any other is a link; one that is a link itself gives it its words. */
function drawImage(pen: Pen, token: Token): void {
  const url = token.attrGet("src") ?? "";
  const alt = oneLine(token.content);
  if (pen.link) return write(pen, alt);
  if (!mayLead(url) || !url.startsWith("https:")) {
    pen.leaves.push(...linkLeaves(url, alt === "" ? [] : [leaf(alt)]));
    return;
  }
  closeRun(pen);
  pen.runs.push({
    type: "Image",
    url,
    altText: shorten(alt, LONGEST_ALT) || "Image",
    size: "auto",
    msTeams: { allowExpand: true },
  });
}

/** Where an image stood in a line, no space or line break is left hanging. */
function closeRun(pen: Pen): void {
  const leaves = pen.leaves.map((one, i): Leaf => {
    const text = i === 0 ? one.text.trimStart() : one.text;
    return { ...one, text: i === pen.leaves.length - 1 ? text.trimEnd() : text };
  });
  const shown = leaves.filter(({ text }) => text !== "");
  if (shown.length > 0) pen.runs.push(shown);
  pen.leaves = [];
}
