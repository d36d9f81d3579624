/** How does a line of our markdown become rich text? Bold, italic, struck, code, links; images stand apart. */
import type { types } from "@slack/bolt";
import type Token from "markdown-it/lib/token.mjs";
import { oneLine, shorten } from "../../letters";
import { isSafe } from "../../links";
import { linkLeaves } from "./links";
import { textLeaf, type Leaf, type Style } from "./rich-text";

/** A stretch of text, or an image between two. */
export type Run = Leaf[] | types.ImageBlock;

const STYLES: Record<string, keyof Style> = { strong: "bold", em: "italic", s: "strike" };
const LONGEST_ALT = 2_000;

type Pen = { runs: Run[]; leaves: Leaf[]; styles: (keyof Style)[]; link?: { url: string; before: Leaf[] } };

export function drawInline(tokens: Token[]): Run[] {
  const pen: Pen = { runs: [], leaves: [], styles: [] };
  for (const token of tokens) drawToken(pen, token);
  closeRun(pen);
  return pen.runs;
}

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

/** Neighbours of one style become one leaf: Slack counts containers too. */
function write(pen: Pen, text: string, extra?: keyof Style): void {
  const names = extra === undefined ? pen.styles : [...pen.styles, extra];
  const leaf = textLeaf(text, Object.fromEntries(names.map((name) => [name, true])));
  const last = pen.leaves.at(-1);
  if (text === "") return;
  if (last?.type === "text" && JSON.stringify(last.style) === JSON.stringify(leaf.style))
    pen.leaves[pen.leaves.length - 1] = { ...last, text: last.text + text };
  else pen.leaves.push(leaf);
}

function closeLink(pen: Pen): void {
  if (!pen.link) return;
  pen.leaves = [...pen.link.before, ...linkLeaves(pen.link.url, pen.leaves)];
  delete pen.link;
}

/** Slack loads images itself, over HTTPS. Any other is a link; one that is a link itself gives it its words. */
function drawImage(pen: Pen, token: Token): void {
  const url = token.attrGet("src") ?? "";
  const alt = oneLine(token.content);
  if (pen.link) return write(pen, alt);
  if (!isSafe(url) || !url.startsWith("https:")) {
    pen.leaves.push(...linkLeaves(url, alt === "" ? [] : [textLeaf(alt)]));
    return;
  }
  closeRun(pen);
  pen.runs.push({ type: "image", image_url: url, alt_text: shorten(alt, LONGEST_ALT) || "Image" });
}

/** Where an image stood in a line, no space or line break is left hanging. */
function closeRun(pen: Pen): void {
  const leaves = pen.leaves.map((leaf, i): Leaf => {
    if (leaf.type !== "text") return leaf;
    const text = i === 0 ? leaf.text.trimStart() : leaf.text;
    return { ...leaf, text: i === pen.leaves.length - 1 ? text.trimEnd() : text };
  });
  const shown = leaves.filter((leaf) => leaf.type !== "text" || leaf.text !== "");
  if (shown.length > 0) pen.runs.push(shown);
  pen.leaves = [];
}
