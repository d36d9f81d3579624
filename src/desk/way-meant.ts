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
const BARE = /^(?:yes|yeah|yep|no|nope|not sure|i don t know|maybe)$/;
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

/** The beginning of one of them, or a piece of one: never fewer words than could stand for it. */
function byWords(choices: string[], said: string): WayMeant {
  const isWhole = choices.indexOf(said);
  if (isWhole >= 0) return { way: isWhole };
  const words = said.split(" ");
  const isTelling = words.length > 1 || /^(?:yes|no)$/.test(said) || said.length >= LEAST_LETTERS;
  const begins = isTelling ? matching(choices, (choice) => choice.startsWith(`${said} `)) : [];
  const holds = words.length > 1 ? matching(choices, (choice) => ` ${choice} `.includes(` ${said} `)) : [];
  const found = begins.length > 0 ? begins : holds;
  const [way] = found;
  return way === undefined ? undefined : found.length === 1 ? { way } : "unclear";
}

const matching = (choices: string[], isMeant: (choice: string) => boolean): number[] =>
  choices.flatMap((choice, i) => (isMeant(choice) ? [i] : []));

/** Small letters, no punctuation, single spaces. */
const simplify = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
