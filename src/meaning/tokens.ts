// Which numbers does the network read for a text?
import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";

/** A question of 40 words has about 55. Attention grows with their square: 96 take 35 ms. */
export const MOST_TOKENS = 96;
export function createTokenizer(file: string): (text: string) => number[] {
  const described = JSON.parse(readFileSync(file, "utf8")) as object;
  const tokenizer = new Tokenizer(described, { do_lower_case: true, tokenizer_class: "BertTokenizer" });
  return (text) => {
    const { ids } = tokenizer.encode(text);
    // The last one says that the text ends.
    return ids.length > MOST_TOKENS ? [...ids.slice(0, MOST_TOKENS - 1), ...ids.slice(-1)] : ids;
  };
}
