// How do two builds at once stay out of each other's way? A file that names its holder; the others wait.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const pollMs = 50;

/** Runs `work` while holding `file`. Waits for another holder; takes over from one that is no longer alive. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) {
    if (isAlive(holder(file))) await sleep(pollMs);
    else removeStale(file);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

// Linking a finished file: nobody ever reads a lock that does not name its holder yet.
function take(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

// Two waiters may see the same dead holder: moving the file away lets only one of them remove it.
function removeStale(file) {
  const moved = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, moved);
    if (isAlive(holder(moved))) linkSync(moved, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(moved, { force: true });
  }
}

function holder(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return Number.NaN;
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
