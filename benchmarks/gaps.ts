/**
 * How long does it take to find gaps among 10,000 questions, and do those that are grouped ask the same? The questions of the
 * public sets, each to be asked by somebody else, none of them answered.
 *
 * node -r ./test/support/typescript.cjs benchmarks/gaps.ts [--words-only] [--only banking77-5]
 */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { findingGaps, findingWordings } from "../src/knowledge/gaps";
import { textsToGroup } from "../src/knowledge/grouping";
import { finish } from "../src/knowledge/steps";
import { createMeanings } from "../src/meaning/meanings";
import { readWanted } from "./eval/sets";

const MOST = 10_000;
/** The groups looked at for how much of one thing they are. */
const LARGEST = 20;
/** The network runs in a thread, and threads run what is built. */
const THREAD = resolve(__dirname, "..", "dist", "meaning", "thread.js");

async function main(): Promise<void> {
  const { sets, wordsOnly } = await readWanted();
  const lines = (await Promise.all(sets.map(({ queries }) => readFile(queries, "utf8")))).flatMap((text) =>
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { q: string; gold: unknown }),
  );
  const questions = lines.filter(({ gold }) => gold !== null).slice(0, MOST);
  const asked = questions.map(({ q }, i) => ({ text: q, person: `${i}`, ticket: i, at: new Date(i) }));
  const meanings = wordsOnly ? undefined : createMeanings({ onLost: console.error, thread: THREAD });

  const began = performance.now();
  const wordings = finish(findingWordings(asked, "en"));
  const grouped = performance.now();
  const texts = questions.map(({ q }) => q);
  await meanings?.encodeAll("gaps", textsToGroup(texts, wordings, "en"));
  const encoded = performance.now();
  const encode = meanings?.encode;
  const found = finish(
    findingGaps(asked, { wordings, language: "en", encode, answersNow: () => undefined, most: LARGEST }),
  );
  const ended = performance.now();
  await meanings?.stop();

  const aims = questions.map(({ gold }) => JSON.stringify(gold));
  const pure = found.map(({ tickets }) => largestShare(tickets.map((number) => aims[number] ?? "")));
  const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
  console.log(`${asked.length} questions, ${wordings.length} wordings`);
  console.log(
    `wordings ${seconds(began, grouped)}, meanings ${seconds(grouped, encoded)}, groups ${seconds(encoded, ended)}`,
  );
  console.log(`the ${LARGEST} largest: ${found.map((gap) => gap.questions).join(" ")}`);
  console.log(
    `ask one thing: ${Math.round((100 * pure.reduce((sum, one) => sum + one, 0)) / pure.length)} %`,
  );
}

function largestShare(aims: string[]): number {
  const counts = new Map<string, number>();
  for (const aim of aims) counts.set(aim, (counts.get(aim) ?? 0) + 1);
  return Math.max(...counts.values()) / aims.length;
}

void main();
