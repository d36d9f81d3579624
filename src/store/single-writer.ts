/** How do we make sure that only one process keeps the sandbox? Its journal has one writer. */
import type { Pool } from "pg";
import { StoreError } from "./store-error";

/** Beside the locks of workers (store/presence.ts), in a class of its own. */
const lockClass = 7268;

/** Holds the claim on one connection until `end` or the process's death. Throws StoreError when another process has it. */
export async function claimSandbox(pool: Pool): Promise<{ end(): void }> {
  const client = await pool.connect();
  // A connection that breaks gives the lock back; the journal's writer is then this process still.
  client.on("error", () => undefined);
  const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1, 0) AS got", [
    lockClass,
  ]);
  if (rows[0]?.got) return { end: () => client.release(true) };
  client.release();
  throw new StoreError(
    "Tierdesk is running already with this data: the sandbox cannot run twice. Stop that one, or give this one a data folder (and, with DATABASE_URL, a database) of its own: TIERDESK_DATA=.tierdesk-2 PORT=3001 npm start",
  );
}
