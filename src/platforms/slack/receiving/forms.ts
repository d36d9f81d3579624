/** How does a form come up? At once: Slack lets a form be opened for three seconds after the press. */
import type { Address, Field, Form, Press } from "../../../desk/model";
import { FORM_CALLBACK, encodeNote } from "./form-note";
import { formView } from "../drawing/form-view";
import type { SlackLog } from "../options";
import { failureName } from "../refusals";
import type { Workspace } from "../workspaces";

export type Opening = {
  form: Form;
  press: Press;
  place: Address;
  /** Slack's leave to open a form. */
  trigger: string;
  by: string;
  /** Where the person was, to be told if it does not come up. */
  channel?: string;
};

const FAILED = "I could not open the form just now. Please try again.";

/** Never rejects: nothing is lost but a form that was not filled in yet, and the person is told. */
export async function openForm(workspace: Workspace, opening: Opening, log: SlackLog): Promise<void> {
  const { form, press, place, trigger } = opening;
  const { client, team } = workspace;
  try {
    const view = formView(form, encodeNote({ press, place }), FORM_CALLBACK);
    await client.views.open({ trigger_id: trigger, view });
  } catch (error) {
    log.warn("slack.form_not_opened", { team, form: press.action, error: failureName(error) });
    await tellFailure(workspace, opening).catch((failure: unknown) =>
      log.warn("slack.form_failure_not_told", { team, error: failureName(failure) }),
    );
  }
}

function tellFailure({ client }: Workspace, { by: user, channel }: Opening): Promise<unknown> {
  if (channel !== undefined) return client.chat.postEphemeral({ channel, user, text: FAILED });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a browser's method of that name is meant
  return client.chat.postMessage({ channel: user, text: FAILED });
}

/** Slack's longest text in a field. */
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
