/** Is this one of a vendor's case numbers, and what do theirs look like, in words? */
import type { Vendor } from "../plan/plan";

/** Characters of a case number, and of what a pattern is tried on. */
export const LONGEST_CASE = 60;

/** The number as the vendor writes it; small letters may stand for capitals. Undefined: it is none of theirs. */
export function caseNumber({ casePattern }: Vendor, written: string): string | undefined {
  const number = written.trim();
  if (number === "" || number.length > LONGEST_CASE) return undefined;
  if (casePattern === undefined) return number;
  const whole = new RegExp(`^(?:${casePattern})$`);
  return [number, number.toUpperCase()].find((spelling) => whole.test(spelling));
}

/** "“ML-”, then 7 digits, for example ML-1234567". Undefined: the plan says nothing of them. */
export function caseLooks({ casePattern, caseExample }: Vendor): string | undefined {
  const words = casePattern === undefined ? undefined : patternInWords(casePattern);
  const example = caseExample === undefined ? undefined : `for example ${caseExample}`;
  const parts = [words, example].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : undefined;
}

/** A piece of a pattern and what it stands for: one and several of it. */
const KINDS: [RegExp, string, string][] = [
  [/^(?:\\d|\[0-9\])/, "digit", "digits"],
  [/^\[A-Z\]/, "capital letter", "capital letters"],
  [/^\[a-z\]/, "small letter", "small letters"],
  [/^\[(?:A-Za-z|a-zA-Z)\]/, "letter", "letters"],
  [/^(?:\\w|\[(?:A-Z0-9|0-9A-Z)\])/, "letter or digit", "letters or digits"],
];
const TIMES = /^(?:\{(\d+)(,(\d*))?\}|([+*?]))?/;
/** What stands for itself, also behind a backslash. */
const LITERAL = /^(?:\\[-./#_ ]|[\w\-/#: ])+?(?=\\[dw]|\[|\(|$|[+*?{.|^])/;

/** Patterns of plain pieces in words; all others as they are written. */
export function patternInWords(pattern: string): string {
  const pieces: string[] = [];
  let rest = pattern.replaceAll(/^\^|\$$/g, "");
  while (rest !== "") {
    const read = readKind(rest) ?? readLiteral(rest);
    if (!read) return `like the pattern ${pattern}`;
    pieces.push(read.words);
    rest = rest.slice(read.length);
  }
  return pieces.join(", then ");
}

type Read = { words: string; length: number };

function readKind(rest: string): Read | undefined {
  for (const [piece, one, several] of KINDS) {
    const found = piece.exec(rest)?.[0];
    if (found === undefined) continue;
    const times = TIMES.exec(rest.slice(found.length)) ?? [""];
    return { words: counted(times, one, several), length: found.length + times[0].length };
  }
  return undefined;
}

function counted(
  [whole, least, range, most, sign]: (string | undefined)[],
  one: string,
  several: string,
): string {
  if (sign === "+") return several;
  if (sign === "*") return `${several}, if any`;
  if (sign === "?") return `a ${one}, if any`;
  if (whole === "" || (least === "1" && range === undefined)) return `a ${one}`;
  if (range === undefined) return `${least} ${several}`;
  return most === "" ? `${least} ${several} or more` : `${least} to ${most} ${several}`;
}

function readLiteral(rest: string): Read | undefined {
  const found = LITERAL.exec(rest)?.[0];
  // What may be left out or repeated is no plain piece.
  if (found === undefined || /^[+*?{]/.test(rest.slice(found.length))) return undefined;
  return { words: `“${found.replaceAll("\\", "")}”`, length: found.length };
}
