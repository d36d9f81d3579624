/** Where does the database tell of somebody? In any column of any table, also of those that are made after this was written. */
import { Prisma } from "../../generated/prisma/client";
import { inTransaction, isConflict, type Database, type Sql, type Transaction } from "../transaction";
import { toJson } from "../stored-text";
import type { Forget } from "./forgetting";
import { wordSearch } from "./word-search";

export type Table = { name: string; key: string[]; columns: string[]; bytes: string[]; hasVersion: boolean };
export type StoredRow = Record<string, unknown>;

/** Rows that are changed in one transaction. */
const BATCH = 100;

/** `columns`: those that can hold words. People themselves are no mention of anybody. */
export async function tablesWithWords(database: Sql): Promise<Table[]> {
  return database.$queryRaw<Table[]>`
    SELECT c.table_name AS name,
           (SELECT array_agg(k.column_name::text ORDER BY k.ordinal_position)
              FROM information_schema.table_constraints p JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
             WHERE p.table_schema = current_schema() AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY') AS key,
           array_agg(c.column_name::text) FILTER (WHERE c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')) AS columns,
           coalesce(array_agg(c.column_name::text) FILTER (WHERE c.data_type = 'bytea'), '{}') AS bytes,
           bool_or(c.column_name = 'version') AS "hasVersion"
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT IN ('_prisma_migrations', 'Person')
     GROUP BY c.table_name
    HAVING bool_or(c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')) 
     -- Packs last: one that is made meanwhile has what its rows said before.
     ORDER BY c.table_name = 'FiguresPack', c.table_name`;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const named = (name: string): Prisma.Sql => Prisma.raw(quoted(name));
const list = (names: string[]): Prisma.Sql => Prisma.join(names.map(named));

/** Without bytes, which hold no words: of a pack they are nearly all. */
const rowOf = ({ bytes }: Table): Prisma.Sql =>
  Prisma.raw(`to_jsonb(t)${bytes.map((name) => ` - '${name.replaceAll("'", "''")}'`).join("")}`);

/** What is being handled, or sent, is no record yet: it is found once it is. */
const settled = ({ name }: Table): Prisma.Sql =>
  name === "InboxEvent" ? Prisma.sql`status <> 'waiting'` : Prisma.sql`true`;

/** Rows that are looked at in one go. */
const PAGE = 500;
/** A table may be large; nothing is locked meanwhile. In milliseconds. */
const LONGEST_READ = 6 * 3_600_000;

/**
 * Keys of the rows that hold one of the words, by table: as it was when the search began. Looked through here, not by the database,
 * which would try each of some thousand words on each row.
 */
async function keysWith(database: Database, table: Table, words: string[]): Promise<StoredRow[]> {
  const holds = wordSearch(words.map((word) => toJson(word).slice(1, -1)));
  const key = table.key.map((column) => `'${column.replaceAll("'", "''")}', ${quoted(column)}`).join(", ");
  const found: StoredRow[] = [];
  const read = async (tx: Transaction): Promise<void> => {
    // Such a statement takes no parameters.
    await tx.$executeRaw`
      DECLARE looked_through NO SCROLL CURSOR FOR
      SELECT jsonb_build_object(${Prisma.raw(key)}) AS key, (${rowOf(table)})::text AS row FROM ${named(table.name)} t
       WHERE ${settled(table)} ORDER BY ${list(table.key)}`;
    for (let page = PAGE; page === PAGE;) {
      const rows = await tx.$queryRaw<{ key: StoredRow; row: string }[]>`
        FETCH ${Prisma.raw(String(PAGE))} FROM looked_through`;
      found.push(...rows.filter(({ row }) => holds(row).length > 0).map((row) => row.key));
      page = rows.length;
    }
  };
  await database.$transaction(read, { maxWait: 10_000, timeout: LONGEST_READ });
  return found;
}

const rowsOf = (sql: Sql, table: Table, keys: StoredRow[], lock: boolean): Promise<{ row: StoredRow }[]> =>
  sql.$queryRaw<{ row: StoredRow }[]>`
    SELECT ${rowOf(table)} AS row FROM ${named(table.name)} t
     WHERE (${list(table.key)}) IN (
       SELECT ${list(table.key)} FROM jsonb_populate_recordset(NULL::${named(table.name)}, ${toJson(keys)}::jsonb))
     ORDER BY ${list(table.key)} ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`;

export async function rowsWithWords(database: Database, table: Table, words: string[]): Promise<StoredRow[]> {
  const keys = await keysWith(database, table, words);
  return (await rowsOf(database, table, keys, false)).map(({ row }) => row);
}

/** It says by which further ids somebody is known: whoever is interrupted and begins again looks for these. Removed last, as a whole. */
const LEFT = "ConversationReference";

/** How many rows of all tables were changed: once more finds none, unless somebody wrote meanwhile. */
export async function sweep(database: Database, words: string[], forget: Forget): Promise<number> {
  let changed = 0;
  for (const table of await tablesWithWords(database)) {
    if (table.name === LEFT) continue;
    const keys = await keysWith(database, table, words);
    for (let from = 0; from < keys.length; from += BATCH) {
      const batch = keys.slice(from, from + BATCH);
      changed += await again(() =>
        inTransaction(database, async (tx) => {
          const rows = await rowsOf(tx, table, batch, true);
          return rewrite(
            tx,
            table,
            rows.map(({ row }) => row),
            forget,
          );
        }),
      );
    }
  }
  return changed;
}

/** How many of them were changed, in one statement. */
async function rewrite(tx: Transaction, table: Table, rows: StoredRow[], forget: Forget): Promise<number> {
  const changes = rows
    .map((row) => ({ row, left: forget(row) as StoredRow }))
    .filter(({ row, left }) => toJson(left) !== toJson(row));
  if (changes.length === 0) return 0;
  const columns = table.columns.filter((column) =>
    changes.some(({ row, left }) => toJson(left[column]) !== toJson(row[column])),
  );
  const sets = columns.map((column) => Prisma.sql`${named(column)} = left_over.${named(column)}`);
  const version = table.hasVersion ? [Prisma.sql`version = t.version + 1`] : [];
  const isRow = table.key.map((column) => Prisma.sql`t.${named(column)} = was.${named(column)}`);
  const recordset = (of: StoredRow[]) =>
    Prisma.sql`jsonb_populate_recordset(NULL::${named(table.name)}, ${toJson(of)}::jsonb) WITH ORDINALITY`;
  await tx.$executeRaw`
    UPDATE ${named(table.name)} t SET ${Prisma.join([...sets, ...version])}
      FROM ${recordset(changes.map(({ left }) => left))} AS left_over
      JOIN ${recordset(changes.map(({ row }) => row))} AS was ON was.ordinality = left_over.ordinality
     WHERE ${Prisma.join(isRow, " AND ")}`;
  await tellOfTickets(
    tx,
    table,
    changes.map(({ row }) => row),
  );
  return changes.length;
}

/** Who keeps tickets in another system hears of it, as of any change: they ask for what has changed. */
async function tellOfTickets(tx: Transaction, { name }: Table, rows: StoredRow[]): Promise<void> {
  const key = { Ticket: "number", HistoryEntry: "ticketNumber" }[name];
  if (key === undefined) return;
  const numbers = rows.map((row) => Number(row[key]));
  await tx.$executeRaw`UPDATE "Ticket" SET "updatedAt" = now() WHERE number = ANY (${numbers}::int[])`;
}

const MOST_CONFLICTS = 10;

/** Somebody else may hold or change the same rows: then once more, from the start. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let conflicts = 0; ; conflicts++) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error) || conflicts >= MOST_CONFLICTS) throw error;
    }
  }
}
