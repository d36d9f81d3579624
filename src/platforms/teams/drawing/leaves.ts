/**
 * How does a line of text stand on a card? As text runs, whose text is letters and nothing else. As a text block only where it must
 * be one (a link that works everywhere, a heading, a mention), and only when no sign in it could mean anything in markdown.
 */
import { oneLine, shorten } from "../../letters";
import { isDisguised, isSafe } from "../../links";
import type { RichTextBlock, Size, TextBlock, TextRun } from "./card";

export type Style = {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
  subtle?: true;
  alarm?: true;
  size?: Size;
};
export type Leaf = { text: string; style?: Style; url?: string };

const PROTOCOLS = ["http:", "https:", "mailto:"];
const LONGEST_BLOCK = 2_000;
const LONGEST_TITLE = 100;

export const leaf = (text: string, style: Style = {}): Leaf => ({
  text,
  ...(Object.keys(style).length > 0 && { style }),
});

export const textOf = (leaves: Leaf[]): string => leaves.map(({ text }) => text).join("");

export const joinLines = (lines: Leaf[][]): Leaf[] =>
  lines.filter((line) => line.length > 0).flatMap((line, i) => (i === 0 ? line : [leaf("\n"), ...line]));

export const restyled = (leaves: Leaf[], style: Style): Leaf[] =>
  leaves.map((one) => ({ ...one, style: { ...one.style, ...style } }));

export const mayLead = (url: string): boolean => isSafe(url, PROTOCOLS);

/** A link with its label; where the label names another address, the true one follows; where it may not lead, words only. */
export function linkLeaves(url: string, label: Leaf[]): Leaf[] {
  const words = textOf(label).trim();
  if (!mayLead(url)) return words === url || url === "" ? label : [...label, leaf(` (${url})`)];
  if (words === "") return [{ text: url, url }];
  if (isDisguised(words, url)) return [...label, leaf(" ("), { text: url, url }, leaf(")")];
  return label.map((one) => ({ ...one, url }));
}

export function richText(leaves: Leaf[]): RichTextBlock {
  const shown = leaves.filter(({ text }) => text !== "");
  const inlines = shown.flatMap((one, i) => runsOf(one, shown[i - 1]?.text.endsWith("\n") ?? true));
  return { type: "RichTextBlock", inlines };
}

/** Where Teams' clients begin to read `{{DATE(…)}}`, in any text; not when that begins in one run and ends in the next. */
const READS_DATE = /(?<=\{)(?=\{(?:DATE|TIME)\b)/iu;

const runsOf = ({ text, style = {}, url }: Leaf, beginsLine: boolean): TextRun[] =>
  keepSpaces(text, beginsLine)
    .split(READS_DATE)
    .map((piece) => ({
      type: "TextRun",
      text: piece,
      ...(style.bold && { weight: "bolder" }),
      ...(style.italic && { italic: true }),
      ...(style.strike && { strikethrough: true }),
      ...(style.code && { fontType: "monospace" }),
      ...(style.subtle && { isSubtle: true }),
      ...(style.size && { size: style.size }),
      ...(style.alarm && { color: "attention" }),
      ...(url !== undefined && {
        selectAction: { type: "Action.OpenUrl", title: shorten(oneLine(text), LONGEST_TITLE) || url, url },
      }),
    }));

const HARD_SPACE = "\u00A0";

/** Of several spaces clients show one, and none at the beginning of a line. Hard ones are copied as usual ones by browsers. */
const keepSpaces = (text: string, beginsLine: boolean): string =>
  text.replaceAll("\t", "    ").replaceAll(/ +/g, (spaces, at: number, all: string) => {
    if (at === 0 ? beginsLine : all[at - 1] === "\n") return HARD_SPACE.repeat(spaces.length);
    return HARD_SPACE.repeat(spaces.length - 1) + " ";
  });

/** Signs that mean nothing in markdown, wherever they stand within a line. */
const HARMLESS = /^[\p{L}\p{M}\p{N}\p{Emoji_Presentation} ,.;:?%@"'/()=+–—’‘“”„…→✓·-]*$/u;
/** What makes a list, a heading, a line of a line's beginning. */
const OPENS_BLOCK = /^\s|^[-+=]|^\d+[.)]/u;

/** Undefined: something in it could be read as more than letters. */
export function asTextBlock(leaves: Leaf[]): TextBlock | undefined {
  const pieces = leaves.map((_, i) => markdownOf(leaves, i));
  const isHarmless = pieces.every((piece) => piece !== undefined) && !OPENS_BLOCK.test(textOf(leaves));
  const text = pieces.join("");
  return isHarmless && text.length <= LONGEST_BLOCK ? { type: "TextBlock", text, wrap: true } : undefined;
}

export const isHarmless = (text: string): boolean => HARMLESS.test(text);

function markdownOf(leaves: Leaf[], i: number): string | undefined {
  const { text = "", style = {}, url } = leaves[i] ?? {};
  if (!isHarmless(text) || style.code || style.strike || style.subtle) return undefined;
  const mark = style.bold ? (style.italic ? "***" : "**") : style.italic ? "_" : "";
  if (mark !== "" && !standsAlone(leaves, i)) return undefined;
  if (url === undefined) return `${mark}${text}${mark}`;
  const isPlainUrl = !/[()[\]<>\\"'`*|{}^\s]/.test(url);
  return isPlainUrl && text.trim() === text ? `${mark}[${text}](${url})${mark}` : undefined;
}

/** Marks are read as such for certain only between a space or the end, and a letter. */
function standsAlone(leaves: Leaf[], i: number): boolean {
  const before = leaves[i - 1]?.text ?? " ";
  const after = leaves[i + 1]?.text ?? " ";
  const text = leaves[i]?.text ?? "";
  return (
    /[\s(]$/.test(before) && /^[\s,.;:?)]/.test(after) && /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u.test(text)
  );
}

/** A paragraph, or one line of it after the other where a link is in one. */
export function drawLines(leaves: Leaf[]): (RichTextBlock | TextBlock)[] {
  if (textOf(leaves).trim() === "") return [];
  if (leaves.every(({ url }) => url === undefined)) return [richText(leaves)];
  return linesOf(leaves).map((line, i) => {
    const block =
      (line.some(({ url }) => url !== undefined) && asTextBlock(line)) || richText(nameAddresses(line));
    return i === 0 ? block : { ...block, spacing: "none" };
  });
}

/** A run opens pages only: an address is said instead. */
const nameAddresses = (leaves: Leaf[]): Leaf[] =>
  leaves.flatMap(({ url, ...words }, i) => {
    if (!url?.startsWith("mailto:")) return [{ ...words, ...(url !== undefined && { url }) }];
    const address = url.slice("mailto:".length);
    const isSaid = leaves[i + 1]?.url === url || words.text.includes(address);
    return [words, ...(isSaid ? [] : [leaf(` (${address})`)])];
  });

function linesOf(leaves: Leaf[]): Leaf[][] {
  const lines: Leaf[][] = [[]];
  for (const one of leaves)
    for (const [i, text] of one.text.split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ ...one, text });
    }
  return lines.filter((line) => textOf(line).trim() !== "");
}
