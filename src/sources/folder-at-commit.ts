// What did a folder hold at another commit of its git repository?

import { execFile } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { errorCode } from "./error-code";

/** Why the folder cannot be read as it was, in words for whoever asked. */
export class NoSuchCommit extends Error {
  override name = "NoSuchCommit";
}

/** A knowledge base of a gigabyte is none. */
const LARGEST_BYTES = 1024 * 1024 * 1024;

/**
 * Lays the folder as it was at `ref` (a branch, tag or commit) out beside, for as long as the work takes: whoever reads it does so
 * by the same rules as the folder of today. Nothing in the checkout is touched. Links are left out.
 */
export async function atCommit<T>(
  dir: string,
  ref: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const commit = await commitOf(dir, ref);
  const files = await filesAt(dir, commit);
  if (files.length === 0)
    throw new NoSuchCommit(`There is nothing in ${dir} at ${ref}: the folder is new, or had another name.`);
  const folder = await mkdtemp(join(tmpdir(), "tierdesk-base-"));
  try {
    const texts = await contentsOf(
      dir,
      files.map(({ object }) => object),
    );
    for (const [i, { path }] of files.entries()) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, texts[i] ?? "");
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function commitOf(dir: string, ref: string): Promise<string> {
  await git(dir, ["rev-parse", "--is-inside-work-tree"]).catch((error: unknown) => {
    throw whyNot(dir, error);
  });
  const name = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const found = await git(dir, name).catch(() => undefined);
  const commit = found?.toString("utf8").trim() ?? "";
  if (!/^[0-9a-f]{40,64}$/.test(commit))
    throw new NoSuchCommit(
      `git knows no commit "${ref}" here. In CI, check out the whole history (fetch-depth: 0) and write origin/main; or name a folder.`,
    );
  return commit;
}

/** Relative to the folder. Only files: no links, no modules of others. */
async function filesAt(dir: string, commit: string): Promise<{ path: string; object: string }[]> {
  const listed = await git(dir, ["ls-tree", "-r", "-z", commit, "--", "."]);
  return listed
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, object, path] = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      const isInside = path !== undefined && !path.split("/").includes("..");
      return object !== undefined && isInside ? [{ path, object }] : [];
    });
}

/** One after the other, as `git cat-file --batch` gives them: a line with the size, the bytes, a line's end. */
async function contentsOf(dir: string, objects: string[]): Promise<Buffer[]> {
  const all = await git(dir, ["cat-file", "--batch"], objects.map((object) => `${object}\n`).join(""));
  let at = 0;
  return objects.map(() => {
    const end = all.indexOf(10, at);
    const size = Number(all.subarray(at, end).toString("utf8").split(" ")[2]);
    at = end + 1 + size + 1;
    return all.subarray(end + 1, end + 1 + size);
  });
}

/** No shell: a name is only ever a name. */
function git(dir: string, args: string[], input = ""): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const running = execFile(
      "git",
      args,
      { cwd: dir, encoding: "buffer", maxBuffer: LARGEST_BYTES },
      (error, out, said) =>
        error ? reject(Object.assign(error, { said: said.toString("utf8") })) : resolve(out),
    );
    running.stdin?.on("error", () => undefined);
    running.stdin?.end(input);
  });
}

function whyNot(dir: string, error: unknown): NoSuchCommit {
  const said =
    typeof error === "object" && error !== null && "said" in error ? String(error.said).trim() : "";
  if (errorCode(error) === "ENOENT")
    return new NoSuchCommit(
      `git is not installed here, or there is no folder ${dir}. A folder can be named instead.`,
    );
  if (said.includes("safe.directory"))
    return new NoSuchCommit(
      `git does not trust ${dir}, which belongs to another account: git config --global --add safe.directory ...`,
    );
  return new NoSuchCommit(
    `${dir} is not in a git checkout. Name a folder with the knowledge base as it was instead.`,
  );
}
