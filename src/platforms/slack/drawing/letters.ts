/** What must a text go through before Slack gets it? No control characters, no half letters, no line breaks where there is one line. */
import type { types } from "@slack/bolt";

/** Tab and line feed stay. Slack refuses some of the others and shows none. */
// eslint-disable-next-line no-control-regex -- these are what is taken out
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** Half of a surrogate pair is no letter: JSON can carry it, Slack cannot. */
export const cleanText = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(CONTROLS, "")
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD");

export const oneLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, " ").trim();

/** All that Slack's own markup is made of begins with one of these three. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The last place at or before `limit` where no letter or emoji is cut in two. */
export function letterEnd(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const start = graphemes.segment(text.slice(0, limit + 64)).containing(limit)?.index ?? 0;
  if (start > 0) return start;
  const isLowSurrogate = /^[\uDC00-\uDFFF]/.test(text.slice(limit));
  return isLowSurrogate ? limit - 1 : limit;
}

/** At most `limit` characters (UTF-16 units); what is left out shows as `…`. Cut at a word where one ends near. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const start = text.slice(0, letterEnd(text, limit - 1));
  const space = start.lastIndexOf(" ");
  return `${(space > limit / 2 ? start.slice(0, space) : start).trimEnd()}…`;
}

/** Escaped, and still at most `limit` characters: an entity is never cut. */
export function escapeShort(text: string, limit: number, room = limit): string {
  const escaped = escapeText(shorten(text, room));
  return escaped.length <= limit
    ? escaped
    : escapeShort(text, limit, room - Math.ceil((escaped.length - limit) / 5));
}

/** One line that Slack shows letter by letter, `:smile:` too. Slack refuses an empty one. */
export const plainText = (text: string, limit: number): types.PlainTextElement => ({
  type: "plain_text",
  text: shorten(oneLine(text), limit) || "…",
  emoji: false,
});
