// As which system user does the database server run? PostgreSQL refuses root, so root hands it to somebody unprivileged.
import { chownSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StoreError, useOwnServer } from "../store-error";

/** `undefined` ids: the server runs as whoever runs Tierdesk. */
export type ServerUser = { uid: number; gid: number } | undefined;

/** Root only: the owner of an existing cluster, else `nobody`. */
export function chooseServerUser(cluster: string, ownUid = process.getuid?.()): ServerUser {
  if (ownUid !== 0) return undefined;
  const owner = ownerOf(cluster);
  return owner && owner.uid !== 0 ? owner : nobody();
}

export function giveTo(user: ServerUser, path: string): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Throws StoreError when the server's user cannot enter a folder on the way to `path` (typically /root). */
export function checkReachable(user: ServerUser, path: string, what: string): void {
  if (!user) return;
  const closed = foldersTo(path).find((folder) => !mayEnter(user, folder));
  if (closed === undefined) return;
  throw new StoreError(
    `Tierdesk runs as root, and PostgreSQL refuses to: its server runs as the user with id ${user.uid} instead, ` +
      `who may not enter ${closed} on the way to ${what} (${path}).\n` +
      "Start Tierdesk as an ordinary user, or move its folder and TIERDESK_DATA to where everybody may enter, like /opt or /srv.\n" +
      useOwnServer,
  );
}

function ownerOf(path: string): ServerUser {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch {
    return undefined; // not there: whether it can be made is asked next
  }
}

/** All folders above `path`, the outermost first. */
function foldersTo(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...foldersTo(parent), parent];
}

function mayEnter(user: { uid: number; gid: number }, folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return true;
  if (found.uid === user.uid) return (found.mode & 0o100) !== 0;
  if (found.gid === user.gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}

// 65534 is nobody on Linux nearly everywhere; macOS has -2 there, which is this number in 32 bits.
function nobody(): { uid: number; gid: number } {
  const [, , uid, gid] =
    passwd()
      .split("\n")
      .find((line) => line.startsWith("nobody:"))
      ?.split(":") ?? [];
  return { uid: Number(uid ?? 65534) >>> 0, gid: Number(gid ?? 65534) >>> 0 };
}

function passwd(): string {
  try {
    return readFileSync("/etc/passwd", "utf8");
  } catch {
    return "";
  }
}
