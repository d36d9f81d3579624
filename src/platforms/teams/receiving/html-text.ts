/** What does a piece of Teams' HTML say, as plain text? Lines, lists, links and quoted replies stay; everything else is left out. */

/** `name`: who wrote what is quoted. */
export type Quote = { name: string; text: string };

/** A reply that quotes what it answers; the quoted text is cut by Teams. */
const QUOTE =
  /<blockquote\b[^>]*itemtype="http:\/\/schema\.skype\.com\/Reply"[^>]*>([\s\S]*?)<\/blockquote>/giu;
const AUTHOR = /<strong\b[^>]*itemprop="mri"[^>]*>([\s\S]*?)<\/strong>/iu;
const TIME = /<span\b[^>]*itemprop="time"[^>]*>[\s\S]*?<\/span>/giu;

export function quotesIn(html: string): Quote[] {
  return [...html.matchAll(QUOTE)].map(([, inner = ""]) => ({
    name: htmlText(AUTHOR.exec(inner)?.[1] ?? "") || "somebody",
    text: htmlText(inner.replace(AUTHOR, "").replaceAll(TIME, "")),
  }));
}

export const withoutQuotes = (html: string): string => html.replaceAll(QUOTE, "");

const BREAK = /<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6]|blockquote|pre)>|<hr\s*\/?>/giu;
const LINK = /<a\b[^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/giu;
/** Of pictures only those that are words: emoji. */
const PICTURE = /<(?:img|emoji)\b[^>]*>/giu;
const TAG = /<\/?[a-z][^<>]*>|<!--[\s\S]*?-->/giu;

/** Longer than Teams takes; keeps the expressions below away from what nobody wrote by hand. */
const LONGEST = 100_000;

export function htmlText(html: string): string {
  const lines = html
    .slice(0, LONGEST)
    // In HTML a line break is a space, but for where lines are kept as they are.
    .replaceAll(/(<pre\b[\s\S]*?<\/pre>)|\n\s*/giu, (_, kept: string | undefined) => kept ?? " ")
    .replaceAll(LINK, (_, address: string, label: string) => drawLink(address, label))
    .replaceAll(PICTURE, emojiIn)
    .replaceAll(/<li\b[^>]*>/giu, "- ")
    .replaceAll(BREAK, "\n")
    .replaceAll(TAG, "");
  return decodeEntities(lines)
    .replaceAll("\u00A0", " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}

const emojiIn = (picture: string): string =>
  /^<emoji|schema\.skype\.com\/Emoji/iu.test(picture) ? (/\balt="([^"]*)"/iu.exec(picture)?.[1] ?? "") : "";

/** Still HTML: what it shows, and where it leads when that is another thing. */
function drawLink(address: string, label: string): string {
  const words = label.replaceAll(TAG, "").trim();
  const target = address.replace(/^(?:mailto|tel):/iu, "");
  const bare = (text: string) => text.replace(/^https?:\/\//iu, "").replace(/\/$/u, "");
  return words === "" || bare(words) === bare(target) ? words || target : `${words} (${target})`;
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

/** In one pass: `&amp;lt;` is somebody's `&lt;`. */
export const decodeEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
