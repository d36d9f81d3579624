/** How do other processes know at once that this worker is dead? It holds a lock that ends with its connection. */
import { randomInt, randomUUID } from "node:crypto";
import type { PoolClient } from "pg";

/** First half of the advisory locks' key: any number nobody else uses in this database. */
export const workerLockClass = 7267;

export type Presence = { worker: string; end(): void };

/** A connection of its own, for as long as the worker lives. `pool.connect` of pg. */
export type Connect = () => Promise<PoolClient>;

/**
 * `lock/<n>`: this worker's lock is gone exactly when its connection is. Where a connection cannot be held (a pooler in
 * transaction mode hands it to others), pass no `connect`: others wait for the lease instead. `onLost`: the connection broke
 * while we live, so others may send our messages too; the worker must take a new name.
 */
export async function takePresence(connect: Connect | undefined, onLost: () => void): Promise<Presence> {
  if (connect === undefined) return { worker: `lease/${randomUUID()}`, end: () => {} };
  const connection = await connect();
  const number = randomInt(2 ** 31 - 1);
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    connection.release(true);
  };
  connection.on("error", () => {
    if (ended) return;
    end();
    onLost();
  });
  try {
    await connection.query("SELECT pg_advisory_lock($1::int, $2::int)", [workerLockClass, number]);
  } catch (error) {
    end();
    throw error;
  }
  return { worker: `lock/${number}`, end };
}
