/** What happens with a form that was sent? Checked, stored, then closed; on an error it stays open with what was typed. */
import { checkForm } from "../../../desk/form-check";
import type { Form } from "../../../desk/content";
import type { DeskEvent } from "../../../desk/events";
import type { Address, Person } from "../../../desk/model";
import { shownForm } from "../../shown-form";
import type { Activity, InvokeAnswer } from "../activity";
import { askedBy, targetOf } from "../address";
import { formDialog, readForm, type FormNote } from "../drawing/form-card";
import { NOT_OURS_FORM, NOT_SAVED, closeDialog, openDialog, wordInDialog } from "./answers";
import { failureName } from "./asking";
import { momentOf, type Scene } from "./scene";
import type { Taking } from "./taking";

const NOT_FOUND = "The help desk cannot see this person. Choose somebody of this team, or of the help desk.";

/** `values`: as the form wants them. */
type Filled = { form: Form; note: FormNote; values: Record<string, string> };

const isFromMenu = ({ name }: Activity): boolean => name === "composeExtension/submitAction";

/** Never rejects over storing: an error answer to Teams could close the form, and what was typed would be gone. */
export async function takeForm(taking: Taking, activity: Activity, scene: Scene): Promise<InvokeAnswer> {
  const filled = readForm(activity.value);
  const form = filled && shownForm(taking.options, filled.note.press, scene.tenant);
  if (!filled || !form || !isOwnPlace(filled.note.place, scene)) return wordInDialog(NOT_OURS_FORM);
  const again = (errors: Record<string, string>) =>
    openDialog(formDialog(form, filled.note, { errors, typed: filled.values }));
  const checked = checkForm(form, filled.values);
  if ("fields" in checked) return again(checked.fields);
  const wrong = await store(taking, activity, scene, {
    form,
    note: filled.note,
    values: checked.values,
  }).catch((error: unknown) => {
    taking.options.log.warn("teams.form_not_stored", { tenant: scene.tenant, error: failureName(error) });
    return { [firstFieldOf(form)]: NOT_SAVED };
  });
  return wrong ? again(wrong) : closeDialog(isFromMenu(activity));
}

/** A note comes back from outside: nobody sends a form into somebody else's chat, or into another channel. */
function isOwnPlace(place: Address, { tenant, account, base }: Scene): boolean {
  if (place.workspace !== tenant) return false;
  if (place.kind === "direct") return place.id === account;
  const target = targetOf(place);
  return "channel" in target && target.channel === base && (askedBy(place) ?? account) === account;
}

/** What is to be put right, by field. Undefined: it is stored. */
async function store(
  taking: Taking,
  activity: Activity,
  scene: Scene,
  filled: Filled,
): Promise<Record<string, string> | undefined> {
  const [by, chosen] = await Promise.all([
    taking.people.who(scene),
    findChosen(taking, scene, filled),
    taking.references.refresh(scene, isFromMenu(activity) ? "from_menu" : undefined),
  ]);
  const unknown = chosen.filter(({ person }) => !person);
  if (unknown.length > 0) return Object.fromEntries(unknown.map(({ field }) => [field, NOT_FOUND]));
  const people = Object.fromEntries(chosen.flatMap(({ field, person }) => (person ? [[field, person]] : [])));
  const at = momentOf(activity, taking.options.now);
  await taking.receive(toEvent(scene, filled, { by, people, at }));
  return undefined;
}

const findChosen = ({ people }: Taking, scene: Scene, { form, values }: Filled) =>
  Promise.all(
    form.fields
      .filter(({ name, kind }) => kind === "person" && values[name] !== undefined)
      .map(async ({ name }) => ({ field: name, person: await people.chosen(scene, values[name] ?? "") })),
  );

const toEvent = (
  { tenant, account }: Scene,
  { note, values }: Filled,
  { by, people, at }: { by: Person; people: Record<string, Person>; at: Date },
): DeskEvent => ({
  id: `teams/${tenant}/form/${note.once}/${account}`,
  at,
  type: "form_submitted",
  by,
  in: note.place,
  press: note.press,
  values,
  ...(Object.keys(people).length > 0 && { people }),
});

/** An error needs a field to stand at. */
const firstFieldOf = ({ fields }: Form): string => fields[0]?.name ?? "";
