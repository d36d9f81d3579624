/** Which secrets do people type by mistake? They are masked before anything is stored or shown elsewhere. */
import type { DeskEvent } from "./model";

/** What each pattern catches stands before it; `$1` keeps the words that introduce the secret. */
const SECRETS: { name: string; pattern: RegExp; keeps?: string }[] = [
  // "my password is hunter2", "PIN: 4711": the introducing words stay, one word after them goes
  {
    name: "password",
    pattern:
      /\b((?:password|passwort|passcode|passphrase|pwd|pin(?: code)?|contraseña)(?:\s+(?:is|was|ist|es))?\s*[:=]\s*|(?:password|passcode|passphrase|pwd|pin(?: code)?)\s+(?:is|was)\s+(?!not\b|wrong\b|incorrect\b|expired\b|expiring\b|about\b|locked\b|being\b|too\b|required\b|the\b|my\b|a\b|an\b|never\b|no\b|still\b|set\b|to\b|rejected\b|accepted\b|invalid\b|asked\b|correct\b|right\b|different\b|changed\b|reset\b|in\b|on\b|always\b|also\b|good\b|ok\b|okay\b|forgotten\b|lost\b|blank\b|empty\b|gone\b|saved\b|needed\b|only\b|working\b|failing\b|old\b|new\b|due\b))(\S+)/giu,
    keeps: "$1",
  },
  { name: "token", pattern: /\bBearer\s+[A-Za-z0-9._~+/-]{12,}=*/gu },
  {
    name: "token",
    pattern: /\b(?:xox[abeoprs]-|xapp-|gh[pousr]_|github_pat_|glpat-|sk_live_|sk-|npm_)[A-Za-z0-9_-]{10,}/gu,
  },
  { name: "token", pattern: /\bAKIA[0-9A-Z]{16}\b/gu },
  { name: "token", pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/gu },
  {
    name: "private key",
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
  },
  { name: "social security number", pattern: /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/gu },
];

const CARD = /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/gu;

/** The text with passwords, tokens, keys, card and social security numbers replaced by `[password removed]` and the like. */
export function maskSecrets(text: string): string {
  const masked = SECRETS.reduce(
    (said, secret) => said.replaceAll(secret.pattern, `${secret.keeps ?? ""}[${secret.name} removed]`),
    text,
  );
  return masked.replaceAll(CARD, (number) => (hasCardChecksum(number) ? "[card number removed]" : number));
}

/** The event as it may be stored. */
export function maskEvent(event: DeskEvent): DeskEvent {
  if ("text" in event) return { ...event, text: maskSecrets(event.text) };
  if (event.type !== "form_submitted") return event;
  const values = Object.entries(event.values).map(([name, value]) => [name, maskSecrets(value)]);
  return { ...event, values: Object.fromEntries(values) as Record<string, string> };
}

/** The check digit of payment cards (ISO/IEC 7812-1): most other long numbers fail it. */
function hasCardChecksum(number: string): boolean {
  const digits = number.replaceAll(/\D/g, "").split("").map(Number);
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return new Set(digits).size > 1 && sum % 10 === 0;
}
