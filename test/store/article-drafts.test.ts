// Is a wanted draft written once, by one, and are a ticket's solutions told as they went out?
import type { HistoryEntry, WantedDraft } from "../../src/desk/decision";
import type { Person } from "../../src/desk/model";
import { claimDraft, finishDraft, loadDrafts } from "../../src/store/article-drafts";
import { saveDecision } from "../../src/store/save";
import { loadSolutions } from "../../src/store/solutions";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import {
  ana,
  conversation,
  dana,
  decided,
  direct,
  emptyState,
  later,
  noted,
  thread,
  ticket,
} from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const save = (decision: Parameters<typeof decided>[0], desk = "main"): Promise<void> =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), { ...emptyState, desk }, noted));

const wanted = (id: string, changes: Partial<WantedDraft> = {}): WantedDraft => ({
  id,
  by: dana,
  in: direct("dana"),
  source: { ticket: 1 },
  at: noted,
  ...changes,
});
const claim = (ms = 0) => claimDraft(test.database, later(ms), later(ms + 100));

describe("a wanted draft", () => {
  it("is claimed by one at a time, as it was asked for, and again when nobody finished it", async () => {
    await save({ drafts: [wanted("d-1")] });
    await save({ drafts: [wanted("d-1")] });
    const claimed = await Promise.all([claim(), claim()]);
    expect(claimed.filter((one) => one)).toEqual([{ ...wanted("d-1"), desk: "main", attempts: 1 }]);
    expect(await claim(50)).toBeUndefined();
    expect(await claim(100)).toMatchObject({ id: "d-1", attempts: 2 });
  });

  it("that is finished is not claimed again, and keeps nobody's words", async () => {
    const text = { text: "call 555-0123", link: "https://chat.example/p1" };
    await save({ drafts: [wanted("d-1", { source: text })] });
    await finishDraft(test.database, "d-1", { file: "drafts/call.md" });
    expect(await claim(500)).toBeUndefined();
    expect(await loadDrafts(test.database, "main", 10)).toEqual([
      { id: "d-1", at: noted, by: dana, source: { link: text.link }, outcome: { file: "drafts/call.md" } },
    ]);
  });

  it("is its own desk's; the newest come first", async () => {
    await save({ drafts: [wanted("d-1"), wanted("d-2", { at: later(5) })] });
    await save({ drafts: [wanted("d-3")] }, "other");
    expect((await loadDrafts(test.database, "main", 10)).map(({ id }) => id)).toEqual(["d-2", "d-1"]);
  });
});

describe("how a ticket was solved", () => {
  const entry = (
    type: HistoryEntry["type"],
    text: string,
    message?: string,
    by: Person = dana,
  ): HistoryEntry => ({
    conversation: "c-1",
    ticket: 1,
    type,
    by,
    text,
    ...(message !== undefined && { source: { in: thread("t"), messageId: message } }),
  });
  const solutions = async (history: HistoryEntry[]) => {
    await save({
      conversations: [conversation()],
      ticket: ticket({
        status: "closed",
        component: "network",
        resolution: { kind: "solved", note: "A cable", by: dana, at: later(5) },
      }),
      history,
    });
    return loadSolutions(test.database, "main", [1, 2]);
  };

  it("is told with who and when; nothing of another desk's or of none", async () => {
    expect(await solutions([])).toEqual([
      {
        number: 1,
        question: "The printer is jammed",
        status: "closed",
        component: "network",
        requester: ana,
        kind: "solved",
        note: "A cable",
        by: dana,
        at: later(5),
        replies: [],
      },
    ]);
    expect(await loadSolutions(test.database, "other", [1])).toEqual([]);
  });

  it("has the replies as they were last edited, in their order, and not what was undone or meant for colleagues", async () => {
    const [found] = await solutions([
      entry("replied", "Pull the plug", "m1"),
      entry("replied", "A slip", "m2"),
      entry("undone", "", "m2"),
      entry("noted", "he never reads", "m3"),
      entry("edited", "Pull the red plug", "m1"),
      entry("replied", "By form"),
      entry("replied", "A slip by form"),
      entry("undone", ""),
    ]);
    expect(found?.replies).toEqual(["Pull the red plug", "By form"]);
  });
});
