/** How is a text written where Slack would read markup, and where it must not? */
import type { types } from "@slack/bolt";
import { oneLine, shorten } from "../../letters";

/** All that Slack's own markup is made of begins with one of these three. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

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
