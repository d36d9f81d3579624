/** Which words of a text tell who somebody is? They are taken out before an outsider reads it; what tells of devices stays. */

/** `people`: whom the text is about, taken out in any case, user names too. `others`: also known, by name as it is written. */
export type KnownPeople = { people: { name: string; email?: string }[]; others: { name: string }[] };

/** A mailbox has at most 64 characters: without a limit a long line of letters is tried from each of them to its end. */
const EMAIL = /(?:mailto:)?[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

/** Words before a number that say what it is: none of them is answered by a person. */
const OF_A_THING = String.raw`(?<!(?<!\p{L})(?:isbn|issn|ean|serial|s/n|sn|imei|order|po|case|asset|tag|part|model|invoice|ticket|incident|request|change|job|batch|build|version|epoch|timestamp|article|error|event|kb|rechnung|bestellung|auftrag|facture|commande|factura|pedido|s[ée]rie|(?!telefon|handy|mobil|ruf|fax|durchwahl)\p{L}{1,20}nummer)\b\.?(?: ?(?:numbers?|no\b\.?|nr\b\.?|id|code|#))?(?: is)?[ :=#]{1,3})`;
/** A group of digits that does not begin an IP address. */
const GROUP = String.raw`(?![ ]?\d{1,3}(?:\.\d{1,3}){3}(?!\d))[ .\-/]?\(?\d{1,5}\)?`;
const EXTENSION = String.raw`(?:,?\s*(?:ext\.?|extension|x)\s*\d{1,6})?`;
/** 03/2026, 01.02.2026 */
const NO_DATE = String.raw`(?!\d{2}[ /.-](?:19|20)\d\d(?!\d))(?!\d{2}[ /.-]\d{2}[ /.-](?:19|20)?\d\d(?![ ./-]?\d))`;
/** "500-1000 users", "100-2000 MB" */
const NO_RANGE = String.raw`(?!\s?(?:users?|people|students?|pages?|files?|rows?|items?|devices?|characters?|licen[cs]es?|seats?|accounts?|bytes?|euros?|[KMGT]i?B|[KMG]bit(?:/s)?|[KMG]bps|ms|[KMG]?Hz|px|dpi)(?!\p{L}))`;
const PHONES = [
  String.raw`(?:\+|\b00(?=[1-9]\d{0,2}[ .\-/(]|[1-9]\d{9}))\d{1,3}(?:${GROUP}){2,6}`, // +49 30 1234567, +1 (555) 010-0199, 0049 30 1234567
  String.raw`(?:1[ .-])?(?:\(\d{3}\)[ -]?|\d{3}[ .-])\d{3}[ .-]?\d{4}`, // (555) 010-0199, 555.010.0199
  String.raw`${NO_DATE}0\d(?:[ .]\d{2}){4}`, // 06 12 34 56 78
  String.raw`${NO_DATE}\(?0\d{1,4}(?:\)[ -]?|[ /-])\d{3,}(?:[ -]\d{2,})*`, // 030 1234567, (030) 1234567, 0171/1234567
  String.raw`[2-9]\d{2}-\d{4}${NO_RANGE}`, // 555-0199
  String.raw`(?<=(?:call|phone|tel\.?|mobile|cell|handy|fax|at|on|under)[ :]{1,2}(?:me (?:at|on) )?)\d{3}[ .]\d{4}`, // call 555 0199
  String.raw`(?<=(?:llámame al|tel\.?|teléfono|móvil)[ :]{1,2}(?:es )?)[6-9]\d{2}[ .]?\d{3}[ .]?\d{3}(?!\d)`, // móvil 612 345 678
  String.raw`\d{10}(?!\d)${NO_RANGE}`,
];
/** Not within a serial number, an address or a date. */
const PHONE = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.:/-])${OF_A_THING}(?:${PHONES.join("|")})${EXTENSION}(?![\p{L}\p{N}_-]|\.\d)`,
  "giu",
);
/** "my extension is 4711": the words stay. */
const EXTENSION_ALONE =
  /(?<!\p{L})((?:(?:at|on|my|his|her|their|our|call|dial|phone|tel\.?|mi)\s{1,3}ext(?:ensi[oó]n)?\b\.?|durchwahl)(?:\s{1,3}(?:is|number|ist|es))?[\s:#]{1,3})\d{2,6}(?![\p{L}\p{N}]|[.-]\d)/giu;

/** "employee number 4711", "student ID: A12345": the words stay, the number goes. An event, a process and a network have ids too. */
const NUMBER_OF = String.raw`\s{0,3}(?:number|no\b\.?|nr\b\.?|id|code|#)`;
const NUMBERED = new RegExp(
  String.raw`(?<!\p{L})((?:(?:employee|staff|student|pupil|personnel|badge|payroll|member|membership|customer|patient)\b\.?(?:${NUMBER_OF})?|(?:personal|mitarbeiter|matrikel|kunden|mitglieds|schüler|studenten)nummer|matricule|número de (?:emplead[oa]|alumn[oa]|cliente)|(?:account|acct|user|card)\b\.?${NUMBER_OF}|(?:my|his|her|their)\s{1,3}id)\s{0,3}(?:(?:is|ist|est|es)\b|[:=#])?\s{0,3})[A-Z]{0,3}-?\d[\d-]{2,}(?![\p{L}\p{N}-])${NO_RANGE}`,
  "giu",
);
/** "born on 12/05/1984" */
const BORN =
  /(?<!\p{L})((?:born(?: on| in)?|date of birth|birth ?date|dob|geboren(?: am)?|geb\.|geburtsdatum|nacid[oa] el|née? le)(?:\s{1,3}is)?[\s:]{1,3})\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)/giu;
