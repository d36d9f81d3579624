// How does the folder with the database's files come to be? initdb makes it beside its place and it is moved there whole.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { StoreError, systemCode, useOwnServer } from "../store-error";
import { userName } from "./address";
import type { Programs } from "./programs";
import { giveTo, type ServerUser } from "./server-user";

const halfMade = "postgres.new-";
const leftOverAfterMs = 10 * 60_000; // initdb takes one to a few seconds

/** Where the files of the database are, below the data folder. */
export const clusterFolder = (dataDir: string): string => join(dataDir, "postgres");

/** Makes the data folder. Throws StoreError where it cannot be written. */
export function makeDataFolder(dataDir: string, user: ServerUser): void {
  try {
    // The server's user must pass through the folder, and may not list it.
    mkdirSync(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 });
    const probe = mkdtempSync(join(dataDir, "probe-"));
    rmSync(probe, { recursive: true });
  } catch (error) {
    throw new StoreError(
      `Tierdesk cannot write to its data folder ${dataDir} (${systemCode(error)}).\n` +
        "Give the user who starts Tierdesk the right to write there, or set TIERDESK_DATA to another folder.",
      { cause: error },
    );
  }
}

/** Makes the cluster when it is not there yet. Two processes at once are fine: the first to finish wins. */
export async function makeCluster(options: {
  dataDir: string;
  programs: Programs;
  user: ServerUser;
  throwaway: boolean;
}): Promise<void> {
  const { dataDir, programs, user } = options;
  const cluster = clusterFolder(dataDir);
  if (existsSync(cluster)) return checkCluster(cluster, programs.major);
  removeLeftOvers(dataDir);
  const fresh = mkdtempSync(join(dataDir, halfMade));
  giveTo(user, fresh);
  const password = passwordFile(dataDir);
  try {
    await runInitdb(programs.initdb, initdbArguments(fresh, password, options.throwaway), user, dataDir);
    renameSync(fresh, cluster);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(cluster)) throw error;
  }
}

/** Windows only (elsewhere the socket's folder keeps strangers out). */
export const readPassword = (dataDir: string): string =>
  readFileSync(join(dataDir, "postgres-password"), "utf8").trim();

function checkCluster(cluster: string, ours: number): void {
  let made: string;
  try {
    made = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    throw new StoreError(unreadableMessage(cluster, systemCode(error)), { cause: error });
  }
  if (Number(made) === ours) return;
  throw new StoreError(
    `The database in ${cluster} was made by PostgreSQL ${made}; this Tierdesk brings PostgreSQL ${ours}, which cannot read it.\n` +
      `Start the Tierdesk that made it, or move it to a server: dump it with pg_dump ${made}, load it there, and set DATABASE_URL.\n` +
      "To begin with an empty database instead, move that folder away.",
  );
}

function unreadableMessage(cluster: string, code: string | undefined): string {
  return code === "ENOENT" || code === "ENOTDIR"
    ? `${cluster} is in the way: it is no database (PG_VERSION is missing). Move it away, or set TIERDESK_DATA to another folder.`
    : `Tierdesk cannot read its database in ${cluster} (${code}): it belongs to another user. Start Tierdesk as that user, or as root.`;
}

function initdbArguments(folder: string, password: string | undefined, throwaway: boolean): string[] {
  // The built-in locale: the same order of text on every system.
  const text = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const login = password === undefined ? ["--auth=trust"] : ["--auth=scram-sha-256", `--pwfile=${password}`];
  const pace = throwaway ? ["--no-sync"] : [];
  return ["-D", folder, "-U", userName, "--no-instructions", ...text, ...login, ...pace];
}

function passwordFile(dataDir: string): string | undefined {
  if (process.platform !== "win32") return undefined;
  const file = join(dataDir, "postgres-password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return file;
}

function runInitdb(initdb: string, args: string[], user: ServerUser, cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const child = spawn(initdb, args, {
      ...user,
      cwd,
      env: serverEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", (error) => reject(cannotRun(initdb, error)));
    child.once("close", (code) => (code === 0 ? resolve() : reject(initdbFailed(said.trim(), cwd))));
  });
}

/** A program that is there but "not found" lacks its loader: glibc's, on Alpine and other musl systems. */
export function cannotRun(program: string, error: Error): StoreError {
  const reason =
    systemCode(error) === "ENOENT" && existsSync(program)
      ? "it is made for Linux with glibc, which this system (Alpine, or another with musl) does not have"
      : error.message;
  return new StoreError(`The embedded database cannot run here: ${reason}.\n${useOwnServer}`, {
    cause: error,
  });
}

const initdbFailed = (said: string, dataDir: string): StoreError =>
  new StoreError(
    `The embedded database could not be made in ${dataDir}. PostgreSQL's initdb says:\n${said}\n` +
      `Nothing was left behind. Set that right and start again.\n${useOwnServer}`,
  );

/** Nothing of ours (tokens, PGPORT and the like) reaches the server; Windows needs SystemRoot. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { LC_ALL: "C", ...(PATH && { PATH }), ...(SystemRoot && { SystemRoot }), ...(TEMP && { TEMP }) };
}

// Of a start that was killed in the middle. A younger one may be another process at work.
function removeLeftOvers(dataDir: string): void {
  const old = readdirSync(dataDir).filter((name) => name.startsWith(halfMade));
  for (const folder of old.map((name) => join(dataDir, name))) {
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > leftOverAfterMs) rmSync(folder, { recursive: true, force: true });
  }
}
