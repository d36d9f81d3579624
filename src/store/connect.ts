/** Which database does this start use: the one of DATABASE_URL, or the embedded one in the data folder? */
import { openStore } from "./client";
import type { Store } from "./client";
import { startEmbeddedDatabase } from "./embedded/embedded-database";
import type { Log } from "../log";

/** Ready to work with: its tables are up to date. Throws StoreError, which says what to do. */
export async function connectStore(
  { databaseUrl, dataDir }: { databaseUrl?: string; dataDir: string },
  log: Log,
): Promise<Store> {
  if (databaseUrl !== undefined) return openStore({ url: databaseUrl, log });
  const embedded = await startEmbeddedDatabase({ dataDir, log });
  try {
    const store = await openStore({ url: embedded.url, log });
    const close = async (): Promise<void> => {
      await store.close();
      await embedded.stop();
    };
    return { ...store, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}
