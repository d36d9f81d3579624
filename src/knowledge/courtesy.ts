// Which part of a question is only good manners?

import { MANNERS_ABROAD } from "./manners-abroad";

/** Lower case, contractions opened. What is asked about stands before, between or after these. */
const MANNERS = [
  /\b(hi|hello|hey|howdy|greetings|good (morning|afternoon|evening|day))( (there|all|team|everyone|everybody|folks|guys))?\b/g,
  /\b(please|pls|plz|kindly)\b/g,
  /\b(many |much )?(thank you|thanks|thx)( (so|very) much| a lot| a million)?( in advance)?\b/g,
  /\b(excuse me|sorry to bother you|sorry for the bother|much appreciated)\b/g,
  /\b(can|could|would|will) (you|someone|somebody|anyone|anybody) (tell me|explain to me|let me know|help me out|help me|help out|assist me)( with this| with that)?\b/g,
  /\b(tell|explain to) me\b/g,
  /\bi (would like|want|need) to know\b/g,
  /\b(do you know|i (was|am) wondering|any (idea|clue)s?|i have a (quick )?question)\b/g,
];

/** The text without greetings, pleas and thanks; the text itself when nothing else is in it. */
export function withoutCourtesy(text: string, language = "en"): string {
  const known = language === "en" ? MANNERS : (MANNERS_ABROAD[language] ?? []);
  const rest = known.reduce(
    (left, manners) => left.replaceAll(manners, " ").replaceAll(/ {2,}/g, " "),
    text.replaceAll(/\s+/g, " "),
  );
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}
