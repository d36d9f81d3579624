/** Which of many words does a text hold, whatever the case? In a time that grows with the text, not with the number of words. */

/** So many letters of each are looked up at every place of the text; fewer where a word is shorter. */
const LETTERS = 10;

export function wordSearch(words: string[]): (text: string) => string[] {
  const small = words.filter((word) => word !== "").map((word) => ({ word, small: word.toLowerCase() }));
  const letters = Math.min(LETTERS, ...small.map(({ small: { length } }) => length));
  const byBeginning = new Map<string, typeof small>();
  for (const word of small) {
    const beginning = word.small.slice(0, letters);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), word]);
  }
  return (text) => {
    const within = text.toLowerCase();
    const found = new Set<string>();
    for (let place = 0; place + letters <= within.length && byBeginning.size > 0; place++) {
      for (const word of byBeginning.get(within.slice(place, place + letters)) ?? [])
        if (within.startsWith(word.small, place)) found.add(word.word);
    }
    return [...found];
  };
}
