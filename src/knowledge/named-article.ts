// Which article does somebody mean who writes where it stands, or what it is called?

import type { Article } from "./article";

/** A title of fewer words is said without meaning the article: "reset password". */
const LEAST_TITLE_WORDS = 3;

/** Finds the one article that a text names: by its file, its id or its whole title. Undefined: none, or several. */
export function articleNaming(articles: readonly Article[]): (text: string) => string | undefined {
  const byPlace = new Map(
    articles.flatMap(({ id, source }) => [
      [id.toLowerCase(), id],
      // A page with several articles is named by the heading too.
      ...(source.slug === undefined ? [[source.file.toLowerCase(), id] as const] : []),
      ...(source.slug === undefined ? [] : [[`${source.file}#${source.slug}`.toLowerCase(), id] as const]),
    ]),
  );
  const byTitle = new Map<string, string>();
  for (const { id, title } of articles)
    if (wordsIn(title).length >= LEAST_TITLE_WORDS) byTitle.set(titleKey(title), id);
  const longest = Math.max(0, ...[...byTitle.keys()].map((key) => key.split(" ").length));
  return (text) => {
    const found = new Set([...placesIn(text, byPlace), ...titlesIn(text, byTitle, longest)]);
    return found.size === 1 ? [...found][0] : undefined;
  };
}

/** `knowledge-base/network/vpn.md`, also within an address: every end of it that begins at a slash is tried. */
function placesIn(text: string, byPlace: ReadonlyMap<string, string>): string[] {
  const written = text.toLowerCase().match(/[\p{L}\p{N}_.#/-]+/gu) ?? [];
  return (
    written
      .map((place) => place.replace(/[.]+$/, ""))
      // "vpn" alone is the thing, not the article.
      .filter((place) => /\/|\.md\b|#/.test(place))
      .flatMap((place) => {
        const parts = place.split("/");
        const ends = parts
          .map((_, at) => parts.slice(at).join("/"))
          .filter((end) => end.includes("/") || /\.md\b|#/.test(end));
        return ends.map((end) => byPlace.get(end)).find((id) => id !== undefined) ?? [];
      })
  );
}

function titlesIn(text: string, byTitle: ReadonlyMap<string, string>, longest: number): string[] {
  const words = wordsIn(text);
  const found: string[] = [];
  for (let from = 0; from < words.length; from++)
    for (let length = LEAST_TITLE_WORDS; length <= longest && from + length <= words.length; length++) {
      const id = byTitle.get(words.slice(from, from + length).join(" "));
      if (id !== undefined) found.push(id);
    }
  return found;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const titleKey = (title: string): string => wordsIn(title).join(" ");
