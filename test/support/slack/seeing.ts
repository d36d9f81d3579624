/** What does somebody see in a channel, in a form, on their home page? As words, not as blocks. */
import { blocksOf } from "./interacting";
import { wordsOf } from "./controls";
import { inputsOf } from "./fields";
import { readableChannel } from "./places";
import { readBlocks, readMarkup, type Reading } from "./reading";
import { isObject, textOf } from "./arguments";
import type { Json, Message, View, Workspace, World } from "./world";

export type SeenMessage = Reading & {
  ts: string;
  thread?: string;
  user: string;
  by: "app" | "person";
  subtype?: string;
  files: { id: string; name: string; mediaType: string; size: number; data?: Buffer }[];
  reactions: { name: string; users: string[] }[];
  metadata?: Json;
  deleted: boolean;
  edited: boolean;
  ephemeral: boolean;
  /** What was sent, for tests of drawing. */
  raw: { text: string; blocks?: Json[] };
};

/** Lines about who joined and left are left out. */
export function seeMessages(
  world: World,
  workspace: Workspace,
  where: string,
  viewer: string,
): SeenMessage[] {
  return readableChannel(world, workspace, where, viewer)
    .messages.filter(({ onlyFor, subtype }) => (onlyFor ?? viewer) === viewer && !isSystemLine(subtype))
    .map((message) => seeMessage(world, workspace, message));
}

const isSystemLine = (subtype = ""): boolean => subtype === "channel_join" || subtype === "channel_leave";

function seeMessage(world: World, workspace: Workspace, message: Message): SeenMessage {
  const { ts, thread, user, byApp, subtype, metadata, text, blocks } = message;
  const names = namesOf(workspace);
  return {
    ts,
    user,
    by: byApp ? "app" : "person",
    ...(blocks ? readBlocks(blocks, names) : readMarkup(text, names)),
    ...(thread !== undefined && { thread }),
    ...(subtype !== undefined && { subtype }),
    files: message.files.flatMap((id) => {
      const file = world.files.get(id);
      return file ? [pick(file)] : [];
    }),
    reactions: [...message.reactions].map(([name, users]) => ({ name, users })),
    ...(metadata && { metadata }),
    deleted: message.gone !== undefined,
    edited: message.edited !== undefined,
    ephemeral: message.onlyFor !== undefined,
    raw: { text, ...(blocks && { blocks }) },
  };
}

const pick = ({
  id,
  name,
  mediaType,
  size,
  data,
}: {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  data?: Buffer;
}): SeenMessage["files"][number] => ({ id, name, mediaType, size, ...(data && { data }) });

export const namesOf =
  ({ people, channels, userGroups }: Workspace) =>
  (id: string): string =>
    people.get(id)?.name ?? channels.get(id)?.name ?? userGroups.get(id)?.handle ?? id;

export type SeenView = Reading & {
  title: string;
  submit?: string;
  /** What stands in each field: what was typed, or what the app put there. */
  fields: {
    id: string;
    label: string;
    type: string;
    optional: boolean;
    value: string | string[];
    options: string[];
    error?: string;
  }[];
  raw: Json;
};

export function seeView(workspace: Workspace, view: View | undefined): SeenView | undefined {
  if (!view) return undefined;
  const blocks = blocksOf(view);
  const { body } = view;
  const submit = wordsOf(body["submit"]);
  return {
    ...readBlocks(blocks, namesOf(workspace)),
    title: wordsOf(body["title"]),
    ...(submit !== "" && { submit }),
    fields: inputsOf(blocks).map(({ blockId, label, optional, element }) => ({
      id: blockId,
      label,
      type: String(element["type"]),
      optional,
      value: view.typed[blockId] ?? initialOf(element),
      options: optionsOf(element),
      ...(view.errors[blockId] !== undefined && { error: view.errors[blockId] }),
    })),
    raw: body,
  };
}

function initialOf(element: Json): string {
  const name = Object.keys(element).find((one) => one.startsWith("initial_")) ?? "";
  const value = element[name];
  return (isObject(value) ? textOf(value, "value") : textOf(element, name)) ?? "";
}

const optionsOf = ({ options }: Json): string[] =>
  Array.isArray(options) ? options.filter(isObject).map(({ text }) => wordsOf(text)) : [];
