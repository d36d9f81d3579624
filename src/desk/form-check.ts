/** Is a form filled in as it asks? Checked on the server; the page keeps what was typed. */
import type { Field, Form } from "./content";

/** `values`: of the form's fields only, trimmed; left out when empty. `fields`: what to put right, by field name. */
export function checkForm(
  form: Form,
  typed: Record<string, string>,
): { values: Record<string, string> } | { fields: Record<string, string> } {
  const values: Record<string, string> = {};
  const fields: Record<string, string> = {};
  for (const field of form.fields) {
    const value = (Object.hasOwn(typed, field.name) ? (typed[field.name] ?? "") : "").trim();
    const fault = faultOf(field, value);
    if (fault !== undefined) fields[field.name] = fault;
    else if (value !== "") values[field.name] = value;
  }
  return Object.keys(fields).length > 0 ? { fields } : { values };
}

function faultOf(field: Field, value: string): string | undefined {
  if (value === "") {
    if (!field.required) return undefined;
    return field.kind === "choice" ? "Please choose one." : "Please fill this in.";
  }
  if (field.max !== undefined && value.length > field.max)
    return `${value.length.toLocaleString("en-US")} characters; ${field.max.toLocaleString("en-US")} is the limit.`;
  if (field.kind === "choice" && !field.options?.some((option) => option.value === value))
    return "Please choose one of the list.";
  return undefined;
}
