// Does another Tierdesk still use this server? Each holds one connection with a shared lock on it; the last one out finds none.
import { Client } from "pg";
import { systemCode } from "../store-error";

const presenceLock = 7_437_001; // any number that nothing else in this database locks on

export type Presence = {
  /** Gives our place up; when nobody else is there, `stop` runs while newcomers wait (and then start anew). */
  leave(stop: () => Promise<void>): Promise<void>;
};

/** Makes the database when it is not there yet and announces us. Throws what pg throws when the server is not there. */
export async function join(adminUrl: string, database: string): Promise<Presence> {
  const client = new Client({ connectionString: adminUrl, application_name: "tierdesk presence" });
  // A server that goes away is for the pool to report: it has a question open, this connection has not.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock_shared($1)", [presenceLock]);
    await createDatabase(client, database);
  } catch (error) {
    await client.end();
    throw error;
  }
  keepsProcessAlive(client, false);
  return {
    leave: (stop) => {
      keepsProcessAlive(client, true);
      return leave(client, stop);
    },
  };
}

async function leave(client: Client, stop: () => Promise<void>): Promise<void> {
  try {
    if (await isLast(client)) await stop();
  } finally {
    await client.end().catch(() => {});
  }
}

async function isLast(client: Client): Promise<boolean> {
  try {
    await client.query("SELECT pg_advisory_unlock_shared($1)", [presenceLock]);
    const { rows } = await client.query<{ last: boolean }>("SELECT pg_try_advisory_lock($1) AS last", [
      presenceLock,
    ]);
    return rows[0]?.last ?? false;
  } catch {
    return false; // the server is gone already, or somebody else has stopped it
  }
}

async function createDatabase(client: Client, database: string): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
  if (rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } catch (error) {
    // 42P04, 23505: another process made it in this moment
    if (!["42P04", "23505"].includes(systemCode(error) ?? "")) throw error;
  }
}

/** Being there is no reason to stay alive, asking is. (Documented by pg, missing in its types.) */
function keepsProcessAlive(client: Client & { ref?: () => void; unref?: () => void }, alive: boolean): void {
  if (alive) client.ref?.();
  else client.unref?.();
}
