// Where does Prisma's schema engine come from without a download? The same engine as WebAssembly, from npm.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
// The package's own entry wants a bundler: it imports the .wasm file. This does the same by hand.
const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
const wasm = require
  .resolve("@prisma/schema-engine-wasm")
  .replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { "./schema_engine_bg.js": glue });
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

export const { SchemaEngine } = glue;
