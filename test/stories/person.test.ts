// Is all that is known of somebody told, and is it forgotten when they want it, while all that is counted stays?
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { personErase, personExport } from "../../src/cli/person";
import type { PersonExport } from "../../src/store/people/export-person";
import { onEveryStage } from "../support/stages";
import { rowCounts, rowsWith } from "../support/stored-words";
import { beginStory, examplePlan } from "../support/story";
import type { Story } from "../support/story";

/** In everything that Ana writes. */
const WORD = "mauve";
const EMAIL = "ana@lakeside.example";

describe.each(onEveryStage)("somebody %s", (_name, makeStage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(makeStage);
  });
  afterEach(() => story.end());

  const database = () => story.database.database;
  const desk = () => story.channel("service-desk");
  const erase = (who: string, options: { yes?: true } = { yes: true }) =>
    personErase(who, { plan: examplePlan(), ...options }, database(), story.clock.now());
  const exported = async (who: string) => {
    const { text } = await personExport(who, {}, database(), story.clock.now());
    return JSON.parse(text) as PersonExport;
  };
  const solve = (text: string) =>
    story.submit("dana", desk(), "Resolve…", { kind: "solved", confirmation: "done", text });

  const accountOf = async (name: string) =>
    (await database().person.findFirstOrThrow({ where: { name } })).account;

  /** A ticket of hers and a question; somebody else's ticket on which she is spoken of. */
  async function matters(): Promise<void> {
    await story.post("ana", story.direct("ana"), `human: my ${WORD} plotter makes noises`);
    await story.press("dana", desk(), "Take");
    await story.post("dana", await story.threadOf(1), "Hi Ana, is it the new one?");
    await story.pass(10_000);
    await story.post("ana", story.direct("ana"), `yes, the ${WORD} one`, [
      { name: "Ana Lopez plotter.png", data: Buffer.from("x") },
    ]);
    await solve("Ana Lopez had oiled the wrong wheel");
    await story.press("ana", story.direct("ana"), "5 Very good").catch(() => undefined);
    await story.pass(3_600_000);
    await story.post("ana", story.direct("ana"), `I forgot my ${WORD} password`);
    await story.post(
      "ben",
      story.direct("ben"),
      `human: Ana Lopez (${EMAIL}) cannot open the shared calendar`,
    );
    await story.post(
      "dana",
      await story.threadOf(2),
      "note: ana lopez has left the group, dana brooks knows",
    );
    await solve("Let her in again");
    await story.pass(3_600_000);
  }

  /** As a word of its own: Dana's address ends like Ana's. */
  const rowsNaming = async (word: string) => {
    const isNamed = new RegExp(`(?<!\\w)${word.replaceAll(".", "\\.")}(?!\\w)`, "i");
    return (await rowsWith(database(), word)).filter((row) => isNamed.test(row));
  };

  /** What reports count. */
  const figures = async () => {
    const {
      AuditEntry: _one,
      SolvedWord: _words,
      ConversationReference: _ways,
      ...counts
    } = await rowCounts(database());
    const tickets = await database().ticket.groupBy({
      by: ["status", "tier", "priority", "component", "rating", "resolutionKind", "openedAt", "closedAt"],
      _count: true,
      orderBy: { openedAt: "asc" },
    });
    const offers = await database().articleOffer.groupBy({
      by: ["article", "outcome"],
      _count: true,
      orderBy: { article: "asc" },
    });
    const lines = await database().historyEntry.groupBy({
      by: ["type"],
      _count: true,
      orderBy: { type: "asc" },
    });
    const perPerson = await database().conversation.groupBy({ by: ["requesterId"], _count: true });
    return {
      counts,
      tickets,
      offers,
      lines,
      perPerson: perPerson.map(({ _count }) => _count).toSorted((a, b) => a - b),
    };
  };

  test("who asked is told all of it, and is then forgotten in every column of every table", async () => {
    await matters();
    const account = await accountOf("Ana Lopez");
    const told = await exported(EMAIL);
    expect(told.accounts).toMatchObject([{ account, name: "Ana Lopez", email: EMAIL }]);
    expect(told.questions).toHaveLength(2);
    expect(told.tickets).toMatchObject([{ number: 1, resolution: "Ana Lopez had oiled the wrong wheel" }]);
    expect(JSON.stringify(told)).toContain(`yes, the ${WORD} one`);
    expect(Object.keys(told.questions[0] ?? {}).join(" ")).toMatch(/^id desk askedAt .* question .* lines$/);
    expect(Object.keys(told.tickets[0] ?? {}).join(" ")).toMatch(
      /^number desk status .* question reasons resolution/,
    );
    expect(told.messagesToThem.map(({ text }) => text).join("\n")).toContain("is it the new one?");

    const before = await figures();
    const outcome = await erase(EMAIL);
    expect(outcome).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/^Forgotten: 2 questions, 1 ticket/) as string,
    });
    for (const trace of [WORD, EMAIL, account, "Ana Lopez", "Hi Ana"])
      expect(await rowsNaming(trace)).toEqual([]);
    expect(await figures()).toEqual(before);
    // What others wrote stays.
    expect(await rowsWith(database(), "[name] had oiled the wrong wheel")).not.toEqual([]);
    expect(await rowsWith(database(), "cannot open the shared calendar")).not.toEqual([]);
    expect(await rowsWith(database(), "dana brooks")).not.toEqual([]);

    expect((await erase(EMAIL)).text).toMatch(/^Nobody is known as/);
    const audit = await database().auditEntry.findMany({ orderBy: { seq: "asc" } });
    expect(audit.map(({ action }) => action)).toEqual(["person_exported", "person_erased"]);
  });

  test("who was forgotten and writes again is somebody new, and is helped", async () => {
    await story.post("ana", story.direct("ana"), `I forgot my ${WORD} password`);
    await erase(EMAIL);
    await story.post("ana", story.direct("ana"), "I forgot my password");
    expect(story.texts("ana", story.direct("ana")).at(-1)).toContain("password");
    const people = await database().person.findMany({
      where: { name: { in: ["Ana Lopez", "Erased person"] } },
    });
    expect(people.map(({ name }) => name).toSorted()).toEqual(["Ana Lopez", "Erased person"]);
    expect(await database().inboxEvent.count({ where: { status: "stuck" } })).toBe(0);
    expect(await exported(EMAIL)).toMatchObject({ questions: [expect.anything()], tickets: [] });
  });

  test("who works on tickets is a technician without a name, and what they wrote stays", async () => {
    await matters();
    const email = "dana@lakeside.example";
    const told = await exported(email);
    expect(told.elsewhere.map(({ text }) => text)).toContain("Hi Ana, is it the new one?");
    const before = await figures();
    const { text, exitCode } = await erase(email);
    expect(exitCode).toBe(0);
    expect(text).toContain('The plan names them: "dana". Take them out of it, or they are known again.');
    for (const trace of ["Dana Brooks", email]) expect(await rowsNaming(trace)).toEqual([]);
    expect(await figures()).toEqual(before);
    const reply = await database().historyEntry.findFirst({ where: { type: "replied" } });
    expect(reply).toMatchObject({ byName: "A technician", text: "Hi Ana, is it the new one?" });
    const [ticket] = await database().ticket.findMany({ where: { number: 1 } });
    expect(ticket?.detail).toMatchObject({ assignee: { name: "A technician" } });
    // The card is drawn again with what is left.
    await story.press("dana", desk(), "Reopen");
    expect(await database().inboxEvent.count({ where: { status: "stuck" } })).toBe(0);
  });

  test("nobody is forgotten who has a ticket that is worked on, or without a yes", async () => {
    await story.post("ana", story.direct("ana"), `human: my ${WORD} plotter makes noises`);
    const outcome = await erase(EMAIL);
    expect(outcome).toEqual({
      exitCode: 1,
      text: "Ana Lopez still has a ticket that is not closed: 1. Close or merge it first, so that nobody works for an answer that reaches no one.",
    });
    await story.press("dana", desk(), "Take");
    expect(await erase("dana@lakeside.example")).toEqual({
      exitCode: 1,
      text: "Dana Brooks works on a ticket of others: 1. Let somebody else take it first, so that nobody waits for someone who is not there.",
    });
    await solve("Oiled");
    const before = await rowsWith(database(), WORD);
    const { text } = await erase(EMAIL, {});
    expect(text).toContain("Nothing has been changed. With --yes these are forgotten:");
    expect(text).toContain("1 question, 1 ticket");
    expect(await rowsWith(database(), WORD)).toEqual(before);
  });
});

