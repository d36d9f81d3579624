/**
 * Would Teams take this message, and what would people read in its card? The parts of Adaptive Cards 1.5 that the help desk draws
 * with, their properties, and the sizes that Teams documents. Markdown in text blocks is read by markdown-it, not by our drawing.
 */
import MarkdownIt from "markdown-it";
import type { OutboundActivity } from "../../src/platforms/teams/activity";

export type Fields = Record<string, unknown>;

const MOST_MESSAGE = 80_000;
const MOST_CARD = 25_000;
/** Of one row of buttons; more would not be shown. */
const MOST_ACTIONS = 6;

const EVERY = ["type", "spacing", "separator", "id"];
const INPUT = ["label", "isRequired", "errorMessage", "value", "placeholder"];
/** What a part must have, and what it may have. */
const PARTS: Record<string, { must: string[]; may?: string[] }> = {
  AdaptiveCard: { must: ["version", "body"], may: ["$schema", "actions", "msteams"] },
  TextBlock: { must: ["text", "wrap"], may: ["size", "weight", "style", "isSubtle", "color"] },
  RichTextBlock: { must: ["inlines"] },
  TextRun: {
    must: ["text"],
    may: ["weight", "italic", "strikethrough", "fontType", "isSubtle", "size", "color", "selectAction"],
  },
  Image: { must: ["url", "altText"], may: ["size", "msTeams"] },
  Container: { must: ["items"], may: ["style"] },
  ColumnSet: { must: ["columns"] },
  Column: { must: ["items", "width"] },
  Table: { must: ["columns", "rows"], may: ["firstRowAsHeaders", "showGridLines", "gridStyle"] },
  TableRow: { must: ["cells"] },
  TableCell: { must: ["items"] },
  ActionSet: { must: ["actions"] },
  "Action.OpenUrl": { must: ["title", "url"] },
  "Action.Submit": { must: ["title", "data"], may: ["style", "mode"] },
  "Action.Execute": { must: ["title", "verb", "data", "fallback"], may: ["style", "mode"] },
  "Input.Text": { must: ["id", "label"], may: [...INPUT, "isMultiline", "maxLength"] },
  "Input.ChoiceSet": { must: ["id", "label", "choices"], may: [...INPUT, "style", "choices.data"] },
  "Data.Query": { must: ["dataset"] },
};
const VALUES: Record<string, unknown[]> = {
  version: ["1.5"],
  wrap: [true],
  spacing: ["none", "small", "default", "medium", "large"],
  size: ["auto", "small", "default", "medium", "large"],
  weight: ["bolder"],
  fontType: ["monospace"],
  color: ["attention"],
  mode: ["secondary"],
  style: ["heading", "emphasis", "positive", "destructive", "compact", "filtered"],
};
/** An empty one of these shows nothing, or is refused. */
const FILLED = ["inlines", "columns", "rows", "cells", "actions", "title", "label", "url", "altText", "data"];

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every part of a card, outermost first. Data of buttons and entities are no parts. */
export function partsOf(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (!isFields(value)) return [];
  const inner = Object.entries(value).flatMap(([name, one]) =>
    ["data", "msteams", "msTeams"].includes(name) ? [] : partsOf(one),
  );
  return typeof value["type"] === "string" ? [value, ...inner] : inner;
}

export const cardsOf = (activity: OutboundActivity): Fields[] =>
  (activity.attachments ?? []).flatMap(({ content }) => (isFields(content) ? [content] : []));

