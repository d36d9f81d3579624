/** What must a text go through before a service gets it? No control characters, no half letters, no line breaks where there is one line. */

/** Tab and line feed stay. Services refuse some of the others and show none. */
// eslint-disable-next-line no-control-regex -- these are what is taken out
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** Half of a surrogate pair is no letter: JSON can carry it, services cannot. */
export const cleanText = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(CONTROLS, "")
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD");

export const oneLine = (text: string): string => cleanText(text).replaceAll(/\s+/g, " ").trim();

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
