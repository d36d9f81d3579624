/** Did somebody thank for a message of ours? Teams tells of reactions to the help desk's own messages only. */
import type { Activity } from "../activity";
import { channelPlace, directChat } from "../address";
import type { ParseContext, Parsed } from "./parse";
import { listOf, momentOf, textOf, type Scene } from "./scene";

/** Teams' six old ones by name, others as `1f64f_foldedhands`. */
const THANKS = new Set([
  "like",
  "plusone",
  "heart",
  "yes",
  "yes-tone",
  "clap",
  "praise",
  "celebrate",
  "bow",
  "highfive",
  "1f44d",
  "2764",
  "1f64f",
  "1f64c",
  "1f44f",
  "1f389",
  "1f4af",
  "2705",
]);

export async function parseReaction(
  { reactionsAdded, replyToId, ...activity }: Activity,
  scene: Scene,
  context: ParseContext,
): Promise<Parsed> {
  const added = listOf(reactionsAdded).map(({ type }) => textOf(type) ?? "");
  if (added.length === 0) return { ignored: "a reaction taken back" };
  if (!added.some(thanks)) return { ignored: "a reaction that does not thank" };
  const messageId = textOf(replyToId);
  if (messageId === undefined) return { ignored: "incomplete reaction" };
  const { tenant, kind, base, account } = scene;
  // Without its thread: as a delivery names the messages that it is (`Delivered.parts`).
  const place = kind === "personal" ? directChat(tenant, account) : channelPlace(tenant, base);
  return {
    event: {
      id: `teams/${tenant}/${base}/${messageId}/thanked/${account}`,
      at: momentOf(activity, context.now),
      type: "message_thanked",
      by: await context.who(),
      message: { in: place, messageId },
    },
  };
}

/** Of an emoji with a skin or a shape of its own, the first letter counts: `1f44d-1f3fd_thumbsup`. */
function thanks(reaction: string): boolean {
  const name = reaction.toLowerCase();
  return THANKS.has(name) || THANKS.has(name.split(/[-_]/u)[0] ?? "");
}
