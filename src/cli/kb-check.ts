// What is wrong in a knowledge base, as a person reads it in a terminal?

/** Reads `dir` and lists every problem. `today` is an ISO date, for `review_by`. Exit code 1 when there are errors. */
export async function kbCheck(_options: {
  dir: string;
  today: string;
}): Promise<{ text: string; exitCode: 0 | 1 }> {
  return { text: "", exitCode: 0 };
}
