// Are real questions asked again as they were asked, side by side with what came of them, and nobody named?
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { kbReplay } from "../../src/cli/kb-replay";
import type { ReplayOptions } from "../../src/cli/kb-replay";
import type { HistoryEntry } from "../../src/desk/decision";
import type { Conversation, Offer } from "../../src/desk/model";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, conversation, decided, emptyState, later, noted, ticket } from "../store/samples";

const plan = join(resolve(__dirname, "..", ".."), "helpdesk.yaml");
let test: TestDatabase;
let kb: string;
beforeEach(async () => {
  test = await createTestDatabase();
  kb = mkdtempSync(join(tmpdir(), "kb-replay-"));
  write("vpn.md", ["connect to the vpn from home", "how does the vpn work"]);
  write("jam.md", ["the printer has a paper jam", "paper is stuck in the copier"]);
  write("toner.md", ["the toner is empty", "how do I change the toner"]);
}, 60_000);
afterEach(async () => {
  rmSync(kb, { recursive: true });
  await test.drop();
});

const write = (file: string, questions: string[]): void =>
  writeFileSync(
    join(kb, file),
    `---\ntitle: ${questions[0]}\nquestions: ${JSON.stringify(questions)}\n---\nThis is how.\n`,
  );
const replay = (options: Partial<ReplayOptions> = {}) =>
  kbReplay({ kb, plan, desk: "main", since: "30d", ...options }, test.database, later(86_400_000));

let number = 0;
type How = {
  changes?: Partial<Conversation>;
  offers?: Partial<Offer>[];
  ticket?: true;
  routed?: string;
  desk?: string;
};

async function asked(
  question: string,
  { changes = {}, offers = [], routed, desk = "main", ...how }: How = {},
) {
  const id = `c-${String(++number).padStart(6, "0")}`;
  const given = offers.map((one): Offer => ({
    article: "jam",
    title: "",
    kind: "answer",
    confidence: 0.9,
    at: noted,
    ...one,
  }));
  const saved = conversation({ id, desk, question, offers: given, ...changes });
  const history: HistoryEntry[] =
    routed === undefined ? [] : [{ conversation: id, type: "routed", text: routed }];
  const opened = how.ticket && ticket({ number, conversation: id, thread: id, question });
  const decision = decided({
    conversations: [opened ? { ...saved, ticket: number } : saved],
    history,
    ...(opened && { ticket: opened }),
  });
  await inTransaction(test.database, (tx) => saveDecision(tx, decision, { ...emptyState, desk }, noted));
}

it("shows then and now side by side, the worse first, equal questions once", async () => {
  for (const question of ["the toner is empty", "The toner is empty!", "the toner is empty"])
    await asked(question, { ticket: true });
  await asked("the printer has a paper jam", { offers: [{ article: "gone", outcome: "confirmed" }] });
  await asked("how does the vpn work", { offers: [{ article: "jam", outcome: "silent" }] });
  await asked("connect to the vpn from home", { offers: [{ article: "vpn" }] });
  await asked("my paycheck is wrong", { routed: "payroll-and-hr" });
  const { text, exitCode } = await replay();
  expect(exitCode).toBe(0);
  expect(text.split("\n")).toEqual([
    "Worse: what solved it for them is not even offered any more.",
    "    1x  the printer has a paper jam",
    "        then  gone (solved)",
    expect.stringMatching(/^ {8}now {3}jam \(\d\d % sure\)$/),
    "",
    "Better: nothing was found, it failed, or they had to choose; now it answers. Read whether it is right.",
    "    3x  the toner is empty",
    "        then  ticket",
    expect.stringMatching(/^ {8}now {3}toner \(\d\d % sure\)$/),
    "",
    "Changed: something else comes of it. Nobody has said which is better.",
    "    1x  how does the vpn work",
    "        then  jam (no word)",
    expect.stringMatching(/^ {8}now {3}vpn \(\d\d % sure\)$/),
    "",
    "Same.",
    "    1x  connect to the vpn from home",
    "        then  vpn",
    expect.stringMatching(/^ {8}now {3}vpn \(\d\d % sure\)$/),
    "    1x  my paycheck is wrong",
    "        then  route payroll-and-hr",
    "        now   route payroll-and-hr",
    "",
    "7 questions since 2026-02-01:",
    "       1  worse",
    "       3  better (1 different)",
    "       1  changed",
    "       2  same",
  ]);
});

