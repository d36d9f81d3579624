/** What do secrets look like, and what only looks like one? */

/** `$1` of a pattern keeps the words that introduce the secret. Every repetition has a limit: time grows with the text alone. */
export type SecretPattern = { name: string; pattern: RegExp; keeps?: string };

/** "My password is wrong": what stands there tells how the password is, and is none. In the languages of docs/knowledge-base.md. */
const SAYS_HOW =
  "not|n't|never|no|now|also|always|already|still|just|only|about|being|too|so|very|really|somehow|apparently|probably|again|both|either|" +
  "wrong|incorrect|correct|right|valid|invalid|expired|expiring|locked|unlocked|required|needed|missing|empty|blank|gone|lost|forgotten|" +
  "rejected|accepted|refused|asked|declined|denied|different|changed|reset|saved|stored|remembered|known|unknown|shown|hidden|visible|" +
  "working|failing|broken|old|new|due|good|bad|fine|ok|okay|long|short|strong|weak|secure|insecure|safe|complex|simple|easy|hard|" +
  "the|my|your|his|her|their|our|a|an|it|its|this|that|these|those|there|here|in|on|at|of|for|from|to|by|with|without|under|over|" +
  "set|sent|out|up|off|down|similar|same|shared|used|typed|entered|written|going|getting|supposed|impossible|possible|up-to-date|" +
  "i|we|you|he|she|they|what|how|why|when|where|which|who|can|could|please|and|or|but|if|as|is|was|are|does|do|did|will|would|should|" +
  "password|passwort|passphrase|passcode|pin|please|help|nothing|something|anything|somebody|someone|removed|" +
  "nicht|falsch|richtig|korrekt|abgelaufen|gesperrt|vergessen|weg|zu|das|der|die|mein|dein|ein|neu|alt|noch|immer|schon|leider|wieder|ungültig|" +
  "seit|doch|laut|jetzt|heute|gestern|auch|nur|sehr|plötzlich|wohl|angeblich|anscheinend|eigentlich|zurückgesetzt|geändert|blockiert|abgelehnt|kurz|lang|" +
  "incorrecta|correcta|la|mi|una|muy|nueva|vieja|inválida|caducada|bloqueada|olvidada|expirada|rechazada|" +
  "expiré|oublié|refusé|bloqué|erroné|faux|bon|trop|toujours|encore|périmé|" +
  "currently|suddenly|definitely|certainly|evidently|obviously|clearly|constantly|repeatedly|randomly|sometimes|often|usually|normally|actually|" +
  "recently|supposedly|temporarily|permanently|automatically|completely|exactly|simply|identical|equal|longer|shorter|older|newer|upper|lower|" +
  "blocked|compromised|leaked|breached|exposed|stolen|hacked|guessed|auto-?filled|prefilled|encrypted|managed|greyed|grayed|disabled|enabled|outdated|" +
  "cached|prompted|displayed|forced|ignored|truncated|deleted|synced|synchroni[sz]ed|verified|confirmed|revoked|cleared|reused|copied|pasted|mistyped|" +
  "misspelled|generated|masked|updated|requested|provided|given|taken|chosen|kept|found|stuck|hard-?coded|case(?:-sensitive)?|pending|one|all|then|" +
  "through|between|everything|nowhere|temporary|permanent|mandatory|optional|confidential|active|inactive|minimum|maximum|error|failed|failure|done|" +
  String.raw`\d{1,3}(?=\s{1,3}(?:characters?|chars|digits|letters|signs|days|weeks|months|Zeichen|Stellen)(?!\p{L}))`;

/** A word that ends there: `correct7` is a password. */
const IS_SECRET = String.raw`(?!(?:${SAYS_HOW})(?:[\s.,;:!?)'’"]|$))(?!["'“(](?:${SAYS_HOW})["'”)])`;
const QUOTED = `"[^"\\n]{1,100}"|“[^”\\n]{1,100}”|'[^'\\n]{1,100}'(?![\\p{L}\\p{N}])`;
const WORD = String.raw`(?:${QUOTED}|\S+)`;
const PASSWORD = String.raw`(?:passwords?|passwd|passwort|kennwort|passcode|passphrase|pwd|pw|contraseña|mot de passe)`;
const IS = String.raw`\s{1,3}(?:is|was|ist|war|lautet|es|est)(?:\s{1,3}now)?`;
/** "for the mailbox of the library" */
const FOR = String.raw`(?:\s{1,3}(?:for|of|to|on|für|para)(?:\s{1,3}[\p{L}\p{N}._@-]{1,40}){1,5}?)?`;
/** Letters with a digit and a sign: no word of a sentence. Not an address. */
const LIKE_PASSWORD = String.raw`(?=\S{0,60}\p{L})(?=\S{0,60}\d)(?=\S{0,60}[!#$%^&*?+=])(?![^\s@]{1,64}@)(?!https?:)\S{6,64}`;
const NUMBER_WORD = String.raw`(?:\s{1,3}(?:numbers?|no\b\.?|nr\b\.?|nummer|#))?(?:\s{1,3}(?:is|was|ist|es)|\s{0,3}[:=#])?\s{1,3}`;

