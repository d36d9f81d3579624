// How does a database get the tables this program needs? prisma/migrations/* in order, in Prisma's own books, under its own lock.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientBase } from "pg";
import { StoreError } from "./store-error";

type Migration = { name: string; sql: string; checksum: string };
type Recorded = { migration_name: string; checksum: string; finished_at: Date | null };

/** The same place seen from src/store/ and from dist/store/. */
export const migrationsFolder = join(__dirname, "..", "..", "prisma", "migrations");

// `prisma migrate` locks on this number too, so both exclude each other.
const prismaLock = 72_707_369;

// As `prisma migrate` makes it, column by column.
const books = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Applies what is missing, each migration in a transaction of its own, and returns the names of those. `prisma migrate deploy`
 * agrees before and after. Throws StoreError when the database and this program do not fit together.
 */
export async function applyMigrations(client: ClientBase, folder = migrationsFolder): Promise<string[]> {
  const migrations = readMigrations(folder);
  await client.query("SELECT pg_advisory_lock($1)", [prismaLock]);
  try {
    const missing = missingOf(migrations, await readBooks(client));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [prismaLock]);
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"));
      return { name, sql: sql.toString("utf8"), checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function readBooks(client: ClientBase): Promise<Recorded[]> {
  // Not CREATE at once: a role that may only read and write still starts on a database that is up to date.
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') AS books");
  if (found[0]?.books === null) await client.query(books);
  const { rows } = await client.query<Recorded>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  return rows;
}

function missingOf(migrations: Migration[], recorded: Recorded[]): Migration[] {
  const failed = recorded.find((row) => row.finished_at === null);
  if (failed) throw new StoreError(failedEarlier(failed.migration_name));
  const ours = new Set(migrations.map(({ name }) => name));
  const unknown = recorded.map((row) => row.migration_name).filter((name) => !ours.has(name));
  if (unknown.length > 0) throw new StoreError(databaseAhead(unknown));
  const applied = new Map(recorded.map((row) => [row.migration_name, row.checksum]));
  const edited = migrations.find(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum);
  if (edited) throw new StoreError(editedSince(edited.name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: ClientBase, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query("BEGIN");
  try {
    await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
      id,
      checksum,
      name,
    ]);
    await client.query(sql); // without parameters: many statements at once
    await client.query(
      "UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1",
      [id],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new StoreError(couldNotApply(name, error), { cause: error });
  }
}

const failedEarlier = (name: string): string =>
  `The database change ${name} was begun with \`prisma migrate\` and failed half-way. Put the database right, then run ` +
  `\`npx prisma migrate resolve --rolled-back ${name}\` (or --applied, when all of it is there) and start again.`;

const databaseAhead = (names: string[]): string =>
  `The database is newer than this Tierdesk: it has the change${names.length > 1 ? "s" : ""} ${names.join(", ")}, ` +
  "which this version does not know. Start the newer version, or restore the backup from before its first start.";

const editedSince = (name: string): string =>
  `prisma/migrations/${name}/migration.sql is not the file that was applied to this database. Restore the file ` +
  "(`git checkout` it, without changing line endings); a change to the tables needs a new migration.";

const couldNotApply = (name: string, error: unknown): string =>
  `The database change ${name} could not be made and was taken back; the database is as before. PostgreSQL says: ` +
  `${error instanceof Error ? error.message : String(error)}.\n` +
  "When it says that permission is denied, the role in DATABASE_URL must own the database or may be given CREATE on its schema.";
