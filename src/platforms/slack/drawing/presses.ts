/** How does a press travel through Slack and back? As the value of its button or menu option; what comes back is checked, not trusted. */
import type { Press } from "../../../desk/events";
import { encodePress, readPress } from "../../presses";

/** What an element's `action_id` begins with; a number tells those of one message apart. */
export const FORM_ACTION = "form";
export const PRESS_ACTION = "press";
export const MORE_ACTION = "more";
export const ASK_ACTION = "ask";

/** Characters that Slack takes as a button's value, and as an option's. */
export const LONGEST_VALUE = 2_000;
export const LONGEST_OPTION_VALUE = 150;

/** A menu has one `action_id` for all its options: this before an option's press says that it opens a form. */
const OPENS_FORM = "!";

export const encodeOption = (press: Press, opensForm: boolean): string =>
  `${opensForm ? OPENS_FORM : ""}${encodePress(press)}`;

export type SlackAction = { action_id: string; value?: string; selected_option?: { value: string } };
export type ReadAction = { press: Press; opensForm: boolean };

/** What was pressed, in a message or in a menu. Undefined: nothing of ours. */
export function readAction(action: SlackAction): ReadAction | undefined {
  const [kind] = action.action_id.split(":");
  const value = kind === MORE_ACTION ? action.selected_option?.value : action.value;
  if (value === undefined || ![FORM_ACTION, PRESS_ACTION, MORE_ACTION].includes(kind ?? "")) return undefined;
  const isMarked = kind === MORE_ACTION && value.startsWith(OPENS_FORM);
  const press = readPress(isMarked ? value.slice(OPENS_FORM.length) : value);
  return press && { press, opensForm: isMarked || kind === FORM_ACTION };
}
