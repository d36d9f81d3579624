// Which words do people at a help desk use for one thing?

/** Each line: the word that stands for all, then what is also said. Only words that mean the same in every question. */
const SAME: readonly (readonly string[])[] = [
  // An article says "your password" where its reader says "my".
  ["my", "your"],
  ["myself", "yourself"],
  ["email", "mail", "mails", "emails", "emailing", "emailed"],
  ["wifi", "wlan", "wireless"],
  ["internet", "web"],
  ["laptop", "notebook"],
  ["computer", "pc", "workstation"],
  ["screen", "monitor", "display"],
  ["phone", "mobile", "cellphone", "smartphone", "iphone", "android"],
  ["microphone", "mic", "mike"],
  ["app", "application", "program", "programme", "software"],
  ["printer", "copier", "photocopier"],
  ["mfa", "2fa", "authenticator"],
  ["picture", "photo", "image"],
  ["folder", "directory"],
  ["delete", "remove", "erase"],
  ["repair", "fix", "mend"],
  ["broken", "damaged", "defective", "faulty"],
];

const STANDS_FOR = new Map(
  SAME.flatMap(([first = "", ...others]) => others.map((word) => [word, first] as const)),
);

/** The word that stands for it, or the word itself. */
export function sameMeaning(word: string): string {
  return STANDS_FOR.get(word) ?? word;
}

/** Turns of speech of several words, made one word before a text is split. */
export function joinPhrases(text: string): string {
  return text
    .replaceAll(/\b(log|logs|logged|logging|sign|signs|signed|signing)[ -]?(?:in|on)(?:to)?\b/g, "login")
    .replaceAll(/\blogins?\b|\blogons?\b/g, "login")
    .replaceAll(/\b(two|multi|2)[ -]?(factor|step)( (authentication|verification|login|sign-in))?\b/g, "mfa")
    .replaceAll(/\bweb ?(site|page)/g, "web$1");
}
