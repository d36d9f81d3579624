// How does src/ become dist/? Generates the Prisma client, compiles, copies static files; does nothing when all is fresh.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withLock } from "./lock.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const inRoot = (...parts) => join(root, ...parts);
const dist = inRoot("dist");
const client = inRoot("src", "generated", "prisma");
const distStamp = join(dist, ".stamp");
const clientStamp = join(client, ".stamp");
const lockFile = inRoot("node_modules", ".tierdesk-build.lock");

/** A message for the person who runs the build, with nothing of a stack. */
export class BuildError extends Error {}

/** Is dist/ what src/ would give? Reads every source (about 10 ms): dates change with a checkout or a copy, contents do not. */
export function isFresh() {
  return readStamp(distStamp) === sourceHash();
}

/** Can this installation build at all, or were the tools left out (`npm ci --omit=dev --omit=optional`)? */
export function canBuild() {
  return hasPackage("typescript") && hasPackage("prisma");
}

/** Brings dist/ up to date. Safe when several run at once: one builds, the others wait and find it done. */
export function build() {
  return withLock(lockFile, () => {
    if (isFresh()) return;
    requireTools();
    generateWhenChanged();
    const hash = sourceHash();
    const fresh = inRoot(`dist.${process.pid}.new`);
    rmSync(fresh, { recursive: true, force: true });
    try {
      compile(fresh);
      copyStaticFiles(fresh);
      writeFileSync(join(fresh, ".stamp"), hash);
      putInPlace(fresh);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}

/** Brings src/generated/prisma up to date with prisma/schema.prisma (tests need no more than this). */
export async function generateClient() {
  if (readStamp(clientStamp) === schemaHash()) return;
  await withLock(lockFile, () => {
    requireTools();
    generateWhenChanged();
  });
}

function generateWhenChanged() {
  const hash = schemaHash();
  if (readStamp(clientStamp) === hash) return;
  // `generate` only checks that a schema engine exists. Naming one keeps it from a download that fails offline.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    ...process.env,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  };
  run("prisma generate", [require.resolve("prisma/build/index.js"), "generate", "--no-hints"], env);
  writeFileSync(clientStamp, hash);
}

function compile(outDir) {
  // Types are checked by `npm run types`; without the check this takes half the time and needs no @types packages.
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  const args = ["-p", inRoot("tsconfig.json"), "--noCheck", "--outDir", outDir];
  if (!hasPackage("@types/node")) args.push("--types", "");
  run("tsc", [tsc, ...args], process.env);
}

function copyStaticFiles(outDir) {
  for (const file of sourceFiles()) {
    if (/\.[mc]?ts$/.test(file)) continue;
    const to = join(outDir, relative(inRoot("src"), file));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(file, to);
  }
}

function putInPlace(fresh) {
  const old = inRoot(`dist.${process.pid}.old`);
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
}

function run(what, args, env) {
  const done = spawnSync(process.execPath, args, { cwd: root, env, encoding: "utf8" });
  if (done.error) throw new BuildError(`${what} could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new BuildError(`${what} failed:\n${done.stdout}${done.stderr}`);
}

function requireTools() {
  if (canBuild()) return;
  throw new BuildError(
    "Tierdesk is not built, and the tools to build it (prisma, typescript) are not installed. Run `npm ci`, or copy dist/ from a machine where it is built.",
  );
}

function hasPackage(name) {
  try {
    require.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

function schemaHash() {
  const version = hasPackage("prisma") ? require("prisma/package.json").version : "";
  return hashOf([inRoot("prisma", "schema.prisma")], version);
}

function sourceHash() {
  const settings = ["tsconfig.json", "package-lock.json", "prisma/schema.prisma", "scripts/build.mjs"];
  return hashOf([...sourceFiles(), ...settings.map((file) => inRoot(file))], "");
}

function sourceFiles() {
  return readdirSync(inRoot("src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(inRoot("src", "generated")))
    .toSorted();
}

function hashOf(files, salt) {
  const hash = createHash("sha256").update(salt);
  for (const file of files) {
    if (existsSync(file))
      hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** `npm ci` runs this too: an installation without the tools, but with a dist/ or none, must not fail because of it. */
async function main() {
  const preparing = process.env.npm_lifecycle_event === "prepare";
  if (preparing && !canBuild()) {
    console.error(
      existsSync(dist)
        ? "Tierdesk: the tools to build it are not installed, dist/ stays as it is."
        : "Tierdesk: not built, because the tools to build it are not installed. Run `npm ci` before the first start.",
    );
    return;
  }
  await (process.argv[2] === "client" ? generateClient() : build());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error instanceof BuildError ? error.message : error);
    process.exitCode = 1;
  });
}
