// How is the database opened? One pool of connections with UTC sessions, checked once, and the Prisma client on top of it.
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type PoolConfig } from "pg";
import { PrismaClient } from "../generated/prisma/client";
import { applyMigrations } from "./migrate";
import { cannotConnect } from "./connection-message";
import { PLANNED_EACH_TIME } from "./statement";
import { StoreError } from "./store-error";
import type { Log } from "../log";

/** `keepsSessions`: a connection stays the same session; not so behind PgBouncer, where a lock of a session holds nothing. */
export type Store = { db: PrismaClient; pool: Pool; keepsSessions: boolean; close: () => Promise<void> };

const oldestServer = 150_000; // server_version_num of PostgreSQL 15
const poolSize = 10;
const connectPatienceMs = 10_000;
const utcNames = new Set(["UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Zulu", "Universal", "Etc/Universal"]);
const utcSession = "-c TimeZone=UTC";

/**
 * Opens a PostgreSQL database (a server's or the embedded one's URL), brings its tables up to date, and hands out the client.
 * Throws StoreError, which names the server and never the password.
 */
export async function openStore(options: { url: string; log: Log }): Promise<Store> {
  const pool = await openPool(options.url, options.log);
  try {
    const applied = await migrate(pool);
    if (applied.length > 0) options.log.info("database_migrated", { applied });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const keepsSessions = pool.options.options !== undefined;
  const db = new PrismaClient({ adapter: new PrismaPg(pool, keepsSessions ? namedStatements : {}) });
  const close = async (): Promise<void> => {
    await db.$disconnect();
    await pool.end();
  };
  return { db, pool, keepsSessions, close };
}

/**
 * A statement with a name is planned once a connection, not each time: a reply is handed over in 5 ms instead of 11
 * (benchmarks/path.ts). Not behind PgBouncer, which may hand the next statement to another connection.
 */
const namedStatements: ConstructorParameters<typeof PrismaPg>[1] = {
  statementNameGenerator: ({ sql }) =>
    sql.includes(PLANNED_EACH_TIME) ? "" : createHash("sha256").update(sql).digest("base64url"),
};

async function openPool(url: string, log: Log): Promise<Pool> {
  const pool = createPool(url, utcSession, log);
  try {
    await checkServer(pool);
    return pool;
  } catch (error) {
    await pool.end();
    if (!refusesOptions(error)) throw error instanceof StoreError ? error : cannotConnect(url, error);
  }
  // PgBouncer takes no options at the start of a session: then the role must bring the time zone, which is checked.
  const plain = createPool(url, undefined, log);
  try {
    await checkServer(plain);
    return plain;
  } catch (error) {
    await plain.end();
    throw error instanceof StoreError ? error : cannotConnect(url, error);
  }
}

function createPool(url: string, sessionOptions: string | undefined, log: Log): Pool {
  const pool = new Pool({ ...poolConfig(url, sessionOptions), max: poolSize });
  // An idle connection that loses its server must not end the process: the next query opens another.
  pool.on("error", (error) => log.warn("database_connection_lost", { error: error.name }));
  // Nor one that is lost just as it is handed out, before anybody can listen: its first query fails and tells.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** What the URL itself says in `options` stays; ours comes last and so wins. */
export function poolConfig(url: string, sessionOptions: string | undefined): PoolConfig {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (error) {
    throw cannotConnect(url, error);
  }
  const theirs = parsed.searchParams.get("options");
  parsed.searchParams.delete("options");
  const all = [theirs, sessionOptions].filter((part) => part !== null && part !== undefined).join(" ");
  return {
    connectionString: parsed.href,
    connectionTimeoutMillis: connectPatienceMs,
    application_name: "tierdesk",
    ...(all !== "" && { options: all }),
  };
}

async function checkServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; name: string; zone: string; role: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
            current_setting('TimeZone') AS zone, current_user AS role`,
  );
  const server = rows[0];
  if (!server) throw new StoreError("The database server answered nothing to a question about itself.");
  if (server.version < oldestServer) {
    throw new StoreError(
      `The database server is PostgreSQL ${server.name}; Tierdesk needs 15 or newer. Upgrade it, or set DATABASE_URL to another.`,
    );
  }
  if (!utcNames.has(server.zone)) {
    throw new StoreError(
      `The database session's time zone is ${server.zone}, and something on the way (PgBouncer?) keeps Tierdesk from setting it: ` +
        `times would be stored wrong. Run \`ALTER ROLE "${server.role}" SET timezone = 'UTC';\` and start again.`,
    );
  }
}

const refusesOptions = (error: unknown): boolean =>
  error instanceof Error && error.message.includes("unsupported startup parameter");

async function migrate(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    return await applyMigrations(client);
  } finally {
    client.release();
  }
}
