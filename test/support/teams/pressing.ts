/** What happens when somebody presses a button of a card? The app is asked, or told, with the card's own data. */
import { actionsIn, inputsIn } from "./card-walk";
import { rootOf, wrap } from "./envelope";
import { isObject } from "./json";
import { cardsOf } from "./reading";
import { showDialog } from "./dialogs";
import { seenMessage } from "./writing";
import { personOf, type Answered, type Json, type World } from "./world";

/** `failed`: what the person is told instead. `said`: what the app answered at once. */
export type Pressed = { failed?: string; said?: string };

export type PressOptions = {
  /** What stands in the card's own fields. */
  values?: Record<string, string>;
  /** An older client knows no Action.Execute and takes its fallback. */
  old?: boolean;
};

export async function pressButton(
  world: World,
  account: string,
  where: string,
  id: string,
  label: string,
  { values = {}, old = false }: PressOptions = {},
): Promise<Pressed> {
  const { room, message } = seenMessage(world, account, where, id);
  if (message.gone) throw new Error(`The message ${id} is gone`);
  const card = cardsOf(message).find((one) => actionsIn(one).some(({ title }) => title === label));
  const found = card && actionsIn(card).find(({ title }) => title === label);
  if (!found) throw new Error(`${account} sees no button ${label} there`);
  const action = old && isObject(found["fallback"]) ? found["fallback"] : found;
  const data = { ...filledIn(card, values), ...(isObject(action["data"]) ? action["data"] : {}) };
  const more = { replyToId: id, channelData: { source: { name: "message" }, legacy: { replyToId: id } } };
  const activityOf = (what: Json): Json =>
    wrap(world, room, personOf(world, account), { ...more, ...what }, rootOf(message));

  if (action["type"] === "Action.Execute") {
    const { type, id: actionId, verb, title } = action;
    const value = { action: { type, id: actionId, title, verb, data }, trigger: "manual" };
    return executed(message, await ask(world, activityOf, "adaptiveCard/action", value));
  }
  const { msteams } = data as { msteams?: Json };
  if (msteams?.["type"] === "task/fetch") {
    const value = { data, context: { theme: "default" } };
    const answered = await ask(world, activityOf, "task/fetch", value);
    return showDialog(world, account, "task", activityOf({}), answered);
  }
  world.tell(activityOf({ type: "message", id: world.newId("f:"), value: data }));
  return {};
}

const filledIn = (card: Json, values: Record<string, string>): Json =>
  Object.fromEntries(inputsIn(card).map(({ id, value }) => [id, values[String(id)] ?? value ?? ""]));

export const ask = (
  world: World,
  activityOf: (what: Json) => Json,
  name: string,
  value: Json,
): Promise<Answered> => world.ask(activityOf({ type: "invoke", id: world.newId("f:"), name, value }));

/** A card in the answer takes the place of the one that was pressed, for all who see it. */
function executed(message: { attachments: { content?: unknown }[] }, answered: Answered): Pressed {
  if (!answered || answered.status >= 300) return { failed: failureOf(answered) };
  const {
    statusCode = 200,
    type,
    value,
  } = (isObject(answered.body) ? answered.body : {}) as {
    statusCode?: number;
    type?: string;
    value?: unknown;
  };
  if (statusCode >= 300) return { failed: `The app answered ${statusCode}` };
  const [attachment] = message.attachments;
  if (type === "application/vnd.microsoft.card.adaptive" && attachment) attachment.content = value;
  return typeof value === "string" && value !== "" ? { said: value } : {};
}

export const failureOf = (answered: Answered): string =>
  answered ? `The app answered ${answered.status}` : "The app did not answer";
