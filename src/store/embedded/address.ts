// Where do clients find the embedded server? On a Unix socket in its folder; on Windows on 127.0.0.1 with a password.
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { giveTo, type ServerUser } from "./server-user";

export type Address =
  { kind: "socket"; folder: string; port: number } | { kind: "loopback"; port: number; password: string };

export const userName = "tierdesk";
const socketPort = 5432; // only names the socket's file: nothing listens on a network port
const longestSocketPath = 100; // bytes; systems allow 104 (macOS) to 108 (Linux)
const temporaryPrefix = "tierdesk-";

/** Picks the address for a server that is about to start. `password` is asked for on Windows only. */
export async function chooseAddress(options: {
  platform: NodeJS.Platform;
  cluster: string;
  user: ServerUser;
  password: () => string;
}): Promise<Address> {
  if (options.platform === "win32") {
    return { kind: "loopback", port: await freePort(), password: options.password() };
  }
  const folder = fits(options.cluster) ? options.cluster : shortFolder(options.user);
  return { kind: "socket", folder, port: socketPort };
}

/** The server's own arguments for this address. */
export function addressSettings(address: Address): string[] {
  if (address.kind === "loopback") {
    return ["-p", String(address.port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="];
  }
  const only = ["-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"];
  return ["-p", String(address.port), "-k", address.folder, ...only];
}

/** For pg and for Prisma's command line alike. Holds the password on Windows: not for logs. */
export function addressUrl(address: Address, database: string): string {
  const query = "sslmode=disable";
  if (address.kind === "socket") {
    const host = encodeURIComponent(address.folder);
    return `postgresql://${userName}@localhost:${address.port}/${database}?host=${host}&${query}`;
  }
  const password = encodeURIComponent(address.password);
  return `postgresql://${userName}:${password}@127.0.0.1:${address.port}/${database}?${query}`;
}

/** Is this a folder that `chooseAddress` made beside the cluster, to be removed with its server? */
export function isTemporary(folder: string, cluster: string): boolean {
  return folder !== cluster && (folder.split(/[\\/]/).at(-1) ?? "").startsWith(temporaryPrefix);
}

const fits = (folder: string): boolean =>
  Buffer.byteLength(join(folder, `.s.PGSQL.${socketPort}`)) <= longestSocketPath;

// A random name, readable by its owner only: nobody else can put a server there first. postmaster.pid remembers it.
function shortFolder(user: ServerUser): string {
  const parent = fits(join(tmpdir(), `${temporaryPrefix}XXXXXX`)) ? tmpdir() : "/tmp";
  const folder = mkdtempSync(join(parent, temporaryPrefix));
  giveTo(user, folder);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      const port = typeof bound === "object" && bound !== null ? bound.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
