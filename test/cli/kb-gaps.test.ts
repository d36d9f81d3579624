// Does `kb gaps` show what is missing, and does `kb draft` write it down where nobody is answered from it?
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runAsk } from "../../src/cli/ask";
import { kbCheck } from "../../src/cli/kb-check";
import { kbDraft } from "../../src/cli/kb-draft";
import { kbGaps } from "../../src/cli/kb-gaps";
import type { Ticket } from "../../src/desk/model";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { ana, conversation, dana, decided, emptyState, later, noted, ticket } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";

const plan = resolve(__dirname, "..", "..", "helpdesk.yaml");

let db: TestDatabase;
let kb: string;
const meaning = process.env["TIERDESK_MEANING"];
beforeEach(async () => {
  process.env["TIERDESK_MEANING"] = "off";
  db = await createTestDatabase();
  kb = mkdtempSync(join(tmpdir(), "tierdesk-gaps-"));
  write("printer.md", "---\ntitle: Clear a paper jam\nquestions: [paper jam in the printer]\n---\nPull.\n");
  write(
    "toner.md",
    "---\ntitle: Change the toner\nquestions: [the toner is empty]\n---\nTake a cartridge.\n",
  );
}, 60_000);
afterEach(async () => {
  if (meaning === undefined) delete process.env["TIERDESK_MEANING"];
  else process.env["TIERDESK_MEANING"] = meaning;
  rmSync(kb, { recursive: true });
  await db.drop();
});

const write = (path: string, text: string): void => writeFileSync(join(kb, path), text);
const files = () => ({ kb, plan, desk: "main" });
const gaps = (options: { since?: string; most?: string; json?: true } = {}) =>
  kbGaps({ ...files(), most: "20", ...options }, db.database, later(1000));
const draft = (options: { ticket?: string; gap?: string; text?: string; since?: string }) =>
  kbDraft({ ...files(), ...options }, db.database, later(1000));

let number = 0;

async function asked(question: string, by: string, changes: Partial<Ticket> = {}): Promise<number> {
  const id = `c-${++number}`;
  const requester = { ...ana, account: by, name: by, email: `${by.replace(" ", ".")}@lakeside.example` };
  const opened = ticket({ number, conversation: id, thread: id, requester, question, ...changes });
  const history = [{ conversation: id, ticket: number, type: "not_found" as const }];
  await inTransaction(db.database, (tx) =>
    saveDecision(
      tx,
      decided({ conversations: [conversation({ id, question, requester })], ticket: opened, history }),
      emptyState,
      noted,
    ),
  );
  return number;
}

const KNOB = { kind: "solved" as const, note: "Hold the red knob. Told Grace Kim so.", by: dana, at: noted };

test("lists gaps with counts, days and ways to ask, without names", async () => {
  const first = await asked("the gatekeeper gargles. Thanks, Grace", "Grace Kim");
  await asked("gatekeeper gargles again", "Ben Carter");
  await asked("who waters the plants", "Eli Novak");
  await asked("the toner is empty", "Eli Novak");
  const { text, exitCode } = await gaps();
  expect(exitCode).toBe(0);
  expect(text.split("\n\n")).toEqual([
    `HD-${first}: 2 questions of 2 people, on 2026-03-02\n  - the gatekeeper gargles`,
    `HD-${first + 2}: 1 question of 1 person, on 2026-03-02\n  - who waters the plants`,
    "2 gaps, of 4 questions since 2026-01-31 that found nothing or were not helped.",
    `A draft article from one: \`tierdesk kb draft --gap HD-${first}\``,
  ]);
  const found = JSON.parse((await gaps({ json: true, most: "1" })).text) as unknown[];
  expect(found).toMatchObject([{ id: `HD-${first}`, questions: 2, people: 2 }]);
});

test("a gap is gone when an article answers it", async () => {
  await asked("the gatekeeper gargles", "Grace Kim");
  expect((await gaps()).text).toContain("gargles");
  write(
    "gate.md",
    "---\ntitle: The gatekeeper gargles\nquestions: [the gatekeeper gargles]\n---\nHold the knob.\n",
  );
  expect((await gaps()).text).toContain("No gaps");
});

test.each([
  [{ since: "someday" }, '"someday" is no day. Write it as 2026-09-01, or 30d for the last 30 days.'],
  [{ most: "many" }, '"many" is no number of gaps.'],
])("%p is refused", async (options, text) => {
  expect(await gaps(options)).toEqual({ text, exitCode: 1 });
});

test("looks as many days back as it is told", async () => {
  await asked("the gatekeeper gargles", "Grace Kim", { openedAt: later(-3 * 86_400_000) });
  expect((await gaps({ since: "2d" })).text).toContain("No gaps");
  const { text } = await gaps({ since: "4d" });
  expect(text).toContain("gargles");
  const [, gap, since] = /`tierdesk kb draft --gap (\S+) --since (\S+)`/.exec(text) ?? [];
  const written = await draft({ gap: gap ?? "", since: since ?? "" });
  expect(written).toMatchObject({ exitCode: 0, text: expect.stringContaining("drafts/") });
  expect(await draft({ gap: gap ?? "", since: "2d" })).toMatchObject({ exitCode: 1 });
});

