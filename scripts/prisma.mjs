// How is the Prisma command line run where its native engine cannot be downloaded? `node scripts/prisma.mjs migrate status`
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const engine = fileURLToPath(new URL("schema-engine/schema-engine.mjs", import.meta.url));
// Whoever has an engine of their own keeps it.
const env = { PRISMA_SCHEMA_ENGINE_BINARY: engine, CHECKPOINT_DISABLE: "1", ...process.env };
const { status } = spawnSync(process.execPath, [prisma, ...process.argv.slice(2)], { env, stdio: "inherit" });
process.exitCode = status ?? 1;
