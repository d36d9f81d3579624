/** How do we get the bytes of a file that somebody put into Slack? Or why do we not, in words for people. */
import type { webApi } from "@slack/bolt";
import type { FileRef } from "../../../desk/model";
import { MOST_BYTES, download, type NotDownloaded } from "../../download";
import { SlackFailure } from "./failures";
import { isSlackHost } from "./file-hosts";
import type { Speaking } from "./speaking";

export { MOST_BYTES };

/** `why`: one sentence. `link`: where it can be opened, by those who may. */
export type NoFile = { why: string; link?: string };
export type Fetched = { name: string; data: Buffer; link?: string } | NoFile;

/** The workspace that is asked for it. */
type Asking = Pick<Speaking, "team" | "token" | "call">;

export type Fetching = { apiUrl: string | undefined; signal: AbortSignal };

export const TOO_LARGE = "It is larger than 50 MB.";
const SIGN_IN = "Slack asked the help desk to sign in instead of giving it.";

type Info = NonNullable<webApi.FilesInfoResponse["file"]>;

/** `file` is one of Slack's. */
export async function fetchFile(room: Asking, file: FileRef, fetching: Fetching): Promise<Fetched> {
  const [team, id] = file.id.split("/");
  if (team !== room.team || id === undefined) return { why: "It is in another Slack workspace." };
  const info = await askFor(room, id);
  if ("why" in info) return info;
  const link = info.permalink === undefined ? {} : { link: info.permalink };
  const refused = (why: string): NoFile => ({ why, ...link });
  if (info.is_external) return refused("It is kept outside of Slack.");
  if (info.url_private_download === undefined) return refused("Slack does not give it out any more.");
  if ((info.size ?? 0) > MOST_BYTES) return refused(TOO_LARGE);
  const data = await downloadFrom(room.token, info, info.url_private_download, fetching);
  return Buffer.isBuffer(data) ? { name: info.name ?? file.name, data, ...link } : refused(data.why);
}

async function askFor({ call }: Asking, file: string): Promise<Info | NoFile> {
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

async function downloadFrom(
  token: string | undefined,
  info: Info,
  from: string,
  { apiUrl, signal }: Fetching,
): Promise<Buffer | NoFile> {
  const data = await download({
    from: new URL(from),
    mayAsk: (url) => isSlackHost(url, apiUrl),
    headersFor: () => ({ authorization: `Bearer ${token ?? ""}` }),
    signal,
    isHtmlMeant: info.mimetype === "text/html",
    ...(info.size !== undefined && { size: info.size }),
  });
  return Buffer.isBuffer(data) ? data : { why: whyNot(data) };
}

function whyNot({ why, status }: NotDownloaded): string {
  switch (why) {
    case "elsewhere":
      return "Slack sent the help desk to a place outside of Slack for it.";
    case "in_circles":
      return "Slack sent the help desk in circles for it.";
    case "refused":
      return `Slack did not give it out (HTTP ${status}).`;
    case "sign_in":
      return SIGN_IN;
    case "too_large":
      return TOO_LARGE;
  }
}