it("programs get all of it, or without what stays the same", async () => {
  await asked("the toner is empty", { ticket: true });
  await asked("connect to the vpn from home", { offers: [{ article: "vpn" }] });
  await asked("", { changes: { parts: [] } });
  const all = JSON.parse((await replay({ json: true })).text) as { questions: object[] };
  expect(all).toMatchObject({
    deleted: 1,
    better: { questions: 1 },
    same: { questions: 1 },
    worse: { questions: 0 },
  });
  expect(all.questions).toHaveLength(2);
  const changed = JSON.parse((await replay({ json: true, changedOnly: true })).text) as {
    questions: object[];
  };
  expect(changed.questions).toEqual([
    expect.objectContaining({ verdict: "better", question: "the toner is empty" }),
  ]);
});

it("names nobody, and shows nothing of another desk or of earlier days", async () => {
  await asked("Hi, Ana Lopez here (ana@lakeside.example): the toner is empty", { ticket: true });
  await asked("a secret of theirs", { desk: "other", ticket: true });
  await asked("long ago", { changes: { askedAt: new Date("2026-01-01T00:00:00Z") } });
  const { text } = await replay();
  expect(text).toContain("the toner is empty");
  expect(text).not.toMatch(/Ana|Lopez|lakeside\.example|secret|long ago/);
});

it("asks for each person at their own site", async () => {
  writeFileSync(
    join(kb, "toner.md"),
    "---\ntitle: the toner is empty\nsites: maple-elementary\n---\nThere.\n",
  );
  const of = (key: string) => ({
    changes: { requester: { ...ana, account: key, name: key, email: `${key}@lakeside.example`, key } },
  });
  await asked("the toner is empty", { ...of("ana"), ticket: true });
  await asked("the toner is empty", { ...of("ben"), ticket: true });
  const { questions } = JSON.parse((await replay({ json: true })).text) as {
    questions: { verdict: string }[];
  };
  expect(questions.map(({ verdict }) => verdict).toSorted()).toEqual(["better", "same"]);
});

it("goes through more than one batch", async () => {
  await asked("the toner is empty", { ticket: true });
  await test.database.$executeRaw`
    INSERT INTO "Conversation" (id, desk, "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers, "askedAt", "lastMessageAt")
    SELECT 'd-' || n, desk, "requesterId", origin, "originKey", "chatKey", status, question || ' ' || n % 3, files, parts, offers, "askedAt", "lastMessageAt"
      FROM "Conversation", generate_series(1, 2500) n`;
  const { questions } = JSON.parse((await replay({ json: true })).text) as { questions: { times: number }[] };
  expect(questions.map(({ times }) => times).toSorted((a, b) => a - b)).toEqual([1, 833, 833, 834]);
});

it.each<[string, Partial<ReplayOptions>, string]>([
  ["what is no day", { since: "lately" }, '"lately" is no day. Write it as 2026-09-01, or 30d'],
  ["no knowledge base", { kb: "/nowhere" }, "There is no folder /nowhere"],
  ["no plan", { plan: "/nowhere.yaml" }, "There is no file /nowhere.yaml"],
])("%s ends with 1 and says what to do", async (_, options, words) => {
  const { text, exitCode } = await replay(options);
  expect(exitCode).toBe(1);
  expect(text).toContain(words);
});

it("says so when nobody asked anything", async () => {
  expect(await replay({ since: "2026-03-01" })).toEqual({
    exitCode: 0,
    text: "Nobody asked anything since 2026-03-01.",
  });
});
