// What does one markdown file hold, and can it be used as text at all?

import { readFile, stat } from "node:fs/promises";
import type { Problem, SourceFile } from "../knowledge/article";
import { errorCode } from "./error-code";

/** A megabyte of markdown is a book; more is a mistake, and would make every question slow. */
export const LARGEST_FILE_BYTES = 1024 * 1024;

/** Neither of the two when the file went away in between: that is an edit in progress, not an error. */
export type ReadFile = { file?: SourceFile; problem?: Problem };

/** Reads the file at `real` under the name `path` (relative to the knowledge base, with `/`). Does not throw. */
export async function readMarkdownFile(real: string, path: string): Promise<ReadFile> {
  try {
    const { size } = await stat(real);
    if (size > LARGEST_FILE_BYTES) return tooLarge(path, size);
    return decode(await readFile(real), path);
  } catch (error) {
    return unreadable(error, path);
  }
}

function decode(bytes: Buffer, path: string): ReadFile {
  if (bytes.length > LARGEST_FILE_BYTES) return tooLarge(path, bytes.length);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return problem(path, "The file is UTF-16 text.", "Save it as UTF-8.");
  if (bytes.includes(0))
    return problem(
      path,
      "The file is not text (binary).",
      "Put markdown into it, or give it a name that does not end in .md.",
    );
  try {
    return { file: { path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) } };
  } catch {
    return problem(path, "The file is not UTF-8 text.", "Save it as UTF-8 in your editor.");
  }
}

function tooLarge(path: string, size: number): ReadFile {
  const mebibytes = (size / LARGEST_FILE_BYTES).toFixed(1);
  return problem(
    path,
    `The file is too large: ${mebibytes} MiB, the limit is 1 MiB.`,
    "Split it into several articles.",
  );
}

function unreadable(error: unknown, path: string): ReadFile {
  const code = errorCode(error);
  if (code === "ENOENT" || code === "ENOTDIR") return {};
  const fix = "Give the bot's account the right to read it.";
  return problem(path, `The file cannot be read (${code}).`, fix);
}

function problem(file: string, message: string, fix: string): ReadFile {
  return { problem: { file, line: 1, severity: "error", message, fix } };
}
