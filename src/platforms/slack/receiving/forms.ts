/** How does a form come up? At once: Slack lets a form be opened for three seconds after the press. */
import type { Form } from "../../../desk/content";
import type { Press } from "../../../desk/events";
import type { Address } from "../../../desk/model";
import { FORM_CALLBACK, encodeNote } from "./form-note";
import { formView } from "../drawing/form-view";
import type { SlackLog } from "../options";
import { failureName, isPassing, refusalOf } from "../refusals";
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

const NOT_NOW = "I could not open the form just now. Please try again.";
const NOT_AT_ALL =
  "I cannot open this form. Please tell those who look after the help desk: its log says why.";

/** The three seconds were over, or something else came up in them. */
const TOO_LATE = ["expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"];

/** Never rejects: nothing is lost but a form that was not filled in yet, and the person is told. */
export async function openForm(workspace: Workspace, opening: Opening, log: SlackLog): Promise<void> {
  const { form, press, place, trigger } = opening;
  const { client, team } = workspace;
  try {
    const view = formView(form, encodeNote({ press, place }), FORM_CALLBACK);
    await client.views.open({ trigger_id: trigger, view });
  } catch (error) {
    log.warn("slack.form_not_opened", { team, form: press.action, error: failureName(error) });
    await tellFailure(workspace, opening, error).catch((failure: unknown) =>
      log.warn("slack.form_failure_not_told", { team, error: failureName(failure) }),
    );
  }
}

function tellFailure(
  { client }: Workspace,
  { by: user, channel }: Opening,
  error: unknown,
): Promise<unknown> {
  const text = isPassing(error) || TOO_LATE.includes(refusalOf(error) ?? "") ? NOT_NOW : NOT_AT_ALL;
  if (channel !== undefined) return client.chat.postEphemeral({ channel, user, text });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a browser's method of that name is meant
  return client.chat.postMessage({ channel: user, text });
}
