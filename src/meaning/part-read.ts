// How much of a text is read?

/** 96 tokens are some 500 characters. A tokenizer takes long for a megabyte, and nobody says one. */
const MOST_CHARACTERS = 2000;

/** Texts that begin alike for that long mean the same. */
export const partRead = (text: string): string => text.trim().slice(0, MOST_CHARACTERS);