export function cardProblems(activity: OutboundActivity): string[] {
  const cards = cardsOf(activity);
  const parts = partsOf(cards);
  return [
    ...(sizeOf(activity) > MOST_MESSAGE ? [`The message has ${sizeOf(activity)} bytes.`] : []),
    ...(cards.length === 1 ? [] : [`${cards.length} cards.`]),
    ...cards.flatMap((card) => (sizeOf(card) > MOST_CARD ? [`A card has ${sizeOf(card)} bytes.`] : [])),
    ...parts.flatMap(partProblems),
    ...repeated(parts.flatMap(({ id }) => (typeof id === "string" ? [id] : []))).map(
      (id) => `Two ids ${id}.`,
    ),
    ...linksIn(cards).flatMap(linkProblems),
    ...cards.flatMap(mentionProblems),
  ];
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const repeated = (texts: string[]): string[] => texts.filter((text, i) => texts.indexOf(text) !== i);

function partProblems(part: Fields): string[] {
  const type = String(part["type"]);
  const rule = PARTS[type];
  if (!rule) return [`There is no ${type}.`];
  const names = Object.keys(part).filter((name) => part[name] !== undefined);
  const known = [...EVERY, ...rule.must, ...(rule.may ?? [])];
  const isEmpty = (name: string) => FILLED.includes(name) && Object.keys(Object(part[name])).length === 0;
  return [
    ...rule.must.filter((name) => !names.includes(name)).map((name) => `${type} lacks ${name}.`),
    ...names.filter((name) => !known.includes(name)).map((name) => `${type} knows no ${name}.`),
    ...names.filter(isEmpty).map((name) => `${type} has an empty ${name}.`),
    ...names
      .filter((name) => VALUES[name] && !VALUES[name].includes(part[name]))
      .map((name) => `${type} has ${name} ${String(part[name])}.`),
    ...wordProblems(type, part),
  ];
}

function wordProblems(type: string, part: Fields): string[] {
  const actions = Array.isArray(part["actions"]) ? part["actions"].filter(isFields) : [];
  const text = typeof part["text"] === "string" ? part["text"] : undefined;
  return [
    ...(actions.filter(({ mode }) => mode !== "secondary").length > MOST_ACTIONS
      ? ["Too many buttons."]
      : []),
    ...(text === "" ? [`${type} has no text.`] : []),
    // eslint-disable-next-line no-control-regex -- these must not be there
    ...(text !== undefined && /[\u0000-\u0008\u000B-\u001F]|\p{Surrogate}/u.test(text)
      ? ["Broken letters."]
      : []),
    ...(text !== undefined && /\{\{(?:DATE|TIME)\(/.test(text) ? ["A date that is written anew."] : []),
  ];
}

export type LinkShown = { label: string; url: string };

/** Everything that leads somewhere: in runs, in markdown, images. */
export const linksIn = (value: unknown): LinkShown[] =>
  partsOf(value).flatMap((part) => {
    if (part["type"] === "Image") return [{ label: "", url: String(part["url"]) }];
    if (part["type"] === "TextBlock") return readMarkdown(String(part["text"])).links;
    const action = part["selectAction"];
    return isFields(action) ? [{ label: String(part["text"]), url: String(action["url"]) }] : [];
  });

function linkProblems({ label, url }: LinkShown): string[] {
  const isAllowed = /^(?:https?|mailto):/i.test(url);
  const named =
    /^\s*(?:(?:https?:)?\/\/|www\.)([^\s/?#]+)/i.exec(label)?.[1] ??
    /^\s*((?:[\w-]+\.)+[a-z]{2,})\s*$/i.exec(label)?.[1];
  const leadsElsewhere =
    named !== undefined && !url.toLowerCase().includes(named.toLowerCase().replace(/^www\./, ""));
  return [
    ...(isAllowed ? [] : [`A link to ${url}.`]),
    ...(leadsElsewhere ? [`${label} leads to ${url}.`] : []),
  ];
}

export type MentionShown = { text: string; mentioned: { id: string; name: string } };

export function mentionsOf(card: Fields): MentionShown[] {
  const teams = card["msteams"];
  return isFields(teams) && Array.isArray(teams["entities"]) ? (teams["entities"] as MentionShown[]) : [];
}

/** Each stands in one text block and nowhere else: what people wrote is never taken for it. */
function mentionProblems(card: Fields): string[] {
  const blocks = partsOf(card["body"]).filter(({ type }) => type === "TextBlock" || type === "RichTextBlock");
  return mentionsOf(card).flatMap(({ text }) => {
    const at = blocks.filter((block) => wordsOf(block).toLowerCase().includes(text.toLowerCase()));
    const times = at.reduce(
      (sum, block) => sum + wordsOf(block).toLowerCase().split(text.toLowerCase()).length - 1,
      0,
    );
    const isOurs = at.length > 0 && at.every(({ type }) => type === "TextBlock");
    return isOurs && times === at.length ? [] : [`${text} stands there ${times} times.`];
  });
}

const wordsOf = (block: Fields): string =>
  block["type"] === "TextBlock"
    ? String(block["text"])
    : partsOf(block["inlines"])
        .flatMap(({ text }) => (typeof text === "string" ? [text] : []))
        .join("");

const markdown = new MarkdownIt("commonmark");

/** What a client reads in a text block. `marks`: all that is more than letters. */
export function readMarkdown(text: string): { words: string; links: LinkShown[]; marks: string[] } {
  const tokens = markdown.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const links: LinkShown[] = [];
  let open: LinkShown | undefined;
  let words = "";
  for (const token of tokens) {
    if (token.type === "link_open") open = { label: "", url: String(token.attrGet("href")) };
    if (token.type === "link_close" && open) links.push(open);
    if (token.type === "link_close") open = undefined;
    if (token.children) continue;
    words += token.content;
    if (open) open.label += token.content;
  }
  const letters = ["paragraph_open", "paragraph_close", "inline", "text"];
  return { words, links, marks: tokens.map(({ type }) => type).filter((type) => !letters.includes(type)) };
}

/** All words on the cards of some messages, in the order in which they stand. */
export const shownIn = (activities: OutboundActivity[]): string =>
  partsOf(activities.map(cardsOf))
    .map((part) => {
      switch (part["type"]) {
        case "TextBlock":
          return `${readMarkdown(String(part["text"])).words}\n`;
        case "RichTextBlock":
          return `${wordsOf(part)}\n`;
        case "Image":
          return `${String(part["altText"])}\n`;
        case "Action.Submit":
        case "Action.Execute":
          return `[${String(part["title"])}]\n`;
        default:
          return "";
      }
    })
    .join("");

/** Without what is only there to keep words apart. */
export const withoutSpace = (text: string): string => text.replaceAll(/\s/g, "");
