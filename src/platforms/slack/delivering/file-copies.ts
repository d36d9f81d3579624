/**
 * How do the files of a message come along? Each is copied below it; of one that cannot be, a line says why. The message
 * stands by then, so nothing here fails the delivery.
 */
import type { FileRef } from "../../../desk/model";
import type { Delivery, OpenFile } from "../../platform";
import type { Ts } from "../address";
import {
  fetchFile,
  MOST_BYTES,
  TOO_LARGE,
  whyRefused,
  type Fetched,
  type Fetching,
  type NoFile,
} from "./file-download";
import { isSlackHost } from "./file-hosts";
import { oneLine } from "../../letters";
import { escapeText } from "../drawing/escaping";
import type { SlackLog } from "../options";
import { postPart } from "./part-posting";

import type { Part } from "../drawing/render";
import type { Standing } from "./repeats";
import type { Room } from "./rooms";

/** `signal`: when the whole delivery must come to its end. */
export type Copying = Fetching & { log: SlackLog; openFile: OpenFile | undefined };

type Post = Extract<Delivery, { verb: "post" }>;

const PLATFORMS: Record<FileRef["platform"], string> = {
  desk: "the help desk",
  slack: "Slack",
  teams: "Microsoft Teams",
  sandbox: "the sandbox",
};

/** `standing`: what an earlier try has left there. `after`: the message's last part. */
export async function copyFiles(
  copying: Copying,
  room: Room,
  { key, content }: Post,
  standing: Standing,
  after: Ts,
): Promise<void> {
  const files = content.blocks.flatMap((block) => (block.kind === "files" ? block.files : []));
  // Many files have one name ("image.png"): each that stands there is counted once.
  const copied = standing.files.flatMap(({ title, ts }) => (Number(ts) > Number(after) ? [title] : []));
  for (const [index, file] of files.entries()) {
    const part = `file${index}`;
    const at = copied.indexOf(file.name);
    if (at !== -1) copied.splice(at, 1);
    if (at !== -1 || standing.parts.has(part)) continue;
    const trouble = await copyInTime(copying, room, file);
    if (trouble) await sayWhy(copying, room, { key, part }, file, trouble);
  }
}

/** Undefined: it is copied. */
async function copyInTime(copying: Copying, room: Room, file: FileRef): Promise<NoFile | undefined> {
  const { signal } = copying;
  const late = { why: "Copying it took too long." };
  if (signal.aborted) return late;
  let onAbort = () => {};
  const tooLate = new Promise<NoFile>((resolve) => {
    onAbort = () => resolve(late);
    signal.addEventListener("abort", onAbort);
  });
  const copied = copy(copying, room, file).catch((error: unknown) =>
    signal.aborted ? late : { why: whyRefused(error) },
  );
  try {
    return await Promise.race([copied, tooLate]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

async function copy(copying: Copying, room: Room, file: FileRef): Promise<NoFile | undefined> {
  const fetched = await (file.platform === "slack"
    ? fetchFile(room, file, copying)
    : fetchElsewhere(copying, file));
  if ("why" in fetched) return fetched;
  if (fetched.data.length === 0) return { why: "It is empty." };
  return upload(copying, room, file.name, fetched.data);
}

/** Another platform gives out its bytes, or a link at least. */
async function fetchElsewhere({ openFile }: Copying, file: FileRef): Promise<Fetched> {
  const { data, link } = (await openFile?.(file)) ?? {};
  const refused = (why: string): NoFile => ({ why, ...(link !== undefined && { link }) });
  if (data && data.length > MOST_BYTES) return refused(TOO_LARGE);
  if (data) return { name: file.name, data };
  if (file.platform === "desk") return refused("It could not be drawn.");
  const where = PLATFORMS[file.platform];
  return refused(link === undefined ? `It is in ${where}: please open it there.` : `It stays in ${where}.`);
}

async function upload(
  { apiUrl, signal }: Copying,
  { call, channel, thread }: Room,
  title: string,
  data: Buffer,
): Promise<NoFile | undefined> {
  const slot = { filename: title, length: data.length };
  const { upload_url: url, file_id: id } = await call((client) => client.files.getUploadURLExternal(slot));
  if (url === undefined || id === undefined || !isSlackHost(new URL(url), apiUrl))
    return { why: "Slack named no place of its own to put it." };
  const sent = await fetch(url, { method: "POST", body: data, redirect: "error", signal });
  await sent.body?.cancel();
  if (!sent.ok) return { why: `Slack did not take it (HTTP ${sent.status}).` };
  const where = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  await call((client) => client.files.completeUploadExternal({ files: [{ id, title }], ...where }));
  return undefined;
}

async function sayWhy(
  { log }: Copying,
  room: Room,
  mark: { key: string; part: string },
  file: FileRef,
  trouble: NoFile,
): Promise<void> {
  try {
    await postPart(room, lineFor(file, trouble), mark);
  } catch {
    // Not which one: its id may be an address that lets in whoever knows it.
    log.warn("slack.file_not_copied", { key: mark.key, platform: file.platform });
  }
}

/** A name is people's words: plain text, in the blocks as in what notifications show. */
function lineFor({ platform, name }: FileRef, { why, link }: NoFile): Part {
  const advice = link === undefined && platform === "slack" ? " Please ask for it to be sent again." : "";
  const text = `The file “${oneLine(name)}” could not be copied here. ${why}${advice}`;
  const words = { type: "text" as const, text: link === undefined ? text : `${text} ` };
  const label = `Open it in ${PLATFORMS[platform]}`;
  const open = link === undefined ? [] : [{ type: "link" as const, url: link, text: label }];
  return {
    text: escapeText(text),
    blocks: [{ type: "rich_text", elements: [{ type: "rich_text_section", elements: [words, ...open] }] }],
  };
}
