// Is somebody found wherever the database may tell of them, also in a table or column that was made after all of this was written?
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { personKey } from "../../src/desk/address";
import type { Person } from "../../src/desk/model";
import { erasePerson } from "../../src/store/people/erase-person";
import { exportPerson } from "../../src/store/people/export-person";
import { tablesWithWords } from "../../src/store/people/sweep";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { rowsWith } from "../support/stored-words";
import { conversation, decided, direct, emptyState, noted } from "./samples";

const ana: Person = {
  platform: "teams",
  workspace: "tenant",
  account: "aad-ana-0001",
  name: "Ana Lopez",
  email: "ana@lakeside.example",
};
/** On whose matters she is named. */
const ben: Person = { platform: "slack", workspace: "T1", account: "U3BEN", name: "Ben Okafor" };
const QUESTION = "the mauve plotter of the library makes noises";

let store: TestDatabase;
beforeEach(async () => {
  store = await createTestDatabase();
  const conversations = [
    conversation({ id: "c-1", requester: ana, origin: direct("somewhere"), question: QUESTION }),
    conversation({ id: "c-2", requester: ben, origin: direct("elsewhere"), question: "the green plotter" }),
  ];
  await inTransaction(store.database, (tx) =>
    saveDecision(tx, decided({ conversations }), emptyState, noted),
  );
  await store.database.conversationReference.create({
    data: {
      id: `tenant/${ana.account}`,
      tenant: "tenant",
      kind: "person",
      serviceUrl: "https://teams.example",
      conversation: "a:1chat-of-ana",
      user: "29:1ana-in-teams",
      updatedAt: noted,
    },
  });
}, 60_000);
afterEach(() => store.drop());

type Column = { table: string; name: string; type: string; isGenerated: boolean; points: string | null };

const columns = (): Promise<Column[]> =>
  store.database.$queryRaw<Column[]>`
    SELECT c.table_name AS "table", c.column_name AS name, c.data_type AS type, c.is_generated = 'ALWAYS' AS "isGenerated",
           (SELECT f.confrelid::regclass::text FROM pg_constraint f
              JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
             WHERE f.contype = 'f' AND f.conrelid = format('%I', c.table_name)::regclass AND a.attname = c.column_name) AS points
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'
     ORDER BY c.table_name, c.ordinal_position`;

/** Each way in which a row may tell of Ana. */
const MENTIONS = [
  `relay:teams/direct/tenant/${ana.account}#17.02`,
  "write to ana@lakeside.example.",
  "so Ana Lopez says",
  `like HD-7: ${QUESTION}, and more`,
  "<at>29:1ana-in-teams</at>",
  "teams/a:1chat-of-ana#17",
];

function valueFor({ table, name, type, points }: Column, mention: string, place: number): unknown {
  // Somebody else of the same name keeps it, and whoever asked in the same words keeps those.
  if (name === "byName") return ben.name;
  if (table === "Conversation" && name === "question") return "the green plotter";
  if (points === '"Person"') return personKey(ben);
  if (points === '"Conversation"') return "c-2";
  const values: Record<string, unknown> = {
    text: mention,
    jsonb: { of: [{ text: mention }] },
    ARRAY: [mention],
    boolean: true,
    "timestamp with time zone": noted,
    uuid: `00000000-0000-4000-8000-00000000000${place}`,
  };
  return values[type] ?? 100 + place;
}

/** A row for each mention in each table, with it in every column that can hold it. */
async function mentionEverywhere(): Promise<string[]> {
  const all = await columns();
  // A person is no mention of anybody, and how one is reached goes as a whole.
  const tables = [...new Set(all.map(({ table }) => table))].filter(
    (table) => table !== "Person" && table !== "ConversationReference",
  );
  for (const table of tables) {
    const written = all.filter((column) => column.table === table && !column.isGenerated);
    const names = written.map(({ name }) => `"${name}"`).join(", ");
    for (const [place, mention] of MENTIONS.entries()) {
      const row = Object.fromEntries(
        written.map((column) => [column.name, valueFor(column, mention, place)]),
      );
      await store.database.$executeRawUnsafe(
        `INSERT INTO "${table}" (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::"${table}", $1::jsonb)`,
        JSON.stringify(row),
      );
    }
  }
  return tables;
}

test("who is forgotten stands in no column of any table, by no id, address, name or words", async () => {
  await mentionEverywhere();
  const traces = [ana.account, "ana@lakeside", "Ana Lopez", "mauve", "29:1ana", "a:1chat"];
  for (const trace of traces) expect((await rowsWith(store.database, trace)).length).toBeGreaterThan(20);
  expect(await erasePerson(store.database, [ana])).toMatchObject({ done: true });
  for (const trace of traces) expect(await rowsWith(store.database, trace)).toEqual([]);
});

test("who was forgotten halfway is found again by the further ids that Teams has of them", async () => {
  await mentionEverywhere();
  await store.database.$executeRaw`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'gone'; END $$`;
  await store.database.$executeRaw`
    CREATE TRIGGER dies BEFORE UPDATE ON "OutboxMessage" FOR EACH ROW EXECUTE FUNCTION refuse()`;
  await expect(erasePerson(store.database, [ana])).rejects.toThrow();
  await store.database.$executeRaw`DROP TRIGGER dies ON "OutboxMessage"`;
  expect(await erasePerson(store.database, [ana])).toMatchObject({ done: true });
  for (const trace of ["29:1ana", "a:1chat", ana.account])
    expect(await rowsWith(store.database, trace)).toEqual([]);
});

test("who asks what is known of them is told of every table that names them", async () => {
  const tables = await mentionEverywhere();
  const exported = await exportPerson(store.database, [ana], noted);
  // These are told by whose they are, not by who is named in them: the stories look at that.
  const toldByWhose = [
    "Conversation",
    "Ticket",
    "HistoryEntry",
    "OutboxMessage",
    "ArticleOffer",
    "SolvedWord",
  ];
  // Its rows say again what those of TicketFigures say, of thousands of tickets at once.
  const toldAbove = [...toldByWhose, "FiguresPack"];
  expect(Object.keys(exported.otherRows).toSorted()).toEqual(
    tables
      .filter((table) => !toldAbove.includes(table))
      .concat("ConversationReference")
      .toSorted(),
  );
});

test("packs of figures are looked through last: one that is made meanwhile has what its rows said before", async () => {
  expect((await tablesWithWords(store.database)).at(-1)?.name).toBe("FiguresPack");
});

test("each column is of a kind that is looked through, or that can hold nobody's words", async () => {
  const lookedThrough = ["text", "jsonb", "ARRAY"];
  const wordless = "integer bigint smallint real boolean uuid".split(" ");
  const known = new Set(lookedThrough.concat(wordless, "timestamp with time zone"));
  const others = (await columns()).filter(({ type }) => !known.has(type));
  // Numbers; who they are of stands in its names.
  expect(others.map(({ table, name }) => `${table}.${name}`)).toEqual(["FiguresPack.columns"]);
});

test("each table stands on the page that says what is kept of people", async () => {
  const page = readFileSync(join(__dirname, "../../docs/privacy.md"), "utf8");
  const tables = new Set((await columns()).map(({ table }) => table));
  expect([...tables].filter((table) => !page.includes(`\`${table}\``))).toEqual([]);
});
