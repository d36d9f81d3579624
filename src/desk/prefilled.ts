/** How does a text get from a button into its form? A form is made from the plan and the press alone, so the press brings it. */

/** Characters as written in JSON: with the rest of a press, what a button takes on every platform. */
const LONGEST = 1200;

/** `id` without spaces. A text that is too long stays behind: the form begins empty. */
export const withText = (id: string, text: string): string =>
  JSON.stringify(text).length <= LONGEST ? `${id} ${text}` : id;

export const idIn = (argument = ""): string => argument.split(" ", 1)[0] ?? "";

/** Undefined: there is none. */
export function textIn(argument = ""): string | undefined {
  const text = argument.slice(idIn(argument).length + 1);
  return text === "" ? undefined : text;
}
