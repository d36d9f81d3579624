/** Which messages of a desk, and which events for other systems, have not arrived, and why? Never what they say. */
import type { Sql } from "./transaction";

/** `ticket`: whose it is, where it is about one. Of an event: `role` is event, `platform` the webhook's key. */
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
    (SELECT m.seq, m."createdAt" AS at, m.about->>'role' AS role, m.platform, (m.about->>'ticket')::int AS ticket,
            m.attempts, m.error
       FROM "OutboxMessage" m LEFT JOIN "Conversation" c ON c.id = m.about->>'conversation'
      WHERE m.status = 'failed' AND coalesce(c.desk, m.about->>'desk') = ${desk}
      ORDER BY m.seq DESC LIMIT ${limit}::int)
    UNION ALL
    (SELECT seq, "createdAt", 'event', webhook, "ticketNumber", attempts, error
       FROM "WebhookEvent" WHERE status = 'failed' AND desk = ${desk}
      ORDER BY seq DESC LIMIT ${limit}::int)
    ORDER BY at DESC LIMIT ${limit}::int`;
