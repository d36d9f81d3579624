/** How is a message said in plain text, when Teams does not take its card? With all of its words, and no buttons. */
import { CARD_TYPE, type OutboundActivity } from "../activity";
import { splitText } from "../../split";

/** Teams takes about 100 KB; in the widest letters this is a third of it. */
const LONGEST = 8_000;

const NO_BUTTONS = "(The buttons of this message could not be shown.)";

/** At least one, each with text and nothing else. */
export function plainParts({ text, summary, attachments = [] }: OutboundActivity): OutboundActivity[] {
  const cards = attachments.filter(({ contentType }) => contentType === CARD_TYPE);
  const words = [text ?? "", ...cards.map(({ content }) => wordsOf(content))].join("\n").trim();
  const said = words || summary || "…";
  const whole = cards.some(({ content }) => hasActions(content)) ? `${said}\n\n${NO_BUTTONS}` : said;
  return splitText(whole, LONGEST, "words").map(({ from, to }) => ({
    type: "message",
    text: whole.slice(from, to),
    textFormat: "plain",
    ...(summary !== undefined && { summary }),
  }));
}

const hasActions = (card: unknown): boolean => JSON.stringify(card).includes('"type":"Action.');

/** An element is only known by its shape here: whatever kinds drawing uses, their words are found. */
function wordsOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  if (typeof node !== "object" || node === null) return "";
  const { type, text, title, value, ...rest } = node as Record<string, unknown>;
  if (typeof type === "string" && /^(?:Action\.|Input\.|mention$)/u.test(type)) return "";
  if (type === "TextRun") return typeof text === "string" ? text : "";
  if (typeof text === "string") return `${unmarked(text)}\n`;
  if (typeof title === "string" && typeof value === "string")
    return `${unmarked(title)}: ${unmarked(value)}\n`;
  const inside = wordsOf(Object.values(rest).filter((part) => typeof part === "object"));
  return type === "RichTextBlock" ? `${inside}\n` : inside;
}

/** A card's markdown escapes and mentions mean nothing in plain text. */
const unmarked = (text: string): string =>
  text.replaceAll(/<\/?at>/gu, "").replaceAll(/\\([\\`*_{}[\]()#+\-.!>~|<&])/gu, "$1");
