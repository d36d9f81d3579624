/** How is a message said in plain text, when Slack does not take its blocks? With all of its words, and no buttons. */
import type { Part } from "./render";

/** Slack cuts longer texts. */
const LONGEST = 3_000;

/** At least one part, none with blocks. */
export function plainParts(part: Part): Part[] {
  const words = part.blocks.map(wordsOf).filter(Boolean).join("\n") || part.text;
  return piecesOf(words).map((text) => ({ text, blocks: [] }));
}

/** Escaped. A block is only known by its shape here: whatever kinds drawing uses, their words are found. */
function wordsOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  if (typeof node !== "object" || node === null) return "";
  const { type, text, url, user_id: user, alt_text: alt, ...rest } = node as Record<string, unknown>;
  if (type === "actions") return "";
  if (type === "mrkdwn") return `${String(text)}\n`;
  if (type === "user") return `<@${String(user)}>`;
  if (type === "link") return escape(text === undefined ? String(url) : `${String(text)} (${String(url)})`);
  const own = typeof text === "string" ? escape(text) : wordsOf(text);
  const inner = `${own}${typeof alt === "string" ? escape(alt) : ""}${Object.values(rest).map(wordsOf).join("")}`;
  return type === "text" || inner === "" || inner.endsWith("\n") ? inner : `${inner}\n`;
}

export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

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
  const filled = pieces.filter((piece) => piece.trim() !== "");
  return filled.length > 0 ? filled : ["…"];
}
