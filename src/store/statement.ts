/** How do several changes make one trip to the database? As one statement: each trip costs more than the change. */
import { Prisma } from "../generated/prisma/client";
import { Conflict, type Transaction } from "./transaction";

/** An INSERT or UPDATE without RETURNING. `orConflict`: why changing no row at all means that somebody else was faster. */
export type Change = { sql: Prisma.Sql; orConflict?: string };

/** Carries all of them out, as one; none may need to see what another does. */
export async function carryOut(tx: Transaction, changes: Change[]): Promise<void> {
  if (changes.length === 0) return;
  const named = changes.map(({ sql }, index) => Prisma.sql`${nameOf(index)} AS (${sql} RETURNING 1)`);
  const counts = changes.map((_, index) => Prisma.sql`(SELECT count(*)::int FROM ${nameOf(index)})`);
  const [row] = await tx.$queryRaw<{ changed: number[] }[]>`
    WITH ${Prisma.join(named)} SELECT ARRAY[${Prisma.join(counts)}] AS changed`;
  changes.forEach(({ orConflict }, index) => {
    if (orConflict !== undefined && row?.changed[index] !== 1) throw new Conflict(orConflict);
  });
}

const nameOf = (index: number): Prisma.Sql => Prisma.raw(`change_${index}`);

/**
 * Within a statement: it is planned for the values at hand each time, not once for all. For those that read a week or ten years of rows:
 * PostgreSQL's plan for any values took an index for three million rows, three times as long as all of them in order.
 */
export const PLANNED_EACH_TIME = "/* planned each time */";
