/** Does a link lead where its words say, and may it lead there at all? */
const SAFE_PROTOCOLS = ["http:", "https:", "mailto:", "tel:"];
const LONGEST_URL = 3_000;

/** Words that people read as an address: with a scheme or www anywhere, or a bare domain or mail address and nothing else. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+/iu;
const BARE_ADDRESS = /^(?:\S+@)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:[/:?#]\S*)?$/u;

/** `protocols`: those that the service opens, as `https:`. */
export const isSafe = (url: string, protocols = SAFE_PROTOCOLS): boolean =>
  url.length <= LONGEST_URL && protocols.includes(parseUrl(url)?.protocol ?? "");

/** The words name an address, and the link leads to another one. */
export function isDisguised(words: string, url: string): boolean {
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
