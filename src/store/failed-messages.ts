/** Which messages of a desk have not arrived, and why? Never what they say. */
import type { Sql } from "./transaction";

/** `ticket`: whose it is, where it is about one. */
export type FailedMessage = {
  seq: bigint;
  at: Date;
  role: string;
  platform: string;
  ticket: number | null;
  attempts: number;
  error: string | null;
};

/** The newest first. */
export const loadFailedMessages = (database: Sql, desk: string, limit = 50): Promise<FailedMessage[]> =>
  database.$queryRaw<FailedMessage[]>`
    SELECT m.seq, m."createdAt" AS at, m.about->>'role' AS role, m.platform, (m.about->>'ticket')::int AS ticket,
           m.attempts, m.error
      FROM "OutboxMessage" m LEFT JOIN "Conversation" c ON c.id = m.about->>'conversation'
     WHERE m.status = 'failed' AND coalesce(c.desk, m.about->>'desk') = ${desk}
     ORDER BY m.seq DESC LIMIT ${limit}::int`;
