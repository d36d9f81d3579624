/** What was filled in, and in which form? It comes back beside what the form was sent with; both are checked, not trusted. */
import type { Press } from "../../../desk/events";
import type { Address } from "../../../desk/model";
import { encodePress, readPress } from "../../presses";
import { isEntraId } from "../address";
import { dataOf, isOnce, objectOf } from "./presses";

/** What a form is about: travels in its submit. `place`: where its button stands. */
export type FormNote = { press: Press; place: Address; once: string };

/** No field has this name. */
const NOTE = "tierdesk.form";
const LONGEST_ID = 500;
const MOST_FIELDS = 50;

/** `people`: names of the fields in which somebody is chosen. */
export const noteData = ({ press, place, once }: FormNote, people: string[]): object => ({
  [NOTE]: { press: encodePress(press), place, once, people },
});

/** `values`: what was filled in, by field. `people`: who was chosen. Undefined: no form of ours. */
export function readForm(
  value: unknown,
): { note: FormNote; values: Record<string, string>; people: Record<string, string> } | undefined {
  const { [NOTE]: sent, ...inputs } = dataOf(value);
  const note = readNote(objectOf(sent));
  if (!note) return undefined;
  const filled = Object.entries(inputs)
    .filter((one): one is [string, string] => typeof one[1] === "string" && one[1] !== "")
    .slice(0, MOST_FIELDS);
  const names = objectOf(sent)["people"];
  const choosers = Array.isArray(names) ? names : [];
  return {
    note,
    values: Object.fromEntries(filled),
    people: Object.fromEntries(filled.filter(([name, id]) => choosers.includes(name) && isEntraId(id))),
  };
}

function readNote({ press, place, once }: Record<string, unknown>): FormNote | undefined {
  const read = typeof press === "string" ? readPress(press) : undefined;
  const where = readPlace(objectOf(place));
  return read && where && isOnce(once) ? { press: read, place: where, once } : undefined;
}

function readPlace({ platform, kind, id, workspace }: Record<string, unknown>): Address | undefined {
  if (platform !== "teams" || !isId(id) || !(workspace === undefined || isId(workspace))) return undefined;
  if (kind !== "direct" && kind !== "channel" && kind !== "thread") return undefined;
  return { platform, kind, id, ...(workspace !== undefined && { workspace }) };
}

const isId = (value: unknown): value is string =>
  typeof value === "string" && value !== "" && value.length <= LONGEST_ID;