test("a ticket's draft is checked as a draft, and never answered from, nor is an article that says `draft: true`", async () => {
  const solved = await asked("the gatekeeper gargles", "Grace Kim", { status: "closed", resolution: KNOB });
  const { text, exitCode } = await draft({ ticket: `HD-${solved}` });
  const file = join(kb, "drafts", "the-gatekeeper-gargles.md");
  expect({ exitCode, text: text.split("\n")[0] }).toEqual({ exitCode: 0, text: file });
  expect(readFileSync(file, "utf8")).toContain("> Hold the red knob. Told [name] so.");
  write("unfinished.md", "---\ntitle: Gatekeeper gargles\ndraft: true\n---\nHold the knob.\n");

  const answer = await runAsk("the gatekeeper gargles", { kb, plan, json: true });
  expect(answer.text).not.toContain("drafts/");
  expect(answer.text).not.toContain("unfinished");
  expect(JSON.parse(answer.text)).toMatchObject({ decision: "escalate" });
  expect((await gaps()).text).toContain("gargles");
  expect((await kbCheck({ dir: kb, today: "2026-03-02" })).text).toBe(
    "2 articles, 2 drafts, 0 errors, 0 warnings.",
  );
  writeFileSync(join(kb, "drafts", "broken.md"), "---\nprivte: true\n---\n# Broken\n\ntext");
  const checked = await kbCheck({ dir: kb, today: "2026-03-02" });
  expect(checked.exitCode).toBe(0);
  expect(checked.text).toContain("warning: In a draft: `privte` is not a key of an article.");
});

test("a gap's draft has the ways to ask it and how its tickets were solved", async () => {
  await asked("the gatekeeper gargles", "Grace Kim", { status: "closed", resolution: KNOB });
  const second = await asked("gatekeeper gargles again", "Ben Carter");
  expect((await draft({ gap: `HD-${second}` })).exitCode).toBe(0);
  const text = readFileSync(join(kb, "drafts", "the-gatekeeper-gargles.md"), "utf8");
  expect(text).toContain("Hold the red knob.");
  expect(text).toContain("2 questions of 2 people");
});

test("a text's draft keeps no secret of it", async () => {
  await draft({ text: "Press the knob.\nMy password is hunter2, call Dana Brooks." });
  const text = readFileSync(join(kb, "drafts", "press-the-knob.md"), "utf8");
  expect(text).toContain("Press the knob.");
  expect(text).not.toMatch(/hunter2|Brooks/);
});

test("what cannot be drafted from is said, and nothing is written", async () => {
  const open = await asked("the gatekeeper gargles", "Grace Kim");
  const said = async (options: Parameters<typeof draft>[0]) => {
    const { text, exitCode } = await draft(options);
    expect(exitCode).toBe(1);
    return text;
  };
  expect(await said({})).toContain("Say what to draft from");
  expect(await said({ ticket: "HD-1", text: "x" })).toContain("Say what to draft from");
  expect(await said({ ticket: "twelve" })).toBe('"twelve" is no ticket. Write it as HD-12.');
  expect(await said({ ticket: "HD-4711" })).toContain("There is no ticket HD-4711.");
  expect(await said({ ticket: `HD-${open}` })).toContain("is not solved.");
  const closed = { status: "closed", resolution: KNOB } as const;
  const report = await asked("the network is down", "Grace Kim", { ...closed, incident: open });
  expect(await said({ ticket: `HD-${report}` })).toContain("is of an incident");
  const emptied = await asked("", "Grace Kim", { ...closed, resolution: { ...KNOB, note: "" } });
  expect(await said({ ticket: `HD-${emptied}` })).toContain("is not kept any more");
  expect(await said({ gap: "HD-4711" })).toContain("is no gap");
  expect(await said({ text: "  " })).toBe("There is nothing in the text.");
  expect(existsSync(join(kb, "drafts"))).toBe(false);
});

test.each([
  ["Con", "con-draft"],
  ["../../etc/passwd", "etc-passwd"],
  ["C:\\Windows\\system32?*|", "c-windows-system32"],
  ["日本語の質問", "draft"],
  ["Žluťoučký kůň", "zlutoucky-kun"],
  [`${"very ".repeat(60)}long`, "very-very-very-very-very-very-very-very-very-very"],
])("a text that begins with %p becomes a file that every disk can hold: %s", async (text, slug) => {
  expect((await draft({ text })).exitCode).toBe(0);
  expect(readdirSync(join(kb, "drafts"))).toEqual([`${slug}.md`]);
});

test("a name that is taken is not written over", async () => {
  mkdirSync(join(kb, "drafts"));
  write("drafts/press-the-knob.md", "# Mine\n\ntext");
  await draft({ text: "Press the knob." });
  expect(readFileSync(join(kb, "drafts/press-the-knob.md"), "utf8")).toBe("# Mine\n\ntext");
  expect(existsSync(join(kb, "drafts/press-the-knob-2.md"))).toBe(true);
});
