/** What is left of somebody's question when nobody is to be known by it? */
import { maskSecrets } from "./masking";

/** Titles before a name. */
const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Herr|Frau|Señora?|Sr|Sra|Mme|M)\.?\s+\p{Lu}[\p{L}'’-]+/gu;

/** Addresses and numbers that lead to one person, account, device or ticket. */
const TRACES: RegExp[] = [
  /\[[a-z ]+ removed\]/g,
  /\b(?:https?:\/\/|www\.)\S+/giu,
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /<[@#!][^>]*>/g,
  /(?<![\p{L}\p{N}])@[\p{L}\p{N}._-]+/gu,
  // MAC and IPv4 addresses
  /\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/giu,
  /\b\d{1,3}(?:\.\d{1,3}){3}\b/g,
  // Telephone numbers: seven digits or more, parted or not
  /(?<![\p{L}\p{N}])\+?\(?\d(?:[ ()./-]{0,2}\d){6,}/gu,
  // Numbers of tickets, devices and people: "#4711", "INC0012345", "PC-00412", "104233"
  /#\d+\b/g,
  /\b\p{L}{1,6}[-_]?\d{5,}\b/giu,
  /\b\d{5,}\b/g,
];

const GREETING =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen)|hola|bonjour)\b\s*(?:(?:there|all|team|everyone|everybody|folks|again)\b)?/iu;
/** "Dana," and "Dana Brooks!" after a greeting. */
const ADDRESSED = /^\s*\p{Lu}[\p{Ll}'’.-]+(?:\s+\p{Lu}[\p{L}'’.-]+)?\s*(?=[,!\n])/u;
const GOODBYE =
  /(?:^|[\s,.!]+)(?:[Mm]any thanks|[Tt]hanks(?: a lot| so much| in advance)?|[Tt]hank you(?: so much| very much)?|[Tt]hx|[Cc]heers|(?:(?:[Kk]ind|[Bb]est|[Ww]arm) )?[Rr]egards|[Ss]incerely|(?:[Bb]est|[Yy]ours)(?=\s*[,\n]))[\s,.!-]*(?:\p{Lu}[\p{L}'’.-]*\s*){0,3}$/u;

/** More is a story, and time must stay bounded. */
const MOST_CHARACTERS = 2000;

/** Its beginning. `names`: of people who may be meant. `prefix`: what ticket numbers begin with. */
export function withoutPeople(text: string, names: KnownNames, prefix: string): string {
  const traces = [...TRACES, new RegExp(`\\b${escaped(prefix)}[- ]?\\d+\\b`, "giu")];
  const untraced = traces.reduce(
    (left, trace) => left.replaceAll(trace, " "),
    maskSecrets(text)
      .slice(0, MOST_CHARACTERS)
      .replaceAll(/[^\S\n]+/g, " "),
  );
  const body = withoutGreeting(untraced, names).replace(GOODBYE, "");
  return tidied(withoutNames(body.replaceAll(TITLED, SOMEBODY), names));
}

function withoutGreeting(text: string, { parts }: KnownNames): string {
  const greeting = GREETING.exec(text);
  if (!greeting) return text;
  const rest = text.slice(greeting[0].length).replace(ADDRESSED, "");
  const first = /^\s*(\p{L}[\p{L}'’-]*)/u.exec(rest);
  return first && parts.has((first[1] ?? "").toLowerCase()) ? rest.slice(first[0].length) : rest;
}

const SOMEBODY = "somebody";

/** Whole names, and each name of them. In small letters. */
export type KnownNames = { whole: ReadonlySet<string>; parts: ReadonlySet<string> };

/** A part of two letters is a word more often than a name. */
export function knownNames(names: Iterable<string>): KnownNames {
  const whole = new Set<string>();
  const parts = new Set<string>();
  for (const name of names) {
    const words = name.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? [];
    if (words.length > 1) whole.add(words.join(" "));
    for (const word of words) if (word.length > 2) parts.add(word);
  }
  return { whole, parts };
}

/** A whole name however it is written; one name of it with a capital, unless that only begins a sentence ("Will it print?"). */
function withoutNames(text: string, { whole, parts }: KnownNames): string {
  const words = [...text.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)].map((found) => {
    const [said] = found;
    const end = /['’]s$/.exec(said) ? said.slice(0, -2) : said;
    return { at: found.index, said, word: end.toLowerCase(), isBig: /^\p{Lu}/u.test(said) };
  });
  const hidden = words.map(({ at, word, isBig }, i) => {
    const isWhole = [i - 1, i].some((from) => whole.has(`${words[from]?.word} ${words[from + 1]?.word}`));
    const begins = /(?:^|[.!?:\n])\s*$/.test(text.slice(Math.max(0, at - 10), at));
    const isFollowed = words[i + 1]?.isBig === true && parts.has(words[i + 1]?.word ?? "");
    return isWhole || (isBig && parts.has(word) && (!begins || isFollowed));
  });
  let left = "";
  let from = 0;
  for (const [i, { at, said }] of words.entries()) {
    if (!hidden[i]) continue;
    left += text.slice(from, at) + SOMEBODY + (/['’]s$/.test(said) ? "'s" : "");
    from = at + said.length;
  }
  return (left + text.slice(from)).replaceAll(
    /\b(?:my name is|this is|i am|i['’]m|it['’]s) somebody(?:\s+somebody)*\b[,.!]?/giu,
    " ",
  );
}

/** One line, without the gaps. */
function tidied(text: string): string {
  return text
    .replaceAll(/\b(somebody)(?:\s+somebody)+/g, "$1")
    .replaceAll(/\(\s*\)|["“”]\s*["“”]/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\s+([,.!?;:])/g, "$1")
    .replaceAll(/([,;:])(?:\s*[,;:.])+/g, "$1")
    .replace(/^[\s,.;:!-]+/, "")
    .replace(/[\s,;:-]+$/, "")
    .trim();
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
