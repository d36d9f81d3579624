// Who is meant by an account or an address, and is somebody forgotten without another who is like them?
import { personKey } from "../../src/desk/address";
import type { Person } from "../../src/desk/model";
import { erasePerson } from "../../src/store/people/erase-person";
import { exportPerson } from "../../src/store/people/export-person";
import { findPerson } from "../../src/store/people/find-person";
import { forgetting, forgettingTexts } from "../../src/store/people/forgetting";
import { storeEvent } from "../../src/store/inbox";
import { claimMessage } from "../../src/store/outbox";
import { markSent } from "../../src/store/outbox-outcome";
import { loadState } from "../../src/store/load";
import { saveDecision } from "../../src/store/save";
import { inTransaction, isConflict } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { rowsWith } from "../support/stored-words";
import { content, conversation, decided, emptyState, later, noted, post, posted, ticket } from "./samples";

let store: TestDatabase;
beforeEach(async () => {
  store = await createTestDatabase();
}, 60_000);
afterEach(() => store.drop());

const anaOnSlack: Person = {
  platform: "slack",
  workspace: "T1",
  account: "U1ANA",
  name: "Ana Lopez",
  email: "ana@lakeside.example",
};
const anaOnTeams: Person = { ...anaOnSlack, platform: "teams", workspace: "tenant", account: "aad-ana" };
const otherAna: Person = {
  platform: "slack",
  workspace: "T1",
  account: "U2ANA",
  name: "Ana Lopez",
  email: "ana@other.example",
};

let matters = 0;
/** A question of theirs that became a ticket, which is closed. */
async function asked(by: Person, question: string): Promise<number> {
  const number = ++matters;
  const origin = {
    platform: by.platform,
    kind: "direct" as const,
    id: by.account,
    ...(by.workspace && { workspace: by.workspace }),
  };
  const id = `c-${number}`;
  const saved = conversation({ id, requester: by, origin, question, ticket: number, status: "ended" });
  const closed = ticket({
    number,
    conversation: id,
    requester: by,
    origin,
    question,
    status: "closed",
    thread: `t-${number}`,
    card: `card:${number}`,
  });
  await inTransaction(store.database, (tx) =>
    saveDecision(
      tx,
      decided({
        conversations: [saved],
        ticket: closed,
        history: [{ conversation: id, ticket: number, type: "asked", by, text: question }],
      }),
      { ...emptyState, nextTicketNumber: number },
      noted,
    ),
  );
  return number;
}

const accounts = async (who: string) => {
  const found = await findPerson(store.database, who);
  return "several" in found ? "several" : found.accounts.map(({ account }) => account);
};

describe("an account or an address", () => {
  it("means all accounts of one person, whichever is named", async () => {
    await asked(anaOnSlack, "a question");
    await asked(anaOnTeams, "another question");
    for (const who of [
      "U1ANA",
      "aad-ana",
      "slack/T1/U1ANA",
      "Ana@Lakeside.example",
      " ana@lakeside.example ",
    ])
      expect(await accounts(who)).toEqual(["U1ANA", "aad-ana"]);
  });

  it("means nobody who is not known, nobody by name, and not everybody by a part", async () => {
    await asked(anaOnSlack, "a question");
    for (const who of ["", "U1", "ana", "%", "Ana Lopez", "lakeside.example", "slack/T2/U1ANA"])
      expect(await accounts(who)).toEqual([]);
  });

  it("means also who only said hello, and stands in our answer alone", async () => {
    const to = {
      platform: "slack" as const,
      kind: "direct" as const,
      id: "U7HELLO",
      workspace: "T1",
      root: "17.01",
    };
    const messages = [post("slack/direct/T1/U7HELLO/17.01/hello", { to })];
    await inTransaction(store.database, (tx) => saveDecision(tx, decided({ messages }), emptyState, noted));
    expect(await accounts("slack/T1/U7HELLO")).toEqual(["U7HELLO"]);
    expect(await accounts("7HELLO")).toEqual([]);
    const found = await findPerson(store.database, "U7HELLO");
    if ("several" in found) throw new Error("That is one.");
    expect(await erasePerson(store.database, found.accounts)).toMatchObject({ done: true });
    expect(await rowsWith(store.database, "U7HELLO")).toEqual([]);
  });

  it("is asked back when two people have the same account in two workspaces", async () => {
    await asked(anaOnSlack, "a question");
    await asked({ ...otherAna, account: "U1ANA", workspace: "T2" }, "another");
    expect(await accounts("U1ANA")).toBe("several");
    expect(await accounts("slack/T2/U1ANA")).toEqual(["U1ANA"]);
  });

  it("of another organisation, which nobody vouches for, is no account of the person", async () => {
    await asked(anaOnSlack, "a question");
    await asked({ ...anaOnTeams, outside: "elsewhere" }, "another question");
    expect(await accounts("U1ANA")).toEqual(["U1ANA"]);
  });
});

