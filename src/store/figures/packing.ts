/** Which rows of TicketFigures change no more, so that they are kept as columns, too? */
import { inTransaction, type Database, type Transaction } from "../transaction";
import { COLUMNS, columnsOfTold, createNames, toBytes, type Told } from "./columns";
import { LATEST, toldOf, UNPACKED } from "./told";

/** Tickets of a pack. */
const PACK = 4096;
/** Closed tickets are still rated and reopened for some days. */
const SETTLED_AFTER = 14 * 86_400_000;
/** A pack of which more tickets than one in so many have changed is taken apart, to be packed anew. */
const MOST_CHANGED = 8;

/**
 * Makes one pack of the oldest, of so many tickets as `size` says, or takes one apart where there are not enough. Says whether it did
 * either: there may be more to do.
 */
export const packFigures = (database: Database, desk: string, now: Date, size = PACK): Promise<boolean> =>
  inTransaction(database, async (tx) => {
    const numbers = await settledOf(tx, desk, new Date(now.getTime() - SETTLED_AFTER), size);
    if (numbers.length < size) return takeApart(tx, desk, size / MOST_CHANGED);
    await pack(tx, desk, numbers);
    return true;
  });

async function settledOf(tx: Transaction, desk: string, before: Date, size: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM "TicketFigures"
     WHERE desk = ${desk} AND ${UNPACKED} AND pack IS NULL AND status = 'closed' AND "endedAt" < ${before}::timestamptz
     ORDER BY number LIMIT ${size}::int FOR UPDATE SKIP LOCKED`;
  return rows.map(({ number }) => number);
}

async function pack(tx: Transaction, desk: string, numbers: number[]): Promise<void> {
  const [row] = await tx.$queryRaw<(Told & { latest: Date })[]>`
    SELECT ${toldOf(COLUMNS)}, ${LATEST} AS latest FROM "TicketFigures" WHERE number = ANY (${numbers}::int[])`;
  if (!row) return;
  const names = createNames();
  const columns = columnsOfTold(row, COLUMNS, names);
  const { id } = await tx.figuresPack.create({
    data: {
      desk,
      tickets: numbers.length,
      latest: row.latest,
      names: names.texts,
      columns: toBytes(columns),
    },
    select: { id: true },
  });
  await tx.$executeRaw`UPDATE "TicketFigures" SET pack = ${id}::int WHERE number = ANY (${numbers}::int[])`;
}

/** One of those that are worn. Says whether there was one: its rows may make a new pack. */
async function takeApart(tx: Transaction, desk: string, most: number): Promise<boolean> {
  const [gone] = await tx.$queryRaw<{ id: number }[]>`
    DELETE FROM "FiguresPack" WHERE id = (
      SELECT -pack FROM "TicketFigures" WHERE desk = ${desk} AND ${UNPACKED} AND pack < 0
       GROUP BY pack HAVING count(*) > ${most}::float8 LIMIT 1)
    RETURNING id`;
  if (!gone) return false;
  await tx.$executeRaw`
    UPDATE "TicketFigures" SET pack = NULL WHERE pack IN (${gone.id}::int, ${-gone.id}::int)`;
  return true;
}
