// Do migrations apply once, in order, in books that Prisma agrees with, and does trouble leave the database as it was?
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { applyMigrations, migrationsFolder } from "../../src/store/migrate";
import { createBareDatabase } from "../support/database";

jest.setTimeout(60_000);

const root = join(__dirname, "..", "..");
let database: Awaited<ReturnType<typeof createBareDatabase>>;
let folder: string;
let clients: Client[];

beforeEach(async () => {
  database = await createBareDatabase();
  folder = mkdtempSync(join(tmpdir(), "tierdesk-migrations-"));
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await database.drop();
  rmSync(folder, { recursive: true });
});

function migration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  clients.push(client);
  return client;
}

const migrate = async (from = folder): Promise<string[]> => applyMigrations(await connect(), from);

async function tables(): Promise<unknown[]> {
  const { rows } = await (
    await connect()
  ).query<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relname LIKE 't_' ORDER BY 1");
  return rows.map(({ name }) => name);
}

/** The Prisma command line on this database. Resolves with what it printed; rejects when it is not content. */
async function prisma(...args: string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: database.url };
  const script = join(root, "scripts", "prisma.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: root, env });
  return stdout;
}

describe("migrations", () => {
  it("apply in the order of their names, and only once", async () => {
    migration("2_second", "ALTER TABLE t1 RENAME TO t2");
    migration("1_first", "CREATE TABLE t1 (a int); CREATE TABLE t3 (a int)");
    expect(await migrate()).toEqual(["1_first", "2_second"]);
    expect(await migrate()).toEqual([]);
    expect(await tables()).toEqual(["t2", "t3"]);
  });

  it("apply once when several processes start at the same moment", async () => {
    migration("1_first", "SELECT pg_sleep(0.05); CREATE TABLE t1 (a int)");
    const applied = await Promise.all([migrate(), migrate(), migrate()]);
    expect(applied.flat()).toEqual(["1_first"]);
  });

  it("leave nothing of one that fails, and keep those before it", async () => {
    migration("1_first", "CREATE TABLE t1 (a int)");
    migration("2_bad", "CREATE TABLE t2 (a int); SELECT 1 / 0");
    await expect(migrate()).rejects.toThrow(/2_bad could not be made and was taken back.*division by zero/s);
    expect(await tables()).toEqual(["t1"]);
    migration("2_bad", "CREATE TABLE t2 (a int)");
    expect(await migrate()).toEqual(["2_bad"]);
  });

  it("refuse a file that was edited after it was applied", async () => {
    migration("1_first", "CREATE TABLE t1 (a int)");
    await migrate();
    migration("1_first", "CREATE TABLE t1 (a int, b int)");
    await expect(migrate()).rejects.toThrow(/1_first\/migration.sql is not the file that was applied/);
  });

  it("refuse a database that is newer than the program", async () => {
    migration("1_first", "CREATE TABLE t1 (a int)");
    migration("2_second", "CREATE TABLE t2 (a int)");
    await migrate();
    rmSync(join(folder, "2_second"), { recursive: true });
    await expect(migrate()).rejects.toThrow(/newer than this Tierdesk.*2_second/);
  });

  it("refuse to go on after one that `prisma migrate` left half-way", async () => {
    migration("1_first", "CREATE TABLE t1 (a int)");
    await migrate();
    await (await connect()).query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrate()).rejects.toThrow("prisma migrate resolve --rolled-back 1_first");
  });

  it("need no more than reading and writing once the database is up to date", async () => {
    migration("1_first", "CREATE TABLE t1 (a int)");
    await migrate();
    const client = await connect();
    await client.query("SET default_transaction_read_only = on");
    expect(await applyMigrations(client, folder)).toEqual([]);
  });
});

describe("with Prisma's own command line", () => {
  it("`migrate status` and `migrate deploy` agree with what was applied here", async () => {
    await migrate(migrationsFolder);
    expect(await prisma("migrate", "status")).toContain("Database schema is up to date");
    expect(await prisma("migrate", "deploy")).toContain("No pending migrations to apply");
  });

  it("nothing is left to apply after `migrate deploy`", async () => {
    await prisma("migrate", "deploy");
    expect(await migrate(migrationsFolder)).toEqual([]);
  });

  it("the schema and the migrations agree", async () => {
    const script = join(root, "scripts", "migrations.mjs");
    const { stdout } = await promisify(execFile)(process.execPath, [script, "diff"]);
    expect(stdout).toContain("Schema and migrations agree");
  });
});
