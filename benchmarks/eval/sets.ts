// Which public question sets are at hand?

import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/** A knowledge base's folder and the file with the questions asked of it. */
export type QuestionSet = { name: string; kb: string; queries: string };

/** Every folder of `folder` that has `kb/` and `val.jsonl`, by name; only those named in `only`, if any are. */
export async function questionSets(folder: string, only: string[] = []): Promise<QuestionSet[]> {
  const sets: QuestionSet[] = [];
  for (const name of (await namesIn(folder)).toSorted()) {
    if (only.length > 0 && !only.includes(name)) continue;
    const inside = await namesIn(join(folder, name));
    if (!inside.includes("kb") || !inside.includes("val.jsonl")) continue;
    sets.push({ name, kb: join(folder, name, "kb"), queries: join(folder, name, "val.jsonl") });
  }
  return sets;
}

/** Nothing for a folder that is not there. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}

/** Where the public sets are kept, beside the project: they are not ours to hand on. */
const FOLDER = resolve(__dirname, "..", "..", "..", "shared", "eval");

const OPTIONS = {
  sets: { type: "string", default: FOLDER },
  only: { type: "string", multiple: true },
  "words-only": { type: "boolean", default: false },
  peers: { type: "boolean", default: false },
  out: { type: "string" },
  write: { type: "boolean", default: false },
} as const;

/** The meanings of the sets' articles are kept here from one measurement to the next, and push out nobody's own. */
const DATA = join(tmpdir(), "tierdesk-benchmarks");

/** What the environment says when texts are matched by their words alone. */
export const WORDS_ONLY = { TIERDESK_MEANING: "off" };

/** `out`: a folder that keeps a line a question of each set. `write`: the figures go into benchmarks/matching.md. */
export type Wanted = {
  sets: QuestionSet[];
  wordsOnly: boolean;
  peers: boolean;
  out?: string | undefined;
  write: boolean;
};

/** What the command line asks for; with `--words-only` this process goes by words alone from here on. */
export async function readWanted(): Promise<Wanted> {
  const { values } = parseArgs({ options: OPTIONS });
  const { "words-only": wordsOnly, peers, out, write } = values;
  if (wordsOnly) Object.assign(process.env, WORDS_ONLY);
  process.env["TIERDESK_DATA"] ??= DATA;
  const sets = await questionSets(values.sets, values.only);
  return { sets, wordsOnly, peers, out, write };
}
