// How is git asked, without a shell and without touching anybody's working copy?

import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What git said that it cannot do. `code`: ENOENT when there is no git. */
export class GitError extends Error {
  override name = "GitError";
  constructor(
    readonly said: string,
    readonly code?: string,
  ) {
    super(said);
  }
}

/** Asks git about one checkout; `input` goes to its standard input. Gives what it prints. */
export type Git = (args: readonly string[], input?: string) => Promise<string>;

/** Nothing here reads a network, so a longer wait is a lock or a disk that hangs, in milliseconds. */
const PATIENCE_MS = 30_000;

/** The folder that holds `.git`, at or above this one. */
export async function findCheckout(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, ".git")).catch(() => undefined)) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** `--git-dir` holds whatever the environment says: the bot may run from a hook. */
export const gitAt =
  (top: string): Git =>
  (args, input = "") =>
    new Promise((resolve, reject) => {
      const git = spawn("git", [`--git-dir=${join(top, ".git")}`, "--literal-pathspecs", ...args], {
        cwd: top,
        timeout: PATIENCE_MS,
        windowsHide: true,
      });
      let printed = "";
      let said = "";
      git.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
      git.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      git.on("error", (error: NodeJS.ErrnoException) => reject(new GitError(error.message, error.code)));
      git.on("close", (code) => (code === 0 ? resolve(printed) : reject(new GitError(firstLine(said)))));
      // It may end before it has read everything.
      git.stdin.on("error", () => undefined);
      git.stdin.end(input);
    });

const firstLine = (said: string): string =>
  (said.split("\n").find((line) => line.trim() !== "") ?? "git ended without a word").trim();
