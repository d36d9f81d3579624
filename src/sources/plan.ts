// What does the escalation plan's file hold right now, and when does it change?

import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { watch } from "chokidar";
import type { FSWatcher } from "chokidar";
import { parsePlan } from "../plan/parse";
import type { ParsedPlan } from "../plan/parse";
import type { EscalationPlan, Problem } from "../plan/plan";
import { readWhenQuiet } from "./when-quiet";
import type { Watch } from "./when-quiet";

/** A plan of a thousand people has 100 KiB; more than a megabyte is another file. */
export const LARGEST_PLAN_BYTES = 1024 * 1024;

/** `plan` is missing when something is an error. */
export type ReadPlan = ParsedPlan;

/** Reads and checks the plan. Whatever is wrong, a missing file too, is in `problems`; it does not throw. */
export async function readPlan(path: string): Promise<ReadPlan> {
  const bytes = await readBytes(path).catch((error: unknown) => refused(path, ...wordsFor(path, error)));
  if (bytes === "too large")
    return refused(path, "The file is too large: the limit is 1 MiB.", "Name the plan's YAML file instead.");
  return Buffer.isBuffer(bytes) ? decode(path, bytes) : bytes;
}

/** Reads no more than a plan may have: a device such as /dev/zero never ends. */
async function readBytes(path: string): Promise<Buffer | "too large"> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(LARGEST_PLAN_BYTES + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
    }
    return "too large";
  } finally {
    await file.close();
  }
}

function decode(path: string, bytes: Buffer): ReadPlan {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return refused(path, "The file is UTF-16 text.", "Save it as UTF-8.");
  if (bytes.includes(0))
    return refused(path, "The file is not text (binary).", "Name the plan's YAML file instead.");
  const text = decodeUtf8(bytes);
  if (text === undefined)
    return refused(path, "The file is not UTF-8 text.", "Save it as UTF-8 in your editor.");
  return parsePlan(path, text);
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function wordsFor(path: string, error: unknown): [message: string, fix: string] {
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
  const another = "or name another file with --plan FILE";
  if (code === "ENOENT" || code === "ENOTDIR")
    return [`There is no file ${path}.`, `Copy the project's helpdesk.yaml there and edit it, ${another}.`];
  if (code === "EISDIR") return [`${path} is a folder.`, "Name the YAML file in it."];
  if (code === "EACCES" || code === "EPERM")
    return [`The file ${path} may not be read.`, `Give the bot's account the right to read it, ${another}.`];
  return [`The file ${path} cannot be read (${code}).`, `Check the disk, ${another}.`];
}

function refused(file: string, message: string, fix: string): ReadPlan {
  return { problems: [{ file, line: 1, severity: "error", message, fix }] };
}

/**
 * Calls `onChange` with what the file holds a short while after it changed. An edit that breaks the plan is reported with
 * its problems and the last good plan, so that the desk goes on as before.
 */
export function watchPlan(
  path: string,
  start: EscalationPlan,
  onChange: (next: { plan: EscalationPlan; problems: Problem[] }) => void,
): Watch {
  let lastGood = start;
  return readWhenQuiet(
    watchFile(path),
    () => readPlan(path),
    ({ plan, problems }) => {
      lastGood = plan ?? lastGood;
      onChange({ plan: lastGood, problems });
    },
  );
}

/** The folder is watched, not the file: editors save by putting a new file in its place, Kubernetes by swapping a link. */
function watchFile(path: string): FSWatcher {
  const name = basename(path);
  const isOther = (each: string) => {
    const other = basename(each);
    return other !== name && !other.startsWith("..") && each !== dirname(path);
  };
  return watch(dirname(path), { ignoreInitial: true, depth: 0, ignored: isOther });
}
