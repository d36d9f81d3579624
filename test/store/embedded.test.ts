// Does a real PostgreSQL start, survive, get shared and stop in a data folder, and what does a person read when it cannot?
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { clusterFolder } from "../../src/store/embedded/cluster";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "../../src/store/embedded/embedded-database";
import { isPostgresRunning, readPostmaster } from "../../src/store/embedded/postmaster-file";
import { findPrograms, type Programs } from "../../src/store/embedded/programs";
import { stopServer } from "../../src/store/embedded/server";
import { quietLog } from "../support/database-server";

jest.setTimeout(60_000);

const support = join(__dirname, "..", "support");
const ownerScript = join(support, "embedded-owner.cjs");
const execArgv = ["-r", join(support, "typescript.cjs")];
const asRoot = process.getuid?.() === 0;
const folders: string[] = [];

/** A folder that the server's user may enter, and whose server is stopped afterwards. */
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "tierdesk-embedded-"));
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
}

let pattern: string;

beforeAll(async () => {
  pattern = mkdtempSync(join(tmpdir(), "tierdesk-embedded-"));
  chmodSync(pattern, 0o755);
  await (await start(pattern)).stop();
});
afterAll(() => rmSync(pattern, { recursive: true, force: true }));

/** As `folder`, with a database in it that was made before: a second less than making one. */
function folderWithDatabase(): string {
  const dataDir = folder();
  execFileSync("cp", ["-a", clusterFolder(pattern), clusterFolder(dataDir)]);
  return dataDir;
}

afterEach(async () => {
  for (const dataDir of folders.splice(0)) {
    await stopServer(clusterFolder(dataDir), findPrograms());
    rmSync(dataDir, { recursive: true, force: true });
  }
});

const start = (dataDir: string, programs?: Programs): Promise<EmbeddedDatabase> =>
  startEmbeddedDatabase({ dataDir, log: quietLog, throwaway: true, ...(programs && { programs }) });

