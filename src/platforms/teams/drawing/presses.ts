/** How does a press travel through Teams and back? As the data of its button; what comes back is checked, not trusted. */
import type { Press } from "../../../desk/events";
import { encodePress, readPress } from "../../presses";

/** `once`: names this button of this drawing, so that one press told twice is one. */
export type PressRead = { press: Press; once: string; opensForm: boolean };

const LONGEST_ONCE = 500;
/** What makes Teams ask for a dialog instead of telling a press. */
const OPENS_DIALOG = { type: "task/fetch" };

export const onceOf = (key: string, number: number): string => `${key}#${number}`;

/** An object, as Teams adds to it what was typed. */
export const pressData = (press: Press, once: string, opensForm: boolean): object => ({
  press: encodePress(press),
  once,
  ...(opensForm && { form: true, msteams: OPENS_DIALOG }),
});

/** `value`: of an `adaptiveCard/action`, of a message that a submit sent, or of a `task/fetch`. Undefined: no press of ours. */
export function readPressData(value: unknown): PressRead | undefined {
  const { press, once, form } = dataOf(value);
  if (typeof press !== "string" || !isOnce(once)) return undefined;
  const read = readPress(press);
  return read && { press: read, once, opensForm: form === true };
}

export const isOnce = (value: unknown): value is string =>
  typeof value === "string" && value.length <= LONGEST_ONCE && /^.+#\d+$/s.test(value);

/** What our card has sent, however it came: in the action, as `data`, or as the value itself. */
export function dataOf(value: unknown): Record<string, unknown> {
  const outer = objectOf(value);
  const action = objectOf(outer["action"]);
  return "data" in action ? objectOf(action["data"]) : "data" in outer ? objectOf(outer["data"]) : outer;
}

export const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
