/** Did somebody change, delete or bring back what they had said? */
import { createHash } from "node:crypto";
import type { DeskEvent } from "../../../desk/events";
import type { MessageRef } from "../../../desk/model";
import type { Activity } from "../activity";
import type { ParseContext, Parsed } from "./parse";
import { isForDesk, messageName, messageOf, parsePost, readWords } from "./parse-message";
import { momentOf, type Scene } from "./scene";

const EDITS = ["editMessage", "undeleteMessage"];

export async function parseEdit(activity: Activity, scene: Scene, context: ParseContext): Promise<Parsed> {
  const what = activity.channelData?.eventType;
  if (what === undefined || !EDITS.includes(what)) return { ignored: "nothing was rewritten" };
  const message = messageOf(activity, scene, context.now);
  if (!message) return { ignored: "incomplete message" };
  const isOurs = isForDesk(activity, scene, message, context);
  const name = messageName(scene, message);
  // Also when the edit took our name out: what was asked before is changed all the same.
  if (!isOurs && !context.wasTold(`${name}/posted`)) return { ignored: "not said to the help desk" };
  const at = momentOf(activity, context.now);
  const [by, words] = await Promise.all([context.who(), readWords(activity, scene, context)]);
  const event: DeskEvent = {
    id: `${name}/edited/${at.getTime()}/${fingerprint(words.text)}`,
    at,
    type: "message_edited",
    by,
    message,
    ...words,
  };
  const isMissed = isFresh(message, at) && isOurs;
  return { event, ...(isMissed && (await asPosted(activity, scene, context))) };
}

/** Two edits in one moment are told apart by their words. */
const fingerprint = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 8);

/** The message itself, as it is now, under the name it is told by: what was told already is not taken twice. */
async function asPosted(activity: Activity, scene: Scene, context: ParseContext) {
  const told = await parsePost(activity, scene, context);
  return "event" in told && { first: told.event };
}

export function parseDeletion(activity: Activity, scene: Scene, context: ParseContext): Parsed {
  const message = messageOf(activity, scene, context.now);
  if (!message) return { ignored: "incomplete message" };
  const name = messageName(scene, message);
  const at = momentOf(activity, context.now);
  const deleted = { at, type: "message_deleted" as const, message };
  // Under the name of the message itself, which is then known already when it comes: nobody is shown what is deleted.
  const first: DeskEvent = { id: `${name}/posted`, ...deleted };
  return {
    event: { id: `${name}/deleted/${at.getTime()}`, ...deleted },
    ...(isFresh(message, at) && { first }),
  };
}

/** Longer than Teams tries to hand over a message. */
const STILL_COMING_MS = 600_000;

/** Whether the message itself may not have been told yet. Its id is the moment it was written. */
function isFresh({ messageId }: MessageRef, at: Date): boolean {
  const age = at.getTime() - Number(messageId);
  return Number.isFinite(age) && age < STILL_COMING_MS;
}
