/** What may the app say through a response URL? Five things in 30 minutes, shown where somebody clicked or gave a command. */
import { flagOf, parseObject, textOf } from "./arguments";
import { contentOf } from "./methods-chat";
import { changeMessage, deleteMessage, nameBlocks, postMessage } from "./posting";
import { Refusal } from "./refusal";
import type { Reply } from "./server";
import type { Channel, Json, Message, ResponseUrl, Workspace, World } from "./world";

export function giveResponseUrl(world: World, about: Omit<ResponseUrl, "left">): string {
  const id = world.nextId("r");
  world.responseUrls.set(id, { ...about, left: 5 });
  return `${world.origin}/response/${id}`;
}

export function takeResponse(world: World, id: string, body: string): Reply {
  const url = world.responseUrls.get(id);
  const workspace = world.workspaces.get(url?.team ?? "");
  const channel = workspace?.channels.get(url?.channel ?? "");
  if (!url || !workspace || !channel || workspace.access !== "granted") return reply(404, "expired_url");
  if (url.left <= 0) return reply(404, "used_url");
  url.left--;
  try {
    answerIn(world, workspace, channel, url, parseObject(body, "invalid_payload"));
    return reply(200, "ok");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return reply(500, error.error);
  }
}

/** Also how the answer to a slash command is shown. Only its person sees it, unless `in_channel`. */
export function answerIn(
  world: World,
  workspace: Workspace,
  channel: Channel,
  { user, ts }: Pick<ResponseUrl, "user" | "ts">,
  answer: Json,
): void {
  const original = channel.messages.find((one) => one.ts === ts && !one.gone);
  if (original && flagOf(answer, "delete_original"))
    return deleteMessage(world, workspace, channel, original);
  const content = contentOf(answer);
  if (original && flagOf(answer, "replace_original"))
    return changeMessage(world, workspace, channel, original, (one) => replace(world, one, content));
  const thread = textOf(answer, "thread_ts");
  postMessage(world, workspace, channel, {
    user: workspace.botUser,
    byApp: true,
    ...content,
    ...(answer["response_type"] !== "in_channel" && { onlyFor: user }),
    ...(thread !== undefined && { thread }),
  });
}

function replace(world: World, message: Message, { text, blocks }: { text: string; blocks?: Json[] }): void {
  message.text = text;
  if (blocks) message.blocks = nameBlocks(world, blocks);
  else delete message.blocks;
}

const reply = (status: number, body: string): Reply => ({
  status,
  headers: { "content-type": "text/plain" },
  body,
});
