/** What happens with something said, changed, deleted or thanked for? Stored, then acknowledged; a chat then shows that we look. */
import type { Activity } from "../activity";
import { mentionsBot } from "./message-text";
import { parseActivity, type Parsed } from "./parse";
import type { Scene } from "./scene";
import { contextFor, type Taking } from "./taking";
import { showTyping } from "./typing";

export async function takeSaid(taking: Taking, activity: Activity, scene: Scene): Promise<void> {
  const refreshed = taking.references.refresh(scene, isOverheard(activity, scene) ? "overheard" : undefined);
  const parsed = await parseActivity(activity, scene, contextFor(taking, scene));
  await refreshed;
  if ("ignored" in parsed) return;
  await taking.receive(parsed.event, parsed.first);
  if (isAsked(parsed, scene)) taking.later(showTyping(taking, scene));
}

/** Without the team's consent Teams tells only of messages that mention us. */
const isOverheard = (activity: Activity, { kind, bot }: Scene): boolean =>
  kind === "channel" && activity.type === "message" && !mentionsBot(activity, bot);

const isAsked = (parsed: Parsed, { kind }: Scene): boolean =>
  kind === "personal" && "event" in parsed && parsed.event.type === "message_posted";
