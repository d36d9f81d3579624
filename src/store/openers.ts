/** Is a message on its way that opens a thread? */
import type { PlatformName } from "../desk/model";
import type { Sql } from "./transaction";

/** Tried already, so it may have arrived. Only a platform can tell which channel a thread is in: any of the platform's counts. */
export async function isOpenerUnderway(database: Sql, platform: PlatformName): Promise<boolean> {
  const [row] = await database.$queryRaw<{ underway: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "OutboxMessage"
                    WHERE (status = 'sending' OR (status = 'pending' AND attempts > 0)) AND opens IS NOT NULL
                      AND platform = ${platform}) AS underway`;
  return row?.underway ?? false;
}
