/** Which words of a text tell who somebody is? They are taken out before an outsider reads it; what tells of devices stays. */

/** `people`: whom the text is about, taken out in any case, user names too. `others`: also known, by name as it is written. */
export type KnownPeople = { people: { name: string; email?: string }[]; others: { name: string }[] };

/** A mailbox has at most 64 characters: without a limit a long line of letters is tried from each of them to its end. */
const EMAIL = /(?:mailto:)?[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

/** A group of digits that does not begin an IP address. */
const GROUP = String.raw`(?![ ]?\d{1,3}(?:\.\d{1,3}){3}(?!\d))[ .\-/]?\(?\d{1,5}\)?`;
const EXTENSION = String.raw`(?:,?\s*(?:ext\.?|extension|x)\s*\d{1,6})?`;
const PHONES = [
  String.raw`(?:\+|\b00)\d{1,3}(?:${GROUP}){2,6}`, // +49 30 1234567, +1 (555) 010-0199, 0049 30 1234567
  String.raw`(?:1[ .-])?(?:\(\d{3}\)[ -]?|\d{3}[ .-])\d{3}[ .-]?\d{4}`, // (555) 010-0199, 555.010.0199
  String.raw`0\d{1,4}[ /-]\d{3,}(?:[ -]\d{2,})*`, // 030 1234567, 0171/1234567
  String.raw`\d{3}[ .-]\d{4}`, // 555-0199
  String.raw`\d{10}`,
];
/** Not within a serial number, an address or a date. */
const PHONE = new RegExp(String.raw`(?<![\w.:/-])(?:${PHONES.join("|")})${EXTENSION}(?![\w-]|\.\d)`, "giu");

/** "employee number 4711", "student ID: A12345": the words stay, the number goes. A long gap is not tried at each of its spaces. */
const NUMBERED =
  /\b((?:account|acct|employee|staff|student|personnel|badge|payroll|member|customer|user|card|id)\b\.?(?:\s{0,3}(?:number|no\b\.?|nr\b\.?|id|code|#))?\s{0,3}(?:is\b|[:=#])?\s{0,3})[A-Z]{0,3}-?\d[\d-]{2,}\b/giu;

/** The text with `[name]`, `[e-mail]`, `[phone]` and `[number]` in place of what tells who somebody is. */
export function withoutPersonalData(text: string, { people, others }: KnownPeople): string {
  const plain = text.replaceAll(EMAIL, "[e-mail]");
  const anyCase = [
    ...people.flatMap(({ name, email }) => spellings(name, email)),
    ...others.map((o) => o.name),
  ];
  const asWritten = others.flatMap(({ name }) => partsOf(name));
  const nameless = withoutNames(withoutNames(plain, anyCase, "giu"), asWritten, "gu");
  return nameless
    .replaceAll(/\[name\](?:[ ._-]\[name\])+/g, "[name]")
    .replaceAll(NUMBERED, "$1[number]")
    .replaceAll(PHONE, "[phone]");
}

/** Longest first, so that a whole name goes before its parts. */
function withoutNames(text: string, names: string[], flags: string): string {
  const both = names.flatMap((name) => [name, withoutAccents(name)]).filter((name) => name.trim() !== "");
  const patterns = [...new Set(both)].toSorted((a, b) => b.length - a.length).map(pattern);
  if (patterns.length === 0) return text;
  return text.replaceAll(
    new RegExp(String.raw`(?<!\p{L})(?:${patterns.join("|")})(?!\p{L})`, flags),
    "[name]",
  );
}

/** No hyphen: escaped, it is an error in a Unicode expression. */
const pattern = (name: string): string =>
  name.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);

const withoutAccents = (name: string): string => name.normalize("NFKD").replaceAll(/\p{M}/gu, "");

/** A name, its parts, and the user names that are made of it: alopez, lopeza, analopez. */
function spellings(name: string, email: string | undefined): string[] {
  const parts = partsOf(name);
  const [first = "", last = ""] = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  const made =
    first && last ? [`${first[0] ?? ""}${last}`, `${last}${first[0] ?? ""}`, `${first}${last}`] : [];
  const mailbox = email?.split("@")[0] ?? "";
  return [name, ...parts, ...made, ...(mailbox.length > 2 ? [mailbox] : [])];
}

/** One letter tells nobody. */
const partsOf = (name: string): string[] => name.split(/[\s,.]+/).filter((part) => part.length > 1);
