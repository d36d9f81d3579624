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

/** Makes one pack of the oldest, of so many tickets as `size` says, where there are enough. Says whether it did: there may be more. */
export const packFigures = (database: Database, desk: string, now: Date, size = PACK): Promise<boolean> =>
  inTransaction(database, async (tx) => {
    await takeApart(tx, desk, size / MOST_CHANGED);
    const numbers = await settledOf(tx, desk, new Date(now.getTime() - SETTLED_AFTER), size);
    if (numbers.length < size) return false;
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

async function takeApart(tx: Transaction, desk: string, most: number): Promise<void> {
  const worn = await tx.$queryRaw<{ pack: number }[]>`
    SELECT -pack AS pack FROM "TicketFigures" WHERE desk = ${desk} AND ${UNPACKED} AND pack < 0
     GROUP BY pack HAVING count(*) > ${most}::float8`;
  for (const { pack: id } of worn) {
    await tx.$executeRaw`DELETE FROM "FiguresPack" WHERE id = ${id}::int`;
    await tx.$executeRaw`UPDATE "TicketFigures" SET pack = NULL WHERE pack IN (${id}::int, ${-id}::int)`;
  }
}
