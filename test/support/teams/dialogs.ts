/** What happens when somebody opens a dialog, fills it in and sends it? It stays while the app says that something is wrong. */
import { actionsIn, inputsIn } from "./card-walk";
import { serviceUrlOf, rootOf, wrap } from "./envelope";
import { fieldValues, problemsIn } from "./fields";
import { isObject, wordsIn } from "./json";
import { ask, failureOf, type Pressed } from "./pressing";
import { readCard } from "./reading";
import { seenMessage } from "./writing";
import { personOf, type Answered, type Dialog, type Json, type World } from "./world";

/** `errors`: by field, from Teams itself; the dialog stays open. */
export type Sent = Pressed & { errors?: Record<string, string> };

export type SeenDialog = {
  title: string;
  text: string;
  fields: { id: string; label: string; value: string; options: string[] }[];
  raw: Json;
};

export type Dialogs = {
  /** The dialog before somebody. */
  dialog(account: string): SeenDialog | undefined;
  /** What is not named stays as it stands there. */
  submit(account: string, values: Record<string, string>): Promise<Sent>;
  /** An action of the app in the menu of a message. */
  useMessageAction(account: string, where: string, message: string, commandId: string): Promise<Pressed>;
};

export const createDialogs = (world: World): Dialogs => ({
  dialog: (account) => {
    const dialog = world.dialogs.get(account);
    return dialog && see(dialog);
  },
  submit: (account, values) => submitDialog(world, account, values),
  useMessageAction: (...act) => useMessageAction(world, ...act),
});

function see({ title, card }: Dialog): SeenDialog {
  const fields = inputsIn(card).map(({ id, label, value, choices }) => ({
    id: String(id),
    label: wordsIn(label),
    value: wordsIn(value),
    options: Array.isArray(choices) ? choices.map((choice: Json) => wordsIn(choice["title"])) : [],
  }));
  return { title, text: readCard(card), fields, raw: card };
}

/** `from`: an activity like the one that opened it, without what it asks. */
export function showDialog(
  world: World,
  account: string,
  name: Dialog["name"],
  from: Json,
  answered: Answered,
): Pressed {
  if (!answered || answered.status >= 300) return { failed: failureOf(answered) };
  const { task } = (isObject(answered.body) ? answered.body : {}) as {
    task?: { type?: string; value?: unknown };
  };
  world.dialogs.delete(account);
  if (task?.type === "message") return { said: String(task.value) };
  if (task?.type !== "continue") return {};
  const { title = "", card } = (isObject(task.value) ? task.value : {}) as {
    title?: string;
    card?: { content?: unknown };
  };
  if (!isObject(card?.content)) return { failed: "There is no card in the dialog" };
  world.dialogs.set(account, { title, card: card.content, from, name });
  return {};
}

async function submitDialog(world: World, account: string, values: Record<string, string>): Promise<Sent> {
  const dialog = world.dialogs.get(account);
  if (!dialog) throw new Error(`${account} has no dialog before them`);
  const filled = fieldValues(inputsIn(dialog.card), values);
  const errors = problemsIn(inputsIn(dialog.card), filled);
  if (Object.keys(errors).length > 0) return { errors }; // the client does not send it
  const action = actionsIn(dialog.card).find(({ type }) => type === "Action.Submit");
  const data = { ...filled, ...(isObject(action?.["data"]) ? action["data"] : {}) };
  const { commandId, messagePayload } = dialog.from;
  const isTask = dialog.name === "task";
  const value = isTask
    ? { data, context: { theme: "default" } }
    : { commandId, commandContext: "message", data, context: { theme: "default" }, messagePayload };
  const { commandId: _, messagePayload: __, ...activity } = dialog.from;
  const answered = await ask(
    world,
    (what) => ({ ...activity, ...what }),
    isTask ? "task/submit" : "composeExtension/submitAction",
    value,
  );
  return showDialog(world, account, dialog.name, dialog.from, answered);
}

async function useMessageAction(
  world: World,
  account: string,
  where: string,
  id: string,
  commandId: string,
): Promise<Pressed> {
  const { room, message } = seenMessage(world, account, where, id);
  const author = world.people.get(message.by);
  const messagePayload = {
    id,
    createdDateTime: message.at.toISOString(),
    linkToMessage: `${serviceUrlOf(world)}l/message/${room.id}/${id}`,
    from: author
      ? {
          user: { userIdentityType: "aadUser", id: author.account, displayName: author.name },
          application: null,
        }
      : {
          application: {
            applicationIdentityType: "bot",
            id: world.options.appId,
            displayName: world.options.botName,
          },
        },
    body: { contentType: "html", content: `<p>${message.text.replaceAll("<", "&lt;")}</p>` },
    conversation: { conversationIdentityType: room.kind, id: room.id },
    attachments: [],
    mentions: [],
    reactions: [],
  };
  const activityOf = (what: Json): Json => wrap(world, room, personOf(world, account), what, rootOf(message));
  const value = { commandId, commandContext: "message", context: { theme: "default" }, messagePayload };
  const answered = await ask(world, activityOf, "composeExtension/fetchTask", value);
  return showDialog(world, account, "composeExtension", activityOf({ commandId, messagePayload }), answered);
}
