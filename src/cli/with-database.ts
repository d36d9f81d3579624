/** How does a command reach what the help desk has stored? */
import { readConfig } from "../config";
import { createLog } from "../log";
import { connectStore } from "../store/connect";
import type { Database } from "../store/transaction";

/** Works beside a running help desk, and without one. */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const store = await connectStore(config, createLog("error"));
  try {
    return await work(store.db);
  } finally {
    await store.close();
  }
}
