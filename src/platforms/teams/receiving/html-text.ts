/**
 * What does a piece of Teams' HTML say, as plain text? Lines, lists, links and quoted replies stay; everything else is left out. Read
 * from front to end in one go: an expression that looks for an end which is not there takes hours.
 */

/** `name`: who wrote what is quoted. */
export type Quote = { name: string; text: string };

/** `text`: without what it quotes. */
export type Rich = { text: string; quotes: Quote[] };

/** What a name that is mentioned becomes. */
type SpellMention = (name: string) => string;

/** `<`, the slash of an end, the tag's name (all of it), the rest; anything else in angle brackets; text. */
const PIECE = /<(\/?)([a-z][\w-]*)(?![\w-])([^<>]*)>|<![^<>]*>|[^<]+|</giu;

/** An element that is open, and what it holds so far. */
type Open = { tag: string; attributes: string; parts: string[] };
type Reading = { open: Open[]; quotes: Quote[]; author: string; spell: SpellMention };

export const htmlText = (html: string): string => readHtml(html).text;

export function readHtml(html: string, spell: SpellMention = (name) => `@${name}`): Rich {
  const whole: Open = { tag: "", attributes: "", parts: [] };
  const reading: Reading = { open: [whole], quotes: [], author: "", spell };
  for (const [piece, slash, name, attributes = ""] of html.matchAll(PIECE)) {
    const tag = name?.toLowerCase();
    if (tag === undefined) addText(reading, piece);
    else if (slash === "/") endTag(reading, tag);
    else beginTag(reading, tag, attributes);
  }
  while (reading.open.length > 1) close(reading);
  return { text: tidy(whole.parts.join("")), quotes: reading.quotes };
}

/** Those that are of interest as a whole, when they end. */
const HELD = new Set(["a", "at", "blockquote", "pre", "span", "strong"]);
/** Teams does not go as deep. Each level reads what is in it once more: what is deeper is taken for part of it. */
const DEEPEST = 30;
const BLOCKS = new Set(["p", "div", "ul", "ol", "li", "tr", "pre", "blockquote", "h1", "h2", "h3", "h4"]);

function beginTag(reading: Reading, tag: string, attributes: string): void {
  if (BLOCKS.has(tag)) breakLine(reading);
  if (tag === "br" || tag === "hr") add(reading, "\n");
  if (tag === "li") add(reading, "- ");
  // Of pictures only those that are words.
  if (tag === "emoji" || (tag === "img" && attributes.includes("schema.skype.com/Emoji")))
    add(reading, decodeEntities(attributeOf(attributes, "alt") ?? ""));
  const isHeld = HELD.has(tag) && !attributes.endsWith("/");
  if (isHeld && reading.open.length <= DEEPEST) reading.open.push({ tag, attributes, parts: [] });
}

function endTag(reading: Reading, tag: string): void {
  const at = reading.open.findLastIndex((one) => one.tag === tag);
  if (at > 0) while (reading.open.length > at) close(reading);
  if (BLOCKS.has(tag)) breakLine(reading);
  if (tag === "td" || tag === "th") add(reading, " ");
}

/** Ends the innermost element: what it comes to goes to the one around it. */
function close(reading: Reading): void {
  const ended = reading.open.pop();
  if (ended) add(reading, spellOut(reading, ended, ended.parts.join("")));
}

function spellOut(reading: Reading, { tag, attributes }: Open, inner: string): string {
  if (tag === "a") return spellLink(decodeEntities(attributeOf(attributes, "href") ?? ""), inner);
  if (tag === "at" || attributes.includes("schema.skype.com/Mention")) return reading.spell(inner.trim());
  if (tag === "strong" && attributes.includes('itemprop="mri"')) {
    reading.author = tidy(inner);
    return "";
  }
  if (tag === "span" && attributes.includes('itemprop="time"')) return "";
  if (tag !== "blockquote" || !attributes.includes("schema.skype.com/Reply")) return inner;
  const text = tidy(inner);
  if (text !== "") reading.quotes.push({ name: reading.author || "somebody", text });
  reading.author = "";
  return "";
}

/** What it shows, and where it leads when that is another thing. */
function spellLink(address: string, label: string): string {
  const words = label.trim();
  const target = address.replace(/^(?:mailto|tel):/iu, "");
  const bare = (text: string) => text.replace(/^https?:\/\//iu, "").replace(/\/$/u, "");
  return words === "" || target === "" || bare(words) === bare(target)
    ? words || target
    : `${words} (${target})`;
}

/** In HTML a line break is a space, and nothing where a line begins; but for where lines are kept as they are. */
function addText(reading: Reading, text: string): void {
  if (text.startsWith("<!")) return;
  if (reading.open.some(({ tag }) => tag === "pre")) return add(reading, decodeEntities(text));
  const spaced = text.replaceAll(/\n\s*/gu, " ");
  add(reading, decodeEntities(isNewLine(reading) ? spaced.replace(/^[ \t]+/u, "") : spaced));
}

function isNewLine({ open }: Reading): boolean {
  const last = open.at(-1)?.parts.at(-1);
  return last === undefined ? open.length === 1 : last.endsWith("\n");
}

const add = ({ open }: Reading, text: string): void => void (text !== "" && open.at(-1)?.parts.push(text));

/** Unless the line has nothing yet. */
function breakLine(reading: Reading): void {
  const last = reading.open.at(-1)?.parts.at(-1);
  if (last !== undefined && !last.endsWith("\n") && last !== "- ") add(reading, "\n");
}

function attributeOf(attributes: string, name: string): string | undefined {
  const from = attributes.toLowerCase().indexOf(`${name}="`);
  return from < 0 ? undefined : attributes.slice(from + name.length + 2).split('"')[0];
}

const tidy = (text: string): string =>
  text
    .replaceAll("\u00A0", " ")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

/** In one pass: `&amp;lt;` is somebody's `&lt;`. */
export const decodeEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
