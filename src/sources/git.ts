// How is git asked, without a shell and without touching anybody's working copy?

import { spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What git said that it cannot do; nothing: the answer is no. `code`: ENOENT when there is no git. */
export class GitError extends Error {
  override name = "GitError";
  constructor(
    readonly said: string,
    readonly code?: string,
  ) {
    super(said);
  }
}

export const isDistrust = ({ said }: GitError): boolean => said.includes("dubious ownership");

/**
 * Asks git about one checkout; `input` goes to its standard input. Gives what it prints. `encoding`: `latin1` keeps each byte of names
 * that are not UTF-8.
 */
export type Git = (args: readonly string[], input?: string, encoding?: "utf8" | "latin1") => Promise<string>;

/** Nothing here reads a network, so a longer wait is a lock or a disk that hangs, in milliseconds. */
const PATIENCE_MS = 30_000;

/** The folder that holds `.git`, at or above this one. */
export async function findCheckout(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, ".git")).catch(() => undefined)) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Git finds the checkout itself, or it would not ask whose it is; the folder above is none of it. */
export const gitAt =
  (top: string): Git =>
  (args, input = "", encoding = "utf8") =>
    new Promise((resolve, reject) => {
      const git = spawn("git", ["--literal-pathspecs", ...args], {
        cwd: top,
        env: { ...withoutPlaces(process.env), GIT_CEILING_DIRECTORIES: dirname(top), LC_ALL: "C" },
        timeout: PATIENCE_MS,
        windowsHide: true,
      });
      let printed = "";
      let said = "";
      git.stdout.setEncoding(encoding).on("data", (text: string) => (printed += text));
      git.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      git.on("error", (error: NodeJS.ErrnoException) => reject(new GitError(error.message, error.code)));
      git.on("close", (code) => (code === 0 ? resolve(printed) : reject(new GitError(firstLine(said)))));
      // It may end before it has read everything.
      git.stdin.on("error", () => undefined);
      git.stdin.end(input, encoding);
    });

/** A name that stands for nothing is an answer, not an error: git then ends without a word. */
export async function quiet(asked: Promise<string>): Promise<string | undefined> {
  try {
    return (await asked).trim();
  } catch (error) {
    if (error instanceof GitError && error.said === "") return undefined;
    throw error;
  }
}

/** Where another git's work goes: the bot may run from a hook. */
const PLACES = new Set(
  "GIT_DIR GIT_COMMON_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_QUARANTINE_PATH".split(
    " ",
  ),
);

const withoutPlaces = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !PLACES.has(name.toUpperCase())));

const firstLine = (said: string): string =>
  (said.split("\n").find((line) => line.trim() !== "") ?? "").trim();
