// Does the store find all that is one person's, whichever platform they ask on, and nothing that is another's?
import { readFileSync } from "node:fs";
import { Prisma } from "../../src/generated/prisma/client";
import type { DeskEvent } from "../../src/desk/events";
import type { Address, Person } from "../../src/desk/model";
import { loadState } from "../../src/store/load";
import { accountsOf } from "../../src/store/person-row";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { conversation, decided, emptyState, noted, posted, ticket } from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

const onTeams: Person = {
  platform: "teams",
  workspace: "9f2c",
  account: "a-ana",
  name: "Ana Lopez",
  email: "Ana.Lopez@School.example",
};
const onSlack: Person = {
  platform: "slack",
  workspace: "T1",
  account: "U1",
  name: "Ana L.",
  email: "ana.lopez@school.example",
};
const without = ({ email: _email, ...person }: Person): Person => person;

const chat = ({ platform, workspace = "", account }: Person): Address => ({
  platform,
  workspace,
  kind: "direct",
  id: account,
});
const says = (by: Person): DeskEvent =>
  posted("m", { by, message: { in: chat(by), messageId: "m" }, replyIn: chat(by) });
const load = (event: DeskEvent, desk = "main") =>
  inTransaction(test.database, (tx) => loadState(tx, event, desk));
const save = (decision: Parameters<typeof decided>[0], state = emptyState) =>
  inTransaction(test.database, (tx) => saveDecision(tx, decided(decision), state, noted));

/** A ticket of somebody's, with its conversation. */
const open = (number: number, requester: Person, changes: Parameters<typeof ticket>[0] = {}) => {
  const id = `c-${number}`;
  return save({
    conversations: [conversation({ id, requester, origin: chat(requester) })],
    ticket: ticket({
      number,
      conversation: id,
      requester,
      origin: chat(requester),
      thread: `t-${number}`,
      card: `card:${number}`,
      ...changes,
    }),
  });
};
const openOf = async (by: Person, desk?: string): Promise<number[]> =>
  (await load(says(by), desk)).openTickets.map(({ number }) => number).toSorted((a, b) => a - b);

describe("the open tickets of a person", () => {
  it("are those of all accounts with their verified address, in capitals or not", async () => {
    await open(1, onTeams);
    await open(2, onSlack);
    expect(await openOf(onTeams)).toEqual([1, 2]);
    expect(await openOf(onSlack)).toEqual([1, 2]);
    expect(await openOf({ ...onSlack, email: " ANA.LOPEZ@school.example" })).toEqual([1, 2]);
  });

  it("are those of the account alone, for whom no platform vouches", async () => {
    await open(1, without(onTeams));
    await open(2, without(onSlack));
    expect(await openOf(without(onTeams))).toEqual([1]);
    expect(await openOf(onSlack)).toEqual([2]);
  });

  it("are not those of people of other organisations, whatever address they have", async () => {
    await open(1, onTeams);
    await open(2, { ...onSlack, outside: "Hilltop" });
    expect(await openOf(onTeams)).toEqual([1]);
    expect(await openOf({ ...onSlack, outside: "Hilltop" })).toEqual([2]);
  });

  it("stay with their own desk", async () => {
    await open(1, onTeams, { desk: "other" });
    expect(await openOf(onSlack, "main")).toEqual([]);
    expect(await openOf(onSlack, "other")).toEqual([1]);
  });

  it("are found by indexes, however many people and tickets there are", async () => {
    await test.database.$executeRaw`
      INSERT INTO "Person" (id, platform, account, name, email)
      SELECT 'slack/' || n, 'slack', n::text, 'Somebody', n || '@school.example' FROM generate_series(1, 5000) n`;
    await test.database.$executeRaw`ANALYZE "Person"`;
    const plan = await test.database.$queryRaw<{ "QUERY PLAN": string }[]>`
      EXPLAIN SELECT * FROM "Ticket" WHERE "requesterId" = ANY (ARRAY(${accountsOf(onTeams)}))`;
    const lines = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(lines).toMatch(/Index.*"Person_email_idx"/);
    expect(lines).not.toContain('Seq Scan on "Person"');
  });
});

describe("a ticket of the other account", () => {
  it("is changed as the person's own, and stays that account's", async () => {
    await open(1, onTeams);
    const state = await load(says(onSlack));
    const [own] = state.openTickets;
    await save({ ...(own && { ticket: { ...own, status: "closed" as const } }) }, state);
    const [row] = await test.database.ticket.findMany();
    expect(row).toMatchObject({ status: "closed", requesterId: "teams/9f2c/a-ana", version: 2 });
  });
});

describe("the queue on somebody's page", () => {
  const home = async (by: Person): Promise<number[]> => {
    const { home: page } = await load({ id: "h", at: noted, type: "home_opened", by });
    return (page?.queue ?? []).map(({ number }) => number).toSorted((a, b) => a - b);
  };

  it("has what is assigned to any of their accounts, and nothing of another's", async () => {
    const other: Person = { ...without(onTeams), account: "a-zoe" };
    await open(1, other, { assignee: onTeams });
    await open(2, other, { assignee: { ...onTeams, account: "a-kim", email: "kim@school.example" } });
    await open(3, other);
    expect(await home(onSlack)).toEqual([1, 3]);
    expect(await home(without(onSlack))).toEqual([3]);
  });
});

it("addresses stored before, in capitals, are made small", async () => {
  await test.database.$executeRaw`
    INSERT INTO "Person" (id, platform, account, name, email) VALUES ('slack/U9', 'slack', 'U9', 'Kim', 'Kim@School.example')`;
  const sql = readFileSync("prisma/migrations/20261125230000_emails_in_small_letters/migration.sql", "utf8");
  await test.database.$executeRaw(Prisma.raw(sql));
  const [kim] = await test.database.person.findMany({ where: { id: "slack/U9" } });
  expect(kim?.email).toBe("kim@school.example");
});
