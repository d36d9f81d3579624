// Which questions does a file for `kb eval` hold, and what is their right answer?

import { z } from "zod";

const line = z.object({
  q: z.string(),
  gold: z.union([z.string(), z.array(z.string()).min(1), z.null()]),
});

/** `gold`: the article's id, several that are right, or null when the knowledge base does not hold it. */
export type Query = z.infer<typeof line>;

/** One JSON object a line; blank lines are passed over. The first bad line is the error. */
export function parseQueries(text: string, file: string): { queries: Query[] } | { error: string } {
  const queries: Query[] = [];
  for (const [i, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === "") continue;
    const parsed = parseLine(raw);
    if (typeof parsed === "string") return { error: `${file}:${i + 1}: ${parsed}` };
    queries.push(parsed);
  }
  return queries.length > 0 ? { queries } : { error: `${file} holds no questions.` };
}

function parseLine(raw: string): Query | string {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return 'This is not JSON. Write one object a line: {"q": "...", "gold": "article-id"}';
  }
  const parsed = line.safeParse(value);
  if (parsed.success) return parsed.data;
  const key = parsed.error.issues[0]?.path[0];
  if (key === "q") return '`q` must be the question as a text: {"q": "...", "gold": "article-id"}';
  if (key === "gold")
    return "`gold` must be an article's id, a list of ids, or null for a question that is not answered.";
  return 'The line must be an object: {"q": "...", "gold": "article-id"}';
}