describe("the command line", () => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(onEveryStage[0]?.[1] ?? failing);
  });
  afterEach(() => story.end());

  test("writes an export into a file that others cannot read, and says when nobody is meant", async () => {
    await story.post("ana", story.direct("ana"), "I forgot my password");
    const folder = mkdtempSync(join(tmpdir(), "tierdesk-export-"));
    const out = join(folder, "ana.json");
    const now = story.clock.now();
    writeFileSync(out, "what stood there before and was for everybody", { mode: 0o644 });
    const { text } = await personExport("ana", { out }, story.database.database, now);
    expect(text).toMatch(/^Wrote .*ana\.json: 1 question, 0 tickets/);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ accounts: [{ account: "ana" }] });
    const nowhere = join(folder, "no-such-folder", "ana.json");
    expect(await personExport("ana", { out: nowhere }, story.database.database, now)).toEqual({
      exitCode: 1,
      text: `${nowhere} cannot be written (ENOENT). Name another file with --out.`,
    });
    rmSync(folder, { recursive: true });
    expect((await personErase("ana", {}, story.database.database, now)).text).toContain("No plan was read");
    expect(await personExport("nobody@x.example", {}, story.database.database, now)).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('Nobody is known as "nobody@x.example".') as string,
    });
  });
});

function failing(): never {
  throw new Error("There is no stage.");
}
