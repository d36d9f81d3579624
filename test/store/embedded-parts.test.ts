// What does the embedded database choose on systems that this test does not run on?
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressSettings, addressUrl, chooseAddress } from "../../src/store/embedded/address";
import { isPostgresRunning, readPostmaster } from "../../src/store/embedded/postmaster-file";
import { createLibraryLinks, findPrograms, packageName } from "../../src/store/embedded/programs";
import { chooseServerUser } from "../../src/store/embedded/server-user";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tierdesk-parts-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the server's address", () => {
  const on = (platform: NodeJS.Platform, cluster = folder) =>
    chooseAddress({ platform, cluster, user: undefined, password: () => "s3cret/+" });

  it.each(["linux", "darwin"] as const)("is a socket in the database's folder on %s", async (platform) => {
    expect(await on(platform)).toEqual({ kind: "socket", folder, port: 5432 });
  });

  it("is 127.0.0.1 with a password and a free port on Windows", async () => {
    const address = await on("win32");
    expect(address).toMatchObject({ kind: "loopback", password: "s3cret/+" });
    expect(address.port).toBeGreaterThan(1023);
    expect(addressSettings(address)).toContain("listen_addresses=127.0.0.1");
    expect(addressUrl(address, "tierdesk")).toBe(
      `postgresql://tierdesk:s3cret%2F%2B@127.0.0.1:${address.port}/tierdesk?sslmode=disable`,
    );
  });

  it("is in a short folder as soon as the socket's path has more than 100 bytes", async () => {
    const rest = 100 - Buffer.byteLength("/é/.s.PGSQL.5432");
    const longest = `/é/${"x".repeat(rest - 1)}`;
    expect(await on("linux", longest)).toMatchObject({ folder: longest });
    const address = await on("linux", `${longest}yy`);
    expect(address).toMatchObject({ kind: "socket" });
    const short = address.kind === "socket" ? address.folder : "";
    expect(short.startsWith(`${longest}y`)).toBe(false);
    rmSync(short, { recursive: true });
  });
});

describe("the programs", () => {
  it.each([
    ["win32", "x64", "windows-x64"],
    ["darwin", "arm64", "darwin-arm64"],
    ["linux", "x64", "linux-x64"],
  ] as const)("come from a package of %s on %s", (platform, arch, name) => {
    expect(packageName({ platform, arch })).toBe(name);
  });

  it("that were not installed are named, with the command that installs them", () => {
    const missing = process.platform === "darwin" ? "win32" : "darwin";
    const find = () => findPrograms({ platform: missing, arch: "x64" });
    expect(find).toThrow("Run `npm ci` (without --omit=optional)");
    expect(find).toThrow("DATABASE_URL");
  });

  it("that do not exist for a machine leave DATABASE_URL", () => {
    expect(() => findPrograms({ platform: "freebsd", arch: "x64" })).toThrow(
      /no embedded database.*DATABASE_URL/s,
    );
  });

  it("get their libraries' links where the install script did not run", () => {
    const lib = join(folder, "native", "lib");
    mkdirSync(lib, { recursive: true });
    writeFileSync(join(lib, "libpq.so.5.18"), "library");
    const link = { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" };
    writeFileSync(join(folder, "native", "pg-symlinks.json"), JSON.stringify([link]));
    createLibraryLinks(folder);
    createLibraryLinks(folder);
    expect(readlinkSync(join(lib, "libpq.so.5"))).toBe("libpq.so.5.18");
    expect(readFileSync(join(lib, "libpq.so.5"), "utf8")).toBe("library");
  });
});

describe("the server's user", () => {
  it("is whoever runs Tierdesk, unless that is root", () => {
    expect(chooseServerUser(folder, 1000)).toBeUndefined();
  });

  it("is nobody for root where no database is yet", () => {
    expect(chooseServerUser(join(folder, "postgres"), 0)?.uid).toBeGreaterThan(0);
  });
});

describe("postmaster.pid", () => {
  const write = (...lines: (string | number)[]): void =>
    writeFileSync(join(folder, "postmaster.pid"), lines.join("\n"));

  it("tells the server's process, place and readiness", () => {
    write(4711, folder, 1_700_000_000, 5432, "/tmp/tierdesk-a1", "", " 1 2", "ready   ", "");
    expect(readPostmaster(folder)).toEqual({
      pid: 4711,
      port: 5432,
      socketFolder: "/tmp/tierdesk-a1",
      ready: true,
    });
  });

  it("that is still being written is no server yet", () => {
    write("");
    expect(readPostmaster(folder)).toBeUndefined();
    write(4711, folder);
    expect(readPostmaster(folder)).toMatchObject({ pid: 4711, ready: false });
  });

  it("names no server when its number is another program's", () => {
    expect(isPostgresRunning(process.pid)).toBe(false);
  });
});
