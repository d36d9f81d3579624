/** How does a name or a text from people stand in our own markdown without being read as markdown? */

const SPECIAL = /[\\`*_{}[\]()#+\-.!|<>~@:&]/g;

/** One line of people's text (a name, a title) for use inside a `text` block. */
export const plain = (text: string): string =>
  text.replaceAll(/\s+/g, " ").trim().replaceAll(SPECIAL, "\\$&");

/** The beginning of a text, cut at a word, for a list or a card. `limit` in characters. */
export function excerpt(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const letters = Array.from(line);
  if (letters.length <= limit) return line;
  const cut = letters.slice(0, limit).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > limit / 2 ? cut.slice(0, space) : cut}…`;
}
