// Which known word did somebody mean who wrote an unknown one?

/** Longer words are not compared: nobody mistypes a key of that length, and the cost is the square of it. */
const LONGEST = 60;

/** The known word at most two edits away (one for words under five letters), or undefined. */
export function didYouMean(written: string, known: readonly string[]): string | undefined {
  if (written.length > LONGEST) return undefined;
  const reach = written.length < 5 ? 1 : 2;
  const word = plain(written);
  let nearest: string | undefined;
  let fewest = reach + 1;
  for (const candidate of known) {
    const edits = editsBetween(word, plain(candidate));
    if (edits >= fewest) continue;
    nearest = candidate;
    fewest = edits;
  }
  return nearest;
}

/** " Did you mean `x`?" to end a message with, or nothing. */
export function didYouMeanText(written: string, known: readonly string[]): string {
  const meant = didYouMean(written, known);
  return meant === undefined ? "" : ` Did you mean \`${meant}\`?`;
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[-_ ]/g, "");

/** Letters put in, left out, changed, or two swapped. */
function editsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        swapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
