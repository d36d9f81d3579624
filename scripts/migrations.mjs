// Do schema and migrations agree, and what is the migration that makes them? `node scripts/migrations.mjs diff | new <name>`
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { databases } from "./schema-engine/databases.mjs";
import { SchemaEngine } from "./schema-engine/engine.mjs";

const prisma = join(dirname(dirname(fileURLToPath(import.meta.url))), "prisma");
const schemaFile = join(prisma, "schema.prisma");
const migrations = join(prisma, "migrations");
const lockFile = "migration_lock.toml";
const provider = 'provider = "postgresql"\n';

/** The SQL that leads from all migrations to the schema; undefined when they agree. */
async function findDifference() {
  const schema = { path: schemaFile, content: readFileSync(schemaFile, "utf8") };
  const engine = await SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    databases(undefined),
  );
  const { exitCode, stdout } = await engine.diff({
    from: { tag: "migrations", ...readMigrations() },
    to: { tag: "schemaDatamodel", files: [schema] },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  });
  return exitCode === 0 ? undefined : stdout;
}

function readMigrations() {
  const names = existsSync(migrations) ? readdirSync(migrations).toSorted() : [];
  const files = names
    .map((name) => ({ path: name, file: join(migrations, name, "migration.sql") }))
    .filter(({ file }) => existsSync(file))
    .map(({ path, file }) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(file, "utf8") },
      },
    }));
  return {
    baseDir: migrations,
    lockfile: { path: lockFile, content: provider },
    shadowDbInitScript: "",
    migrationDirectories: files,
  };
}

function writeMigration(name, sql) {
  const moment = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(migrations, `${moment}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  writeFileSync(join(migrations, lockFile), `# Prisma's: do not edit.\n${provider}`);
  return folder;
}

const [command, name] = process.argv.slice(2);
if (command !== "diff" && (command !== "new" || !/^[a-z0-9_]+$/.test(name ?? ""))) {
  console.error("node scripts/migrations.mjs diff | new <name_in_small_letters>");
  process.exit(2);
}
const difference = await findDifference();
if (difference === undefined) console.log("Schema and migrations agree.");
else if (command === "new") console.log(`Wrote ${writeMigration(name, difference)}`);
else
  console.log(
    `Schema and migrations differ. \`node scripts/migrations.mjs new <name>\` would write:\n${difference}`,
  );
process.exit(command === "diff" && difference !== undefined ? 1 : 0);
