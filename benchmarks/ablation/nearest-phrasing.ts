// What would the ranking be if every article were only as good as its nearest phrasing?

import type * as Ranking from "../../src/knowledge/ranking";

/** The usual way: no phrasing is weighed against another. The same likeness, and the same things are said of each article. */
export function nearestPhrasing({ rankArticles }: typeof Ranking): Partial<typeof Ranking> {
  return {
    rankArticles: (index, likeness, isLeftOut = () => false) => {
      const { ranked } = rankArticles(index, likeness, isLeftOut);
      const scored = ranked.map((entry) => {
        const numbers = (index.byArticle[entry.article] ?? []).filter(
          (number) => index.phrasings[number]?.kind !== "not" && !isLeftOut(number),
        );
        return { ...entry, score: Math.max(0, ...numbers.map((number) => likeness.whole[number] ?? 0)) };
      });
      const best = scored.toSorted((a, b) => b.score - a.score);
      return { ranked: best, unsure: 1 - (best[0]?.score ?? 0) };
    },
  };
}
