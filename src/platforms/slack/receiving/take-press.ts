/** What happens with a pressed button? It opens its form at once, or is stored, then acknowledged. */
import { shownForm } from "../../shown-form";
import type { Interaction } from "./bodies";
import { openForm } from "./forms";
import { parseAsk, readPressed, teamHint, type Pressed } from "./parse-press";
import { contextFor, type Request, type Taking } from "./taking";

export async function takePress(taking: Taking, request: Request<Interaction>): Promise<void> {
  const { body, workspace, ack } = request;
  const pressed = readPressed(body, workspace.team);
  if (pressed) return takeOurs(taking, request, pressed);
  const asked = await parseAsk(body, contextFor(taking, workspace));
  if (asked) await taking.receive(asked);
  await ack();
}

async function takeOurs(taking: Taking, request: Request<Interaction>, pressed: Pressed): Promise<void> {
  const { options } = taking;
  const { body, workspace, ack } = request;
  const { press, place, opensForm } = pressed;
  const form = opensForm ? shownForm(options, press, workspace.team) : undefined;
  // Without a form any more, the press is stale: the desk knows what to say.
  if (!form || !body.trigger_id) return storePress(taking, request, pressed);
  await ack();
  const channel = body.channel?.id ?? body.container?.channel_id;
  const opening = { form, press, place, trigger: body.trigger_id, by: pressed.by };
  const where = channel === undefined ? {} : { channel };
  taking.later(openForm(workspace, { ...opening, ...where }, options.log));
}

/** Rejects when it could not be stored: Slack then shows the person a warning at the button. */
async function storePress(
  taking: Taking,
  { body, workspace, ack }: Request<Interaction>,
  { by, place, press, once, at }: Pressed,
): Promise<void> {
  const person = await contextFor(taking, workspace).who(by, teamHint(body));
  await taking.receive({ id: once, at, type: "button_pressed", by: person, in: place, press });
  await ack();
}
