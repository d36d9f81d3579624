// What did a folder hold at another commit of its git repository?

import { mkdtemp, mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { findCheckout, gitAt, GitError, isDistrust, quiet } from "./git";
import type { Git } from "./git";

/** Why the folder cannot be read as it was, in words for whoever asked. */
export class NoSuchCommit extends Error {
  override name = "NoSuchCommit";
}

/**
 * Lays the folder as it was at `ref` (a branch, tag or commit) out beside, for as long as the work takes: whoever reads it does so
 * by the same rules as the folder of today. Nothing in the checkout is touched. Links are left out.
 */
export async function atCommit<T>(
  dir: string,
  ref: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const root = await realpath(dir).catch(() => resolve(dir));
  const top = await findCheckout(root);
  if (top === undefined) throw noCheckout(dir);
  const git = gitAt(top);
  const files = await filesAt(git, await commitOf(git, dir, ref), relative(top, root).replaceAll("\\", "/"));
  if (files.length === 0)
    throw new NoSuchCommit(`There is nothing in ${dir} at ${ref}: the folder is new, or had another name.`);
  const folder = await mkdtemp(join(tmpdir(), "tierdesk-base-"));
  try {
    const texts = await contentsOf(
      git,
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

async function commitOf(git: Git, dir: string, ref: string): Promise<string> {
  const asked = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  const commit = await quiet(asked).catch((error: unknown) => {
    throw whyNot(dir, error);
  });
  if (commit === undefined)
    throw new NoSuchCommit(
      `git knows no commit "${ref}" here. In CI, check out the whole history (fetch-depth: 0) and write origin/main; or name a folder.`,
    );
  return commit;
}

/** Relative to the folder. Only files: no links, no modules of others. */
async function filesAt(
  git: Git,
  commit: string,
  within: string,
): Promise<{ path: string; object: string }[]> {
  const folder = await quiet(git(["rev-parse", "--verify", "--quiet", `${commit}:${within}`]));
  if (folder === undefined) return [];
  const listed = await git(["ls-tree", "-r", "-z", folder]);
  return listed.split("\0").flatMap((line) => {
    const [, object, path] = /^100\d{3} blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    const isInside = path !== undefined && !path.split("/").includes("..");
    return object !== undefined && isInside ? [{ path, object }] : [];
  });
}

/** One after the other, as `git cat-file --batch` gives them: a line with the size, the bytes, a line's end. */
async function contentsOf(git: Git, objects: string[]): Promise<Buffer[]> {
  const asked = objects.map((object) => `${object}\n`).join("");
  const all = Buffer.from(await git(["cat-file", "--batch"], asked, "latin1"), "latin1");
  let at = 0;
  return objects.map(() => {
    const end = all.indexOf(10, at);
    const size = Number(all.subarray(at, end).toString("utf8").split(" ")[2]);
    at = end + 1 + size + 1;
    return all.subarray(end + 1, end + 1 + size);
  });
}

const noCheckout = (dir: string): NoSuchCommit =>
  new NoSuchCommit(
    `${dir} is not in a git checkout. Name a folder with the knowledge base as it was instead.`,
  );

function whyNot(dir: string, error: unknown): unknown {
  if (!(error instanceof GitError)) return error;
  if (error.code === "ENOENT")
    return new NoSuchCommit("git is not installed here. A folder can be named instead.");
  return new NoSuchCommit(
    isDistrust(error)
      ? `git does not trust ${dir}, which belongs to another account: git config --global --add safe.directory ...`
      : `git refuses in ${dir}: ${error.said}`,
  );
}
