/** How do we get the bytes of a file that somebody put into Slack? Or why do we not, in words for people. */
import type { webApi } from "@slack/bolt";
import type { FileRef } from "../../../desk/model";
import { SlackFailure } from "./failures";
import { isSlackHost } from "./file-hosts";
import type { Room } from "./rooms";

/** `why`: one sentence. `link`: where it can be opened, by those who may. */
export type NoFile = { why: string; link?: string };
export type Fetched = { name: string; data: Buffer } | NoFile;

export type Fetching = { apiUrl: string | undefined; signal: AbortSignal };

const MOST_BYTES = 50_000_000;
const MOST_REDIRECTS = 3;
const TOO_LARGE = "It is larger than 50 MB.";
const SIGN_IN = "Slack asked the help desk to sign in instead of giving it.";

type Info = NonNullable<webApi.FilesInfoResponse["file"]>;

/** `file` is one of Slack's. */
export async function fetchFile(room: Room, file: FileRef, fetching: Fetching): Promise<Fetched> {
  const [team, id] = file.id.split("/");
  if (team !== room.team || id === undefined) return { why: "It is in another Slack workspace." };
  const info = await askFor(room, id);
  if ("why" in info) return info;
  const link = info.permalink === undefined ? {} : { link: info.permalink };
  const refused = (why: string): NoFile => ({ why, ...link });
  if (info.is_external) return refused("It is kept outside of Slack.");
  if (info.url_private_download === undefined) return refused("Slack does not give it out any more.");
  if ((info.size ?? 0) > MOST_BYTES) return refused(TOO_LARGE);
  const data = await download(room.token, info, info.url_private_download, fetching);
  return Buffer.isBuffer(data) ? { name: info.name ?? file.name, data } : refused(data.why);
}

async function askFor({ call }: Room, file: string): Promise<Info | NoFile> {
  try {
    const { file: info } = await call((client) => client.files.info({ file }));
    return info ?? { why: "Slack does not know it any more." };
  } catch (error) {
    return { why: whyRefused(error) };
  }
}

/** For the reader of the chat: not what an operator would want to hear. */
export function whyRefused(error: unknown): string {
  if (!(error instanceof SlackFailure)) return "Slack could not be asked for it.";
  if (error.code === "missing_scope") return error.reason;
  if (error.code === "file_not_found" || error.code === "file_deleted") return "It was deleted in Slack.";
  return `Slack did not allow it (${error.code}).`;
}

async function download(
  token: string | undefined,
  info: Info,
  from: string,
  fetching: Fetching,
): Promise<Buffer | NoFile> {
  const response = await follow(new URL(from), token, fetching);
  if ("why" in response) return response;
  const isHtml = response.headers.get("content-type")?.startsWith("text/html") === true;
  const meant = info.mimetype === "text/html";
  const data = response.ok && (!isHtml || meant) ? await readWithin(response) : undefined;
  if (data === undefined) await response.body?.cancel();
  if (!response.ok) return { why: `Slack did not give it out (HTTP ${response.status}).` };
  // A page instead of a page: told by its size.
  const isOther = isHtml && (!meant || (info.size !== undefined && info.size !== data?.length));
  return isOther ? { why: SIGN_IN } : (data ?? { why: TOO_LARGE });
}

/** Redirects are followed by hand, so that the token goes to Slack and nowhere else. */
async function follow(
  start: URL,
  token: string | undefined,
  { apiUrl, signal }: Fetching,
): Promise<Response | NoFile> {
  let url = start;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    if (!isSlackHost(url, apiUrl))
      return { why: "Slack sent the help desk to a place outside of Slack for it." };
    const headers = { authorization: `Bearer ${token ?? ""}` };
    const response = await fetch(url, { headers, redirect: "manual", signal });
    const next = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || next === null) return response;
    await response.body?.cancel();
    url = new URL(next, url);
  }
  return { why: "Slack sent the help desk in circles for it." };
}

/** Undefined: it is larger than it said, and than we take. */
async function readWithin(response: Response): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
