/** What did somebody write? Teams' text with its mentions in `<at>…</at>`, and the rich body beside it, as plain text. */
import type { Mention } from "../../../desk/events";
import type { Account, Activity, Entity } from "../activity";
import { listOf, textOf } from "./scene";
import { decodeEntities, htmlText, readHtml, type Quote, type Rich } from "./html-text";

/** `named`: somebody who is mentioned. Undefined: no person. May reject: the text is read all the same. */
export type TextContext = { bot: string; named(account: Account): Promise<Mention | undefined> };

/** `text`: without the help desk's own mention. */
export type PlainText = { text: string; mentions: Mention[] };

/** People looked up for one text, each a call to Teams when new: a text that names more is no question. */
const MOST_NAMES = 20;
/** More than anybody writes: each is looked for in the whole text. */
const MOST_MENTIONS = 200;
const PERSON = /^29:/u;

export const mentionsBot = ({ entities }: Activity, bot: string): boolean =>
  mentionsIn(entities).some(({ mentioned }) => mentioned?.id === bot);

export async function readText(activity: Activity, context: TextContext): Promise<PlainText> {
  const found = mentionsIn(activity.entities).slice(0, MOST_MENTIONS);
  const html = htmlOf(activity);
  const rich = html === undefined ? undefined : readRich(html, found, context.bot);
  const quotes = rich?.quotes ?? [];
  const plain = readPlain(activity, found, html, context.bot);
  // The plain text repeats what is quoted, and is empty for a message that is all form.
  const said = rich && (plain.trim() === "" || quotes.length > 0) ? rich.text : plain;
  const words = mentionsBot(activity, context.bot) ? trimmed(said) : said.trim();
  const text = withQuotes(words, quotes);
  return { text, mentions: await nameAll(found, text, context) };
}

function readPlain(activity: Activity, found: Marked[], html: string | undefined, bot: string): string {
  const text = typeof activity.text === "string" ? activity.text : "";
  const marked = found.reduce(markMention, text.replaceAll(/[\uE000\uE001]/gu, ""));
  return spellOut(decode(marked, activity.textFormat, html), found, bot);
}

type Marked = Entity & { mentioned: Account };

const mentionsIn = (entities: Activity["entities"]): Marked[] =>
  listOf(entities).filter(
    (one): one is Marked => one.type === "mention" && typeof one.mentioned?.id === "string",
  );

export function htmlOf({ attachments }: Activity): string | undefined {
  const rich = listOf(attachments).find(
    (one) => one.contentType === "text/html" && typeof one.content === "string",
  );
  return typeof rich?.content === "string" ? rich.content : undefined;
}

/** Private-use letters around the number of a mention: nobody types them, and what is typed in angle brackets stays what it is. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const MARK = /\uE000(\d+)\uE001/gu;

/** Each mention stands in the text once, in the order of the entities. */
function markMention(text: string, { text: piece = "" }: Marked, index: number): string {
  const at = typeof piece === "string" && piece !== "" ? text.indexOf(piece) : -1;
  return at < 0 ? text : `${text.slice(0, at)}${OPEN}${index}${CLOSE}${text.slice(at + piece.length)}`;
}

/** Somebody's own entity, as the rich body has it. */
const TYPED = /&amp;(#?\w{1,7};)/gu;

/**
 * `plain` is mostly plain, and sometimes has entities all the same: the rich body tells. Somebody's own `&lt;` is `&amp;lt;` there,
 * somebody's `<` is `&lt;`.
 */
function decode(text: string, format: string | undefined, html: string | undefined): string {
  if (format === "xml") return htmlText(text);
  const lines = text.replaceAll(/\r\n?/gu, "\n");
  const typed = new Set([...(html ?? "").matchAll(TYPED)].map(([, rest = ""]) => rest));
  const isTyped = (entity: string) => (html === undefined ? entity !== "&nbsp;" : typed.has(entity.slice(1)));
  return lines
    .replaceAll(/&#?\w{1,7};/gu, (entity) => (isTyped(entity) ? entity : decodeEntities(entity)))
    .replaceAll("\u00A0", " ");
}

const spellOut = (text: string, found: Marked[], bot: string): string =>
  text.replaceAll(MARK, (_, index) => {
    const mentioned = found[Number(index)]?.mentioned;
    return mentioned === undefined || mentioned.id === bot ? "" : `@${nameOf(mentioned)}`;
  });

/** Mentions are told by their names alone here. */
function readRich(html: string, found: Marked[], bot: string): Rich {
  const own = found.filter(({ mentioned }) => mentioned.id === bot).map(({ mentioned }) => mentioned.name);
  return readHtml(html, (name) => (own.includes(name) ? "" : `@${name}`));
}

/** A word or two are an answer to what is quoted, and nothing about it. */
const ANSWER = /^\S+(?:\s\S+)?$/u;

function withQuotes(words: string, quotes: Quote[]): string {
  const kept = ANSWER.test(words) ? [] : quotes;
  const below = kept.map(({ name, text }) => `In reply to ${name}:\n${text}`);
  return [words, ...below].filter((part) => part !== "").join("\n\n");
}

async function nameAll(found: Marked[], text: string, { bot, named }: TextContext): Promise<Mention[]> {
  const accounts = new Map(found.map(({ mentioned }) => [mentioned.id, mentioned]));
  const people = [...accounts.values()].filter(
    (one) => one.id !== bot && PERSON.test(one.id) && text.includes(`@${nameOf(one)}`),
  );
  return Promise.all(
    people.map(async (one, index) => {
      const known = index < MOST_NAMES ? await named(one).catch(() => undefined) : undefined;
      return { account: known?.account ?? one.aadObjectId ?? one.id, name: nameOf(one) };
    }),
  );
}

const nameOf = ({ name }: Account): string => textOf(name) ?? "somebody";

const AROUND = /[\s,:]/u;

/** Without what is left around the help desk's name: `@Helpdesk, …`. From the end by hand: an expression would try every start. */
function trimmed(text: string): string {
  const said = text.replace(/^[\s,:]+/u, "");
  const bare = said.endsWith(".") ? said.slice(0, -1) : said;
  let end = bare.length;
  while (end > 0 && AROUND.test(bare[end - 1] ?? "")) end--;
  return end < bare.length ? bare.slice(0, end) : said;
}
