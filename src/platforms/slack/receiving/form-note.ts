/** What does an open form remember of the button that opened it? It travels through Slack in the form's `private_metadata`. */
import type { Press } from "../../../desk/events";
import type { Address } from "../../../desk/model";
import { channelPlace, directChat, targetOf, threadUnder } from "../address";
import { encodePress, readPress } from "../../presses";

/** Our own forms among those of other apps and versions. */
export const FORM_CALLBACK = "tierdesk_form";

export type FormNote = { press: Press; place: Address };

/** The workspace is left out: a form is sent by the workspace it was opened in. */
export function encodeNote({ press, place }: FormNote): string {
  const { user, channel, thread } = targetOf(place);
  return JSON.stringify({
    press: encodePress(press),
    ...(user !== undefined ? { user } : { channel }),
    ...(thread !== undefined && { thread }),
  });
}

/** Undefined: not a note of ours, or one of somebody else's direct chat. `by`: who sent the form. */
export function readNote(text: string | undefined, team: string, by: string): FormNote | undefined {
  const { press: written, user, channel, thread } = readObject(text);
  const press = typeof written === "string" ? readPress(written) : undefined;
  if (!press || (thread !== undefined && !isMatch(thread, /^\d{1,12}\.\d{1,9}$/u))) return undefined;
  if (user !== undefined) return user === by ? { press, place: directChat(team, by, thread) } : undefined;
  if (!isMatch(channel, /^[CG][A-Z0-9]{1,30}$/u)) return undefined;
  const place = thread === undefined ? channelPlace(team, channel) : threadUnder(team, channel, thread);
  return { press, place };
}

const isMatch = (value: unknown, shape: RegExp): value is string =>
  typeof value === "string" && shape.test(value);

function readObject(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
