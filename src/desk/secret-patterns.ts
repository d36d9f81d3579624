/** What do secrets look like, and what only looks like one? */

/** `$1` of a pattern keeps the words that introduce the secret. Every repetition has a limit: time grows with the text alone. */
export type SecretPattern = { name: string; pattern: RegExp; keeps?: string };

/**
 * "My password is wrong", "mein Passwort ist abgelaufen": a word that stands there alone may say how the password is, in the languages of
 * docs/knowledge-base.md. Most such words are known by how they end; these are not.
 */
const HOW =
  "not|never|no|now|also|too|again|still|gone|due|good|bad|fine|ok|okay|ready|old|new|long|short|safe|unsafe|simple|easy|hard|weak|strong|secure|" +
  "insecure|wrong|right|correct|incorrect|valid|invalid|unknown|known|shown|lost|kept|found|stuck|blank|empty|none|n/a|tbd|set|reset|sent|" +
  "out|up|off|down|here|there|this|that|same|different|identical|optional|temporary|pending|lowercase|uppercase|error|failure|" +
  "what|why|how|when|where|which|who|please|help|nothing|something|nowhere|password|passwort|pin|removed|" +
  "nicht|falsch|richtig|korrekt|inkorrekt|weg|neu|alt|kurz|lang|leer|gleich|noch|da|was|wie|folgendes|" +
  "nueva|vieja|larga|mala|buena|igual|perdu|faux|bon|court|vide|ici";
/** Participles, adverbs, adjectives: expired, broken, failing, really, ge|sperrt, ver|gess|en, gült|ig, bloque|ada, inválid|a, refus|é. */
const HOW_ENDS = String.raw`[\p{L}-]{2,30}(?:ed|en|ing|ly|able|ible|ory|ive|tial|ig|ich|isch|bar|iert|ad[oa]|id[oa]|ct[oa]|ée?|ect)|\p{L}{0,15}(?:ge|be|ver|ent)\p{L}{2,20}t`;
/** What may stand behind a password: any other word goes on to say how it is. */
const GOES_ON =
  "and|but|or|it|please|thanks|und|aber|oder|es|er|bitte|danke|y|pero|o|por|gracias|et|mais|ou|il|merci";

/** Of letters alone and followed by a word that does not go on: no password. */
const IN_SENTENCE = String.raw`\p{L}[\p{L}'’-]{0,40}[^\S\n]{1,3}(?!(?:${GOES_ON})(?![\p{L}\p{N}]))[\p{L}\p{N}("“']`;
const AMOUNT = String.raw`\d{1,3}\s{1,3}\p{L}{3}`;
const SAYS_HOW = String.raw`(?:${HOW}|${HOW_ENDS})`;
/** A word that ends there: `correct7` is a password. */
const IS_SECRET = String.raw`(?=\S{0,60}[\p{L}\p{N}])(?!${IN_SENTENCE}|${AMOUNT})(?!${SAYS_HOW}(?:[\s.,;:!?)'’"]|$))(?!["'“(]${SAYS_HOW}["'”)])`;
const QUOTED = `"[^"\\n]{1,100}"|“[^”\\n]{1,100}”|'[^'\\n]{1,100}'(?![\\p{L}\\p{N}])`;
const WORD = String.raw`(?:${QUOTED}|\S+)`;
const PASSWORD = String.raw`(?:passwords?|passwd|passwort|kennwort|passcode|passphrase|pwd|pw|pass(?=\s{0,3}[:=])|contraseña|mot de passe)`;
const IS = String.raw`\s{1,3}(?:is|was|ist|war|lautet|es|est)(?:\s{1,3}(?:now|the following|as follows|folgendes))?`;
/** "for the mailbox of the library", "(old)" */
const FOR = String.raw`(?:\s{1,3}\([^()\n]{1,30}\)|\s{1,3}(?:for|of|to|on|für|vom|des|para|del?|du)(?:\s{1,3}[\p{L}\p{N}._@-]{1,40}){1,5}?)?`;
/** Letters with a digit and a sign: no word of a sentence. Not an address. */
const LIKE_PASSWORD = String.raw`(?=\S{0,60}\p{L})(?=\S{0,60}\d)(?=\S{0,60}[!#$%^&*?+=])(?![^\s@]{1,64}@)(?!https?:)\S{6,64}`;
/** "**Password:** hunter2" */
const BOLD = "[*_]{0,3}";
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
      String.raw`${PASSWORD}${FOR}(?:${IS}\s{0,3}[:=]?\s{1,3}|(?:${IS})?${BOLD}\s{0,3}(?:[:=]|->|=>)${BOLD}\s{0,3})`,
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
  {
    name: "password",
    pattern: introduced(String.raw`(?:${PASSWORD}|pass)\s{1,3}["'“]?`, LIKE_PASSWORD),
    keeps: "$1",
  },
  // "user ana, password hunter2"
  {
    name: "password",
    pattern: introduced(
      String.raw`(?:user|username|user name|login|benutzer|benutzername|usuario|utilisateur)(?:${IS}|\s{0,3}[:=])?\s{1,3}\S{1,64}\s{1,3}(?:(?:and|und|y|et)\s{1,3})?(?:${PASSWORD}|pass)\s{1,3}`,
      String.raw`(?=\S{0,60}\d)${IS_SECRET}\S{6,64}`,
    ),
    keeps: "$1",
  },
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
      String.raw`(?:pin|puk|passcode)(?:[ -]?(?:code|number|nummer))?(?:${IS}|\s{0,3}[:=])?\s{0,3}`,
      String.raw`\d{4,12}(?![\p{L}\p{N}]|[.:/-]\d)`,
    ),
    keeps: "$1",
  },
  // "error code 482913" is none
  {
    name: "code",
    pattern: introduced(
      String.raw`(?:(?:verification|authentication|authenticator|security|one[- ]time|otp|2fa|mfa|sms|log[- ]?in|sign[- ]?in|access|recovery|backup)[ -]?(?:code|password|passcode|pin)s?|(?:bestätigungs|sicherheits|anmelde)-?codes?|c[óo]d(?:igo|e) de (?:verificación|seguridad|vérification|sécurité)|otp|totp|cvv2?|cvc2?)(?:\s{1,3}(?:is|was)|\s{0,3}[:=])?\s{1,3}`,
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
      String.raw`(?:passport|driver['’]?s licen[cs]e|driving licen[cs]e|national id|tax(?:payer)? id|itin|social insurance|national insurance|ni|nino|(?:personal)?ausweis(?:nummer)?|steuer-?id|dni|nie|nif)${NUMBER_WORD}`,
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
