// Is what can be counted of offers always what the conversations say, and what was said by how many people?
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { Conversation, Offer, Person } from "../../src/desk/model";
import { countOffers, countOutcomes, countShownTogether } from "../../src/store/experience";
import { applyMigrations, migrationsFolder } from "../../src/store/migrate";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createBareDatabase, createTestDatabase, type TestDatabase } from "../support/database";
import { ana, conversation, dana, decided, emptyState, later, noted } from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const offer = (changes: Partial<Offer> = {}): Offer => ({
  article: "vpn",
  edition: "e1",
  title: "The VPN",
  kind: "answer",
  confidence: 0.9,
  at: noted,
  ...changes,
});

/** Saves a conversation with these offers; `before` is how it was loaded. */
async function save(offers: Offer[], before?: Conversation, changes: Partial<Conversation> = {}) {
  const saved = conversation({ offers, ...changes });
  const state = before ? { ...emptyState, conversation: before } : emptyState;
  await inTransaction(test.database, (tx) =>
    saveDecision(tx, decided({ conversations: [saved] }), state, noted),
  );
  return { ...saved, version: (before?.version ?? 0) + 1 };
}

const rows = () =>
  test.database.articleOffer.findMany({ orderBy: [{ conversationId: "asc" }, { place: "asc" }] });
const counted = (since = later(-1000), desk = "main") => countOutcomes(test.database, desk, since);

let people = 0;
const somebody = (): Person => ({ ...ana, account: `U-${++people}`, name: `Person ${people}` });

/** An answer in a conversation of its own, and how it ended. */
const answered = (outcome: Offer["outcome"], by = somebody(), changes: Partial<Offer> = {}) =>
  save([offer({ ...(outcome && { outcome }), ...changes })], undefined, {
    id: `c-${++people}`,
    requester: by,
  });

describe("a row an offer", () => {
  it("holds what can be counted, and none of the words", async () => {
    await save([
      offer({ kind: "suggestion" }),
      offer({ article: "wifi", edition: "e2", outcome: "failed", at: later(5) }),
    ]);
    const common = { conversationId: "c-1", desk: "main" };
    expect(await rows()).toEqual([
      { ...common, place: 0, article: "vpn", kind: "suggestion", edition: "e1", outcome: null, at: noted },
      {
        ...common,
        place: 1,
        article: "wifi",
        kind: "answer",
        edition: "e2",
        outcome: "failed",
        at: later(5),
      },
    ]);
  });

  it("follows every change of the conversation's offers, back too", async () => {
    const first = await save([offer(), offer({ article: "wifi" })]);
    const confirmed = await save([offer({ outcome: "confirmed" }), offer({ article: "wifi" })], first);
    expect((await rows()).map(({ outcome }) => outcome)).toEqual(["confirmed", null]);
    const failed = await save([offer({ outcome: "failed" })], confirmed);
    expect((await rows()).map(({ article, outcome }) => [article, outcome])).toEqual([["vpn", "failed"]]);
    const undone = await save([offer()], failed);
    expect((await rows()).map(({ outcome }) => outcome)).toEqual([null]);
    await save([], undone);
    expect(await rows()).toEqual([]);
  });

  it("is not there when the transaction was not: a change that came too late leaves it as it was", async () => {
    const stale = await save([offer()]);
    await save([offer({ outcome: "confirmed" })], stale);
    await expect(save([offer({ outcome: "failed" })], stale)).rejects.toThrow("changed meanwhile");
    expect((await rows()).map(({ outcome }) => outcome)).toEqual(["confirmed"]);
  });

  it("goes with its conversation, when that is erased", async () => {
    await save([offer()]);
    await test.database.conversation.delete({ where: { id: "c-1" } });
    expect(await rows()).toEqual([]);
  });
});

describe("what is counted", () => {
  it("is answers that somebody said a word on, an article and edition", async () => {
    await answered("confirmed");
    await answered("confirmed");
    await answered("failed");
    await answered("silent");
    await answered(undefined);
    await answered("failed", somebody(), { kind: "suggestion" });
    await answered("failed", somebody(), { edition: "e0" });
    expect(await counted()).toEqual([
      { article: "vpn", edition: "e0", confirmed: 0, failed: 1 },
      { article: "vpn", edition: "e1", confirmed: 2, failed: 1 },
    ]);
  });

  it("is one word a person, the last: nobody moves an article alone", async () => {
    for (let time = 0; time < 5; time++) await answered("failed", ana, { at: later(time) });
    await answered("confirmed", ana, { at: later(9) });
    await answered("failed", dana);
    expect(await counted()).toEqual([{ article: "vpn", edition: "e1", confirmed: 1, failed: 1 }]);
  });

  it("is taken back when the outcome is", async () => {
    const said = await answered("failed");
    expect(await counted()).toMatchObject([{ confirmed: 0, failed: 1 }]);
    await save([offer({ outcome: "confirmed" })], said, { id: said.id, requester: said.requester });
    expect(await counted()).toMatchObject([{ confirmed: 1, failed: 0 }]);
    const loaded = { ...said, version: 2, offers: [offer({ outcome: "confirmed" })] };
    await save([offer()], loaded, { id: said.id, requester: said.requester });
    expect(await counted()).toEqual([]);
  });

  it("is nothing from before the window, of another desk, or of offers whose edition nobody noted", async () => {
    await answered("failed", somebody(), { at: later(-5000) });
    const { edition: _none, ...old } = offer({ outcome: "failed" });
    await save([old], undefined, { id: "c-old" });
    await save([offer({ outcome: "failed" })], undefined, { id: "c-other", desk: "other" });
    expect(await counted()).toEqual([]);
    expect(await counted(later(-5000))).toHaveLength(1);
    expect(await counted(later(-1000), "other")).toHaveLength(1);
  });
});

