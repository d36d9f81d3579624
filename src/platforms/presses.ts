/** How does a press travel through a service and back? As text in its button; what comes back is checked, not trusted. */
import type { ActionName, Press } from "../desk/events";

/** Of a button's argument and ids, in characters. */
const LONGEST = 2_000;

/** Written as an object, so that the compiler misses no action. */
const ACTIONS: Record<ActionName, true> = {
  solved: true,
  need_help: true,
  why: true,
  choose_article: true,
  guide_step: true,
  guide_back: true,
  back_to_guide: true,
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
  add_to_ticket: true,
  say_component: true,
  late_solved: true,
  late_need_help: true,
  no_late_answers: true,
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
  set_kind: true,
  set_site: true,
  assign: true,
  merge: true,
  undo_reply: true,
  split: true,
  open_incident: true,
  keep_apart: true,
  set_incident: true,
  leave_incident: true,
  list_reports: true,
  me_too: true,
  set_case: true,
  vendor_answered: true,
  vendor_packet: true,
  packet_sent: true,
  approve_reply: true,
  edit_reply: true,
  take_over_reply: true,
  draft_article: true,
};

export const encodePress = ({ action, conversation, ticket, argument }: Press): string =>
  JSON.stringify({ a: action, c: conversation, t: ticket, g: argument });

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

const isAction = (name: string): name is ActionName => Object.hasOwn(ACTIONS, name);

const isText = (value: unknown): value is string | undefined =>
  value === undefined || (typeof value === "string" && value.length <= LONGEST);

function parseObject(value: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
  } catch {
    return {};
  }
}
