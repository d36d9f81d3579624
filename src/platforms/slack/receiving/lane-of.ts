/** Which of what comes in from Slack must be stored one after the other? */
import { isDirectChannel } from "../address";
import { teamsOf, type Body } from "./bodies";

/** A chat, or one thread of a channel. Undefined: it can overtake nothing. */
export function laneOf(body: Body): string | undefined {
  const event = body.kind === "event" ? body.body.event : undefined;
  if (typeof event?.channel !== "string") return undefined;
  const place = `${teamsOf(body)[0]}/${event.channel}`;
  if (isDirectChannel(event.channel, event.channel_type)) return place;
  const said = event.message ?? event.previous_message ?? event;
  return `${place}/${said.thread_ts ?? said.ts}`;
}
