/** Did somebody change or delete what they had said? Slack also tells so of link previews, reply counts and our own updates. */
import type { DeskEvent } from "../../../desk/events";
import type { MessageRef } from "../../../desk/model";
import { momentOf } from "../address";
import type { SlackEvent, SlackMessage } from "./bodies";
import type { ParseContext, Parsed } from "./parse";
import { author, isForDesk, parsePost, placeOf, readSaid, readWords, type Said } from "./parse-message";

export async function parseEdit(event: SlackEvent, context: ParseContext): Promise<Parsed> {
  const { message = {}, previous_message: before } = event;
  // A deleted message that has replies stays as a stone.
  if (message.subtype === "tombstone") return parseDeletion(event, context);
  const said = readSaid(within(event, message), event.channel, context);
  if ("ignored" in said) return said;
  const editedTs = said.edited?.ts;
  if (editedTs === undefined || editedTs === before?.edited?.ts) return { ignored: "nothing was rewritten" };
  if (before && isSameText(said, before)) return { ignored: "the words are the same" };
  if (!isOrWasForDesk(said, before, context)) return { ignored: "not said to the help desk" };
  const [by, { namesHelpDesk: _, ...words }] = await Promise.all([
    author(said, context),
    readWords(said, context),
  ]);
  const at = momentOf(editedTs);
  return {
    event: {
      id: `${messageId(said, context)}/edited/${editedTs}`,
      at,
      type: "message_edited",
      by,
      message: refTo(said, context),
      ...words,
    },
    ...(isFresh(said, at) && before && (await asItWas(event, before, context))),
  };
}

/** Slack sends a message for the last time some six minutes after it was written. */
const STILL_COMING_MS = 600_000;

/** Whether the message itself may not have been told yet. */
const isFresh = ({ ts }: Said, at: Date): boolean => at.getTime() - momentOf(ts).getTime() < STILL_COMING_MS;

/** The message before its edit, under the name it is told by: what was told already is not taken twice. */
async function asItWas(event: SlackEvent, before: SlackMessage, context: ParseContext) {
  const { channel } = event;
  const told = await parsePost({ ...within(event, before), ...(channel && { channel }) }, context);
  return "event" in told && { first: told.event };
}

export async function parseDeletion(event: SlackEvent, context: ParseContext): Promise<Parsed> {
  const before = event.previous_message;
  if (!before) return { ignored: "a deleted message that is not described" };
  const said = readSaid(within(event, before), event.channel, context);
  if ("ignored" in said) return said;
  if (!isForDesk(said, context)) return { ignored: "not said to the help desk" };
  const id = messageId(said, context);
  const at = momentOf(event.event_ts ?? event.ts ?? said.ts);
  const deleted = { at, type: "message_deleted" as const, message: refTo(said, context) };
  // Under the name of the message itself, which is then known already when it comes: nobody is shown what is deleted.
  const first: DeskEvent = { id: `${id}/posted`, ...deleted };
  return { event: { id: `${id}/deleted`, ...deleted }, ...(isFresh(said, at) && { first }) };
}

/** What kind of place it is stands only around the message. */
const within = ({ channel_type: type }: SlackEvent, message: SlackMessage): SlackMessage =>
  type === undefined ? message : { ...message, channel_type: type };

const isSameText = (now: SlackMessage, before: SlackMessage): boolean =>
  (now.text ?? "") === (before.text ?? "") && fileIds(now) === fileIds(before);

const fileIds = ({ files = [] }: SlackMessage): string => files.map(({ id }) => id).join();

/** Also when the edit took our name out: what was asked before is changed all the same. */
const isOrWasForDesk = (now: Said, before: SlackMessage | undefined, context: ParseContext): boolean =>
  isForDesk(now, context) ||
  (before !== undefined && isForDesk({ ...now, text: before.text ?? "" }, context));

const messageId = ({ channel, ts }: Said, { team }: ParseContext): string => `slack/${team}/${channel}/${ts}`;

const refTo = (said: Said, { team }: ParseContext): MessageRef => ({
  in: placeOf(said, team),
  messageId: said.ts,
});
