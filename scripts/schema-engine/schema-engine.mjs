#!/usr/bin/env node
// How does the Prisma command line work offline? PRISMA_SCHEMA_ENGINE_BINARY names this, which stands in for the native engine.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import pg from "pg";
import { databases } from "./databases.mjs";
import { SchemaEngine } from "./engine.mjs";

// JSON-RPC's code for an error the engine reports about its input, as the native engine uses it.
const engineError = 4466;
const argv = process.argv.slice(2);
const url = datasourceUrl() ?? process.env.DATABASE_URL;

if (argv.includes("can-connect-to-database")) await tellConnection();
else serve();

/** One request a line on standard input, one answer a line on standard output, in order. */
function serve() {
  const starting = SchemaEngine.new({ datamodels: datamodels() }, () => {}, databases(url));
  starting.catch(() => {}); // told in the answer to the first request
  let previous = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    previous = previous.then(() => answer(starting, JSON.parse(line)));
  });
  lines.on("close", () => void previous.then(() => process.exit(0)));
}

async function answer(starting, { id, method, params }) {
  if (!method) return; // the command line's own answer to "print"
  try {
    const engine = await starting;
    const result = (await engine[method](params)) ?? null;
    if (method === "diff" && typeof result?.stdout === "string") print(result.stdout);
    send({ id, result });
  } catch (error) {
    const message = String(error.message);
    const data = { is_panic: false, message, meta: error.meta ?? null, error_code: error.code ?? null };
    send({ id, error: { code: engineError, message, data } });
  }
}

// The native engine asks its caller to print a diff; the number only has to be unlike the caller's own.
const print = (content) => send({ id: 1_000_000, method: "print", params: { content } });
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

async function tellConnection() {
  const client = new pg.Client(url);
  try {
    await client.connect();
    await client.end();
    console.log("Connection successful");
  } catch (error) {
    console.error(JSON.stringify({ is_panic: false, message: error.message, error_code: "P1001", meta: {} }));
    process.exitCode = 1;
  }
}

function datasourceUrl() {
  const at = argv.findIndex((argument) => argument === "--datasource" || argument === "-d");
  return at < 0 ? undefined : JSON.parse(argv[at + 1]).url;
}

/** `--datamodels a.prisma b.prisma`, up to the next flag. */
function datamodels() {
  const at = argv.indexOf("--datamodels");
  if (at < 0) return undefined;
  const rest = argv.slice(at + 1);
  const end = rest.findIndex((argument) => argument.startsWith("--"));
  return rest.slice(0, end < 0 ? rest.length : end).map((file) => [file, readFileSync(file, "utf8")]);
}
