/** Which form does a press bring up, and what stands in it already? */
import type { Field, Form } from "../desk/content";
import type { Press } from "../desk/events";
import type { FormFor } from "./platform";

/** Undefined: the press has no form, or one that nobody could fill in. */
export function shownForm(
  { formFor }: { formFor: FormFor },
  press: Press,
  workspace: string,
): Form | undefined {
  const form = formFor(press, workspace);
  const fields = form?.fields.filter(({ kind, options }) => kind !== "choice" || options?.length);
  return form && fields && form.fields.every((one) => !one.required || fields.includes(one))
    ? { ...form, fields }
    : undefined;
}

/** The longest text that services take in a field. */
const LONGEST = 3_000;

/** The form with some fields filled in already; what does not fit is cut. */
export const filledIn = (form: Form, values: Record<string, string | undefined>): Form => ({
  ...form,
  fields: form.fields.map((field) => {
    const value = values[field.name];
    return value ? { ...field, initial: fitting(field, value) } : field;
  }),
});

function fitting({ max = LONGEST }: Field, value: string): string {
  const most = Math.min(max, LONGEST);
  // Never half of a character that takes two units.
  return value.length <= most ? value : value.slice(0, most).replace(/[\uD800-\uDBFF]$/u, "");
}