const introduced = (by: string, secret: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(${by})(?:${secret})`, "giu");

export const SECRET_PATTERNS: SecretPattern[] = [
  {
    name: "private key",
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/gu,
  },
  // postgresql://desk:secret@db.example: the place stays
  {
    name: "password",
    pattern: /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,64}:)[^\s@]{1,200}(?=@[\p{L}\p{N}])/giu,
    keeps: "$1",
  },
  { name: "token", pattern: /\b(Authorization:\s{0,3}Basic\s{1,3})[A-Za-z0-9+/]{8,}={0,2}/giu, keeps: "$1" },
  { name: "token", pattern: /\bBearer\s{1,3}[A-Za-z0-9._~+/-]{12,}={0,2}/gu },
  {
    name: "token",
    pattern:
      /\b(?:xox[abeoprs]-|xapp-|gh[pousr]_|github_pat_|glpat-|[sr]k_(?:live|test)_|whsec_|sk-|npm_|pypi-|dop_v1_|hf_|shp(?:at|ss)_|ATATT|dapi)[A-Za-z0-9_-]{10,}/gu,
  },
  { name: "token", pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/gu },
  { name: "token", pattern: /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/gu },
  { name: "token", pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}/gu },
  { name: "token", pattern: /\beyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]*/gu },
  // Whoever has the address may post
  {
    name: "token",
    pattern:
      /(https:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)|[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb2)\/)[^\s)>\]]{10,400}/giu,
    keeps: "$1",
  },
  // api_key=..., client secret: ..., AccountKey=..., sig=...
  {
    name: "token",
    pattern: introduced(
      String.raw`(?:[a-z]{1,20}[_ -])?(?:api[_ -]?key|secret(?:[_ -](?:access[_ -])?key)?|access[_ -]?key|accountkey|sharedaccesskey|client[_ -]?secret|token|auth[_ -]?token|sig)(?:\s{1,3}(?:is|was)\s{1,3}|\s{0,3}[:=]\s{0,3})["']?`,
      String.raw`(?=[^\s"']{0,60}\d)[A-Za-z0-9+/_.%~-]{12,500}={0,2}`,
    ),
    keeps: "$1",
  },
  // "my password is hunter2", "Passwort: hunter2": one word, or what stands in quotes
  {
    name: "password",
    pattern: introduced(
      String.raw`${PASSWORD}${FOR}(?:${IS}\s{0,3}[:=]?\s{1,3}|(?:${IS})?\s{0,3}(?:[:=]|->|=>)\s{0,3})`,
      `${IS_SECRET}${WORD}`,
    ),
    keeps: "$1",
  },
  // "changed my password to Sunflower8", "password Sunflower7! is refused"
  {
    name: "password",
    pattern: introduced(
      String.raw`${PASSWORD}(?:\s{1,3}(?:has\s{1,3}been|was|is|got))?(?:\s{1,3}(?:set|changed|reset))?\s{1,3}to\s{1,3}`,
      String.raw`(?=\S{0,60}\d)${IS_SECRET}\S{6,64}`,
    ),
    keeps: "$1",
  },
  { name: "password", pattern: introduced(String.raw`${PASSWORD}\s{1,3}["'“]?`, LIKE_PASSWORD), keeps: "$1" },
  // curl -u ana:hunter2
  {
    name: "password",
    pattern: /(\s(?:-u|--user)\s{1,3}[^\s:]{1,64}:)[^\s/]\S{2,100}/gu,
    keeps: "$1",
  },
  // A connector has pins too, but not of four digits
  {
    name: "password",
    pattern: introduced(
      String.raw`(?:pin|puk)(?:[ -]?(?:code|number|nummer))?(?:${IS}|\s{0,3}[:=])?\s{0,3}`,
      String.raw`\d{4,12}(?![\p{L}\p{N}]|[.:/-]\d)`,
    ),
    keeps: "$1",
  },
  // "error code 482913" is none
  {
    name: "code",
    pattern: introduced(
      String.raw`(?:(?:verification|authentication|authenticator|security|one[- ]time|otp|2fa|mfa|sms|log[- ]?in|sign[- ]?in|access|recovery|backup)[ -]?(?:code|password|passcode|pin)s?|otp|totp|cvv2?|cvc2?)(?:\s{1,3}(?:is|was)|\s{0,3}[:=])?\s{1,3}`,
      String.raw`\d{3}[ -]?\d{3,5}(?![\p{L}\p{N}]|[.:/-]\d)|(?<=cv[vc]2?\W{1,6})\d{3,4}(?!\d)`,
    ),
    keeps: "$1",
  },
  // BitLocker's 48 digits
  { name: "recovery key", pattern: /(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])/gu },
  { name: "product key", pattern: /(?<![\p{L}\p{N}-])[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}(?![\p{L}\p{N}-])/gu },
  {
    name: "social security number",
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/gu,
  },
  {
    name: "social security number",
    pattern: introduced(
      String.raw`(?:ssn|social security)${NUMBER_WORD}`,
      String.raw`\d{3}[ .-]?\d{2}[ .-]?\d{4}(?!\d)`,
    ),
    keeps: "$1",
  },
  {
    name: "id number",
    pattern: introduced(
      String.raw`(?:passport|driver['’]?s licen[cs]e|driving licen[cs]e|national id|tax(?:payer)? id|itin|social insurance|national insurance|ni|nino|personalausweis|steuer-?id|dni|nie)${NUMBER_WORD}`,
      String.raw`[A-Z]{0,3}[ -]?\d(?:[ -]?\d){4,13}(?:[ -]?[A-Z])?(?![\p{L}\p{N}])`,
    ),
    keeps: "$1",
  },
  {
    name: "bank account",
    pattern: introduced(
      String.raw`(?:bank account|routing|sort code)${NUMBER_WORD}`,
      String.raw`\d(?:[ -]?\d){5,17}(?!\d)`,
    ),
    keeps: "$1",
  },
];
