/** How does a form become a modal, and what was filled in? A field's block has the field's name. */
import type { types } from "@slack/bolt";
import type { Field, Form } from "../../../desk/content";
import { cleanText, letterEnd } from "../../letters";
import { plainText } from "./escaping";

/** Characters: of the title and the buttons, of labels and hints, of an option, of an input. */
const LONGEST_TITLE = 24;
const LONGEST_LABEL = 2_000;
const LONGEST_OPTION = 75;
const LONGEST_INPUT = 3_000;
const MOST_OPTIONS = 100;
/** All fields' inputs: the block's id tells them apart. */
const INPUT = "value";

/** `metadata`: comes back with what was filled in; at most 3,000 characters. */
export const formView = (form: Form, metadata: string, callbackId: string): types.ModalView => ({
  type: "modal",
  callback_id: callbackId,
  private_metadata: metadata,
  title: plainText(form.title, LONGEST_TITLE),
  submit: plainText(form.submit, LONGEST_TITLE),
  close: plainText("Cancel", LONGEST_TITLE),
  blocks: form.fields.map((field, i) => drawField(field, i === 0)),
});

const drawField = (field: Field, isFirst: boolean): types.InputBlock => ({
  type: "input",
  block_id: field.name,
  label: plainText(field.label, LONGEST_LABEL),
  optional: !field.required,
  ...(field.hint !== undefined && field.hint !== "" && { hint: plainText(field.hint, LONGEST_LABEL) }),
  element: drawInput(field, isFirst),
});

function drawInput(field: Field, isFirst: boolean): types.InputBlockElement {
  switch (field.kind) {
    case "line":
    case "text":
      return drawText(field, isFirst);
    case "choice":
      return drawChoice(field);
    case "person":
      return {
        type: "users_select",
        action_id: INPUT,
        ...(isAccount(field.initial) && { initial_user: field.initial }),
      };
  }
}

function drawText(
  { kind, max = LONGEST_INPUT, initial = "" }: Field,
  isFirst: boolean,
): types.PlainTextInput {
  const longest = Math.max(1, Math.min(max, LONGEST_INPUT));
  const text = cleanText(initial);
  return {
    type: "plain_text_input",
    action_id: INPUT,
    multiline: kind === "text",
    max_length: longest,
    ...(text !== "" && { initial_value: text.slice(0, letterEnd(text, longest)) }),
    ...(isFirst && { focus_on_load: true }),
  };
}

/** Slack takes 100 options a list, and 100 lists in one. */
function drawChoice({ options = [], initial }: Field): types.StaticSelect {
  const all = options.map(({ value, label }): types.PlainTextOption => ({
    text: plainText(label, LONGEST_OPTION),
    value,
  }));
  const chosen = all.find((option) => option.value === initial);
  return {
    type: "static_select",
    action_id: INPUT,
    ...(all.length <= MOST_OPTIONS ? { options: all } : { option_groups: groupOptions(all) }),
    ...(chosen && { initial_option: chosen }),
  };
}

const groupOptions = (options: types.PlainTextOption[]) =>
  Array.from({ length: Math.min(Math.ceil(options.length / MOST_OPTIONS), MOST_OPTIONS) }, (_, i) => {
    const group = options.slice(i * MOST_OPTIONS, (i + 1) * MOST_OPTIONS);
    return {
      label: plainText(`${i * MOST_OPTIONS + 1} to ${i * MOST_OPTIONS + group.length}`, 75),
      options: group,
    };
  });

const isAccount = (account: string | undefined): account is string => /^[UW][A-Z0-9]+$/.test(account ?? "");

/** What stands in a form's field. */
export type FormInput = {
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_user?: string | null;
};
/** By the name of the field's block, then by that of its input. */
export type FormState = Record<string, Record<string, FormInput>>;

/** `people`: who was chosen, by field. What was left empty is in neither. */
export function readFormValues(view: { state: { values: FormState } }): {
  values: Record<string, string>;
  people: Record<string, string>;
} {
  const inputs = Object.entries(view.state.values).map(([name, block]): [string, FormInput] => [
    name,
    Object.values(block)[0] ?? {},
  ]);
  return {
    values: filled(inputs, (input) => input.value ?? input.selected_option?.value ?? input.selected_user),
    people: filled(inputs, (input) => input.selected_user),
  };
}

const filled = (inputs: [string, FormInput][], read: (input: FormInput) => string | null | undefined) =>
  Object.fromEntries(
    inputs.flatMap(([name, input]): [string, string][] => {
      const value = read(input) ?? "";
      return value === "" ? [] : [[name, value]];
    }),
  );

/** What is to be put right, as the answer to a filled-in form: shown under the fields. */
export const formErrors = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, message]) => [name, plainText(message, LONGEST_LABEL).text]),
  );
