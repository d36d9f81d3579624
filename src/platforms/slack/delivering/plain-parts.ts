/** How is a message said in plain text, when Slack does not take its blocks? With all of its words, and no buttons. */
import { escapeText } from "../drawing/escaping";
import type { Part } from "../drawing/render";

/** Slack cuts longer texts. */
const LONGEST = 3_000;

/** At least one part, none with blocks. */
export function plainParts(part: Part): Part[] {
  const words = part.blocks.map(wordsOf).filter(Boolean).join("\n") || part.text;
  return piecesOf(words).map((text) => ({ text, blocks: [] }));
}

/** What only means something when it can be pressed. */
const PRESSED = ["actions", "button", "overflow"];

/** Escaped. A block is only known by its shape here: whatever kinds drawing uses, their words are found. */
function wordsOf(node: unknown): string {
  if (typeof node === "string") return escapeText(node);
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  if (typeof node !== "object" || node === null) return "";
  const { type, text, url, alt_text: alt, ...rest } = node as Record<string, unknown>;
  if (typeof type === "string" && PRESSED.includes(type)) return "";
  if (type === "mrkdwn") return typeof text === "string" ? lineOf(text) : "";
  if (type === "user") return typeof rest.user_id === "string" ? `<@${rest.user_id}>` : "";
  if (type === "emoji") return `:${wordsOf(rest.name)}:`;
  if (type === "link")
    return typeof text === "string" ? `${escapeText(text)} (${wordsOf(url)})` : wordsOf(url);
  if (type === "text") return wordsOf(text);
  const inside = Object.values(rest).filter((part) => typeof part === "object");
  return lineOf(wordsOf([text, alt, inside]));
}

const lineOf = (words: string): string => (words === "" || words.endsWith("\n") ? words : `${words}\n`);

/** Cut between words where there are any, and never within a character or an escaped one. */
function piecesOf(text: string): string[] {
  const pieces = [""];
  const add = (atom: string) => {
    const last = pieces.at(-1) ?? "";
    if (last.length + atom.length <= LONGEST) pieces[pieces.length - 1] = last + atom;
    else pieces.push(atom);
  };
  for (const word of text.match(/\s+|\S+/gu) ?? [])
    if (word.length <= LONGEST) add(word);
    else for (const atom of word.match(/&(?:amp|lt|gt);|./gsu) ?? []) add(atom);
  const filled = pieces.map((piece) => piece.trimEnd()).filter(Boolean);
  return filled.length > 0 ? filled : ["…"];
}
