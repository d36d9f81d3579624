// What does a question look like when it was typed in a hurry?

const SHORTEST = 4;
const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** One slip in about `share` of the words of four letters and more: a letter left out, doubled, swapped or its neighbour's key. */
export function withSlips(text: string, share: number, random: () => number): string {
  return text.replaceAll(/[a-z]+/gi, (word) =>
    word.length >= SHORTEST && random() < share ? withSlip(word, random) : word,
  );
}

/** The first letter is rarely the slip. */
function withSlip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, next, after] = [
    word.slice(0, at),
    word.charAt(at),
    word.charAt(at + 1),
    word.slice(at + 2),
  ];
  const kinds = [
    before + next + after,
    before + letter + letter + next + after,
    before + next + letter + after,
    before + besides(letter, random) + next + after,
  ];
  return kinds[Math.floor(random() * kinds.length)] ?? word;
}

/** The key to the left or right. */
function besides(letter: string, random: () => number): string {
  const row = ROWS.find((keys) => keys.includes(letter.toLowerCase())) ?? letter;
  const at = row.indexOf(letter.toLowerCase());
  const near = [row.charAt(at - 1), row.charAt(at + 1)].filter((key) => key !== "");
  return near[Math.floor(random() * near.length)] ?? letter;
}
