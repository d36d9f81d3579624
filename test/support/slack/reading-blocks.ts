/** What would somebody read in these blocks, and what in them is more than letters? */
import type { types } from "@slack/bolt";
import { isRecord, type Fields } from "./limit-checks";

/** Every object in the blocks, outermost first. */
export function objectsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap(objectsIn);
  return isRecord(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** The words in the order in which they stand; each piece on its own, so that nothing is found across two. */
export const wordsIn = (blocks: unknown): string[] =>
  objectsIn(blocks).flatMap(({ text, alt_text }) =>
    [text, alt_text].filter((one) => typeof one === "string"),
  );

/** The words, as one text; what is not between words does not count. */
export const textIn = (blocks: unknown): string => wordsIn(blocks).join("");

export const withoutSpace = (text: string): string => text.replaceAll(/\s/g, "");

/** The elements of rich text that are not letters: links, mentions of all kinds. */
export const liveElements = (blocks: unknown): Fields[] =>
  objectsIn(blocks).filter(({ type }) =>
    ["link", "user", "usergroup", "channel", "broadcast", "team", "emoji", "date"].includes(String(type)),
  );

/** The rich text of blocks that have nothing else. */
export const richTextOf = (blocks: types.KnownBlock[]): types.RichTextBlockElement[] =>
  blocks.flatMap((block) => (block.type === "rich_text" ? block.elements : []));
