// How does a test get a database of its own? A copy of the migrated template: milliseconds, and nothing shared.
import { randomBytes } from "node:crypto";
import { openStore, type Store } from "../../src/store/client";
import { quietLog, runSql, testServer, withDatabase } from "./database-server";

export type TestDatabase = {
  url: string;
  database: Store["db"];
  pool: Store["pool"];
  /** Closes the connections and removes the database. */
  drop: () => Promise<void>;
};

export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, drop } = await createBareDatabase((await testServer()).template);
  const { db, pool, close } = await openStore({ url, log: quietLog });
  return {
    url,
    database: db,
    pool,
    drop: async () => {
      await close();
      await drop();
    },
  };
}

/** A database without connections; empty unless made from a template. */
export async function createBareDatabase(
  from = "template0",
): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = await testServer();
  const name = `tierdesk_test_${randomBytes(6).toString("hex")}`;
  await runSql(server.url, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  });
  const drop = (): Promise<void> =>
    runSql(server.url, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  return { url: withDatabase(server.url, name), drop };
}
