/**
 * How good are the answers on every public question set that is at hand, and how good are those of other libraries?
 *
 * npm run eval -- [--sets FOLDER] [--only SET ...] [--words-only] [--peers] [--out FOLDER] [--write]
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { missedAims } from "./eval/aims";
import { evalOurs, OURS_HEADS, oursRow } from "./eval/ours";
import type { Outcome } from "./eval/ours";
import { evalPeer, PEER_HEADS, peerRow } from "./eval/peers";
import { readWanted } from "./eval/sets";
import type { QuestionSet, Wanted } from "./eval/sets";
import { peersFrom, peerVersions, withFetchedPeers } from "./peers/all";
import { report } from "./report";
import type { Sections } from "./report";
import { table } from "./table";

/** The tables, and a line for each aim that is missed. */
async function evalAll({ sets, peers, out, wordsOnly }: Wanted): Promise<Sections> {
  const ours = await inFolder(out, async (to) => {
    const outcomes: [QuestionSet, Outcome][] = [];
    for (const set of sets) outcomes.push([set, await evalOurs(set, to)]);
    return outcomes;
  });
  const rows = ours.map(([{ name }, outcome]) => oursRow(name, outcome));
  return {
    [wordsOnly ? "words alone" : "answers"]: `${table([OURS_HEADS, ...rows])}\n\n${aimsText(ours)}`,
    ...(peers && { peers: await besidePeers(ours) }),
  };
}

function aimsText(outcomes: [QuestionSet, Outcome][]): string {
  const all = outcomes.map(([{ name }, outcome]) => missedAims(name, outcome));
  const missed = all.flatMap((one) => one.missed);
  const of = all.reduce((sum, one) => sum + one.of, 0);
  return [`Aims missed: ${missed.length} of ${of}.`, "", ...missed.map((line) => `- ${line}`)]
    .join("\n")
    .trim();
}

async function besidePeers(ours: [QuestionSet, Outcome][]): Promise<string> {
  const rows = await withFetchedPeers(async (folder) => {
    const all: string[][] = [];
    for (const [set, outcome] of ours) {
      all.push(peerRow(set.name, "**Tierdesk**", outcome));
      for (const peer of peersFrom(folder)) all.push(peerRow(set.name, peer.name, await evalPeer(peer, set)));
    }
    return all;
  });
  return `${table([PEER_HEADS, ...rows])}\n\n${peerVersions()}`;
}

async function inFolder<Result>(
  out: string | undefined,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  if (out !== undefined) {
    await mkdir(out, { recursive: true });
    return use(out);
  }
  const folder = await mkdtemp(join(tmpdir(), "tierdesk-eval-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(): Promise<void> {
  const wanted = await readWanted();
  if (wanted.sets.length > 0) return report(await evalAll(wanted), wanted.write);
  process.stdout.write("No question sets there: nothing to measure.\n");
}

void measure();