/** "12 Oak Street", "Hauptstraße 5" */
const STREETS = [
  /(?<![\p{L}\p{N}.-])\d{1,5}[a-z]?\s(?:\p{Lu}[\p{L}.'’-]{1,30}\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Boulevard|Blvd)\b\.?/gu,
  /(?<!\p{L})\p{Lu}[\p{L}-]{1,40}(?:straße|strasse|str\.|gasse|allee)\s\d{1,4}[a-z]?(?![\p{L}\p{N}])/gu,
  /(?<!\p{L})(?:Calle|Avenida|Plaza)\s(?:(?:del?|la|los|las)\s){0,2}\p{Lu}[\p{L}-]{1,40},?\s\d{1,4}(?!\d)/gu,
  /(?<![\p{L}\p{N}.-])\d{1,4},?\s(?:rue|avenue|boulevard|place)\s(?:(?:de|du|des|la|les)\s){0,2}\p{Lu}[\p{L}-]{1,40}/gu,
];
/** A name that nobody here is known by, where somebody says that it is one. No title is a brand of printers. */
const TITLED =
  /(?<!\p{L})((?:Mr|Mrs|Ms|Mx|Dr|Prof|Herr|Herrn|Frau|[Ss]eñora?|Mme|Monsieur|Madame)\.?\s{1,2})(?:\p{Lu}[\p{L}'’-]{1,40})(?:\s\p{Lu}[\p{L}'’-]{1,40})?/gu;
const INTRODUCED =
  /(?<!\p{L})((?:[Mm]y name is|[Mm]ein Name ist|[Mm]e llamo|[Ii]ch heiße|[Jj]e m['’]appelle)\s{1,2})\p{Lu}[\p{L}'’-]{1,40}(?:\s\p{Lu}[\p{L}'’-]{1,40}){0,2}/gu;
const SIGNED =
  /((?:^|\n|[.!,]\s{0,3})(?:(?:[Kk]ind|[Bb]est|[Ww]arm) )?(?:[Rr]egards|[Ss]incerely|[Cc]heers|[Mm]any thanks|[Tt]hanks|[Tt]hank you|[Tt]hx|[Bb]est(?=,|\n)|(?:Viele |Liebe )?Grüße|Gruß|LG|VG|MfG|Mit freundlichen Grüßen|Cordialement|Saludos|Un saludo)\s{0,3}[,!]?\s{1,4})(?!(?:Team|All|Everybody|Everyone|Support|Helpdesk|Service)(?!\p{L}))\p{Lu}[\p{L}'’-]{1,40}(?:\s\p{Lu}[\p{L}'’.-]{1,40}){0,2}(?=[\s.!]{0,5}$)/gu;

/** The text with `[name]`, `[e-mail]`, `[phone]`, `[number]` and the like in place of what tells who somebody is. */
export function withoutPersonalData(text: string, { people, others }: KnownPeople): string {
  const plain = text.replaceAll(EMAIL, "[e-mail]");
  const spelled = people.flatMap(({ name, email }) => spellings(name, email));
  const anyCase = [...spelled.filter((part) => !isWord(part)), ...others.map(({ name }) => name)];
  const asWritten = [...spelled.filter(isWord), ...others.flatMap(({ name }) => partsOf(name))];
  const nameless = withoutNames(withoutNames(plain, anyCase, "giu"), asWritten, "gu");
  const unknown = [TITLED, INTRODUCED, SIGNED].reduce((t, said) => t.replaceAll(said, "$1[name]"), nameless);
  return STREETS.reduce((t, street) => t.replaceAll(street, "[address]"), unknown)
    .replaceAll(BORN, "$1[date]")
    .replaceAll(/\[name\](?:[ ._-]\[name\])+/g, "[name]")
    .replaceAll(NUMBERED, "$1[number]")
    .replaceAll(EXTENSION_ALONE, "$1[phone]")
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

/** One letter tells nobody, nor does "van der". */
const partsOf = (name: string): string[] =>
  name.split(/[\s,.]+/).filter((part) => part.length > 1 && !BETWEEN_NAMES.has(part.toLowerCase()));

const BETWEEN_NAMES = new Set(
  "van von vom zu zur zum der den dem de del della delle di da do dos das du des la le las los el al bin ibn ter ten te af av og och und and y".split(
    " ",
  ),
);

/** Names that are words, too: theirs with a capital letter alone. "I will restart it" is not about Will. */
const WORDS = new Set(
  (
    "will may mark bill grant rose art drew pat sue rob jack frank dean hope joy grace faith dawn june april august summer autumn rich chase guy " +
    "miles penny gene long young old white black brown green gray gold king page day best short small little park wood hill banks price cook bush " +
    "in an so see so to on ward wall field fields stone street church case cross root power read rush sharp strong swift temple wise " +
    "sun son moon star angel sky dusty rusty sandy misty randy ray cliff forest river brook dale glen heath heather ivy violet " +
    "klein gross lang kurz neu alt weiss schwarz braun koch meister richter vogel wolf könig sommer winter berg bach"
  ).split(" "),
);

const isWord = (name: string): boolean => WORDS.has(name.toLowerCase());
