/** Does a link lead where its words say, and may it lead there at all? */
import { leafText, textLeaf, textOf, type Leaf, type Style } from "./rich-text";

const SAFE_PROTOCOLS = ["http:", "https:", "mailto:", "tel:"];
const LONGEST_URL = 3_000;

/** Words that people read as an address: with a scheme or www anywhere, or a bare domain or mail address and nothing else. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+/iu;
const BARE_ADDRESS = /^(?:\S+@)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[/:?#]\S*)?$/u;

/** A link with its label; where the label names another address, the true one follows; where it may not lead, words only. */
export function linkLeaves(url: string, label: Leaf[]): Leaf[] {
  const words = textOf(label).trim();
  if (!isSafe(url)) return words === url || url === "" ? label : [...label, textLeaf(` (${url})`)];
  if (words === "") return [{ type: "link", url, text: url }];
  if (isDisguised(words, url))
    return [...label, textLeaf(" ("), { type: "link", url, text: url }, textLeaf(")")];
  return label.map((leaf) => ({ type: "link", url, text: leafText(leaf), ...styleOf(leaf) }));
}

const styleOf = (leaf: Leaf): { style?: Style } =>
  "style" in leaf && leaf.style !== undefined ? { style: leaf.style } : {};

export const isSafe = (url: string): boolean =>
  url.length <= LONGEST_URL && SAFE_PROTOCOLS.includes(parseUrl(url)?.protocol ?? "");

function isDisguised(words: string, url: string): boolean {
  const named = ADDRESS.exec(words)?.[0] ?? BARE_ADDRESS.exec(words)?.[0];
  return named !== undefined && ownerOf(named) !== ownerOf(url);
}

/** Whom one reaches: the host of a page, the address of a mail. */
function ownerOf(address: string): string | undefined {
  const url = parseUrl(/^(?:https?|mailto|tel):/iu.test(address) ? address : guessScheme(address));
  if (url?.protocol === "mailto:") return url.pathname.toLowerCase();
  return url?.hostname.replace(/^www\./u, "");
}

const guessScheme = (address: string): string =>
  /^[^/]+@/u.test(address) ? `mailto:${address}` : `https://${address}`;

function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
