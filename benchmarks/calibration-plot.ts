/**
 * Is a match that is 80 % sure right eight times in ten? Draws docs/calibration.svg from what `npm run eval -- --out FOLDER` wrote.
 *
 * node -r ./test/support/typescript.cjs benchmarks/calibration-plot.ts FOLDER
 */
import { readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readLines } from "./eval/ours";
import { pooledTenths } from "./eval/reliability";
import { drawReliability } from "./eval/reliability-drawing";

const FILE = resolve(__dirname, "..", "docs", "calibration.svg");

async function draw(folder: string): Promise<string> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".jsonl")).toSorted();
  const sets = await Promise.all(files.map((file) => readLines(join(folder, file))));
  const names = files.map((file) => file.replace(/\.jsonl$/, "")).join(", ");
  const description = `Ten tenths of confidence over ${files.length} question sets of the same weight: ${names}.`;
  await writeFile(FILE, drawReliability(pooledTenths(sets), description));
  return `${FILE}: ${description}`;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder that `npm run eval -- --out FOLDER` wrote.");
void draw(folder).then((text) => process.stdout.write(`${text}\n`));
