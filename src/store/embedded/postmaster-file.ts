// Which server holds a data folder, and does it live? PostgreSQL writes that into postmaster.pid.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { systemCode } from "../store-error";
import { isTemporary } from "./address";

/** Lines 1, 4, 5 and 8 of the file. `ready`: it takes connections. */
export type Postmaster = { pid: number; port: number; socketFolder: string; ready: boolean };

const fileOf = (cluster: string): string => join(cluster, "postmaster.pid");

/** What the file says, whether or not that server still lives; undefined without a file or while it is being written. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(fileOf(cluster), "utf8").split("\n");
  } catch {
    return undefined;
  }
  // A negative number marks a single-user server; it has no port.
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) return undefined;
  return {
    pid,
    port: Number(lines[3] ?? 0),
    socketFolder: lines[4] ?? "",
    ready: lines[7]?.startsWith("ready") ?? false,
  };
}

/** Does that process live, and is it a PostgreSQL? After a crash or a reboot its number may be somebody else's. */
export function isPostgresRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== "EPERM") return false;
  }
  const name = programName(pid);
  return name === undefined || name.includes("postgres");
}

/**
 * Lets a new server start where the file names a process that is none of ours. The rest of the file stays: by it PostgreSQL
 * finds processes of the old server that still hold its memory, and then refuses.
 */
export function disownPostmasterFile(cluster: string): void {
  const lines = readFileSync(fileOf(cluster), "utf8").split("\n");
  writeFileSync(fileOf(cluster), [String(unusedPid), ...lines.slice(1)].join("\n"));
}

const unusedPid = 2 ** 31 - 1; // above what any system gives

export function removeSocketFolder(cluster: string, folder: string): void {
  if (folder !== "" && isTemporary(folder, cluster)) rmSync(folder, { recursive: true, force: true });
}

/** undefined: cannot tell. A zombie (its parent never asked for its end, as in many containers) is nobody any more. */
function programName(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const [, name, state] = /\((.*)\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      return state === "Z" ? "" : name;
    }
    if (process.platform === "win32") return undefined;
    return execFileSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" });
  } catch {
    return undefined;
  }
}