describe("who is forgotten", () => {
  it("goes with all accounts; somebody else of the same name keeps theirs, and it is told", async () => {
    await asked(anaOnSlack, "the mauve plotter");
    await asked(anaOnTeams, "the mauve scanner");
    await asked(otherAna, "the green plotter");
    expect(await erasePerson(store.database, [anaOnSlack, anaOnTeams])).toMatchObject({
      done: true,
      namesakes: ["Ana Lopez"],
    });
    for (const trace of ["mauve", "U1ANA", "aad-ana", "ana@lakeside"])
      expect(await rowsWith(store.database, trace)).toEqual([]);
    const people = await store.database.person.findMany({ orderBy: { name: "asc" } });
    expect(people.map(({ name, email }) => [name, email])).toEqual([
      ["Ana Lopez", "ana@other.example"],
      ["Erased person", null],
      ["Erased person", null],
    ]);
    expect(await rowsWith(store.database, "the green plotter")).not.toEqual([]);
    expect(await store.database.ticket.count()).toBe(3);
  });

  it("takes nothing of others who asked in the same words, or whose address only begins or ends alike", async () => {
    const ben: Person = {
      platform: "slack",
      workspace: "T1",
      account: "U3BEN",
      name: "Ben Okafor",
      email: "ana@lakeside.example.org",
    };
    const dana: Person = { ...ben, account: "U4DANA", name: "Dana Brooks", email: "x.ana@lakeside.example" };
    await asked(anaOnSlack, "I forgot my password of the library");
    await asked(ben, "Hello, I forgot my password of the library");
    await asked(
      dana,
      "Write to x.ana@lakeside.example or ana@lakeside.example.org, not ana@lakeside.example.",
    );
    const exported = await exportPerson(store.database, [anaOnSlack], noted);
    expect(JSON.stringify(exported.otherRows)).not.toContain("U3BEN");
    await erasePerson(store.database, [anaOnSlack]);
    const questions = await store.database.ticket.findMany({ orderBy: { number: "asc" } });
    expect(questions.map(({ question }) => question)).toEqual([
      "",
      "Hello, I forgot my password of the library",
      "Write to x.ana@lakeside.example or ana@lakeside.example.org, not [e-mail].",
    ]);
    const people = await store.database.person.findMany({ orderBy: { name: "asc" } });
    expect(people.map(({ email }) => email)).toEqual([ben.email, dana.email, null]);
  });

  it("leaves what another wrote of theirs, but no text that quotes a question of theirs alone", async () => {
    const ben: Person = {
      ...anaOnSlack,
      account: "U3BEN",
      name: "Ben Okafor",
      email: "ben@lakeside.example",
    };
    await asked(anaOnSlack, "the mauve plotter of the library makes noises");
    const number = await asked(ben, "the green plotter");
    await store.database.historyEntry.updateMany({
      where: { ticketNumber: number },
      data: { text: "like HD-1: The mauve plotter of the library makes noises" },
    });
    await erasePerson(store.database, [anaOnSlack]);
    const lines = await store.database.historyEntry.findMany({ where: { ticketNumber: number } });
    expect(lines.map(({ text }) => text)).toEqual(["[text removed]"]);
  });

  it("is not looked for by a name that is a word: neither texts nor what is counted change for it", async () => {
    const will: Person = { platform: "slack", workspace: "T1", account: "U5WILL", name: "Network" };
    await asked(will, "the mauve plotter of the library");
    const number = await asked(otherAna, "Network is down, the Network will not come back");
    await store.database.ticket.update({ where: { number }, data: { component: "Network" } });
    expect(await erasePerson(store.database, [will])).toMatchObject({ done: true, namesakes: ["Network"] });
    expect(await store.database.ticket.findUnique({ where: { number } })).toMatchObject({
      component: "Network",
      question: "Network is down, the Network will not come back",
    });
    expect(await rowsWith(store.database, "U5WILL")).toEqual([]);
  });

  it("is found again after an interruption, also who never asked anything", async () => {
    const tara: Person = {
      ...anaOnSlack,
      account: "U6TARA",
      name: "Tara Quinn",
      email: "tara@lakeside.example",
    };
    const number = await asked(otherAna, "the green plotter");
    await store.database.historyEntry.updateMany({
      data: { type: "replied", byId: personKey(tara), byName: tara.name },
    });
    await store.database.$executeRaw`
      UPDATE "Ticket" SET "assigneeId" = ${personKey(tara)}, detail = detail || ${JSON.stringify({ assignee: tara })}::jsonb
       WHERE number = ${number}`;
    await store.database.$executeRaw`
      INSERT INTO "TicketFigures" (number, desk, part, status, tier, priority, "assigneeId", "openedAt")
      VALUES (${number}, 'main', 'single', 'closed', 2, 'normal', ${personKey(tara)}, now())
      ON CONFLICT (number) DO UPDATE SET "assigneeId" = EXCLUDED."assigneeId"`;
    // It dies at the table that comes after those by which somebody like her is found.
    await store.database.$executeRaw`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'gone'; END $$`;
    await store.database.$executeRaw`
      CREATE TRIGGER dies BEFORE UPDATE ON "TicketFigures" FOR EACH ROW EXECUTE FUNCTION refuse()`;
    await expect(erasePerson(store.database, [tara])).rejects.toThrow();
    await store.database.$executeRaw`DROP TRIGGER dies ON "TicketFigures"`;

    expect(await accounts("tara@lakeside.example")).toEqual(["U6TARA"]);
    expect(await erasePerson(store.database, [tara])).toMatchObject({ done: true });
    expect(await rowsWith(store.database, "tara")).toEqual([]);
    const figures = await store.database.ticketFigures.findUniqueOrThrow({ where: { number } });
    expect(figures.assigneeId).toMatch(/^slack\/T1\/erased-/);
  });

  it("cannot be told from what is left: the new account is another one each time", async () => {
    await asked(anaOnSlack, "a question");
    await erasePerson(store.database, [anaOnSlack]);
    const first = await store.database.person.findFirstOrThrow();
    await asked(anaOnSlack, "a question");
    await erasePerson(store.database, [anaOnSlack]);
    const all = await store.database.person.findMany();
    expect(new Set(all.map(({ account }) => account)).size).toBe(2);
    expect(first.account).toMatch(/^erased-[0-9a-f]{16}$/);
  });

  // What comes before their matters are renamed is renamed with its words; what comes after still belongs to them.
  it.each(["AuditEntry", "WebhookEvent"])(
    "goes with what they write at the same moment, before %s was looked through",
    async (table) => {
      await asked(anaOnSlack, "the mauve plotter of the library");
      await store.database.$executeRaw`
        INSERT INTO "AuditEntry" (desk, at, "byId", "byName", action, subject) VALUES ('main', now(), 'operator', '', '', 'U1ANA')`;
      await store.database.$executeRaw`
        INSERT INTO "WebhookEvent" (desk, webhook, type, "ticketNumber", "entryId", "createdAt", "nextAttemptAt", error)
        VALUES ('main', 'w', 't', 1, 1, now(), now(), 'U1ANA')`;
      await store.database.$executeRaw`
        CREATE FUNCTION write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          INSERT INTO "Conversation" SELECT (jsonb_populate_record(c, '{"id": "c-new", "question": "the mauve scanner"}')).*
            FROM "Conversation" c LIMIT 1;
          UPDATE "Conversation" SET "requesterId" = 'slack/T1/U1ANA' WHERE id = 'c-new';
          INSERT INTO "HistoryEntry" ("conversationId", at, type, "byId", "byName", text)
          VALUES ('c-new', now(), 'asked', 'slack/T1/U1ANA', 'Ana Lopez', 'the mauve scanner');
          RETURN NEW; END $$`;
      await store.database.$executeRawUnsafe(
        `CREATE TRIGGER writes BEFORE UPDATE ON "${table}" FOR EACH ROW EXECUTE FUNCTION write()`,
      );
      expect(await erasePerson(store.database, [anaOnSlack])).toMatchObject({ done: true });
      expect(await store.database.conversation.count()).toBe(2);
      for (const trace of ["mauve", "U1ANA", "Ana Lopez"])
        expect(await rowsWith(store.database, trace)).toEqual([]);
    },
  );

  it("leaves no trace in a message that was on its way to them", async () => {
    const number = await asked(anaOnSlack, "the mauve plotter of the library");
    const to = { platform: "slack" as const, kind: "direct" as const, id: "U1ANA", workspace: "T1" };
    const about = { role: "notice" as const, conversation: `c-${number}` };
    const messages = [post("answer", { to, about, content: content("the mauve plotter") })];
    await inTransaction(store.database, (tx) => saveDecision(tx, decided({ messages }), emptyState, noted));
    const claim = { worker: "w", now: later(1), until: later(60_000) };
    const claimed = await claimMessage(store.database, "slack", claim);
    if (!claimed) throw new Error("Nothing was claimed.");
    await erasePerson(store.database, [anaOnSlack]);
    const arrived = { message: { in: to, messageId: "17.01" } };
    expect(await markSent(store.database, claimed, claim, arrived)).toBe(false);
    for (const trace of ["mauve", "U1ANA"]) expect(await rowsWith(store.database, trace)).toEqual([]);
  });

  it("takes nothing from whoever was erased before and had worked for them", async () => {
    const number = await asked(anaOnSlack, "the mauve plotter");
    await store.database.historyEntry.create({
      data: {
        conversationId: `c-${number}`,
        ticketNumber: number,
        at: noted,
        type: "replied",
        byId: "slack/T1/erased-0123456789abcdef",
        byName: "A technician",
        text: "Oil the wheel",
      },
    });
    await erasePerson(store.database, [anaOnSlack]);
    expect((await rowsWith(store.database, "Oil the wheel")).length).toBe(1);
  });

  it("may write at the same moment: the desk's work is done again for somebody new, and nothing is lost", async () => {
    await asked(anaOnSlack, "a question");
    const origin = { platform: "slack" as const, kind: "direct" as const, id: "U1ANA", workspace: "T1" };
    const event = posted("e-1", { by: anaOnSlack, message: { in: origin, messageId: "m" }, replyIn: origin });
    await storeEvent(store.database, event, noted);
    const decision = decided({
      conversations: [conversation({ id: "c-new", requester: anaOnSlack, origin })],
    });
    // Loaded before, saved after: what was loaded is not there any more.
    const state = await inTransaction(store.database, (tx) => loadState(tx, event, "main"));
    await erasePerson(store.database, [anaOnSlack]);
    const save = (known: typeof state) =>
      inTransaction(store.database, (tx) => saveDecision(tx, decision, known, later(1)));
    const stale = { ...state, openTickets: [ticket({ requester: anaOnSlack })] };
    expect(isConflict(await save(stale).catch((error: unknown) => error))).toBe(true);
    await save(await inTransaction(store.database, (tx) => loadState(tx, event, "main")));
    expect(await store.database.person.count({ where: { account: "U1ANA" } })).toBe(1);
    // What waits to be handled is no record yet.
    expect(await store.database.inboxEvent.count({ where: { status: "waiting" } })).toBe(1);
  });
});

