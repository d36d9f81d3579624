// What does the database hold, in every column of every table? For tests that look for what must not be there.
import type { Database } from "../../src/store/transaction";

/** Each row as PostgreSQL writes it, by its table. */
export async function storedRows(database: Database): Promise<{ table: string; row: string }[]> {
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const found = await database.$queryRawUnsafe<{ row: string }[]>(
        `SELECT to_jsonb(t)::text AS row FROM "${name}" t`,
      );
      return found.map(({ row }) => ({ table: name, row }));
    }),
  );
  return rows.flat();
}

/** `table: row` of those that hold it, whatever the case. */
export async function rowsWith(database: Database, word: string): Promise<string[]> {
  const rows = await storedRows(database);
  return rows
    .filter(({ row }) => row.toLowerCase().includes(word.toLowerCase()))
    .map(({ table, row }) => `${table}: ${row}`);
}

/** How many rows each table has. */
export async function rowCounts(database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table } of await storedRows(database)) counts[table] = (counts[table] ?? 0) + 1;
  return counts;
}
