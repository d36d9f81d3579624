/** What happens when somebody clicks, gives a command, or uses a shortcut? */
import { seenMessage } from "./acting";
import { compose } from "./composing";
import { controlsIn } from "./controls";
import { commandFields, interaction, onMessage, onView } from "./payloads";
import { readableChannel } from "./places";
import { answerIn } from "./response-urls";
import { describeMessage } from "./showing";
import { giveResponseUrl } from "./response-urls";
import type { Json, View, Workspace, World } from "./world";

/** `failed`: the app did not acknowledge; Slack tells the person that something went wrong. */
export type Acted = { failed?: string };

/** Equal `actionTs`: the same click, sent twice. */
export type ClickOptions = { actionTs?: string };

export async function press(
  world: World,
  workspace: Workspace,
  user: string,
  where: string,
  ts: string,
  label: string,
  options: ClickOptions = {},
): Promise<Acted> {
  const { channel, message } = seenMessage(world, workspace, user, where, ts);
  const about = onMessage(world, workspace, user, channel, message);
  return click(world, workspace, user, message.blocks ?? [], label, about, options);
}

export const pressInView = (
  world: World,
  workspace: Workspace,
  user: string,
  view: View | undefined,
  label: string,
  options: ClickOptions = {},
): Promise<Acted> =>
  click(world, workspace, user, blocksOf(view), label, view ? onView(world, workspace, view) : {}, options);

export const blocksOf = (view: View | undefined): Json[] =>
  Array.isArray(view?.body["blocks"]) ? (view.body["blocks"] as Json[]) : [];

async function click(
  world: World,
  workspace: Workspace,
  user: string,
  blocks: Json[],
  label: string,
  about: Json,
  { actionTs = world.nextTs() }: ClickOptions,
): Promise<Acted> {
  const control = controlsIn(blocks).find((one) => one.label === label);
  if (!control) throw new Error(`${user} sees no button "${label}"`);
  return act(world, workspace, user, about, { ...control.action, action_ts: actionTs });
}

export async function act(
  world: World,
  workspace: Workspace,
  user: string,
  about: Json,
  action: Json,
): Promise<Acted> {
  const body = { ...interaction(world, workspace, user, "block_actions"), ...about, actions: [action] };
  return send(world, body);
}

export async function send(world: World, body: Json): Promise<Acted> {
  if (!world.app.interactive) throw new Error("The manifest enables no interactivity");
  const outcome = await world.ask({ kind: "interactive", body });
  return outcome.acknowledged ? {} : { failed: outcome.reason };
}

/** What the app answers is shown to that person alone, unless it says otherwise. */
export async function giveCommand(
  world: World,
  workspace: Workspace,
  user: string,
  where: string,
  typed: string,
  name = world.app.commands[0]?.command,
): Promise<Acted> {
  const known = world.app.commands.find((one) => one.command === name);
  if (!known || !workspace.scopes.has("commands")) throw new Error(`There is no command ${name}`);
  const channel = readableChannel(world, workspace, where, user);
  const text = known.should_escape ? withNames(workspace, compose(workspace, typed).text) : typed;
  const body = commandFields(world, workspace, user, channel, known.command, text);
  const outcome = await world.ask({ kind: "command", body });
  if (!outcome.acknowledged) return { failed: outcome.reason };
  const { answer } = outcome;
  const shown = typeof answer === "string" ? { text: answer } : answer;
  if (shown && Object.keys(shown).length > 0) answerIn(world, workspace, channel, { user }, shown);
  return {};
}

/** In a command's text people come with their names. */
const withNames = ({ people }: Workspace, text: string): string =>
  text.replaceAll(/<@(\w+)>/gu, (_whole, id: string) => `<@${id}|${people.get(id)?.name ?? ""}>`);

export async function useShortcut(
  world: World,
  workspace: Workspace,
  user: string,
  callback_id: string,
  on?: { channel: string; ts: string },
): Promise<Acted> {
  const type = on ? "message" : "global";
  if (!world.app.shortcuts.some((one) => one.callback_id === callback_id && one.type === type))
    throw new Error(`The manifest has no ${type} shortcut ${callback_id}`);
  const kind = on ? "message_action" : "shortcut";
  const body = { ...interaction(world, workspace, user, kind), callback_id, action_ts: world.nextTs() };
  if (!on) return send(world, body);
  const { channel, message } = seenMessage(world, workspace, user, on.channel, on.ts);
  const { channel: named } = onMessage(world, workspace, user, channel, message);
  return send(world, {
    ...body,
    channel: named,
    message_ts: message.ts,
    message: describeMessage(world, workspace, channel, message),
    response_url: giveResponseUrl(world, { team: workspace.team, channel: channel.id, user, ts: message.ts }),
  });
}
