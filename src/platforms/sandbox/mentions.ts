/** Who is named in a text? `@` and the full name of somebody in the sandbox, or of the help desk itself. */
import type { Mention } from "../../desk/events";
import type { Setup } from "./setup";

/** A stretch of text; with `account` it names that person, with `helpDesk` the help desk. */
export type TextPart = { text: string; account?: string; helpDesk?: true };

/** Splits a text at its mentions. Joined together again, the parts are the text. */
export function splitMentions(setup: Setup, text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(mentionPattern(setup))) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push(namedPart(setup, match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** The people named, each once. */
export function mentionsIn(setup: Setup, text: string): Mention[] {
  const accounts = splitMentions(setup, text).flatMap((part) => part.account ?? []);
  return setup.people
    .filter((person) => accounts.includes(person.account))
    .map(({ account, name }) => ({ account, name }));
}

export const namesHelpDesk = (setup: Setup, text: string): boolean =>
  splitMentions(setup, text).some((part) => part.helpDesk);

/** What is said to the help desk, without its name. */
export const withoutHelpDesk = (setup: Setup, text: string): string =>
  namesHelpDesk(setup, text)
    ? splitMentions(setup, text)
        .map((part) => (part.helpDesk ? "" : part.text))
        .join("")
        .replace(/^[\s,:]+|\s+$/gu, "")
    : text;

function namedPart(setup: Setup, text: string): TextPart {
  const name = text.slice(1).toLowerCase();
  const person = setup.people.find((one) => one.name.toLowerCase() === name);
  return person ? { text, account: person.account } : { text, helpDesk: true };
}

/** Longest names first, and no `@` within a word: jane@acme.com names nobody. */
function mentionPattern(setup: Setup): RegExp {
  const names = [...setup.people.map((person) => person.name), setup.helpDeskName]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}._-])@(?:${names.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}
