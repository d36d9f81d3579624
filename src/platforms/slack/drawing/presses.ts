/** How does a press travel through Slack and back? As the value of its button or menu option; what comes back is checked, not trusted. */
import type { ActionName, Press } from "../../../desk/model";

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

/** Written as an object, so that the compiler misses no action. */
const ACTIONS: Record<ActionName, true> = {
  solved: true,
  need_help: true,
  why: true,
  choose_article: true,
  read_article: true,
  none_of_these: true,
  new_question: true,
  about_ticket: true,
  go_private: true,
  open_ticket: true,
  confirm_resolved: true,
  reopen: true,
  cancel: true,
  rate: true,
  take: true,
  release: true,
  continue: true,
  reply: true,
  note: true,
  ask_for_more: true,
  resolve: true,
  escalate: true,
  set_priority: true,
  set_component: true,
  assign: true,
  merge: true,
  undo_reply: true,
};

export const encodePress = ({ action, conversation, ticket, argument }: Press): string =>
  JSON.stringify({ a: action, c: conversation, t: ticket, g: argument });

export const encodeOption = (press: Press, opensForm: boolean): string =>
  `${opensForm ? OPENS_FORM : ""}${encodePress(press)}`;

/** Undefined: no press of ours. */
export function readPress(value: string): Press | undefined {
  const { a, c, t, g, ...others } = parseObject(value);
  if (typeof a !== "string" || !isAction(a) || Object.keys(others).length > 0) return undefined;
  if (!isText(c) || !isText(g) || !(t === undefined || (Number.isSafeInteger(t) && Number(t) > 0)))
    return undefined;
  return {
    action: a,
    ...(c !== undefined && { conversation: c }),
    ...(t !== undefined && { ticket: Number(t) }),
    ...(g !== undefined && { argument: g }),
  };
}

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

const isAction = (name: string): name is ActionName => Object.hasOwn(ACTIONS, name);

const isText = (value: unknown): value is string | undefined =>
  value === undefined || (typeof value === "string" && value.length <= LONGEST_VALUE);

function parseObject(value: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}
