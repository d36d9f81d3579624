/** What does a form's field hold? By the kind of its element: what stands in it, and what Slack's client says is wrong. */
import { isObject } from "./arguments";
import type { Json } from "./world";

export type Input = {
  blockId: string;
  actionId: string;
  label: string;
  optional: boolean;
  element: Json;
};

type Typed = string | string[] | undefined;

export const inputsOf = (blocks: Json[]): Input[] =>
  blocks.flatMap((block) => {
    const { element, label } = block;
    if (block["type"] !== "input" || !isObject(element)) return [];
    return [
      {
        blockId: String(block["block_id"]),
        actionId: String(element["action_id"]),
        label: isObject(label) ? String(label["text"]) : "",
        optional: block["optional"] === true,
        element,
      },
    ];
  });

/** Which property of the state each kind fills, and what it is filled with at first. */
const KINDS: Record<string, { state: string; initial: string; options?: true; many?: true }> = {
  plain_text_input: { state: "value", initial: "initial_value" },
  email_text_input: { state: "value", initial: "initial_value" },
  url_text_input: { state: "value", initial: "initial_value" },
  number_input: { state: "value", initial: "initial_value" },
  static_select: { state: "selected_option", initial: "initial_option", options: true },
  radio_buttons: { state: "selected_option", initial: "initial_option", options: true },
  checkboxes: { state: "selected_options", initial: "initial_options", options: true, many: true },
  multi_static_select: { state: "selected_options", initial: "initial_options", options: true, many: true },
  users_select: { state: "selected_user", initial: "initial_user" },
  multi_users_select: { state: "selected_users", initial: "initial_users", many: true },
  channels_select: { state: "selected_channel", initial: "initial_channel" },
  conversations_select: { state: "selected_conversation", initial: "initial_conversation" },
  datepicker: { state: "selected_date", initial: "initial_date" },
  timepicker: { state: "selected_time", initial: "initial_time" },
};

export function fieldState({ element }: Input, typed: Typed): Json {
  const type = String(element["type"]);
  const kind = KINDS[type];
  if (!kind) throw new Error(`The simulator cannot fill in a ${type}`);
  const empty = kind.many ? [] : null;
  if (typed === undefined) return { type, [kind.state]: element[kind.initial] ?? empty };
  if (typed === "" || typed.length === 0) return { type, [kind.state]: empty };
  if (!kind.options) return { type, [kind.state]: typed };
  const chosen = [typed].flat().map((value) => optionOf(element, value));
  return { type, [kind.state]: kind.many ? chosen : chosen[0] };
}

/** By its value or by the words on it. */
function optionOf(element: Json, value: string): Json {
  const groups = Array.isArray(element["option_groups"]) ? element["option_groups"].filter(isObject) : [];
  const options = [element["options"], ...groups.map((group) => group["options"])].flatMap((one) =>
    Array.isArray(one) ? one.filter(isObject) : [],
  );
  const found =
    options.find((one) => one["value"] === value) ??
    options.find((one) => isObject(one["text"]) && one["text"]["text"] === value);
  if (!found) throw new Error(`There is no option ${value}`);
  return found;
}

export function fieldProblem(input: Input, typed: Typed): string | undefined {
  const { element, optional } = input;
  const kind = KINDS[String(element["type"])];
  const value = kind && fieldState(input, typed)[kind.state];
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return optional ? undefined : "Please complete this required field.";
  const length = typeof value === "string" ? value.length : 0;
  if (length > Number(element["max_length"] ?? 3_000)) return "Please shorten this.";
  if (length < Number(element["min_length"] ?? 0)) return "Please lengthen this.";
  return undefined;
}
