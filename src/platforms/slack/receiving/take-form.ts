/** What happens with a form that was sent? Checked, stored, then closed; on an error it stays open with what was typed. */
import { checkForm } from "../../../desk/form-check";
import type { Form } from "../../../desk/content";
import type { DeskEvent } from "../../../desk/events";
import type { Person } from "../../../desk/model";
import { shownForm } from "../../shown-form";
import type { Interaction, View } from "./bodies";
import { FORM_CALLBACK, readNote, type FormNote } from "./form-note";
import { formErrors, readFormValues } from "../drawing/form-view";
import { teamHint } from "./parse-press";
import { failureName } from "../refusals";
import { contextFor, type Request, type Taking } from "./taking";
import type { Workspace } from "../workspaces";

const NOT_SAVED = "I could not save this just now. Please press again.";
const NOT_OURS = "This form is not available any more. Please close it.";
const NOT_AT_WORK = "Choose somebody who works here.";

export const isOurForm = ({ view }: Interaction): boolean => view?.callback_id === FORM_CALLBACK;

/** Never rejects over storing: an error answer to Slack would close the form, and what was typed would be gone. */
export async function takeForm(taking: Taking, request: Request<Interaction>): Promise<void> {
  const { body, workspace, ack } = request;
  const { view = {}, user } = body;
  const note = user?.id ? readNote(view.private_metadata, workspace.team, user.id) : undefined;
  const form = note && shownForm(taking.options, note.press, workspace.team);
  const filled = readFormValues({ state: { values: view.state?.values ?? {} } });
  if (!note || !form || !view.id) return refuse(request, { [firstField(view)]: NOT_OURS });
  const checked = checkForm(form, filled.values);
  if ("fields" in checked) return refuse(request, checked.fields);
  const filledIn = { values: checked.values, people: peopleIn(form, filled.people) };
  const wrong = await storeForm(taking, request, note, filledIn).catch((error: unknown) => {
    taking.options.log.warn("slack.form_not_stored", { team: workspace.team, error: failureName(error) });
    return { [firstShown(form, view)]: NOT_SAVED };
  });
  return wrong ? refuse(request, wrong) : ack();
}

type Filled = { values: Record<string, string>; people: Record<string, string> };

/** What is to be put right, by field. Undefined: it is stored. */
async function storeForm(
  taking: Taking,
  request: Request<Interaction>,
  note: FormNote,
  filled: Filled,
): Promise<Record<string, string> | undefined> {
  const wrong = await whoIsNotAtWork(taking, request.workspace, filled.people);
  if (wrong.length > 0) return Object.fromEntries(wrong.map((field) => [field, NOT_AT_WORK]));
  await taking.receive(await toEvent(taking, request, note, filled));
  return undefined;
}

const refuse = ({ ack }: Request<Interaction>, fields: Record<string, string>): Promise<void> =>
  ack({ response_action: "errors", errors: formErrors(fields) });

async function toEvent(
  taking: Taking,
  { body, workspace }: Request<Interaction>,
  { press, place }: FormNote,
  filled: Filled,
): Promise<DeskEvent> {
  const { who } = contextFor(taking, workspace);
  const chosen = Object.entries(filled.people);
  const [by, ...found] = await Promise.all([
    who(body.user?.id ?? "", teamHint(body)),
    ...chosen.map(async ([field, user]): Promise<[string, Person]> => [field, await who(user)]),
  ]);
  return {
    id: `slack/${workspace.team}/view/${body.view?.id}/submitted`,
    at: taking.options.now(),
    type: "form_submitted",
    by,
    in: place,
    press,
    values: filled.values,
    ...(found.length > 0 && { people: Object.fromEntries(found) }),
  };
}

/** The fields in which somebody was chosen who cannot do anything here. */
async function whoIsNotAtWork(
  { people }: Taking,
  workspace: Workspace,
  chosen: Record<string, string>,
): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(chosen).map(async ([field, user]) =>
      (await people.isAtWork(workspace, user)) ? [] : [field],
    ),
  );
  return found.flat();
}

const peopleIn = (form: Form, chosen: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    form.fields.flatMap(({ name, kind }) => {
      const user = kind === "person" ? chosen[name] : undefined;
      return user === undefined ? [] : [[name, user]];
    }),
  );

/** An error needs a field to stand at; the form that is shown may be an older one. */
const firstField = (view: View): string => Object.keys(view.state?.values ?? {})[0] ?? "";

const firstShown = (form: Form, view: View): string => form.fields[0]?.name ?? firstField(view);
