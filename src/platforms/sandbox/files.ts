/** Where do uploaded files live? Under `<dataDir>/sandbox/files`, each named by a random id, never by what people called it. */
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FileRef } from "../../desk/model";

/** 20 MB, in bytes. */
export const FILE_SIZE_LIMIT = 20 * 1024 * 1024;

const NAME_LIMIT = 120;

/** By the end of the name; anything else is just bytes. Never shown in the page, always downloaded. */
const MEDIA_TYPES: Record<string, string> = {
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  log: "text/plain",
  md: "text/markdown",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain",
  webp: "image/webp",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

/** Writes a file. Undefined: it is over the limit, and nothing is kept. */
export async function saveFile(folder: string, name: string, data: Readable): Promise<FileRef | undefined> {
  await mkdir(folder, { recursive: true });
  const id = randomUUID();
  const path = join(folder, id);
  let size = 0;
  const counted = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length;
      // Read on but keep nothing: a sender who is cut off never sees the answer.
      if (size <= FILE_SIZE_LIMIT) yield chunk;
    }
  };
  try {
    await pipeline(data, counted, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  if (size > FILE_SIZE_LIMIT) {
    await rm(path, { force: true });
    return undefined;
  }
  const safeName = sanitiseName(name);
  return { platform: "sandbox", id, name: safeName, size, mediaType: mediaTypeOf(safeName) };
}

/** Only for ids the world knows: they are ours, so they hold no path. */
export const readFile = (folder: string, file: FileRef): Readable => createReadStream(join(folder, file.id));

export const removeFile = (folder: string, id: string): Promise<void> =>
  rm(join(folder, id), { force: true });

/** The last part of a path, without control and direction characters or what file systems forbid. */
export function sanitiseName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/u).at(-1) ?? "";
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, "").replace(/^[.\s]+|[.\s]+$/gu, "");
  if (clean === "") return "file";
  if (clean.length <= NAME_LIMIT) return clean;
  const ending = /\.[A-Za-z0-9]{1,8}$/u.exec(clean)?.[0] ?? "";
  return clean.slice(0, NAME_LIMIT - ending.length) + ending;
}

const mediaTypeOf = (name: string): string =>
  MEDIA_TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
