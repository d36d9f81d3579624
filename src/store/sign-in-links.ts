/** Which links to the dashboard are out? Each works once; only a hash of its code is kept, as the code is a key. */
import { createHash } from "node:crypto";
import { personKey } from "../desk/address";
import type { SignInLink } from "../desk/decision";
import type { Person } from "../desk/model";
import { Prisma } from "../generated/prisma/client";
import type { Change } from "./statement";
import { toJson } from "./stored-text";
import type { Sql } from "./transaction";

/** Who is or was signed in, and to which desk. */
export type SignedIn = { desk: string; person: Person };

export const hashed = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** The links before it that nobody used are cleared away with the time. */
export const saveSignInLink = (
  desk: string,
  { code, person, expiresAt }: SignInLink,
  now: Date,
): Change[] => [
  {
    sql: Prisma.sql`
      INSERT INTO "DashboardLink" (id, desk, "personId", person, "expiresAt")
      VALUES (${hashed(code)}, ${desk}, ${personKey(person)}, ${toJson(person)}::jsonb, ${expiresAt})`,
  },
  { sql: Prisma.sql`DELETE FROM "DashboardLink" WHERE "expiresAt" < ${now}` },
];

/** Looks whose it is without using it: a chat platform's preview does as much. Undefined: as with `takeLink`. */
export async function findLink(database: Sql, code: string, now: Date): Promise<SignedIn | undefined> {
  const [row] = await database.$queryRaw<SignedIn[]>`
    SELECT desk, person FROM "DashboardLink" WHERE id = ${hashed(code)} AND "expiresAt" > ${now}`;
  return row;
}

/** Undefined: used, too old, or never given out. Of two who use it at once, one is signed in. */
export async function takeLink(database: Sql, code: string, now: Date): Promise<SignedIn | undefined> {
  const [row] = await database.$queryRaw<SignedIn[]>`
    DELETE FROM "DashboardLink" WHERE id = ${hashed(code)} AND "expiresAt" > ${now} RETURNING desk, person`;
  return row;
}
