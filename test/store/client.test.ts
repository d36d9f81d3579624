// Is the database opened with UTC sessions and a clear word when it cannot be, and is its password never told?
import { createServer, type Server, type Socket } from "node:net";
import { connect } from "node:net";
import { openStore } from "../../src/store/client";
import { describeUrl } from "../../src/store/connection-message";
import { createBareDatabase } from "../support/database";
import { quietLog, runSql } from "../support/database-server";

let bare: Awaited<ReturnType<typeof createBareDatabase>>;
beforeEach(async () => {
  bare = await createBareDatabase();
});
afterEach(() => bare.drop());

async function setZone(to: string): Promise<void> {
  const name = new URL(bare.url).pathname.slice(1);
  await runSql(bare.url, async (client) => {
    await client.query(`ALTER DATABASE ${name} SET timezone = '${to}'`);
  });
}

async function refusal(url: string): Promise<string> {
  try {
    await (await openStore({ url, log: quietLog })).close();
  } catch (error) {
    expect(error).toMatchObject({ name: "StoreError" });
    return error instanceof Error ? error.message : "";
  }
  throw new Error("was opened");
}

function withOptions(url: string, options: string): string {
  const changed = new URL(url);
  changed.searchParams.set("options", options);
  return changed.href;
}

const zone = async (url: string): Promise<unknown> => {
  const store = await openStore({ url, log: quietLog });
  const [row] = await store.db.$queryRaw<{ zone: string }[]>`SELECT current_setting('TimeZone') AS zone`;
  await store.close();
  return row?.zone;
};

describe("opening the store", () => {
  it("brings the tables, and gives a client and a pool on the same database", async () => {
    const store = await openStore({ url: bare.url, log: quietLog });
    expect(await store.db.person.count()).toBe(0);
    expect((await store.pool.query('SELECT count(*)::int AS count FROM "Person"')).rows).toEqual([
      { count: 0 },
    ]);
    await store.close();
  });

  it("tells which changes it made to the database, once", async () => {
    const told: string[] = [];
    const log = { ...quietLog, info: (event: string) => void told.push(event) };
    await (await openStore({ url: bare.url, log })).close();
    await (await openStore({ url: bare.url, log })).close();
    expect(told).toEqual(["database_migrated"]);
  });

  it("has UTC sessions where the database has another time zone", async () => {
    await setZone("America/Chicago");
    expect(await zone(bare.url)).toBe("UTC");
  });

  it("has UTC sessions where the address brings options of its own", async () => {
    expect(await zone(withOptions(bare.url, "-c TimeZone=Asia/Tokyo -c jit=off"))).toBe("UTC");
  });

  it("outlives a server that ends its idle connections", async () => {
    const store = await openStore({ url: bare.url, log: quietLog });
    await runSql(bare.url, async (client) => {
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
    });
    await waitFor(() => store.pool.totalCount === 0);
    expect(await store.db.person.count()).toBe(0);
    await store.close();
  });

  it("outlives a connection that breaks just as it is given out", async () => {
    const store = await openStore({ url: bare.url, log: quietLog });
    const connection = await store.pool.connect();
    expect(() => connection.emit("error", new Error("terminated"))).not.toThrow();
    connection.release(true);
    await store.close();
  });
});

describe("behind a pooler that refuses options, as PgBouncer does", () => {
  let pooler: Server;
  let url: string;
  beforeEach(async () => {
    pooler = createServer((client) => refuseOptions(client, bare.url));
    await new Promise<void>((done) => pooler.listen(0, "127.0.0.1", done));
    const bound = pooler.address();
    const through = new URL(bare.url);
    through.searchParams.delete("host");
    through.host = `127.0.0.1:${typeof bound === "object" ? bound?.port : 0}`;
    url = through.href;
  });
  afterEach(() => new Promise((done) => pooler.close(done)));

  it("the store opens when the session is UTC anyway", async () => {
    await setZone("UTC");
    expect(await zone(url)).toBe("UTC");
  });

  it("a session in another time zone is refused, with the statement that mends it", async () => {
    await setZone("America/Chicago");
    expect(await refusal(url)).toMatch(
      /time zone is America\/Chicago.*ALTER ROLE ".+" SET timezone = 'UTC'/s,
    );
  });
});

describe("what a person reads when the database cannot be opened", () => {
  it("says where nothing listens, without user and password", async () => {
    const message = await refusal("postgresql://clerk:hunter2@127.0.0.1:9/desk");
    expect(message).toContain("Cannot open the database 127.0.0.1:9/desk: nothing listens there");
    expect(message).not.toMatch(/hunter2|clerk/);
  });

  it("says that the database does not exist", async () => {
    const missing = new URL(bare.url);
    missing.pathname = "/no_such_database";
    expect(await refusal(missing.href)).toContain("/no_such_database: the database does not exist");
  });

  it("says how to write an address that is none", async () => {
    const message = await refusal("postgresql://desk:hun/ter2@:port/desk");
    expect(message).toContain("percent-encoded");
    expect(message).not.toContain("hun/ter2");
  });

  it("names a database by host and name only", () => {
    expect(describeUrl("postgresql://desk:hunter2@db.example:5433/desk?sslmode=require")).toBe(
      "db.example:5433/desk",
    );
    expect(describeUrl("mysql://db/desk")).toBeUndefined();
  });
});

async function waitFor(ready: () => boolean): Promise<void> {
  while (!ready()) await new Promise((done) => setTimeout(done, 5));
}

/** Passes a connection on to the server, unless its first message holds `options`: then it answers as PgBouncer does. */
function refuseOptions(client: Socket, url: string): void {
  client.on("error", () => {});
  client.once("data", (start) => {
    if (start.includes("options\0"))
      return void client.end(errorMessage("unsupported startup parameter: options"));
    const { searchParams, hostname, port } = new URL(url);
    const folder = searchParams.get("host");
    const server = folder ? connect(`${folder}/.s.PGSQL.5432`) : connect(Number(port || 5432), hostname);
    server.on("error", () => {});
    server.write(start);
    client.pipe(server).pipe(client);
  });
}

function errorMessage(text: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${text}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
