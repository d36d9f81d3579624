/** What is a new message to the desk: said to it, said in a thread it may know, or none of its business? */
import type { Address, FileRef, MessageRef } from "../../../desk/model";
import type { Activity } from "../activity";
import { channelPlace } from "../address";
import { filesOf } from "../files";
import { mentionsBot, readText, type PlainText } from "./message-text";
import { quotedIn } from "./quoted";
import type { ParseContext, Parsed } from "./parse";
import { momentOf, placeOf, textOf, type Scene } from "./scene";

export async function parsePost(activity: Activity, scene: Scene, context: ParseContext): Promise<Parsed> {
  const message = messageOf(activity, scene, context.now);
  if (!message) return { ignored: "incomplete message" };
  if (!isForDesk(activity, scene, message, context)) return { ignored: "not said to the help desk" };
  const [by, words] = await Promise.all([context.who(), readWords(activity, scene, context)]);
  const quoted = scene.kind === "personal" ? quotedIn(activity) : undefined;
  // A button of somebody else's, or a card that was passed on.
  if (words.text === "" && words.files.length === 0) return { ignored: "nothing was said" };
  return {
    event: {
      id: `${messageName(scene, message)}/posted`,
      at: momentOf(activity, context.now),
      type: "message_posted",
      by,
      message,
      replyIn: placeOf(scene),
      ...words,
      ...(quoted !== undefined && { quotes: { in: placeOf(scene), messageId: quoted } }),
      addressed: isAddressed(activity, scene, message, context),
    },
  };
}

/** The name of a message among all of a tenant: ids are Teams' own within a channel or chat. */
export const messageName = ({ tenant, base }: Scene, { messageId }: MessageRef): string =>
  `teams/${tenant}/${base}/${messageId}`;

/** Undefined: it has no id. */
export function messageOf(activity: Activity, scene: Scene, now: () => Date): MessageRef | undefined {
  const id = textOf(activity.id);
  if (id === undefined) return undefined;
  const { tenant, kind, base, root } = scene;
  if (kind !== "channel" || root === undefined || !isRoot(id, root, momentOf(activity, now)))
    return { in: placeOf(scene), messageId: id };
  return { in: channelPlace(tenant, base), messageId: root };
}

/** Two clocks' difference at most, in milliseconds. */
const AT_ONCE_MS = 500;

/**
 * Whether a message opens its thread. Teams' ids of messages are moments, and the thread has its first message's; other clients (the
 * playground) name activities otherwise, but their threads not.
 */
function isRoot(id: string, root: string, at: Date): boolean {
  if (id === root) return true;
  return !/^\d+$/u.test(id) && Math.abs(at.getTime() - Number(root)) < AT_ONCE_MS;
}

/** Replies in channels always: only the desk knows whose thread it is. */
export const isForDesk = (
  activity: Activity,
  scene: Scene,
  message: MessageRef,
  context: ParseContext,
): boolean =>
  isAddressed(activity, scene, message, context) || (scene.kind === "channel" && isReply(message.in));

function isAddressed(
  activity: Activity,
  scene: Scene,
  { in: place }: MessageRef,
  { watched }: ParseContext,
): boolean {
  if (scene.kind === "personal" || mentionsBot(activity, scene.bot)) return true;
  return scene.kind === "channel" && !isReply(place) && watched.includes(scene.base);
}

const isReply = ({ kind }: Address): boolean => kind === "thread";

export async function readWords(
  activity: Activity,
  { bot, serviceUrl }: Scene,
  { named }: ParseContext,
): Promise<PlainText & { files: FileRef[] }> {
  return { ...(await readText(activity, { bot, named })), files: filesOf(activity, serviceUrl) };
}
