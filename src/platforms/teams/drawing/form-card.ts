/** How does a form become a dialog of Teams? One input a field; what is to be put right stands under it, and what was typed in it. */
import type { Field, Form } from "../../../desk/content";
import { cleanText, letterEnd, oneLine, shorten } from "../../letters";
import type { Attachment } from "../activity";
import { isEntraId } from "../address";
import { cardOf, spaced, type Element, type Input, type Submit } from "./card";
import { leaf, richText } from "./leaves";
import { noteData, type FormNote } from "./reading-forms";

export { readForm, type FormNote } from "./reading-forms";

/** The `value` of a `task/continue` answer. Sizes in pixels. */
export type FormDialog = { title: string; height: number; width: number; card: Attachment };
export type Again = { errors: Record<string, string>; typed: Record<string, string> };

const LONGEST_TITLE = 100;
const LONGEST_LABEL = 500;
const LONGEST_INPUT = 3_000;
/** With more, people type to find one. */
const MANY = 10;
const WIDTH = 560;
const HEIGHTS: Record<Field["kind"], number> = { line: 90, choice: 90, person: 90, text: 150 };
const FRAME_HEIGHT = 110;
const MOST_HEIGHT = 700;

export function formDialog(form: Form, note: FormNote, again?: Again): FormDialog {
  const people = form.fields.filter(({ kind }) => kind === "person").map(({ name }) => name);
  const submit: Submit = {
    type: "Action.Submit",
    title: line(form.submit, LONGEST_TITLE) || "Send",
    style: "positive",
    data: noteData(note, people),
  };
  return {
    title: line(form.title, LONGEST_TITLE) || "Help desk",
    width: WIDTH,
    height: Math.min(
      MOST_HEIGHT,
      form.fields.reduce((sum, field) => sum + heightOf(field, again), FRAME_HEIGHT),
    ),
    card: cardOf(
      form.fields.flatMap((field) => drawField(field, again)),
      { actions: [submit] },
    ),
  };
}

const line = (text: string, limit: number): string => shorten(oneLine(text), limit);

const heightOf = ({ kind, name, hint }: Field, again: Again | undefined): number =>
  HEIGHTS[kind] + (hint ? 24 : 0) + (again?.errors[name] ? 24 : 0);

function drawField(field: Field, again: Again | undefined): Element[] {
  const { name, hint = "" } = field;
  const error = ownOf(again?.errors, name) ?? "";
  const typed = again ? (ownOf(again.typed, name) ?? "") : (field.initial ?? "");
  return [
    spaced(drawInput(field, typed), "medium"),
    ...(oneLine(error) === "" ? [] : [below(error, { alarm: true })]),
    ...(oneLine(hint) === "" ? [] : [below(hint, { subtle: true })]),
  ];
}

const ownOf = (values: Record<string, string> | undefined, name: string): string | undefined =>
  values && Object.hasOwn(values, name) ? values[name] : undefined;

const below = (text: string, style: { alarm?: true; subtle?: true }): Element =>
  spaced(richText([leaf(line(text, LONGEST_LABEL), { ...style, size: "small" })]), "small");

function drawInput(field: Field, typed: string): Input {
  const parts = {
    id: field.name,
    label: line(field.label, LONGEST_LABEL) || "…",
    ...(field.required && { isRequired: true as const, errorMessage: missing(field) }),
  };
  switch (field.kind) {
    case "line":
    case "text":
      return drawText(field, typed, parts);
    case "choice":
      return drawChoice(field, typed, parts);
    case "person":
      return {
        type: "Input.ChoiceSet",
        ...parts,
        style: "compact",
        choices: [],
        "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users" },
        placeholder: "Type a name",
        ...(isEntraId(typed) && { value: typed }),
      };
  }
}

type Parts = Pick<Input, "id" | "label" | "isRequired" | "errorMessage">;

const missing = ({ kind }: Field): string =>
  kind === "choice" || kind === "person" ? "Please choose one." : "Please fill this in.";

function drawText({ kind, max = LONGEST_INPUT }: Field, typed: string, parts: Parts): Input {
  const longest = Math.max(1, Math.min(max, LONGEST_INPUT));
  const text = cleanText(typed);
  return {
    type: "Input.Text",
    ...parts,
    maxLength: longest,
    ...(kind === "text" && { isMultiline: true }),
    ...(text !== "" && { value: text.slice(0, letterEnd(text, longest)) }),
  };
}

function drawChoice({ options = [] }: Field, typed: string, parts: Parts): Input {
  return {
    type: "Input.ChoiceSet",
    ...parts,
    style: options.length > MANY ? "filtered" : "compact",
    choices: options.map(({ value, label }) => ({ title: line(label, LONGEST_LABEL) || "…", value })),
    placeholder: options.length > MANY ? "Type to find one" : "Choose one",
    ...(options.some(({ value }) => value === typed) && { value: typed }),
  };
}
