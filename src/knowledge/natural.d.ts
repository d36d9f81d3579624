// What do we use of `natural`? Its sub-paths have no types of their own, and the whole package takes a second to load.

declare module "natural/lib/natural/stemmers/porter_stemmer" {
  /** Those of other languages have the same form. */
  export type Stemmer = { stem(word: string): string };
  const stemmer: Stemmer;
  export default stemmer;
}

declare module "natural/lib/natural/distance" {
  const distance: {
    DamerauLevenshteinDistance(a: string, b: string, options?: { restricted?: boolean }): number;
  };
  export default distance;
}
