/** What happens with a pressed button? It is stored, then acknowledged; one that opens a form opens it at once. */
import type { Activity, InvokeAnswer } from "../activity";
import { formDialog } from "../drawing/form-card";
import { onceOf, readPressData, type PressRead } from "../drawing/presses";
import { NOT_OURS, NOT_SAVED, openDialog, wordInDialog, wordUnderCard } from "./answers";
import { failureName } from "./asking";
import { shownForm } from "../../shown-form";
import { momentOf, placeOf, type Scene } from "./scene";
import type { Taking } from "./taking";

const GOT_IT = "Got it.";
const ANSWERED_IN_CHAT = "Please look into the chat: the answer is there.";

/** An `adaptiveCard/action`. Rejects when it is not stored: Teams tells the person, or sends it again. */
export async function takePress(taking: Taking, activity: Activity, scene: Scene): Promise<InvokeAnswer> {
  const read = readPressData(activity.value);
  if (!read) return wordUnderCard(NOT_OURS);
  await storePress(taking, activity, scene, read);
  return wordUnderCard(GOT_IT);
}

/** The name of a press: the same however often Teams tells of it, and whichever way. */
export async function storePress(
  { options, people, references, receive, presses }: Taking,
  activity: Activity,
  scene: Scene,
  { press, once }: PressRead,
): Promise<void> {
  const { tenant, account } = scene;
  const at = momentOf(activity, options.now);
  const [by] = await Promise.all([people.who(scene), references.refresh(scene)]);
  await receive({
    id: presses.nameOf(`teams/${tenant}/press/${once}/${account}`, at),
    at,
    type: "button_pressed",
    by,
    in: placeOf(scene),
    press,
  });
}

/** A `task/fetch`: a button that opens a form. */
export async function takeFormPress(taking: Taking, activity: Activity, scene: Scene): Promise<InvokeAnswer> {
  const read = readPressData(activity.value);
  if (!read) return wordInDialog(NOT_OURS);
  const form = shownForm(taking.options, read.press, scene.tenant);
  if (!form) return storeStale(taking, activity, scene, read);
  await taking.references.refresh(scene);
  const note = { press: read.press, place: placeOf(scene), once: onceOfForm(activity, read.once) };
  return openDialog(formDialog(form, note));
}

/** Each time a form opens, it is another: two replies by one button are two. */
export const onceOfForm = ({ id }: Activity, button: string): string => onceOf(`${button}/${id ?? ""}`, 1);

/** Without a form any more, the press is stale: the desk knows what to say. */
async function storeStale(
  taking: Taking,
  activity: Activity,
  scene: Scene,
  read: PressRead,
): Promise<InvokeAnswer> {
  try {
    await storePress(taking, activity, scene, read);
    return wordInDialog(ANSWERED_IN_CHAT);
  } catch (error) {
    taking.options.log.warn("teams.press_not_stored", { tenant: scene.tenant, error: failureName(error) });
    return wordInDialog(NOT_SAVED);
  }
}
