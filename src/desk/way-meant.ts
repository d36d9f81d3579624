/** Which of a step's choices does somebody mean who types instead of pressing? By plain rules; what is not plain is asked back. */
import { oneEdit } from "../knowledge/spelling";
import { toWord } from "../knowledge/words";

/** `way`: counts from 0. `unclear`: plainly meant as a choice, but nobody can tell which. */
export type WayMeant = { way: number } | "back" | "unclear" | undefined;

const BACK =
  /^(?:(?:please )?(?:go |one |a )?(?:step )?back(?: one step| a step)?|previous(?: step)?)(?: please)?$/;
const GUIDE =
  /^(?:(?:please |let s )?(?:go |get )?back to|return to|continue|resume|go on with) (?:the |that |my )?guide(?: please)?$/;
const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
const NUMBER = new RegExp(
  `^(?:(?:the|option|choice|number|answer) )*(\\d{1,2}|${ORDINALS.join("|")})(?:st|nd|rd|th)?(?: (?:one|option|choice|answer))?$`,
);
/** What people put around an answer. */
const BEFORE = /^(?:(?:well|so|ok|okay|hmm|sorry|yes|no) )+(?=\p{L})/u;
const AFTER = /(?: (?:now|again|already|thanks|thank you|please|i think))+$/;
const BARE = /^(?:yes|yeah|yep|no|nope|not sure|i do not know|maybe)$/;
/** A shorter word says nothing alone, but for these: "Is it on or off?" */
const LEAST_LETTERS = 4;
const SHORT_ANSWER = /^(?:on|off|red)$/;
/** Shorter words have too many neighbours: "now" is not a slip of "not". A slip may have lost a letter. */
const LEAST_FOR_SLIP = 5;
const WORDS_OF_OURS = [...ORDINALS, "option", "choice", "number", "answer", "previous"];

export const saysBackToGuide = (text: string): boolean => GUIDE.test(simplify(text));

/** All of a choice, word for word: then it is no command. */
export const saysWholeChoice = (labels: string[], text: string): boolean =>
  labels.map(simplify).includes(simplify(text));

/** `labels`: the choices, in their order. */
export function wayMeant(labels: string[], text: string): WayMeant {
  const said = simplify(text);
  if (said === "") return undefined;
  const choices = labels.map(simplify);
  const meant = wayAsWritten(choices, said);
  if (meant !== undefined) return meant;
  const corrected = withoutSlips(choices, said);
  return corrected === said ? undefined : wayAsWritten(choices, corrected);
}

function wayAsWritten(choices: string[], said: string): WayMeant {
  const exact = choices.indexOf(said);
  if (exact >= 0) return { way: exact };
  if (BACK.test(said)) return "back";
  const numbered = numberMeant(said);
  if (numbered !== undefined) return numbered in choices ? { way: numbered } : "unclear";
  const trimmed = said.replace(BEFORE, "").replace(AFTER, "");
  return (
    byWords(choices, said) ??
    byWords(choices, trimmed) ??
    (BARE.test(said) && choices.length > 0 ? "unclear" : undefined)
  );
}

/** Words that no choice has become the one that does, where a single letter is wrong. */
function withoutSlips(choices: string[], said: string): string {
  const known = new Set([...choices.flatMap((choice) => choice.split(" ")), ...WORDS_OF_OURS]);
  const targets = [...known].filter((word) => word.length >= LEAST_FOR_SLIP);
  const words = said.split(" ");
  // With nothing around it, another ending is another word: "printer" is not "printed".
  const isSlip = (written: string, word: string) =>
    oneEdit(written, word) && (words.length > 1 || written.at(-1) === word.at(-1));
  const corrected = words.map((written) => {
    if (known.has(written) || written.length < LEAST_FOR_SLIP - 1) return written;
    const [word, another] = targets.filter((target) => isSlip(written, target));
    return another === undefined ? (word ?? written) : written;
  });
  return corrected.join(" ");
}

/** Counts from 0; undefined: no number was said. */
function numberMeant(said: string): number | undefined {
  const [, number] = NUMBER.exec(said) ?? [];
  if (number === undefined) return undefined;
  return ORDINALS.includes(number) ? ORDINALS.indexOf(number) : Number(number) - 1;
}

/** A piece of one of them: "still offline", a word that tells them apart, or the first word, but not "the". */
function byWords(choices: string[], said: string): WayMeant {
  const isWhole = choices.indexOf(said);
  if (isWhole >= 0) return { way: isWhole };
  const isPart = said.includes(" ") || isTelling(said);
  const isIn = (choice: string) => beginsWith(choice, said) || (isPart && contains(choice, said));
  const found = choices.flatMap((choice, i) => (isIn(choice) ? [i] : []));
  const [way] = found;
  return way === undefined ? undefined : found.length === 1 ? { way } : "unclear";
}

const DENYING = /\b(?:not|no|never|cannot|nothing|nobody|none|neither|without)\b/;

/** Not what it denies: "green" is not "It is not green". */
function contains(choice: string, said: string): boolean {
  const at = ` ${choice} `.indexOf(` ${said} `);
  return at >= 0 && !DENYING.test(choice.slice(0, at));
}

const isTelling = (word: string): boolean =>
  SHORT_ANSWER.test(word) || (word.length >= LEAST_LETTERS && !toWord(word).common);

const beginsWith = (choice: string, word: string): boolean =>
  (/^(?:yes|no)$/.test(word) || word.length >= LEAST_LETTERS) && choice.startsWith(`${word} `);

/** "I'm", "im" and "I am" are the same words. */
const SHORTENED: [RegExp, string][] = [
  [/\bcan'?t\b|\bcan not\b/g, "cannot"],
  [/\bwon'?t\b/g, "will not"],
  [/n't\b|(?<=\b(?:do|does|did|is|are|was|were|has|have|had|could|would|should))nt\b/g, " not"],
  [/\bim\b|\bi'm\b/g, "i am"],
  [/'re\b/g, " are"],
  [/(?<=\b(?:it|that|there|what|here))'?s\b/g, " is"],
];

/** Small letters, no punctuation, single spaces, nothing shortened. */
function simplify(text: string): string {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const whole = SHORTENED.reduce((so, [short, long]) => so.replaceAll(short, long), lower);
  return whole.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}
