// Which markdown files lie in a folder, through links and all, each only once?

import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Problem } from "../knowledge/article";
import { errorCode } from "./error-code";

/** `path` is relative to the folder, with `/`; `real` is where the bytes are. */
export type FoundFile = { path: string; real: string };

type Walk = { root: string; files: FoundFile[]; links: string[]; seen: Set<string>; problems: Problem[] };

/** All `*.md` below `root`. Names that start with a dot are passed over. Throws only when `root` itself cannot be read. */
export async function findMarkdown(root: string): Promise<{ files: FoundFile[]; problems: Problem[] }> {
  const real = await realpath(root);
  const walk: Walk = { root: real, files: [], links: [], seen: new Set(), problems: [] };
  await readdir(real);
  await walkFolder(walk, "", real);
  // Links come last, so that a file is known by its own name and a loop ends at a folder already seen.
  for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift())
    await followLink(walk, link);
  return { files: walk.files, problems: walk.problems };
}

async function walkFolder(walk: Walk, path: string, real: string): Promise<void> {
  walk.seen.add(real);
  const entries = await readdir(real, { withFileTypes: true }).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT")
      report(
        walk,
        path,
        "error",
        `The folder cannot be read (${errorCode(error)}).`,
        "Give the bot's account the right to read it.",
      );
    return [];
  });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const child = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isSymbolicLink()) walk.links.push(child);
    else if (entry.isDirectory()) await walkFolder(walk, child, join(real, entry.name));
    else if (isMarkdown(entry.name)) addFile(walk, child, join(real, entry.name), entry.isFile());
  }
}

function addFile(walk: Walk, path: string, real: string, regular: boolean): void {
  walk.seen.add(real);
  if (regular) walk.files.push({ path, real });
  else
    report(
      walk,
      path,
      "error",
      "This is not a file but a pipe, socket or device.",
      "Take it out of the folder.",
    );
}

async function followLink(walk: Walk, path: string): Promise<void> {
  let real: string;
  try {
    real = await realpath(join(walk.root, path));
  } catch (error) {
    const what = errorCode(error) === "ELOOP" ? "The link leads to itself." : "The link leads nowhere.";
    return report(walk, path, "error", what, "Take it out, or link to a file of the folder.");
  }
  if (real !== walk.root && !real.startsWith(walk.root + sep))
    return report(
      walk,
      path,
      "error",
      "The link leads outside of the knowledge base's folder.",
      "Copy the file into the folder.",
    );
  const target = await stat(real).catch(() => undefined);
  if (!target || (target.isFile() && !isMarkdown(path))) return;
  if (walk.seen.has(real))
    return report(
      walk,
      path,
      "warning",
      "The link leads to something that is read anyway.",
      "It is passed over; take it out.",
    );
  if (target.isDirectory()) await walkFolder(walk, path, real);
  else addFile(walk, path, real, target.isFile());
}

function isMarkdown(name: string): boolean {
  return name.toLowerCase().endsWith(".md");
}

function report(walk: Walk, path: string, severity: Problem["severity"], message: string, fix: string): void {
  walk.problems.push({ file: path || ".", line: 1, severity, message, fix });
}
