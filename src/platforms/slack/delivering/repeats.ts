/** What of a post stands in Slack already? Told by the metadata that each of our messages carries. */
import type { webApi } from "@slack/bolt";
import type { Ts } from "../address";
import { FIRST_DRAFT, type Draft } from "./drafts";
import { tolerate } from "./failures";
import type { Room } from "./rooms";

const EVENT_TYPE = "tierdesk_message";

/** `part`: which message of the post it is, from 0, as `draft` has it; or what else came along. */
export type PostMark = { key: string; part: number | string; draft?: Draft };

export const metadataOf = ({ key, part, draft }: PostMark) => ({
  event_type: EVENT_TYPE,
  event_payload: {
    key,
    part,
    ...(draft?.simple && { simple: true }),
    ...(draft?.plainFrom !== undefined && { plain_from: draft.plainFrom }),
  },
});

/** `parts`: by the part's name. `files`: what we uploaded there since. `hasMessages`: there is anything at all, of anybody. */
export type Standing = {
  parts: Map<string, Ts>;
  files: { title: string; ts: Ts }[];
  draft: Draft;
  hasMessages: boolean;
};

export const nothingStanding = (): Standing => ({
  parts: new Map(),
  files: [],
  draft: FIRST_DRAFT,
  hasMessages: false,
});

/** The clocks of Slack, of the database and of this machine differ. */
const CLOCKS_APART_MS = 60_000;
const MOST_PAGES = 5;
const PAGE = 200;

type Message = NonNullable<webApi.ConversationsHistoryResponse["messages"]>[number];

/** In the thread of `room`, or in the channel itself. */
export async function findStanding(room: Room, key: string, since: Date): Promise<Standing> {
  const standing = nothingStanding();
  const oldest = ((since.getTime() - CLOCKS_APART_MS) / 1000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const read = await readPage(room, oldest, cursor);
    for (const message of read?.messages ?? []) note(standing, room, key, message);
    cursor = read?.response_metadata?.next_cursor;
    if (cursor === undefined || cursor === "") break;
  }
  return standing;
}

/** A thread that is not there has nothing in it. Without the right to look, sending twice is better than never. */
function readPage({ call, channel, thread }: Room, oldest: string, cursor: string | undefined) {
  const page = {
    channel,
    oldest,
    include_all_metadata: true,
    limit: PAGE,
    ...(cursor !== undefined && { cursor }),
  };
  const reading =
    thread === undefined
      ? call((client) => client.conversations.history(page))
      : call((client) => client.conversations.replies({ ...page, ts: thread }));
  return tolerate(["thread_not_found", "message_not_found", "missing_scope"], reading);
}

/** Anybody's app may write such metadata: only our own messages count. */
function note(standing: Standing, { botUser }: Room, key: string, message: Message): void {
  const { ts } = message;
  standing.hasMessages = true;
  if (message.user !== botUser || ts === undefined) return;
  for (const { title } of message.files ?? []) if (title !== undefined) standing.files.push({ title, ts });
  const { event_type: type, event_payload: payload } = message.metadata ?? {};
  const { key: ofKey, part, simple, plain_from: plainFrom }: Record<string, unknown> = { ...payload };
  if (type !== EVENT_TYPE || ofKey !== key) return;
  if (typeof part !== "number" && typeof part !== "string") return;
  standing.parts.set(String(part), ts);
  if (simple === true) standing.draft = { ...standing.draft, simple };
  if (typeof plainFrom === "number") standing.draft = { ...standing.draft, plainFrom };
}
