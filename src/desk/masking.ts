/** Which secrets do people type by mistake? They are masked before anything is stored or shown elsewhere. */
import { isCardNumber, isIban } from "./check-digits";
import type { DeskEvent } from "./events";
import { SECRET_PATTERNS } from "./secret-patterns";

/** In groups of four, or in one piece; an American Express number in 4, 6 and 5. */
const CARD =
  /(?<!\d[ .-]?)(?:\d{4}([ \u00a0.-])\d{4}\1\d{4}\1\d{2,4}(?:\1\d{3}(?!\d))?|\d{4}[ .-]\d{6}[ .-]\d{5}|\d{14,19})(?!\d)/gu;
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu;

const MASK = new RegExp(
  String.raw`(\[(?:${[...new Set(SECRET_PATTERNS.map(({ name }) => name)), "card number"].join("|")}) removed\])`,
  "u",
);

/** Where something was masked a word begins and ends: another secret may stand beside it. More often than that nobody glues them. */
const MOST_PASSES = 10;

/**
 * The text with passwords, tokens, keys, card and id numbers replaced by `[password removed]` and the like. What was masked before
 * parts it: the word "password" in it introduces nothing, and nothing is masked twice.
 */
export function maskSecrets(text: string): string {
  let said = text;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const parts = said.split(MASK);
    const fewer = parts.map((part, place) => (place % 2 === 1 ? part : masked(part))).join("");
    if (fewer === said) break;
    said = fewer;
  }
  return said;
}

function masked(text: string): string {
  const fewer = SECRET_PATTERNS.reduce(
    (said, secret) => said.replaceAll(secret.pattern, `${secret.keeps ?? ""}[${secret.name} removed]`),
    text,
  );
  return fewer
    .replaceAll(CARD, (number) => withoutHead(number, isCardNumber, "[card number removed]"))
    .replaceAll(IBAN, (number) => withoutHead(number, isIban, "[bank account removed]"));
}

/** What follows in groups of its own ("exp 12 26", "BIC ...") may look like a part of the number. */
function withoutHead(written: string, isOne: (number: string) => boolean, mask: string): string {
  for (let end = written.length; end > 0; end = written.slice(0, end).search(/[ \u00a0.-][^ \u00a0.-]*$/))
    if (isOne(written.slice(0, end))) return mask + written.slice(end);
  return written;
}

/** The event as it may be stored. */
export function maskEvent(event: DeskEvent): DeskEvent {
  if ("text" in event) return { ...event, text: maskSecrets(event.text) };
  if (event.type !== "form_submitted") return event;
  const values = Object.entries(event.values).map(([name, value]) => [name, maskSecrets(value)]);
  return { ...event, values: Object.fromEntries(values) as Record<string, string> };
}
