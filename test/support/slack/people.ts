/** What can a test do as the people of one workspace? */
import * as acting from "./acting";
import { isObject } from "./arguments";
import { closeForm, submitForm, topModal, type Submitted } from "./filling";
import { inputsOf } from "./fields";
import * as interacting from "./interacting";
import type { Acted, ClickOptions } from "./interacting";
import { onView } from "./payloads";
import { directChannel } from "./places";
import { seeView, type SeenView } from "./seeing";
import type { View, Workspace, World } from "./world";

/** `channel`: an id, or that of a person for their chat with the app. */
export type People = {
  /** As typed: `<@U...>` of somebody known is a mention, all else is just words. Answers the `ts`. */
  post(user: string, place: acting.Place, text: string, options?: acting.PostOptions): string;
  edit(user: string, channel: string, ts: string, text: string): void;
  remove(user: string, channel: string, ts: string): void;
  react(user: string, channel: string, ts: string, name: string): void;
  unreact(user: string, channel: string, ts: string, name: string): void;
  /** A button, or an option of a menu, by its words. Throws when that person sees none. */
  press(user: string, channel: string, ts: string, label: string, options?: ClickOptions): Promise<Acted>;
  command(user: string, channel: string, text: string, name?: string): Promise<Acted>;
  globalShortcut(user: string, callbackId: string): Promise<Acted>;
  messageShortcut(user: string, channel: string, ts: string, callbackId: string): Promise<Acted>;
  /** The form before that person. */
  modal(user: string): SeenView | undefined;
  pressInModal(user: string, label: string, options?: ClickOptions): Promise<Acted>;
  /** By block id. Fields that are not named keep what stands in them. */
  submit(user: string, values: View["typed"]): Promise<Submitted>;
  closeModal(user: string): Promise<Acted>;
  openHome(user: string): void;
  home(user: string): SeenView | undefined;
  pressOnHome(user: string, label: string, options?: ClickOptions): Promise<Acted>;
  /** Types into a field of the home page, by its label, and presses Enter. */
  enterOnHome(user: string, label: string, text: string, options?: ClickOptions): Promise<Acted>;
  openMessages(user: string): void;
  /** Questions the app offers in that person's chat. */
  prompts(user: string): { title: string; message: string }[];
  /** What the app says it is doing in a thread of that person's chat. */
  status(user: string, thread: string): string | undefined;
  /** The id of that person's chat with the app. */
  direct(user: string): string;
};

export function actAs(world: World, workspace: Workspace): People {
  const both = [world, workspace] as const;
  const direct = (user: string) => directChannel(...both, user).id;
  const homeOf = (user: string) => workspace.homes.get(user);
  return {
    post: (...args) => acting.writeMessage(...both, ...args),
    edit: (...args) => acting.editMessage(...both, ...args),
    remove: (...args) => acting.removeMessage(...both, ...args),
    react: (...args) => acting.reactTo(...both, ...args),
    unreact: (...args) => acting.reactTo(...both, ...args, "remove"),
    press: (...args) => interacting.press(...both, ...args),
    command: (...args) => interacting.giveCommand(...both, ...args),
    globalShortcut: (...args) => interacting.useShortcut(...both, ...args),
    messageShortcut: (user, channel, ts, callbackId) =>
      interacting.useShortcut(...both, user, callbackId, { channel, ts }),
    modal: (user) => seeView(workspace, topModal(workspace, user)),
    pressInModal: (user, ...args) =>
      interacting.pressInView(...both, user, topModal(workspace, user), ...args),
    submit: (...args) => submitForm(...both, ...args),
    closeModal: (user) => closeForm(...both, user),
    openHome: (user) => acting.openAppTab(...both, user, "home"),
    home: (user) => seeView(workspace, homeOf(user)),
    pressOnHome: (user, ...args) => interacting.pressInView(...both, user, homeOf(user), ...args),
    enterOnHome: (user, ...args) => enter(...both, user, homeOf(user), ...args),
    openMessages: (user) => acting.openAppTab(...both, user, "messages"),
    prompts: (user) =>
      (workspace.prompts.get(direct(user)) ?? []).map(({ title, message }) => ({
        title: String(title),
        message: String(message),
      })),
    status: (user, thread) => workspace.statuses.get(`${direct(user)}/${thread}`),
    direct,
  };
}

/** An input that dispatches its action on Enter. */
async function enter(
  world: World,
  workspace: Workspace,
  user: string,
  view: View | undefined,
  label: string,
  value: string,
  { actionTs = world.nextTs() }: ClickOptions = {},
): Promise<Acted> {
  const blocks = interacting.blocksOf(view);
  const input = inputsOf(blocks).find((one) => one.label === label);
  if (!view || !input) throw new Error(`${user} sees no field "${label}"`);
  const block = blocks.find((one) => one["block_id"] === input.blockId);
  if (block?.["dispatch_action"] !== true) throw new Error(`The field "${label}" dispatches no action`);
  const base = { type: input.element["type"], block_id: input.blockId, action_id: input.actionId };
  const values = { [input.blockId]: { [input.actionId]: { type: base.type, value } } };
  const about = onView(world, workspace, view);
  const shown = isObject(about["view"]) ? { ...about["view"], state: { values } } : {};
  return interacting.act(
    world,
    workspace,
    user,
    { ...about, view: shown },
    { ...base, value, action_ts: actionTs },
  );
}
