// Which server do the tests' databases live on? One embedded server a run, or the one in TIERDESK_TEST_DATABASE_URL.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { openStore } from "../../src/store/client";
import { clusterFolder } from "../../src/store/embedded/cluster";
import { startEmbeddedDatabase } from "../../src/store/embedded/embedded-database";
import { findPrograms } from "../../src/store/embedded/programs";
import { stopServer } from "../../src/store/embedded/server";

export const quietLog = { info: () => {}, warn: () => {}, error: () => {} };

const setupLock = 7_437_002;

const environment = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests with jest`);
  return value;
};
const template = (): string => `tierdesk_template_${environment("TIERDESK_TEST_RUN")}`;
const readyFile = (): string => join(environment("TIERDESK_TEST_FOLDER"), "server-url");

/** A URL on the server with another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

/** The server's URL and the name of the migrated template on it. The first caller of a run starts both, others wait. */
export async function testServer(): Promise<{ url: string; template: string }> {
  if (!existsSync(readyFile())) await prepareServer();
  return { url: readFileSync(readyFile(), "utf8"), template: template() };
}

async function prepareServer(): Promise<void> {
  const url = process.env["TIERDESK_TEST_DATABASE_URL"] ?? (await startServer());
  await runSql(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [setupLock]);
    if (existsSync(readyFile())) return;
    await client.query(`CREATE DATABASE ${template()}`);
    const store = await openStore({ url: withDatabase(url, template()), log: quietLog });
    await store.close();
    writeFileSync(`${readyFile()}.new`, url);
    renameSync(`${readyFile()}.new`, readyFile());
  });
}

async function startServer(): Promise<string> {
  const dataDir = environment("TIERDESK_TEST_FOLDER");
  return (await startEmbeddedDatabase({ dataDir, log: quietLog, throwaway: true })).url;
}

/** Runs statements on the server, outside any test's database. */
export async function runSql<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function dropTemplate(): Promise<void> {
  const url = process.env["TIERDESK_TEST_DATABASE_URL"];
  if (url === undefined || !existsSync(readyFile())) return;
  await runSql(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${template()} WITH (FORCE)`);
  });
}

export async function stopTestServer(folder: string): Promise<void> {
  if (existsSync(clusterFolder(folder))) await stopServer(clusterFolder(folder), findPrograms());
}
