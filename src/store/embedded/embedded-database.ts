// How does Tierdesk get a database with nothing to install? It starts a real PostgreSQL in its data folder, or finds it running.
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError, useOwnServer } from "../store-error";
import { type Address, addressUrl, chooseAddress } from "./address";
import { clusterFolder, makeCluster, makeDataFolder, readPassword } from "./cluster";
import {
  disownPostmasterFile,
  isPostgresRunning,
  type Postmaster,
  readPostmaster,
  removeSocketFolder,
} from "./postmaster-file";
import { join, type Presence } from "./presence";
import { findPrograms, type Programs } from "./programs";
import { type StartedServer, startServer, stopServer } from "./server";
import { checkReachable, chooseServerUser, type ServerUser } from "./server-user";
import type { Log } from "../../log";

export type EmbeddedDatabase = {
  /** For pg and Prisma. Holds a password on Windows: not for logs. */
  url: string;
  /** Ends our use. The last process on this data folder stops the server. */
  stop(): Promise<void>;
};

type Setup = { dataDir: string; cluster: string; programs: Programs; user: ServerUser; throwaway: boolean };

const databaseName = "tierdesk";
const patienceMs = 60_000; // recovery after a crash may take a while
const pollMs = 10;

/**
 * Opens the database in `<dataDir>/postgres`; the first time that makes it (about a second). Several processes may do so on
 * one folder: they share one server. One that outlived its process is used again. Throws StoreError that says what to do.
 */
export async function startEmbeddedDatabase(options: {
  dataDir: string;
  log: Log;
  /** For tests: faster, and lost with the power. */
  throwaway?: boolean;
  programs?: Programs;
}): Promise<EmbeddedDatabase> {
  const setup = prepare(options);
  await makeCluster(setup);
  const { url, presence, started } = await useOrStart(setup);
  options.log.info(started ? "database_started" : "database_found_running", { folder: setup.cluster });
  return {
    url,
    stop: () =>
      presence.leave(async () => {
        if (await stopServer(setup.cluster, setup.programs)) return;
        options.log.warn("database_still_stopping", { folder: setup.cluster });
      }),
  };
}

function prepare(options: { dataDir: string; throwaway?: boolean; programs?: Programs }): Setup {
  const dataDir = resolve(options.dataDir);
  const cluster = clusterFolder(dataDir);
  const programs = options.programs ?? findPrograms();
  const user = chooseServerUser(cluster);
  makeDataFolder(dataDir, user);
  checkReachable(user, cluster, "the data folder");
  checkReachable(user, programs.postgres, "its programs");
  return { dataDir, cluster, programs, user, throwaway: options.throwaway ?? false };
}

/** Others may start or stop the same server at any moment, so this looks again until one of the two ways works. */
async function useOrStart(setup: Setup): Promise<{ url: string; presence: Presence; started: boolean }> {
  const deadline = Date.now() + patienceMs;
  let own: StartedServer | undefined;
  let trouble: unknown;
  while (Date.now() < deadline) {
    const running = readPostmaster(setup.cluster);
    if (running?.ready) {
      try {
        const found = runningAddress(running, setup.dataDir);
        const presence = await join(addressUrl(found, "postgres"), databaseName);
        return {
          url: addressUrl(found, databaseName),
          presence,
          started: own !== undefined && !own.failure(),
        };
      } catch (error) {
        trouble = error;
      }
    }
    if (!running || !isPostgresRunning(running.pid)) {
      const failure = own?.failure();
      // Another process may have been faster: then our server refused, and the next look finds theirs.
      if (failure !== undefined && !failure.includes("postmaster.pid")) throw serverFailed(setup, failure);
      if (!own || failure !== undefined) own = await startFresh(setup, running);
    }
    await sleep(pollMs);
  }
  throw serverFailed(
    setup,
    own?.failure() ?? (trouble instanceof Error ? trouble.message : "it did not answer"),
  );
}

async function startFresh(setup: Setup, stale: Postmaster | undefined): Promise<StartedServer> {
  if (stale) {
    disownPostmasterFile(setup.cluster);
    removeSocketFolder(setup.cluster, stale.socketFolder);
  }
  const address = await chooseAddress({
    platform: process.platform,
    cluster: setup.cluster,
    user: setup.user,
    password: () => readPassword(setup.dataDir),
  });
  return startServer({ ...setup, address });
}

function runningAddress(server: Postmaster, dataDir: string): Address {
  return server.socketFolder === ""
    ? { kind: "loopback", port: server.port, password: readPassword(dataDir) }
    : { kind: "socket", folder: server.socketFolder, port: server.port };
}

const serverFailed = (setup: Setup, said: string): StoreError =>
  new StoreError(
    `The embedded database in ${setup.cluster} does not start. PostgreSQL says:\n${said || "nothing"}\n` +
      `Its log is ${setup.dataDir}/postgres.log.\n${useOwnServer}`,
  );
