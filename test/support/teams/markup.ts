/** How does Teams draw a marked up text? Emphasis and links become words; what is escaped stays as it is. */
import type { Entity } from "../../../src/platforms/teams/activity";

/** Stands for an escaped letter while the rest is drawn. */
const HIDDEN = 0xf0000;

export function readMarkdown(text: string): string {
  const hidden = text.replace(/\\([!-/:-@[-`{-~])/gu, (_, letter: string) =>
    String.fromCodePoint(HIDDEN + letter.charCodeAt(0)),
  );
  const drawn = hidden
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/gu, "$1")
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/gu, "$2")
    .replace(/(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])/gu, "$1")
    .replace(/(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)/gu, "$1")
    .replace(/`([^`]+)`/gu, "$1")
    .replace(/~~(.+?)~~/gu, "$1")
    .replace(/^#{1,6} /gmu, "");
  return decodeEntities(drawn).replace(/[\u{f0000}-\u{f007f}]/gu, (letter) =>
    String.fromCharCode((letter.codePointAt(0) ?? HIDDEN) - HIDDEN),
  );
}

/** Tags become nothing, lines stay lines. */
export const readXml = (text: string): string =>
  decodeEntities(text.replace(/<br\s*\/?>|<\/(p|div|li)>/giu, "\n").replace(/<[^>]*>/gu, "")).trim();

const NAMES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/giu, (whole, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return NAMES[String(name)] ?? whole;
  });
}

/** Somebody mentioned is shown by name, with a link to them: only where an entity says so. */
export function withMentions(text: string, entities: Entity[], draw: (text: string) => string): string {
  const mentions = entities.flatMap(({ type, text: words }) => (type === "mention" && words ? [words] : []));
  const [first, ...others] = mentions;
  if (first === undefined) return draw(text);
  return text
    .split(first)
    .map((part) =>
      withMentions(
        part,
        others.map((words) => ({ type: "mention", text: words })),
        draw,
      ),
    )
    .join(decodeEntities(first.replace(/^<at>|<\/at>$/gu, "")));
}
