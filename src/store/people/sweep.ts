/** Where does the database tell of somebody? In any column of any table, also of those that are made after this was written. */
import { Prisma } from "../../generated/prisma/client";
import { inTransaction, isConflict, type Database, type Sql, type Transaction } from "../transaction";
import { toJson } from "../stored-text";
import type { Forget } from "./forgetting";

export type Table = { name: string; key: string[]; columns: string[]; hasVersion: boolean };
export type StoredRow = Record<string, unknown>;

/** Rows that are changed in one transaction. */
const BATCH = 100;

/** `columns`: those that can hold words; what the database makes of others follows these. People themselves are no mention of anybody. */
export async function tablesWithWords(database: Sql): Promise<Table[]> {
  return database.$queryRaw<Table[]>`
    SELECT c.table_name AS name,
           (SELECT array_agg(k.column_name::text ORDER BY k.ordinal_position)
              FROM information_schema.table_constraints p JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
             WHERE p.table_schema = current_schema() AND p.table_name = c.table_name AND p.constraint_type = 'PRIMARY KEY') AS key,
           array_agg(c.column_name::text) FILTER (WHERE c.is_generated = 'NEVER' AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')) AS columns,
           bool_or(c.column_name = 'version') AS "hasVersion"
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name NOT IN ('_prisma_migrations', 'Person')
     GROUP BY c.table_name
    HAVING bool_or(c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')) ORDER BY c.table_name`;
}

const named = (name: string): Prisma.Sql => Prisma.raw(`"${name.replaceAll('"', '""')}"`);
const list = (names: string[]): Prisma.Sql => Prisma.join(names.map(named));

/** What is being handled, or sent, is no record yet: it is found once it is. */
const settled = ({ name }: Table): Prisma.Sql =>
  name === "InboxEvent" ? Prisma.sql`status <> 'waiting'` : Prisma.sql`true`;

/** Keys of the rows that hold one of the words, by table. A read of the whole table, without a lock. */
async function keysWith(database: Sql, table: Table, words: string[]): Promise<StoredRow[]> {
  const likes = words.map(
    (word) =>
      `%${toJson(word)
        .slice(1, -1)
        .replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
  );
  const rows = await database.$queryRaw<{ key: StoredRow }[]>`
    SELECT jsonb_build_object(${Prisma.join(table.key.flatMap((column) => [Prisma.sql`${column}::text`, named(column)]))}) AS key
      FROM ${named(table.name)} t WHERE ${settled(table)} AND to_jsonb(t)::text ILIKE ANY (${likes}) ORDER BY ${list(table.key)}`;
  return rows.map(({ key }) => key);
}

const rowsOf = (sql: Sql, table: Table, keys: StoredRow[], lock: boolean): Promise<{ row: StoredRow }[]> =>
  sql.$queryRaw<{ row: StoredRow }[]>`
    SELECT to_jsonb(t) AS row FROM ${named(table.name)} t
     WHERE (${list(table.key)}) IN (
       SELECT ${list(table.key)} FROM jsonb_populate_recordset(NULL::${named(table.name)}, ${toJson(keys)}::jsonb))
     ORDER BY ${list(table.key)} ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`;

export async function rowsWithWords(database: Sql, table: Table, words: string[]): Promise<StoredRow[]> {
  const keys = await keysWith(database, table, words);
  return (await rowsOf(database, table, keys, false)).map(({ row }) => row);
}

/** How many rows of all tables were changed: once more finds none, unless somebody wrote meanwhile. */
export async function sweep(database: Database, words: string[], forget: Forget): Promise<number> {
  let changed = 0;
  for (const table of await tablesWithWords(database)) {
    const keys = await keysWith(database, table, words);
    for (let from = 0; from < keys.length; from += BATCH) {
      const batch = keys.slice(from, from + BATCH);
      changed += await again(() =>
        inTransaction(database, async (tx) => {
          let count = 0;
          for (const { row } of await rowsOf(tx, table, batch, true))
            count += (await rewrite(tx, table, row, forget)) ? 1 : 0;
          return count;
        }),
      );
    }
  }
  return changed;
}

async function rewrite(tx: Transaction, table: Table, row: StoredRow, forget: Forget): Promise<boolean> {
  const left = forget(row) as StoredRow;
  const columns = table.columns.filter((column) => toJson(left[column]) !== toJson(row[column]));
  if (columns.length === 0) return false;
  const sets = columns.map((column) => Prisma.sql`${named(column)} = left_over.${named(column)}`);
  const version = table.hasVersion ? [Prisma.sql`version = t.version + 1`] : [];
  const isRow = table.key.map((column) => Prisma.sql`t.${named(column)} = was.${named(column)}`);
  await tx.$executeRaw`
    UPDATE ${named(table.name)} t SET ${Prisma.join([...sets, ...version])}
      FROM jsonb_populate_record(NULL::${named(table.name)}, ${toJson(left)}::jsonb) left_over,
           jsonb_populate_record(NULL::${named(table.name)}, ${toJson(row)}::jsonb) was
     WHERE ${Prisma.join(isRow, " AND ")}`;
  return true;
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
