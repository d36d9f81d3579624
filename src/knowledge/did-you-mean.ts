// Which known word did somebody mean who wrote an unknown one?

import distance from "natural/lib/natural/distance";

/** The known word at most two edits away (one for words under five letters), or undefined. */
export function didYouMean(written: string, known: readonly string[]): string | undefined {
  const reach = written.length < 5 ? 1 : 2;
  const ranked = known
    .map((word) => ({ word, edits: editsBetween(written.toLowerCase(), word) }))
    .toSorted((a, b) => a.edits - b.edits);
  const nearest = ranked[0];
  return nearest && nearest.edits <= reach ? nearest.word : undefined;
}

function editsBetween(a: string, b: string): number {
  if (a.replaceAll(/[-_ ]/g, "") === b.replaceAll("_", "")) return 0;
  return distance.DamerauLevenshteinDistance(a, b, { restricted: true });
}
