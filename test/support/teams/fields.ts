/** What does somebody fill into the fields of a dialog, and what does Teams' client let nobody send? */
import { wordsIn } from "./json";
import type { Json } from "./world";

/** A field is named by its id. What is not named stays as it stands there. */
export function fieldValues(inputs: Json[], values: Record<string, string>): Record<string, string> {
  const ids = inputs.map(({ id }) => String(id));
  for (const name of Object.keys(values))
    if (!ids.includes(name)) throw new Error(`The dialog has no field ${name}, but ${ids.join(", ")}`);
  const filled = inputs.map((input): [string, string] => {
    const typed = values[String(input["id"])];
    return [String(input["id"]), typed === undefined ? wordsIn(input["value"]) : chosen(input, typed)];
  });
  return Object.fromEntries(filled);
}

/** By its value or by the words on it. Who searches for people chooses somebody by account. */
function chosen({ type, choices, ...input }: Json, typed: string): string {
  if (type !== "Input.ChoiceSet" || typed === "" || input["choices.data"] !== undefined) return typed;
  const options = Array.isArray(choices) ? (choices as { title: string; value: string }[]) : [];
  const found = options.find(({ value }) => value === typed) ?? options.find(({ title }) => title === typed);
  if (!found) throw new Error(`There is no choice ${typed}`);
  return found.value;
}

export function problemsIn(inputs: Json[], filled: Record<string, string>): Record<string, string> {
  const problems = inputs.flatMap((input): [string, string][] => {
    const { id, isRequired, maxLength, errorMessage } = input;
    const value = filled[String(id)] ?? "";
    const isMissing = isRequired === true && value === "";
    const isLong = value.length > Number(maxLength ?? Infinity);
    return isMissing || isLong ? [[String(id), wordsIn(errorMessage ?? "This is not right.")]] : [];
  });
  return Object.fromEntries(problems);
}
