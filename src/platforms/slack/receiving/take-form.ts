/** What happens with a form that was sent? Checked, stored, then closed; on an error it stays open with what was typed. */
import { checkForm } from "../../../desk/form-check";
import type { DeskEvent, Form, Person } from "../../../desk/model";
import type { Interaction, View } from "./bodies";
import { FORM_CALLBACK, readNote, type FormNote } from "./form-note";
import { formErrors, readFormValues } from "../drawing/form-view";
import { teamHint } from "./parse-press";
import { failureName } from "../refusals";
import { contextFor, type Request, type Taking } from "./taking";

const NOT_SAVED = "I could not save this just now. Please press again.";
const NOT_OURS = "This form is not available any more. Please close it and begin again.";

export const isOurForm = ({ view }: Interaction): boolean => view?.callback_id === FORM_CALLBACK;

/** Never rejects over storing: an error answer to Slack would close the form, and what was typed would be gone. */
export async function takeForm(taking: Taking, request: Request<Interaction>): Promise<void> {
  const { body, workspace, ack } = request;
  const { view = {}, user } = body;
  const note = user?.id ? readNote(view.private_metadata, workspace.team, user.id) : undefined;
  const form = note && taking.options.formFor(note.press, workspace.team);
  const filled = readFormValues({ state: { values: view.state?.values ?? {} } });
  if (!note || !form || !view.id) return refuse(request, { [firstField(view)]: NOT_OURS });
  const checked = checkForm(form, filled.values);
  if ("fields" in checked) return refuse(request, checked.fields);
  try {
    await taking.receive(
      await toEvent(taking, request, note, {
        values: checked.values,
        people: peopleIn(form, filled.people),
      }),
    );
  } catch (error) {
    taking.options.log.warn("slack.form_not_stored", { team: workspace.team, error: failureName(error) });
    return refuse(request, { [firstShown(form, view)]: NOT_SAVED });
  }
  await ack();
}

const refuse = ({ ack }: Request<Interaction>, fields: Record<string, string>): Promise<void> =>
  ack({ response_action: "errors", errors: formErrors(fields) });

async function toEvent(
  taking: Taking,
  { body, workspace }: Request<Interaction>,
  { press, place }: FormNote,
  filled: { values: Record<string, string>; people: Record<string, string> },
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
