/** Who is signed in on the dashboard? A session ends 12 hours after its last page, 7 days after it began, or when it is revoked. */
import { randomBytes } from "node:crypto";
import { personKey } from "../desk/address";
import type { Person } from "../desk/model";
import { accountsOf } from "./person-row";
import { hashed, type SignedIn } from "./sign-in-links";
import { toJson } from "./stored-text";
import type { Sql } from "./transaction";

const HOUR = 3_600_000;
const IDLE_FOR = 12 * HOUR;
export const SESSION_FOR = 7 * 24 * HOUR;
/** A page does not write each time it is looked at, in milliseconds. */
const SEEN_EVERY = 60_000;

const oldest = (now: Date) => ({
  seen: new Date(now.getTime() - IDLE_FOR),
  created: new Date(now.getTime() - SESSION_FOR),
});

/** Gives the cookie's value, which is kept nowhere here. */
export async function openSession(database: Sql, { desk, person }: SignedIn, now: Date): Promise<string> {
  const value = randomBytes(32).toString("base64url");
  const { seen, created } = oldest(now);
  await database.$executeRaw`
    DELETE FROM "DashboardSession" WHERE "lastSeenAt" < ${seen} OR "createdAt" < ${created}`;
  await database.$executeRaw`
    INSERT INTO "DashboardSession" (id, desk, "personId", person, "createdAt", "lastSeenAt")
    VALUES (${hashed(value)}, ${desk}, ${personKey(person)}, ${toJson(person)}::jsonb, ${now}, ${now})`;
  return value;
}

export async function findSession(database: Sql, value: string, now: Date): Promise<SignedIn | undefined> {
  const { seen, created } = oldest(now);
  const [row] = await database.$queryRaw<(SignedIn & { lastSeenAt: Date })[]>`
    SELECT desk, person, "lastSeenAt" FROM "DashboardSession"
     WHERE id = ${hashed(value)} AND "lastSeenAt" >= ${seen} AND "createdAt" >= ${created}`;
  if (!row) return undefined;
  const { lastSeenAt, ...signedIn } = row;
  if (now.getTime() - lastSeenAt.getTime() > SEEN_EVERY)
    await database.$executeRaw`UPDATE "DashboardSession" SET "lastSeenAt" = ${now} WHERE id = ${hashed(value)}`;
  return signedIn;
}

export async function closeSession(database: Sql, value: string): Promise<void> {
  await database.$executeRaw`DELETE FROM "DashboardSession" WHERE id = ${hashed(value)}`;
}

/** Of one desk, by all of the person's accounts. Links that are still out stop working, too. */
export async function closeSessionsOf(database: Sql, desk: string, person: Person): Promise<number> {
  const accounts = accountsOf(person);
  await database.$executeRaw`
    DELETE FROM "DashboardLink" WHERE desk = ${desk} AND "personId" IN (${accounts})`;
  return database.$executeRaw`
    DELETE FROM "DashboardSession" WHERE desk = ${desk} AND "personId" IN (${accounts})`;
}

export type SessionLine = SignedIn & { personId: string; createdAt: Date; lastSeenAt: Date };

/** Those that have not ended, the one seen last first. */
export async function listSessions(database: Sql, now: Date): Promise<SessionLine[]> {
  const { seen, created } = oldest(now);
  return database.$queryRaw<SessionLine[]>`
    SELECT desk, person, "personId", "createdAt", "lastSeenAt" FROM "DashboardSession"
     WHERE "lastSeenAt" >= ${seen} AND "createdAt" >= ${created} ORDER BY "lastSeenAt" DESC`;
}

/** By the operator: of one account, or of everybody. */
export async function revokeSessions(database: Sql, personId?: string): Promise<SignedIn[]> {
  await database.$executeRaw`
    DELETE FROM "DashboardLink" WHERE ${personId ?? null}::text IS NULL OR "personId" = ${personId ?? null}`;
  return database.$queryRaw<SignedIn[]>`
    DELETE FROM "DashboardSession" WHERE ${personId ?? null}::text IS NULL OR "personId" = ${personId ?? null}
    RETURNING desk, person`;
}
