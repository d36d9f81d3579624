// How does the server's process start and stop? It outlives a terminal's Ctrl-C, and us, and is then found by its postmaster.pid.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Address, addressSettings } from "./address";
import { cannotRun, clusterFolder, serverEnvironment } from "./cluster";
import { isPostgresRunning, readPostmaster, removeSocketFolder } from "./postmaster-file";
import type { Programs } from "./programs";
import type { ServerUser } from "./server-user";

const stopPatienceMs = 30_000;
const largestLogBytes = 1_000_000;

// Sized for a few Tierdesk processes on one small machine. Commits are durable: fsync stays on.
const settings = {
  shared_buffers: "64MB",
  max_connections: "60",
  max_wal_size: "256MB",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  // Errors of statements quote people's text; our own log names them without it.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
};
const throwawaySettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200", // many test files at once
};

export type StartedServer = {
  /** What it wrote before it ended, when it ended by itself; undefined while it runs. */
  failure(): string | undefined;
};

/** Starts the server and returns at once; it is ready when postmaster.pid says so. Throws StoreError when it cannot be run. */
export async function startServer(options: {
  dataDir: string;
  programs: Programs;
  user: ServerUser;
  address: Address;
  throwaway: boolean;
}): Promise<StartedServer> {
  const log = openLog(options.dataDir);
  const chosen = { ...settings, ...(options.throwaway ? throwawaySettings : {}) };
  const args = [
    ...addressSettings(options.address),
    ...Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const [program, argv] = commandLine(options.programs, clusterFolder(options.dataDir), args);
  // `detached`: a Ctrl-C in the terminal is for us; the server must still serve our last transactions.
  const child = spawn(program, argv, {
    ...options.user,
    cwd: options.dataDir,
    env: serverEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  closeSync(log.fd);
  let ended = false;
  child.once("exit", (code) => (ended = code !== 0 || process.platform !== "win32"));
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error) => reject(cannotRun(program, error)));
  });
  child.unref();
  return {
    failure: () => (ended ? readFileSync(log.file).subarray(log.start).toString("utf8").trim() : undefined),
  };
}

/** Asks the server to end (open transactions are rolled back) and waits. True when it did. */
export async function stopServer(cluster: string, programs: Programs): Promise<boolean> {
  const server = readPostmaster(cluster);
  if (!server || !isPostgresRunning(server.pid)) return true;
  if (process.platform === "win32") spawnSync(programs.pgCtl, ["stop", "-D", cluster, "-m", "fast", "-W"]);
  else process.kill(server.pid, "SIGINT");
  const deadline = Date.now() + stopPatienceMs;
  // The file goes last. (The process may stay as a zombie where nobody collects it, as in many containers.)
  while (readPostmaster(cluster)?.pid === server.pid && isPostgresRunning(server.pid)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  removeSocketFolder(cluster, server.socketFolder);
  return true;
}

// On Windows pg_ctl takes away an administrator's rights, with which the server would refuse to run.
function commandLine(programs: Programs, cluster: string, args: string[]): [string, string[]] {
  if (process.platform !== "win32") return [programs.postgres, ["-D", cluster, ...args]];
  return [programs.pgCtl, ["start", "-W", "-D", cluster, "-o", args.map((arg) => `"${arg}"`).join(" ")]];
}

/** One earlier log is kept; with these settings a server writes a few lines a day. */
function openLog(dataDir: string): { file: string; fd: number; start: number } {
  const file = join(dataDir, "postgres.log");
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) {
    const earlier = `${file}.1`;
    if (existsSync(earlier)) rmSync(earlier);
    renameSync(file, earlier);
  }
  const fd = openSync(file, "a", 0o600);
  return { file, fd, start: statSync(file).size };
}
