/** How do messages of the app stand in a room? As it sent them; reading happens where somebody looks. */
import type { Attachment, Entity } from "../../../src/platforms/teams/activity";
import { APP, type Json, type Message, type Room, type World } from "./world";

/** What of an activity is shown. */
export type Shown = Pick<Message, "text" | "textFormat" | "attachments" | "entities" | "summary">;

export function placeMessage(
  world: World,
  room: Room,
  shown: Shown,
  more: Partial<Pick<Message, "root" | "onlyFor" | "by" | "files">>,
): Message {
  const message: Message = {
    id: world.nextId(),
    by: APP,
    files: [],
    at: world.now(),
    edited: false,
    gone: false,
    told: false,
    reactions: new Map(),
    ...shown,
    ...more,
  };
  room.messages.push(message);
  return message;
}

/** Without a format, Teams takes it for markdown. */
export function shownOf(activity: Json): Shown {
  const { text = "", textFormat = "markdown", attachments = [], entities = [], summary } = activity;
  return {
    text: String(text),
    textFormat: String(textFormat),
    attachments: attachments as Attachment[],
    entities: entities as Entity[],
    ...(typeof summary === "string" && { summary }),
  };
}

export const showActivity = (message: Message, shown: Shown): void => void Object.assign(message, shown);