describe("what is left of a value", () => {
  const forget = forgetting({
    accounts: [{ person: anaOnSlack, as: "erased-1" }],
    label: "Erased person",
    names: ["Ana Lopez"],
    traces: ["29:1abc"],
  });
  it.each([
    ["slack/direct/T1/U1ANA/17.01#17.02", "slack/direct/T1/erased-1/17.01#17.02"],
    ["relay:slack/direct/T1/U1ANA#17.02", "relay:slack/direct/T1/erased-1#17.02"],
    ["U1ANAX and XU1ANA", "U1ANAX and XU1ANA"],
    ["mailto:ana@lakeside.example", "slack/T1/erased-1"],
    [
      "write to ANA@lakeside.example, not dana@lakeside.example",
      "write to [e-mail], not dana@lakeside.example",
    ],
    ["Ana Lopez", "Erased person"],
    ["ana  lopez called, Anatolia did not", "[name] called, Anatolia did not"],
    ["<at>29:1abc</at>", "<at>erased-1</at>"],
  ])("%j", (value, left) => expect(forget(value)).toBe(left));

  it("keeps the shape of what it is in, and others of the same name", () => {
    const assignee = { ...anaOnSlack, key: "ana", memberOf: ["t2"] };
    expect(forget({ detail: { assignee, by: otherAna, at: 7, none: null }, list: ["U1ANA"] })).toEqual({
      detail: {
        assignee: { platform: "slack", workspace: "T1", account: "erased-1", name: "Erased person" },
        by: { ...otherAna, email: otherAna.email },
        at: 7,
        none: null,
      },
      list: ["erased-1"],
    });
    expect(forget({ byId: "slack/T1/U2ANA", byName: "Ana Lopez" })).toEqual({
      byId: "slack/T1/U2ANA",
      byName: "Ana Lopez",
    });
    expect(forget({ byId: "slack/T1/U1ANA", byName: "Ana L." })).toEqual({
      byId: "slack/T1/erased-1",
      byName: "Erased person",
    });
  });

  it("is nothing of a text that quotes theirs", () => {
    const forgetTexts = forgettingTexts(["the mauve plotter"]);
    expect(
      forgetTexts({ blocks: [{ text: "HD-1: the mauve plotter makes" }, { text: "a plotter" }] }),
    ).toEqual({
      blocks: [{ text: "[text removed]" }, { text: "a plotter" }],
    });
  });
});
