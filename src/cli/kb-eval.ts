// How good are the answers of a knowledge base on a file of questions?

export type KbEvalOptions = { kb: string; queries: string; out: string; json?: boolean };

/** Writes `out` (a line a question) and returns the summary as text, or as one JSON object with `json`. */
export async function kbEval(_options: KbEvalOptions): Promise<{ text: string; exitCode: 0 | 1 }> {
  return { text: "", exitCode: 0 };
}
