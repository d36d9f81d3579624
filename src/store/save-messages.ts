/** How do outbound messages get into the outbox, and what becomes of those that have not left it yet? */
import { addressKey } from "../desk/address";
import type { Content } from "../desk/content";
import type { Destination, OutboundMessage, Readdress } from "../desk/decision";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { toJson } from "./stored-text";
import type { Transaction } from "./transaction";

type Update = OutboundMessage & { verb: "update" };
type Withdrawal = OutboundMessage & { verb: "withdraw" };

/** Changes messages that wait; gives back those that have to be sent themselves. */
export async function settleUnsent(tx: Transaction, messages: OutboundMessage[]): Promise<OutboundMessage[]> {
  const rest: OutboundMessage[] = [];
  for (const message of messages) {
    if (!(await changesUnsent(tx, message))) rest.push(message);
  }
  return rest;
}

/** What nobody has seen yet is changed where it waits: no second message is needed. */
async function changesUnsent(tx: Transaction, message: OutboundMessage): Promise<boolean> {
  if (message.verb === "update") return rewriteUnsent(tx, message.of, message.content);
  return message.verb === "withdraw" && cancelUnsent(tx, message);
}

async function rewriteUnsent(tx: Transaction, key: string, content: Content): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "OutboxMessage" SET message = jsonb_set(message, '{content}', ${toJson(content)}::jsonb)
     WHERE key = ${key} AND verb = 'post' AND ${isUntried}`;
  return changed > 0;
}

/** After a try that ended unclear it may have been seen: then a change is a message of its own, which waits for it. */
const isUntried = Prisma.sql`status IN ('held', 'pending') AND attempts = 0 AND error IS NULL`;

async function cancelUnsent(tx: Transaction, withdrawal: Withdrawal): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'cancelled' WHERE key = ${withdrawal.of} AND ${isUntried}`;
  await tx.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'cancelled'
     WHERE target = ${withdrawal.of} AND verb = 'update' AND status = 'pending'`;
  return changed > 0;
}

/**
 * What has not arrived goes to another place: messages by their key, also given up ones, or all that wait to go from one place
 * about a conversation. They stay the same messages: what edits, withdraws or undoes them finds them.
 */
export function readdressMessages(readdresses: Readdress[], now: Date): Change[] {
  return readdresses.map(({ to, ...which }) => {
    const moved = Prisma.sql`
      UPDATE "OutboxMessage" SET message = jsonb_set(message, '{to}', ${toJson(to)}::jsonb), lane = ${laneTo(to)},
             platform = ${to.platform}`;
    const sql =
      "key" in which
        ? Prisma.sql`${moved}, status = 'pending', attempts = 0, error = NULL, "nextAttemptAt" = ${now}
            WHERE key = ${which.key} AND verb = 'post' AND status IN ('failed', 'pending')`
        : Prisma.sql`${moved} WHERE lane = ${laneTo(which.from)} AND verb = 'post' AND status IN ('held', 'pending')
            AND about->>'conversation' = ${which.conversation} AND message->>'onlyFor' IS NULL`;
    return { sql };
  });
}

/** In the order given. A key that exists already names the same message: nothing to do. */
export function insertMessages(messages: OutboundMessage[], now: Date): Change[] {
  if (messages.length === 0) return [];
  const sql = Prisma.sql`
    INSERT INTO "OutboxMessage" (key, lane, place, verb, platform, message, about, opens, target, status, "nextAttemptAt", "createdAt")
    SELECT key, lane, place, verb, platform, message, about, opens, target, status, coalesce("holdUntil", ${now}::timestamptz), ${now}::timestamptz
      FROM jsonb_to_recordset(${toJson(messages.map(toRow))}::jsonb)
        AS row(key text, lane text, place int, verb text, platform text, message jsonb, about jsonb, opens text, target text,
               status text, "holdUntil" timestamptz)
    ON CONFLICT (key) DO NOTHING`;
  return [{ sql }];
}

/** Only the latest state of a card matters: an update that is still waiting when a newer one comes is dropped. */
export async function replaceEarlierUpdates(tx: Transaction, messages: OutboundMessage[]): Promise<void> {
  const updates = messages.filter((message): message is Update => message.verb === "update");
  if (updates.length === 0) return;
  await tx.$executeRaw`
    UPDATE "OutboxMessage" old SET status = 'cancelled'
     WHERE old.verb = 'update' AND old.status = 'pending' AND old.target = ANY(${updates.map((update) => update.of)})
       AND EXISTS (SELECT 1 FROM "OutboxMessage" newer
                    WHERE newer.key = ANY(${updates.map((update) => update.key)}) AND newer.target = old.target
                      AND newer.status = 'pending' AND newer.seq > old.seq)`;
}

function toRow(message: OutboundMessage) {
  const { key, about, ...rest } = message;
  const post = message.verb === "post" ? message : undefined;
  return {
    key,
    about,
    message: rest,
    verb: message.verb,
    lane: laneOf(message),
    place: post?.opens === undefined ? 1 : 0,
    // A thread's platform shows once the thread is open.
    platform: "thread" in message.to ? "" : message.to.platform,
    opens: post?.opens,
    target: "of" in message ? message.of : undefined,
    status: post?.holdUntil ? "held" : "pending",
    holdUntil: post?.holdUntil,
  };
}

/** A page of somebody's own keeps no reply to them waiting. */
function laneOf(message: OutboundMessage): string {
  if (message.verb === "home") return `home/${laneTo(message.to)}`;
  return message.verb === "post" && message.opens !== undefined
    ? `thread/${message.opens}`
    : laneTo(message.to);
}

const laneTo = (to: Destination): string => ("thread" in to ? `thread/${to.thread}` : addressKey(to));
