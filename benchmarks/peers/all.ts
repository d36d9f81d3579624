// Which libraries are measured beside Tierdesk, in which versions, and where do they come from?

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { naturalBayes, naturalTfIdf } from "./natural";
import { nlpjs } from "./nlpjs";
import type { Load, Peer } from "./peer";
import { bm25, minisearch } from "./search";

/** Not in package.json: nobody who works on Tierdesk needs them. They are fetched for a measurement and removed after it. */
const FETCHED = [
  "@nlpjs/core@4.26.1",
  "@nlpjs/lang-en-min@4.26.1",
  "@nlpjs/nlp@4.27.0",
  "wink-bm25-text-search@3.1.2",
  "wink-nlp-utils@2.1.0",
];

/** Every peer; those that are fetched are loaded from `folder`. */
export function peersFrom(folder: string): Peer[] {
  const own: Load = createRequire(__filename);
  const fetched: Load = createRequire(join(folder, "package.json"));
  return [minisearch(own), bm25(fetched), naturalTfIdf(own), naturalBayes(own), nlpjs(fetched)];
}

/** "minisearch 7.2.0, natural 8.1.1, ..." */
export function peerVersions(): string {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"),
  ) as Record<"dependencies" | "devDependencies", Record<string, string>>;
  const { natural, minisearch: search } = { ...dependencies, ...devDependencies };
  return [`minisearch@${search}`, `natural@${natural}`, ...FETCHED].join(", ");
}

/** Installs what is fetched into a folder of its own, hands that over, and removes it when `use` is done. */
export async function withFetchedPeers<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "tierdesk-peers-"));
  try {
    const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder];
    await promisify(execFile)("npm", ["install", ...options, ...FETCHED], { cwd: folder });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
