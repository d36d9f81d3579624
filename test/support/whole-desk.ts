/** How does the whole help desk run in a test? On a real database, with its platforms, and with a clock that only the test moves. */
import { createDraftWriting } from "../../src/chores/draft-writing";
import { createClock } from "../../src/clock";
import { workspaceOf } from "../../src/desk/address";
import { decide, type DeskRules } from "../../src/desk/decide";
import { maskEvent } from "../../src/desk/masking";
import type { DeskEvent } from "../../src/desk/events";
import { createHandle, type DeskOf } from "../../src/handle";
import { createInbox } from "../../src/inbox/inbox";
import type { Log } from "../../src/log";
import { createOutbox } from "../../src/outbox/outbox";
import type { Platform } from "../../src/platforms/platform";
import type { TestDatabase } from "./database";

/** What the desk is made with. `told`: hears each event before it is stored. */
export type DeskParts = {
  database: TestDatabase;
  now: () => Date;
  log: Log;
  rulesOf: (desk: string) => DeskRules;
  /** The knowledge base, where drafts go; without one nobody is to want any. */
  kb?: string;
  deskOf: DeskOf;
  told: (event: DeskEvent) => void;
};

export type WholeDesk = ReturnType<typeof openWholeDesk>;

export function openWholeDesk(platforms: Platform[], { told, rulesOf, deskOf, kb, ...parts }: DeskParts) {
  const { now, log } = parts;
  const { database, pool } = parts.database;
  const names = platforms.map(({ name }) => name);
  const shared = { database, now, log };
  const handleNext = createHandle({
    ...shared,
    decide: (event, state, at) => decide(event, state, { ...rulesOf(state.desk), platforms: names }, at),
    deskOf,
    planOf: (desk) => rulesOf(desk).plan,
  });
  const inbox = createInbox({ ...shared, handleNext });
  const drafts = createDraftWriting({
    ...shared,
    kbOf: () => kb ?? "/nowhere",
    rulesOf,
    receive: inbox.receive,
  });
  const outbox = createOutbox({ ...shared, platforms, connect: () => pool.connect() });
  const clock = createClock({ ...shared, receive: inbox.receive, everyMs: 3_600_000 });
  async function receive(event: DeskEvent): Promise<void> {
    told(event);
    const isStrangers = workspaceOf(event) !== undefined && deskOf(event) === undefined;
    if (!isStrangers) await inbox.receive(maskEvent(event));
  }
  return {
    inbox,
    async start() {
      inbox.start();
      drafts.start();
      for (const platform of platforms) await platform.start(receive);
      // As main.ts does it: deliveries need their platform.
      await outbox.start();
    },
    async stop() {
      await drafts.stop();
      await inbox.stop();
      await outbox.stop();
      await Promise.all(platforms.map((platform) => platform.stop()));
    },
    /** Everything that has happened is handled and everything due is delivered, receipts included. */
    async settle(arrived: () => Promise<void>) {
      for (let quiet = 0; quiet < 2;) {
        await arrived();
        await clock.tick();
        inbox.nudge();
        await inbox.idle();
        drafts.nudge();
        await drafts.idle();
        outbox.nudge();
        await outbox.idle();
        quiet = (await isQuiet(database, now())) ? quiet + 1 : 0;
      }
    },
  };
}

/** Nothing is due that could be done now: what waits behind a message that is not due, for a thread, or for its target, is not. */
async function isQuiet(database: TestDatabase["database"], now: Date): Promise<boolean> {
  const [row] = await database.$queryRaw<{ busy: boolean }[]>`
    WITH unsent AS (SELECT * FROM "OutboxMessage" WHERE status IN ('held', 'pending', 'sending')),
         heads AS (SELECT DISTINCT ON (lane) * FROM unsent ORDER BY lane, place, seq)
    SELECT EXISTS (SELECT 1 FROM "InboxEvent" WHERE status = 'waiting' AND "nextAttemptAt" <= ${now})
        OR EXISTS (SELECT 1 FROM "ArticleDraft" WHERE status = 'wanted' AND "nextAttemptAt" <= ${now})
        OR EXISTS (SELECT 1 FROM heads WHERE "nextAttemptAt" <= ${now}
                      AND (opens IS NOT NULL OR lane NOT LIKE 'thread/%' OR EXISTS (
                           SELECT 1 FROM "OutboxMessage" o WHERE 'thread/' || o.opens = heads.lane AND o.status = 'sent'))
                      AND NOT EXISTS (SELECT 1 FROM "OutboxMessage" t
                                       WHERE t.key = heads.target AND t.status IN ('held', 'pending', 'sending')))
        AS busy`;
  return row !== undefined && !row.busy;
}