it("what was offered before the table was there is counted in it", async () => {
  const bare = await createBareDatabase();
  const earlier = mkdtempSync(join(tmpdir(), "tierdesk-earlier-"));
  const names = readdirSync(migrationsFolder).filter((name) => name < "20261126011921_article_offers");
  for (const name of names) cpSync(join(migrationsFolder, name), join(earlier, name), { recursive: true });
  const client = new Client({ connectionString: bare.url });
  await client.connect();
  try {
    await applyMigrations(client, earlier);
    await client.query(`
      INSERT INTO "Person" (id, platform, account, name) VALUES ('p', 'sandbox', 'p', 'P');
      INSERT INTO "Conversation" (id, "requesterId", origin, "originKey", "chatKey", status, question, files, parts, offers,
                                  "askedAt", "lastMessageAt")
      SELECT id, 'p', '{}', '', '', 'ended', '', '[]', '[]', offers::jsonb, now(), now() FROM (VALUES
        ('none', '[]'),
        ('two', '[{"article": "vpn", "title": "V", "kind": "suggestion", "confidence": 0.4, "at": "2026-03-02T15:00:00.000Z"},
                  {"article": "vpn", "title": "V", "kind": "answer", "confidence": 0.4, "at": "2026-03-02T15:01:00.000Z",
                   "outcome": "confirmed"}]')) AS c(id, offers)`);
    await applyMigrations(client);
    const { rows: found } = await client.query(`SELECT * FROM "ArticleOffer" ORDER BY place`);
    const common = { conversationId: "two", desk: "main", article: "vpn", edition: null };
    expect(found).toEqual([
      { ...common, place: 0, kind: "suggestion", outcome: null, at: new Date("2026-03-02T15:00:00.000Z") },
      { ...common, place: 1, kind: "answer", outcome: "confirmed", at: new Date("2026-03-02T15:01:00.000Z") },
    ]);
  } finally {
    await client.end();
    rmSync(earlier, { recursive: true });
    await bare.drop();
  }
}, 60_000);

describe("what was offered side by side", () => {
  const listed = (...articles: string[]) => articles.map((article) => offer({ article, kind: "suggestion" }));
  const shown = (offers: Offer[], changes: Partial<Conversation> = {}) =>
    save(offers, undefined, { id: `c-${++people}`, requester: somebody(), ...changes });
  const together = (since = later(-1000)) => countShownTogether(test.database, "main", since);

  it("is counted a conversation, with how often each was chosen", async () => {
    await shown(listed("vpn", "wifi", "jam"));
    await shown([...listed("wifi", "vpn"), offer({ article: "vpn" })]);
    await shown([
      ...listed("wifi", "vpn"),
      offer({ article: "wifi", outcome: "failed" }),
      offer({ article: "vpn" }),
    ]);
    expect(await together()).toEqual([
      { articles: ["vpn", "wifi"], together: 3, chosen: [2, 1] },
      { articles: ["jam", "vpn"], together: 1, chosen: [0, 0] },
      { articles: ["jam", "wifi"], together: 1, chosen: [0, 0] },
    ]);
  });

  it("is nothing of another desk, from before, or of answers that stood alone", async () => {
    await shown([offer({ article: "vpn" }), offer({ article: "wifi" })]);
    await shown(listed("vpn", "wifi"), { desk: "other" });
    await shown(listed("vpn", "wifi").map((one) => ({ ...one, at: later(-5000) })));
    expect(await together()).toEqual([]);
  });

  it("is counted up to a moment, as every offer is", async () => {
    await shown(listed("vpn", "wifi"));
    const until = (end: Date) =>
      Promise.all(
        [countShownTogether, countOffers].map(
          async (count) => (await count(test.database, "main", later(-1000), end)).length,
        ),
      );
    expect(await until(later(1))).toEqual([1, 2]);
    expect(await until(later(0))).toEqual([0, 0]);
  });
});
