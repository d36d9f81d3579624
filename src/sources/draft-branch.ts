// How does a draft get onto a branch of its own, while the working copy stays as it is?

import { stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { GitError, isDistrust, quiet } from "./git";
import type { Git } from "./git";
import type { Draft, DraftRefusal, WrittenDraft } from "./write-draft";
import { diskFull, DRAFTS, namesFor, noFolder, noFreeName } from "./write-draft";

const PREFIX = "draft/";

type Checkout = { git: Git; root: string; top: string };

/**
 * Undefined: git does not keep the folder, so that a branch would hold nothing but the draft. The bot reads the working copy:
 * neither it nor the index nor the current branch is touched, only objects and a new reference are written.
 */
export async function writeDraftBranch(
  checkout: Checkout,
  draft: Draft,
): Promise<WrittenDraft | DraftRefusal | undefined> {
  const { git, root, top } = checkout;
  const within = relative(top, root).replaceAll("\\", "/");
  try {
    const head = await headOf(git);
    if (head === undefined) return noCommit(top);
    if (within !== "" && (await entryAt(git, head, within)) === undefined) return undefined;
    const folder = await entryAt(git, head, within === "" ? DRAFTS : `${within}/${DRAFTS}`);
    if (folder !== undefined && (await git(["cat-file", "-t", folder])).trim() !== "tree")
      return noFolder(join(root, DRAFTS));
    for (const name of namesFor(draft.slug)) {
      const file = `${DRAFTS}/${name}.md`;
      const path = within === "" ? file : `${within}/${file}`;
      const written = { file, branch: PREFIX + name, path };
      const there = await textOn(git, `refs/heads/${PREFIX}${name}`, path);
      if (there === draft.text) return written;
      if (there !== undefined || (await isTaken(checkout, head, { name, file, path }))) continue;
      if (await commit(git, head, { path, branch: written.branch, draft })) return written;
      // Somebody else was faster: it may be this very draft.
      if ((await textOn(git, `refs/heads/${PREFIX}${name}`, path)) === draft.text) return written;
    }
    return noFreeName(draft.slug);
  } catch (error) {
    return refusal(top, error);
  }
}

/** Undefined: nothing was ever committed. */
const headOf = (git: Git): Promise<string | undefined> =>
  quiet(git(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]));

const entryAt = (git: Git, commitId: string, path: string): Promise<string | undefined> =>
  quiet(git(["rev-parse", "--verify", "--quiet", `${commitId}:${path}`]));

async function textOn(git: Git, ref: string, path: string): Promise<string | undefined> {
  const blob = await quiet(git(["rev-parse", "--verify", "--quiet", `${ref}:${path}`]));
  return blob === undefined ? undefined : git(["cat-file", "blob", blob]);
}

/** By a branch, in the last commit, or only in the working copy. */
async function isTaken(
  { git, root }: Checkout,
  head: string,
  { name, file, path }: { name: string; file: string; path: string },
): Promise<boolean> {
  const ref = git(["rev-parse", "--verify", "--quiet", `refs/heads/${PREFIX}${name}`]);
  if ((await quiet(ref)) !== undefined || (await entryAt(git, head, path)) !== undefined) return true;
  return (await stat(join(root, file)).catch(() => undefined)) !== undefined;
}

/** False: by now there is such a branch. */
async function commit(
  git: Git,
  head: string,
  { path, branch, draft }: { path: string; branch: string; draft: Draft },
): Promise<boolean> {
  const blob = (await git(["hash-object", "-w", "--stdin"], draft.text)).trim();
  const tree = await treeWith(git, `${head}^{tree}`, { path: path.split("/"), blob });
  const made = await git([...(await identity(git)), "commit-tree", tree, "-p", head], draft.message);
  try {
    // An empty old value: the branch must not be there yet.
    await git(["update-ref", `refs/heads/${branch}`, made.trim(), ""]);
    return true;
  } catch (error) {
    if (error instanceof GitError && error.said.includes("reference already exists")) return false;
    throw error;
  }
}

/** The tree with one file more. Built from trees, not in an index: there is nothing to clean up. */
async function treeWith(
  git: Git,
  tree: string | undefined,
  { path, blob }: { path: string[]; blob: string },
): Promise<string> {
  const [written = "", ...rest] = path;
  const name = Buffer.from(written).toString("latin1");
  const listed = tree === undefined ? "" : await git(["ls-tree", "-z", tree], "", "latin1");
  const entries = listed.split("\0").filter((line) => line !== "");
  const nameOf = (line: string): string => line.slice(line.indexOf("\t") + 1);
  const own = entries.find((line) => nameOf(line) === name);
  const folder = own && /^040000 tree ([0-9a-f]+)\t/.exec(own)?.[1];
  const entry =
    rest.length === 0
      ? `100644 blob ${blob}\t${name}`
      : `040000 tree ${await treeWith(git, folder, { path: rest, blob })}\t${name}`;
  const others = entries.filter((line) => nameOf(line) !== name);
  const all = [...others, entry].map((line) => `${line}\0`).join("");
  return (await git(["mktree", "-z"], all, "latin1")).trim();
}

/** Whoever git is set up for on this machine; nobody: the program itself. */
async function identity(git: Git): Promise<string[]> {
  const email = await quiet(git(["config", "user.email"]));
  return email ? [] : ["-c", "user.name=Tierdesk", "-c", "user.email=tierdesk@localhost"];
}

const noCommit = (top: string): DraftRefusal => ({
  reason: `The git checkout ${top} has no commit yet.`,
  fix: "Commit the knowledge base; then each draft gets a branch of its own.",
});

function refusal(top: string, error: unknown): DraftRefusal {
  if (!(error instanceof GitError)) throw error;
  if (error.code === "ENOENT")
    return {
      reason: `${top} is a git checkout, and there is no git on this machine.`,
      fix: "Install git where the bot runs.",
    };
  if (isDistrust(error))
    return {
      reason: `Git does not trust the checkout ${top}: it belongs to another account.`,
      fix: `As the bot's account: git config --global --add safe.directory ${top}`,
    };
  if (/insufficient permission|permission denied|read-only/i.test(error.said))
    return {
      reason: `The git checkout ${top} may not be written to: ${error.said}`,
      fix: "Give the bot's account the right to write into .git.",
    };
  if (/no space left/i.test(error.said)) return diskFull;
  const lock = /unable to create '(.+\.lock)': File exists/i.exec(error.said)?.[1];
  if (lock !== undefined)
    return {
      reason: `Another git is at work in ${top}, or one was stopped while it was.`,
      fix: `Try again. When no git runs there, delete ${lock}.`,
    };
  if (/cannot lock ref/i.test(error.said))
    return {
      reason: `The branch cannot be made in ${top}: ${error.said}`,
      fix: 'Rename a branch that is called just "draft".',
    };
  return { reason: `Git refuses: ${error.said}`, fix: `Try \`git status\` in ${top}.` };
}
