/** What does a person read on the screen? Blocks and Slack's markup as words; and whom they call, and where their links lead. */
import { isObject, textOf } from "./arguments";
import { controlsIn } from "./controls";
import type { Json } from "./world";

export type Reading = {
  text: string;
  buttons: string[];
  /** Who is called: user and group ids, `channel`, `here`, `everyone`. */
  pings: string[];
  links: { url: string; text: string }[];
};

type Names = (id: string) => string;
type Found = Pick<Reading, "pings" | "links">;

const asIs: Names = (id) => id;

export function readBlocks(blocks: Json[], names: Names = asIs): Reading {
  const found: Found = { pings: [], links: [] };
  const text = blocks.map((block) => readBlock(block, names, found)).filter(Boolean);
  return {
    text: text.join("\n"),
    buttons: controlsIn(blocks).map(({ label }) => label),
    ...found,
  };
}

export function readMarkup(markup: string, names: Names = asIs): Reading {
  const found: Found = { pings: [], links: [] };
  return { text: readMrkdwn(markup, names, found), buttons: [], ...found };
}

/** Anything that has words in it, by its type; what has none is silent. */
function readBlock(part: unknown, names: Names, found: Found): string {
  if (Array.isArray(part)) return part.map((one) => readBlock(one, names, found)).join("\n");
  if (!isObject(part)) return "";
  const read = (name: string) => readBlock(part[name], names, found);
  switch (part["type"]) {
    case "mrkdwn":
      return readMrkdwn(String(part["text"]), names, found);
    case "plain_text":
    case "raw_text":
      return String(part["text"]);
    case "raw_number":
      return String(part["value"]);
    case "rich_text":
      return list(part["elements"])
        .map((one) => readRichText(one, names, found))
        .join("\n");
    case "image":
      return [read("title"), textOf(part, "alt_text") ?? ""].filter(Boolean).join("\n");
    case "table":
      return list(part["rows"])
        .map((row) =>
          (Array.isArray(row) ? row : []).map((cell) => readBlock(cell, names, found)).join(" | "),
        )
        .join("\n");
    case "button":
    case "overflow":
    case "actions":
      return "";
    default:
      return ["text", "fields", "label", "elements", "hint"].map(read).filter(Boolean).join("\n");
  }
}

function readRichText(part: unknown, names: Names, found: Found): string {
  if (!isObject(part)) return "";
  const inner = () => list(part["elements"]).map((one) => readRichText(one, names, found));
  const ping = (id: string) => {
    found.pings.push(id);
    return `@${names(id)}`;
  };
  switch (part["type"]) {
    case "text":
      return String(part["text"]);
    case "emoji":
      return `:${String(part["name"])}:`;
    case "link":
      return link(String(part["url"]), String(part["text"] ?? part["url"]), found);
    case "user":
      return ping(String(part["user_id"]));
    case "usergroup":
      return ping(String(part["usergroup_id"]));
    case "broadcast":
      return ping(String(part["range"]));
    case "channel":
      return `#${names(String(part["channel_id"]))}`;
    case "date":
      return String(part["fallback"]);
    case "rich_text_list":
      return inner()
        .map((item) => `• ${item}`)
        .join("\n");
    default:
      return inner().join("");
  }
}

function readMrkdwn(markup: string, names: Names, found: Found): string {
  const shown = markup.replaceAll(/<([^<>]*)>/gu, (_whole, inside: string) => {
    const [target = "", label] = inside.split("|");
    const user = /^@(\w+)$|^!subteam\^(\w+)$|^!(channel|here|everyone)$/u.exec(target);
    if (user) {
      const id = user[1] ?? user[2] ?? user[3] ?? "";
      found.pings.push(id);
      return `@${names(id)}`;
    }
    if (target.startsWith("#")) return `#${label ?? names(target.slice(1))}`;
    if (target.startsWith("!")) return label ?? "";
    return link(target, label ?? target, found);
  });
  return unescapeText(shown);
}

function link(url: string, text: string, found: Found): string {
  found.links.push({ url: unescapeText(url), text: unescapeText(text) });
  return text;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const unescapeText = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
