/** How is somebody forgotten, and nothing that is counted with them? */
import { personKey } from "../../desk/address";
import type { Person } from "../../desk/model";
import { Prisma } from "../../generated/prisma/client";
import { inTransaction, isStillNeeded, type Database, type Sql } from "../transaction";
import { forgetting, forgettingTexts, tracesOf, type Forgotten } from "./forgetting";
import {
  erasedAccount,
  mattersOf,
  removeOtherWords,
  removeOwnWords,
  sayingsOf,
  type Erased,
  type Matters,
} from "./own-words";
import { again, sweep } from "./sweep";

const ERASED_PERSON = "Erased person";
const TECHNICIAN = "A technician";

/** Matters of one transaction; they may be thousands. */
const BATCH = 50;
/** Somebody who writes at the same moment is erased with what they wrote. Who writes all the time is refused in the end. */
const MOST_ROUNDS = 5;

/** `namesakes`: names that others have too, or that are a word ("Will", "May"). Where nothing but such a name stands, it stays. */
export type Erasure = { done: boolean; rows: number; namesakes: string[] };

/** All of it may run again: what was done is found no more. */
export async function erasePerson(database: Database, people: Person[]): Promise<Erasure> {
  const keys = people.map(personKey);
  const { forgotten, namesakes } = await plannedFor(database, people);
  await database.$transaction([
    ...forgotten.accounts.map(({ person, as }) => saveErased(database, person, as)),
    ...people.map((person) => savePerson(database, person)),
  ]);
  let rows = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const sayings = await sayingsOf(database, keys);
    if (sayings.length > 0) rows += await sweep(database, sayings, forgettingTexts(sayings));
    await removeWords(database, { keys, people });
    rows += await sweep(database, tracesOf(forgotten), forgetting(forgotten));
    // What they wrote in between stands under the new name, with its words.
    await removeWords(database, { keys, people });
    if (await removePeople(database, people)) return { done: true, rows, namesakes };
  }
  return { done: false, rows, namesakes };
}

async function plannedFor(
  database: Database,
  people: Person[],
): Promise<{ forgotten: Forgotten; namesakes: string[] }> {
  const keys = people.map(personKey);
  const names = [...new Set(people.map(({ name }) => name.trim()).filter((name) => name.length > 1))];
  const shared = await database.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT name FROM "Person" WHERE lower(name) = ANY (${names.map((name) => name.toLowerCase())}) AND id <> ALL (${keys})`;
  const namesakes = names.filter(
    (name) => !/\s/.test(name) || shared.some((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
  const forgotten = {
    accounts: people.map((person) => ({ person, as: erasedAccount() })),
    label: (await isTechnician(database, keys)) ? TECHNICIAN : ERASED_PERSON,
    names: names.filter((name) => !namesakes.includes(name)),
    traces: await referencesOf(database, people),
  };
  return { forgotten, namesakes };
}

/** Whether they have worked on somebody else's ticket. */
async function isTechnician(database: Sql, keys: string[]): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`
    SELECT 1 FROM "HistoryEntry" WHERE "byId" = ANY (${keys}) AND type IN ('replied', 'noted', 'taken', 'resolved', 'asked_for_more', 'escalated')
    UNION ALL SELECT 1 FROM "Ticket" WHERE "assigneeId" = ANY (${keys}) LIMIT 1`;
  return rows.length > 0;
}

/** Teams knows a person, and the chat with them, by further ids. */
async function referencesOf(database: Database, people: Person[]): Promise<string[]> {
  const rows = await database.$queryRaw<{ conversation: string | null; user: string | null }[]>`
    SELECT conversation, "user" FROM "ConversationReference" WHERE id = ANY (${referenceIds(people)})`;
  return rows.flatMap(({ conversation, user }) => [conversation ?? [], user ?? []].flat());
}

const referenceIds = (people: Person[]): string[] =>
  people.map(({ workspace, account }) => `${workspace ?? ""}/${account}`);

/** Somebody for their questions and tickets to belong to: without, they could not be counted by person. */
const saveErased = (database: Database, person: Person, as: string) => {
  const id = personKey({ ...person, account: as });
  return database.$executeRaw`
    INSERT INTO "Person" (id, platform, workspace, account, name)
    SELECT ${id}, platform, workspace, ${as}, ${ERASED_PERSON} FROM "Person" WHERE id = ${personKey(person)}`;
};

/** Who never asked anything stands where they acted alone. So that they are found again when this is interrupted, they stand here, too. */
const savePerson = (database: Database, person: Person) =>
  database.$executeRaw`
    INSERT INTO "Person" (id, platform, workspace, account, name, email)
    VALUES (${personKey(person)}, ${person.platform}, ${person.workspace ?? null}, ${person.account}, ${person.name},
            ${person.email ?? null})
    ON CONFLICT (id) DO NOTHING`;

async function removeWords(database: Database, erased: Erased): Promise<void> {
  const all = await inTransaction(database, (tx) => mattersOf(tx, erased.keys));
  for (let from = 0; from < Math.max(all.conversations.length, all.tickets.length); from += BATCH) {
    const share: Matters = {
      conversations: all.conversations.slice(from, from + BATCH),
      tickets: all.tickets.slice(from, from + BATCH),
    };
    await again(() => inTransaction(database, (tx) => removeOwnWords(tx, share, erased)));
  }
  await again(() => inTransaction(database, (tx) => removeOtherWords(tx, erased.keys)));
  await again(() => inTransaction(database, (tx) => removeTraces(tx, erased)));
}

/** What is of no use without them: sign-ins, what could not be handled, and what waits to go to them. */
async function removeTraces(tx: Sql, { keys }: Erased): Promise<void> {
  await tx.$executeRaw`DELETE FROM "DashboardSession" WHERE "personId" = ANY (${keys})`;
  await tx.$executeRaw`DELETE FROM "DashboardLink" WHERE "personId" = ANY (${keys})`;
  await tx.$executeRaw`DELETE FROM "NoLateAnswers" WHERE "personId" = ANY (${keys})`;
  await tx.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'cancelled'
     WHERE status IN ('held', 'pending', 'sending') AND ${keyOf(Prisma.sql`message->'to'`, "id")} = ANY (${keys})`;
  const by = keyOf(Prisma.sql`event->'by'`, "account");
  await tx.$executeRaw`
    UPDATE "InboxEvent" SET status = 'handled', "handledAt" = now(), event = jsonb_build_object('type', event->'type')
     WHERE status = 'stuck' AND ${by} = ANY (${keys})`;
}

/** The key of a person or of their direct chat, which is named by its person. */
const keyOf = (json: Prisma.Sql, account: "id" | "account"): Prisma.Sql =>
  Prisma.sql`concat_ws('/', ${json}->>'platform', ${json}->>'workspace', ${json}->>${account})`;

/** With how they are reached. False: they have written meanwhile. */
async function removePeople(database: Database, people: Person[]): Promise<boolean> {
  try {
    await database.$transaction([
      database.$executeRaw`DELETE FROM "Person" WHERE id = ANY (${people.map(personKey)})`,
      database.$executeRaw`DELETE FROM "ConversationReference" WHERE id = ANY (${referenceIds(people)})`,
    ]);
    return true;
  } catch (error) {
    if (isStillNeeded(error)) return false;
    throw error;
  }
}