async function ask(database: EmbeddedDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = (dataDir: string): number => readPostmaster(clusterFolder(dataDir))?.pid ?? 0;
const runs = (dataDir: string): boolean => serverPid(dataDir) !== 0 && isPostgresRunning(serverPid(dataDir));

/** A program of PostgreSQL's, replaced by a shell script. */
function scripted(file: "initdb" | "postgres", script: string): Programs {
  const path = join(folder(), file);
  writeFileSync(path, script, { mode: 0o755 });
  return { ...findPrograms(), [file]: path };
}

describe("the embedded database", () => {
  it("keeps what was stored over a stop and a start", async () => {
    const dataDir = folder();
    const first = await start(dataDir);
    await ask(first, "CREATE TABLE kept AS SELECT 1 AS one");
    await first.stop();
    expect(runs(dataDir)).toBe(false);
    const second = await start(dataDir);
    expect(await ask(second, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it("writes durably, in UTC, and listens on no network port", async () => {
    const dataDir = folderWithDatabase();
    const database = await startEmbeddedDatabase({ dataDir, log: quietLog });
    const names = ["fsync", "synchronous_commit", "full_page_writes", "TimeZone", "listen_addresses"];
    const shown = await ask(
      database,
      `SELECT ${names.map((name) => `current_setting('${name}') AS "${name}"`).join(", ")}`,
    );
    expect(shown).toEqual([
      {
        fsync: "on",
        synchronous_commit: "on",
        full_page_writes: "on",
        TimeZone: "UTC",
        listen_addresses: "",
      },
    ]);
    await database.stop();
  });

  it("keeps people's text out of its log", async () => {
    const dataDir = folderWithDatabase();
    const database = await start(dataDir);
    await expect(ask(database, "SELECT 'my secret words'::int")).rejects.toThrow("my secret words");
    await database.stop();
    const log = readFileSync(join(dataDir, "postgres.log"), "utf8");
    expect(log).toContain("ready to accept connections");
    expect(log).not.toContain("secret words");
  });

  it("starts its log anew when it has grown large, and keeps the one before", async () => {
    const dataDir = folderWithDatabase();
    writeFileSync(join(dataDir, "postgres.log"), "old line\n".repeat(200_000));
    const database = await start(dataDir);
    await database.stop();
    expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).not.toContain("old line");
    expect(readFileSync(join(dataDir, "postgres.log.1"), "utf8")).toContain("old line");
  });

  it("uses a short folder for its socket where the data folder's path is long, and removes it at the end", async () => {
    const dataDir = join(folder(), "a-very-long-name-".repeat(6));
    mkdirSync(dataDir, { mode: 0o755 });
    const database = await start(dataDir);
    const host = new URL(database.url).searchParams.get("host") ?? "";
    expect(host.length).toBeLessThan(60);
    expect(statSync(host).mode & 0o077).toBe(0);
    // A second process finds the place in postmaster.pid.
    const second = await start(dataDir);
    expect(second.url).toBe(database.url);
    await second.stop();
    await database.stop();
    expect(existsSync(host)).toBe(false);
  });

  (asRoot ? it : it.skip)("started by root, runs as an unprivileged user who owns its folder", async () => {
    const dataDir = folderWithDatabase();
    const database = await start(dataDir);
    const { uid } = statSync(clusterFolder(dataDir));
    expect(uid).not.toBe(0);
    expect(readFileSync(`/proc/${serverPid(dataDir)}/status`, "utf8")).toContain(`Uid:\t${uid}\t`);
    await database.stop();
  });
});

describe("several processes on one data folder", () => {
  it("share one server, and the last to end stops it", async () => {
    const dataDir = folderWithDatabase();
    const first = await start(dataDir);
    const second = await start(dataDir);
    const pid = serverPid(dataDir);
    await first.stop();
    expect(serverPid(dataDir)).toBe(pid);
    expect(await ask(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(runs(dataDir)).toBe(false);
  });

  it("may start at the same moment on an empty folder", async () => {
    const dataDir = folder();
    const all = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
    for (const database of all) expect(await ask(database, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir).toSorted()).toEqual(["postgres", "postgres.log"]);
    await Promise.all(all.map((database) => database.stop()));
    expect(runs(dataDir)).toBe(false);
  });

  it("may start while the last one is stopping", async () => {
    const dataDir = folderWithDatabase();
    const first = await start(dataDir);
    const [, second] = await Promise.all([first.stop(), start(dataDir)]);
    expect(await ask(second, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(runs(dataDir)).toBe(false);
  });
});

describe("after a crash", () => {
  it("finds the server that outlived its process, uses it, and stops it", async () => {
    const dataDir = folderWithDatabase();
    const owner = fork(ownerScript, [dataDir], { execArgv });
    await once(owner, "message");
    const pid = serverPid(dataDir);
    owner.kill("SIGKILL");
    await once(owner, "exit");
    expect(isPostgresRunning(pid)).toBe(true);
    const database = await start(dataDir);
    expect(serverPid(dataDir)).toBe(pid);
    // The killed process's place is free as soon as the server notices that its connection is gone.
    await waitUntilAlone(database);
    await database.stop();
    expect(await hasEnded(pid)).toBe(true);
  });

  it("recovers when the server itself was killed, with every commit", async () => {
    const dataDir = folderWithDatabase();
    const first = await startEmbeddedDatabase({ dataDir, log: quietLog });
    await ask(first, "CREATE TABLE kept AS SELECT 1 AS one");
    process.kill(serverPid(dataDir), "SIGKILL");
    const second = await start(dataDir);
    expect(await ask(second, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
    await second.stop();
    await first.stop();
  });

  it("starts although postmaster.pid names a process that is now somebody else's", async () => {
    const dataDir = folderWithDatabase();
    const first = await start(dataDir);
    const file = join(clusterFolder(dataDir), "postmaster.pid");
    const lines = readFileSync(file, "utf8").split("\n");
    await first.stop();
    writeFileSync(file, [process.pid, ...lines.slice(1)].join("\n"));
    const second = await start(dataDir);
    expect(serverPid(dataDir)).not.toBe(process.pid);
    await second.stop();
  });
});

describe("what a person reads when the embedded database cannot start", () => {
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: "StoreError" });
    return error instanceof Error ? error.message : "";
  };

  it("initdb's own words when the database cannot be made, and nothing half-made stays", async () => {
    const dataDir = folder();
    const full = scripted("initdb", "#!/bin/sh\necho 'initdb: error: No space left on device' >&2\nexit 1\n");
    expect(await refusal(start(dataDir, full))).toContain("No space left on device");
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it("the server's own words when it ends at once", async () => {
    const dataDir = folderWithDatabase();
    const broken = scripted("postgres", "#!/bin/sh\necho 'FATAL:  could not map memory' >&2\nexit 1\n");
    const message = await refusal(start(dataDir, broken));
    expect(message).toContain("could not map memory");
    expect(message).toContain("DATABASE_URL");
  });

  it("DATABASE_URL as the way out where the programs have no loader (Alpine)", async () => {
    const musl = scripted("initdb", "#!/lib/no-such-loader.so\n");
    const message = await refusal(start(folder(), musl));
    expect(message).toContain("Alpine");
    expect(message).toContain("DATABASE_URL");
  });

  it("both versions when another PostgreSQL made the folder", async () => {
    const dataDir = folder();
    mkdirSync(clusterFolder(dataDir));
    writeFileSync(join(clusterFolder(dataDir), "PG_VERSION"), "17\n");
    const message = await refusal(start(dataDir));
    expect(message).toContain("made by PostgreSQL 17");
    expect(message).toContain(`brings PostgreSQL ${findPrograms().major}`);
  });

  it("that something else is in the database's place", async () => {
    const dataDir = folder();
    mkdirSync(clusterFolder(dataDir));
    expect(await refusal(start(dataDir))).toContain("Move it away, or set TIERDESK_DATA");
  });

  it("which folder cannot be written", async () => {
    const file = join(folder(), "a-file");
    writeFileSync(file, "");
    const message = await refusal(start(join(file, "data")));
    expect(message).toContain("cannot write to its data folder");
    expect(message).toContain("TIERDESK_DATA");
  });

  (asRoot ? it : it.skip)("which folder the server's user cannot enter", async () => {
    const closed = join(folder(), "closed");
    mkdirSync(closed, { mode: 0o700 });
    const message = await refusal(start(join(closed, "data")));
    expect(message).toContain(`may not enter ${closed}`);
    expect(message).toContain("as an ordinary user");
  });
});

describe("started by somebody other than root", () => {
  (asRoot ? it : it.skip)("runs as that user, and says so when the folder is another's", async () => {
    const dataDir = folder();
    execFileSync("chown", ["65534", dataDir]);
    const asNobody = { uid: 65534, gid: 65534, encoding: "utf8" } as const;
    execFileSync(process.execPath, [...execArgv, ownerScript, dataDir, "once"], asNobody);
    expect(statSync(clusterFolder(dataDir)).uid).toBe(65534);
    execFileSync("chown", ["-R", "65533", clusterFolder(dataDir)]);
    expect(execFileSync(process.execPath, [...execArgv, ownerScript, dataDir, "once"], asNobody)).toContain(
      "belongs to another user",
    );
  });
});

/** A server that has stopped takes its file away first; its process follows. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; isPostgresRunning(pid); tries++) {
    if (tries > 500) return false;
    await new Promise((done) => setTimeout(done, 10));
  }
  return true;
}

async function waitUntilAlone(database: EmbeddedDatabase): Promise<void> {
  const others =
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'tierdesk presence'";
  while ((await ask(database, others))[0]?.["count"] !== 1) await new Promise((done) => setTimeout(done, 10));
}
