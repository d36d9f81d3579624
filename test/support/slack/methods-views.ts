/** What does the Web API do about modals, home pages and the chat's own helpers? */
import { viewProblems } from "./block-limits";
import { listOf, needText, objectOf, textOf } from "./arguments";
import type { Methods, Request } from "./methods";
import { channelFor, messageAt } from "./places";
import { nameBlocks } from "./posting";
import { refuse, refuseArguments } from "./refusal";
import { describeView } from "./showing";
import { takeTrigger } from "./triggers";
import type { Json, View } from "./world";

export const viewMethods: Methods = {
  "views.open": (request) => openModal(request, () => []),
  "views.push": (request) => openModal(request, (user) => request.workspace.modals.get(user) ?? []),

  "views.update": (request) => {
    const { world, workspace, args } = request;
    const id = textOf(args, "view_id");
    const external = textOf(args, "external_id");
    const all = [...workspace.modals.values(), [...workspace.homes.values()]].flat();
    const view =
      all.find((one) => (id === undefined ? one.body["external_id"] === external : one.id === id)) ??
      refuse("not_found");
    checkHash(args, view);
    view.body = viewOf(request, "modal");
    view.hash = world.nextId("h");
    return { view: describeView(world, workspace, view) };
  },

  "views.publish": (request) => {
    const { world, workspace, args } = request;
    const user = needText(args, "user_id");
    if (!world.app.homeTab) return refuse("not_enabled");
    if (!workspace.people.has(user)) return refuse("user_not_found");
    const known = workspace.homes.get(user);
    if (known) checkHash(args, known);
    const id = known?.id;
    const view = createView(request, user, viewOf(request, "home"), id);
    workspace.homes.set(user, view);
    return { view: describeView(world, workspace, view) };
  },

  "assistant.threads.setStatus": (request) => {
    const { workspace, args } = request;
    const place = assistantThread(request);
    const status = textOf(args, "status") ?? "";
    if (status === "") workspace.statuses.delete(place);
    else workspace.statuses.set(place, status);
    return {};
  },

  "assistant.threads.setTitle": (request) => {
    assistantThread(request);
    needText(request.args, "title");
    return {};
  },

  "assistant.threads.setSuggestedPrompts": ({ world, workspace, args }) => {
    const channel = channelFor(world, workspace, needText(args, "channel_id"));
    if (channel.kind !== "im") return refuse("channel_not_found");
    const prompts = listOf(args, "prompts") ?? [];
    const isWhole = prompts.every(({ title, message }) => Boolean(title) && Boolean(message));
    if (prompts.length === 0 || prompts.length > 4 || !isWhole) return refuse("invalid_arguments");
    workspace.prompts.set(channel.id, prompts);
    return {};
  },
};

function openModal(request: Request, below: (user: string) => View[]): Json {
  const { world, workspace, args } = request;
  const user = takeTrigger(world, workspace, needText(args, "trigger_id"));
  const stack = below(user);
  if (stack.length >= 3) return refuse("push_limit_reached");
  const body = viewOf(request, "modal");
  const view = createView(request, user, body);
  workspace.modals.set(user, [...stack, view]);
  return { view: describeView(world, workspace, view) };
}

const createView = ({ world: { nextId } }: Request, user: string, body: Json, id?: string): View => ({
  id: id ?? nextId("V"),
  hash: nextId("h"),
  user,
  body,
  typed: {},
  errors: {},
});

function viewOf({ world, args }: Request, type: "modal" | "home"): Json {
  const view = objectOf(args, "view") ?? refuse("invalid_arguments");
  return checkedView(world, view, type);
}

/** A view as the app sent it, its blocks named, or what Slack would say is wrong with it. */
export function checkedView(world: Request["world"], view: Json, type: "modal" | "home"): Json {
  const blocks = listOf(view, "blocks") ?? [];
  const problems = [...(view["type"] === type ? [] : [`type must be ${type}`]), ...viewProblems(view)];
  if (problems.length > 0) refuseArguments("invalid_arguments", problems);
  return { ...view, blocks: nameBlocks(world, blocks) };
}

function checkHash(args: Json, view: View): void {
  const hash = textOf(args, "hash");
  if (hash !== undefined && hash !== view.hash) refuse("hash_conflict");
}

function assistantThread({ world, workspace, args }: Request): string {
  const channel = channelFor(world, workspace, needText(args, "channel_id"));
  const thread = needText(args, "thread_ts");
  if (!messageAt(channel, thread)) return refuse("thread_not_found");
  return `${channel.id}/${thread}`;
}
