/** What does an activity mean to the desk? One DeskEvent, always the same one for the same happening; or nothing, and why. */
import type { DeskEvent, Mention } from "../../../desk/events";
import type { Person } from "../../../desk/model";
import type { Account, Activity } from "../activity";
import { parseDeletion, parseEdit } from "./parse-change";
import { parsePost } from "./parse-message";
import { parseReaction } from "./parse-reaction";
import type { Scene } from "./scene";

/** `first`: to be taken before it, where Teams has told of a change before it tells what was changed. */
export type Parsed = { event: DeskEvent; first?: DeskEvent } | { ignored: string };

/** `watched`: channels in which every new post is a question. */
export type ParseContext = {
  who(): Promise<Person>;
  /** Of somebody who is only mentioned. */
  named(account: Account): Promise<Mention | undefined>;
  watched: string[];
  /** Whether an event was given to the desk not long ago. */
  wasTold(id: string): boolean;
  now: () => Date;
};

/** Rejects only when `who` does. */
export async function parseActivity(
  activity: Activity,
  scene: Scene,
  context: ParseContext,
): Promise<Parsed> {
  switch (activity.type) {
    case "message":
      return parsePost(activity, scene, context);
    case "messageUpdate":
      return parseEdit(activity, scene, context);
    case "messageDelete":
      return parseDeletion(activity, scene, context);
    case "messageReaction":
      return parseReaction(activity, scene, context);
    default:
      return { ignored: `${activity.type} is nothing for the desk` };
  }
}
