/** Which other systems may read tickets? A token is known by its hash alone: who copies the database cannot use it. */
import type { Database, Sql } from "./transaction";

export type ApiToken = {
  id: number;
  desk: string;
  name: string;
  withText: boolean;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

export const saveToken = async (
  database: Database,
  token: Pick<ApiToken, "desk" | "name" | "withText" | "createdAt" | "expiresAt"> & { hash: string },
): Promise<number> => (await database.apiToken.create({ data: token, select: { id: true } })).id;

/** Looked up in an index by a hash of 256 random bits: how long that takes tells nothing about any token. */
export async function findToken(database: Sql, hash: string): Promise<ApiToken | undefined> {
  const rows = await database.$queryRaw<ApiToken[]>`
    SELECT id, desk, name, "withText", "createdAt", "expiresAt", "lastUsedAt", "revokedAt" FROM "ApiToken" WHERE hash = ${hash}`;
  return rows[0];
}

export const noteUse = (database: Sql, id: number, now: Date): Promise<number> =>
  database.$executeRaw`UPDATE "ApiToken" SET "lastUsedAt" = ${now} WHERE id = ${id}::int`;

export const listTokens = (database: Sql): Promise<ApiToken[]> =>
  database.$queryRaw<ApiToken[]>`
    SELECT id, desk, name, "withText", "createdAt", "expiresAt", "lastUsedAt", "revokedAt" FROM "ApiToken" ORDER BY id`;

/** Undefined: there is none with this number. Once revoked, it stays as it was. */
export async function revokeToken(database: Sql, id: number, now: Date): Promise<string | undefined> {
  const rows = await database.$queryRaw<{ name: string }[]>`
    UPDATE "ApiToken" SET "revokedAt" = coalesce("revokedAt", ${now}) WHERE id = ${id}::int RETURNING name`;
  return rows[0]?.name;
}
