/** How do people write on emulate's Slack? Through its Web API, each with their own token, as their client composes it. */
import { compose } from "../slack/composing";
import type { Workspace } from "../slack/world";
import type { Attachment } from "../stage";
import { objectIn, objectsIn, type Call } from "./calls";
import type { Mirror } from "./mirror";
import { tokenOf } from "./seeding";

/** `by`: somebody's id in our own stand-in. */
export type Writers = {
  post(
    by: string,
    to: { channel: string; thread?: string },
    text: string,
    files: Attachment[],
  ): Promise<string>;
  edit(by: string, ts: string, text: string): Promise<void>;
  remove(by: string, ts: string): Promise<void>;
  /** The channel of their chat with the help desk. */
  openChat(by: string): Promise<string>;
};

export function createWriters(url: string, call: Call, workspace: Workspace, mirror: Mirror): Writers {
  const channelOf = new Map<string, string>();

  async function change(by: string, method: string, ts: string, args: object): Promise<void> {
    const channel = channelOf.get(ts) ?? "";
    await call(tokenOf(by), method, { channel, ts, ...args });
    await mirror.refresh(channel);
  }

  return {
    async post(by, { channel, thread }, typed, files) {
      const { text, blocks } = compose(workspace, typed);
      const where = thread === undefined ? {} : { thread_ts: thread };
      const words = {
        channel,
        text,
        ...where,
        ...(blocks && { blocks }),
        client_msg_id: crypto.randomUUID(),
      };
      const ts =
        files.length === 0
          ? String((await call(tokenOf(by), "chat.postMessage", words))["ts"])
          : await share(url, call, by, files, { channel_id: channel, initial_comment: text, ...where });
      channelOf.set(ts, channel);
      await mirror.refresh(channel);
      return ts;
    },
    edit: (by, ts, typed) => change(by, "chat.update", ts, compose(workspace, typed)),
    remove: (by, ts) => change(by, "chat.delete", ts, {}),
    async openChat(by) {
      const { id } = objectIn(
        await call(tokenOf(by), "conversations.open", { users: workspace.botUser }),
        "channel",
      );
      return String(id);
    },
  };
}

type Share = { channel_id: string; initial_comment: string; thread_ts?: string };

/** Answers the `ts` of the message that shows them. */
async function share(
  url: string,
  call: Call,
  by: string,
  attachments: Attachment[],
  where: Share,
): Promise<string> {
  const uploads: { id: unknown; title: string }[] = [];
  for (const { name: filename, data } of attachments) {
    const slot = { filename, length: data.length };
    const { file_id: id } = await call(tokenOf(by), "files.getUploadURLExternal", slot);
    await fetch(`${url}/upload/v1/${String(id)}`, { method: "POST", body: new Uint8Array(data) });
    uploads.push({ id, title: filename });
  }
  const done = await call(tokenOf(by), "files.completeUploadExternal", { files: uploads, ...where });
  const shares = objectIn(objectsIn(done, "files")[0] ?? {}, "shares");
  const places = { ...objectIn(shares, "public"), ...objectIn(shares, "private") };
  return String(objectsIn(places, where.channel_id)[0]?.["ts"]);
}
