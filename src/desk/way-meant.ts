/** Which of a step's choices does somebody mean who types instead of pressing? By plain rules; what is not plain is asked back. */

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
/** A word that begins many sentences says nothing alone. */
const LEAST_LETTERS = 4;

export const saysBackToGuide = (text: string): boolean => GUIDE.test(simplify(text));

/** `labels`: the choices, in their order. */
export function wayMeant(labels: string[], text: string): WayMeant {
  const said = simplify(text);
  if (said === "") return undefined;
  const choices = labels.map(simplify);
  const exact = choices.indexOf(said);
  if (exact >= 0) return { way: exact };
  if (BACK.test(said)) return "back";
  const numbered = numberMeant(said);
  if (numbered !== undefined) return numbered in choices ? { way: numbered } : "unclear";
  const trimmed = said.replace(BEFORE, "").replace(AFTER, "");
  return (
    byWords(choices, said) ??
    byWords(choices, trimmed) ??
    (BARE.test(said) && labels.length > 0 ? "unclear" : undefined)
  );
}

/** Counts from 0; undefined: no number was said. */
function numberMeant(said: string): number | undefined {
  const [, number] = NUMBER.exec(said) ?? [];
  if (number === undefined) return undefined;
  return ORDINALS.includes(number) ? ORDINALS.indexOf(number) : Number(number) - 1;
}

/** A piece of one of them, or its first word: "yes", "still", but not "the". */
function byWords(choices: string[], said: string): WayMeant {
  const isWhole = choices.indexOf(said);
  if (isWhole >= 0) return { way: isWhole };
  const words = said.split(" ");
  const isTelling = /^(?:yes|no)$/.test(said) || said.length >= LEAST_LETTERS;
  const isIn = (choice: string) =>
    words.length > 1 ? ` ${choice} `.includes(` ${said} `) : isTelling && choice.startsWith(`${said} `);
  const found = choices.flatMap((choice, i) => (isIn(choice) ? [i] : []));
  const [way] = found;
  return way === undefined ? undefined : found.length === 1 ? { way } : "unclear";
}

/** "I'm" and "I am" are the same words. */
const SHORTENED: [RegExp, string][] = [
  [/\bcan'?t\b|\bcan not\b/g, "cannot"],
  [/\bwon'?t\b/g, "will not"],
  [/n't\b/g, " not"],
  [/'m\b/g, " am"],
  [/'re\b/g, " are"],
  [/(?<=\b(?:it|that|there|what|here))'s\b/g, " is"],
];

/** Small letters, no punctuation, single spaces, nothing shortened. */
function simplify(text: string): string {
  const lower = text.toLowerCase().replaceAll("’", "'");
  const whole = SHORTENED.reduce((so, [short, long]) => so.replaceAll(short, long), lower);
  return whole.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
}
