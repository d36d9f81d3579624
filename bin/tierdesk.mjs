#!/usr/bin/env node
// What happens when somebody types `tierdesk`? A clone builds itself when stale or not yet built; then the command line takes over.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const commandLine = new URL("../dist/cli/tierdesk.js", import.meta.url);
const sources = new URL("../src/", import.meta.url);
const builder = new URL("../scripts/build.mjs", import.meta.url);

if (!isSupportedNode(process.versions.node)) {
  stop(
    `Tierdesk needs Node 20.19 or newer (20.19+, 22.12+ or 24+; we recommend 24). This is Node ${process.versions.node}.`,
    "Install a newer one from https://nodejs.org and start again.",
  );
}
if (existsSync(sources) && existsSync(builder)) await buildWhenStale();
if (!existsSync(commandLine)) {
  stop(
    `Tierdesk is not built: ${fileURLToPath(commandLine)} is missing.`,
    "Run `npm ci` or `npm run build`.",
  );
}
await import(commandLine.href);

async function buildWhenStale() {
  const { build, canBuild, isFresh, BuildError } = await import(builder.href);
  if (isFresh()) return;
  const built = existsSync(commandLine);
  // In production the tools are often pruned after the build: then what is built runs.
  if (built && !canBuild()) return;
  console.error(built ? "Building Tierdesk (its source changed)..." : "Building Tierdesk (first start)...");
  try {
    await build();
  } catch (error) {
    if (error instanceof BuildError) stop(error.message);
    if (!built || (error.code !== "EACCES" && error.code !== "EROFS")) {
      stop(`Tierdesk could not be built: ${error.message}`);
    }
    console.error("This folder cannot be written: starting the build that is there.");
  }
}

// The same range as "engines" in package.json, which npm only warns about.
function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major >= 24;
}

function stop(...lines) {
  console.error(lines.join("\n"));
  process.exit(1);
}
