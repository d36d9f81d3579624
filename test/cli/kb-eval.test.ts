// Are a knowledge base's answers counted as they should be?

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kbEval } from "../../src/cli/kb-eval";
import { summarise } from "../../src/cli/kb-eval-summary";
import type { Judged } from "../../src/cli/kb-eval-summary";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "kb-eval-"));
  await mkdir(join(dir, "kb"));
  await writeFile(join(dir, "kb", "vpn.md"), "# Connect to the VPN from home\n\nInstall the client.");
  await writeFile(join(dir, "kb", "jam.md"), "# The printer has a paper jam\n\nOpen the left door.");
});
afterEach(() => rm(dir, { recursive: true }));

async function run(lines: string[], json = false) {
  await writeFile(join(dir, "q.jsonl"), lines.join("\n"));
  return kbEval({ kb: join(dir, "kb"), queries: join(dir, "q.jsonl"), out: join(dir, "out.jsonl"), json });
}

const QUERIES = [
  '{"q": "Connect to the VPN from home", "gold": "vpn"}',
  "",
  '{"q": "The printer has a paper jam", "gold": ["toner", "jam"]}',
  '{"q": "When is lunch?", "gold": null, "kind": "other keys are passed over"}',
];

it("writes a line a question, in order", async () => {
  expect((await run(QUERIES)).exitCode).toBe(0);
  const lines = (await readFile(join(dir, "out.jsonl"), "utf8")).trimEnd().split("\n");
  const out: unknown[] = lines.map((line): unknown => JSON.parse(line));
  expect(out).toEqual([
    {
      q: "Connect to the VPN from home",
      gold: "vpn",
      decision: "answer",
      ranked: expect.arrayContaining([{ id: "vpn", confidence: expect.any(Number) }]),
    },
    expect.objectContaining({ gold: ["toner", "jam"], decision: "answer" }),
    { q: "When is lunch?", gold: null, decision: "escalate", ranked: expect.any(Array) },
  ]);
});

it("gives the summary as text, and as one JSON object", async () => {
  expect((await run(QUERIES)).text).toMatch(/^questions +3\naccuracyAt1 +1\.000\n/);
  expect(JSON.parse((await run(QUERIES, true)).text)).toEqual({
    questions: 3,
    accuracyAt1: 1,
    recallAt3: 1,
    mrrAt3: 1,
    auroc: 1,
    answerRate: 2 / 3,
    answerPrecision: 1,
    outOfScopeRecall: 1,
    falseAnswerRate: 0,
    clarifyContainsGold: null,
    calibrationError: expect.any(Number),
    latencyMs: { p50: expect.any(Number), p99: expect.any(Number) },
    buildMs: expect.any(Number),
  });
});

it.each([
  ["that is no JSON", "{", "This is not JSON"],
  ["without a question", '{"gold": null}', "`q` must be the question"],
  ["without a right answer", '{"q": "x"}', "`gold` must be"],
  ["with an empty list", '{"q": "x", "gold": []}', "`gold` must be"],
  ["that is no object", "5", "The line must be an object"],
])("names the line %s", async (_, line, message) => {
  const { text, exitCode } = await run([QUERIES[0] ?? "", "", line]);
  expect(exitCode).toBe(1);
  expect(text).toContain(`q.jsonl:3: ${message}`);
});

it("says when a file or the knowledge base is not there", async () => {
  const queries = join(dir, "q.jsonl");
  const missing = await kbEval({ kb: join(dir, "kb"), queries, out: join(dir, "out.jsonl") });
  expect(missing).toEqual({ exitCode: 1, text: expect.stringContaining(`Cannot read ${queries}`) });
  await writeFile(queries, QUERIES[0] ?? "");
  const noKb = await kbEval({ kb: join(dir, "none"), queries, out: join(dir, "out.jsonl") });
  expect(noKb).toEqual({ exitCode: 1, text: expect.stringContaining("There is no folder") });
  const noOut = await kbEval({ kb: join(dir, "kb"), queries, out: join(dir, "none", "out.jsonl") });
  expect(noOut).toEqual({ exitCode: 1, text: expect.stringContaining("cannot be written (E") });
});

const one = (
  gold: Judged["gold"],
  decision: Judged["decision"],
  ids: string[],
  confidence = 0.5,
): Judged => ({
  q: "q",
  gold,
  decision,
  ranked: ids.map((id) => ({ id, confidence })),
  tookMs: 1,
});

describe("the summary", () => {
  it("counts right and wrong answers, in scope and out", () => {
    const summary = summarise(
      [
        one("a", "answer", ["a", "b"], 0.9),
        one("a", "answer", ["b", "a"], 0.8),
        one("a", "clarify", ["b", "c", "a"], 0.6),
        one("a", "clarify", ["b", "c", "d", "a"], 0.4),
        one("a", "escalate", []),
        one(null, "answer", ["a"], 0.7),
        one(null, "escalate", ["a"], 0.1),
        one(null, "clarify", ["a"], 0.4),
      ],
      5,
    );
    expect(summary).toMatchObject({
      accuracyAt1: 1 / 5,
      recallAt3: 3 / 5,
      mrrAt3: (1 + 1 / 2 + 1 / 3) / 5,
      answerRate: 3 / 8,
      answerPrecision: 1 / 3,
      outOfScopeRecall: 1 / 3,
      falseAnswerRate: 1 / 3,
      clarifyContainsGold: 1 / 2,
      // 15 pairs: 0.9 and 0.8 win 3 each, 0.6 wins 2, 0.4 wins 1 and draws 1, none wins 0.
      auroc: (3 + 3 + 2 + 1.5 + 0) / 15,
    });
  });

  it("has the distance between how sure and how often right, by tenths", () => {
    const { calibrationError } = summarise(
      [
        // From 0.9: 0.95 sure at the mean, half of them right. 0.45 away.
        one("a", "answer", ["a"], 1),
        one("a", "answer", ["b", "a"], 0.9),
        // From 0.7: 0.75 sure, two of four right; out of scope is never right. 0.25 away.
        one("a", "clarify", ["a"], 0.72),
        one("a", "clarify", ["a"], 0.78),
        one(null, "clarify", ["a"], 0.72),
        one(null, "clarify", ["a"], 0.78),
        // From 0: nothing found is 0 sure, and not right. 0 away.
        one("a", "escalate", []),
        one(null, "escalate", []),
      ],
      0,
    );
    expect(calibrationError).toBeCloseTo((2 * 0.45 + 4 * 0.25) / 8, 10);
  });

  it("has no share where there is nothing to take a share of", () => {
    expect(summarise([one("a", "escalate", [])], 0)).toMatchObject({
      auroc: null,
      answerPrecision: null,
      falseAnswerRate: null,
    });
    expect(summarise([], 0)).toMatchObject({ accuracyAt1: null, calibrationError: null });
  });
});
