/** What does one person see? Their rooms, and the messages of one of them. */
import type { Mark } from "../../desk/decision";
import type { Address, FileRef } from "../../desk/model";
import { channelOf, channelPlace, directChat, placeKey, readPlace, threadUnder } from "./address";
import { splitMentions, type TextPart } from "./mentions";
import { renderContent, renderFile, type BlockView, type FileView } from "./render";
import { findPerson, isIn, placeExists, type Setup } from "./setup";
import { messagesIn, numberOf, type StoredMessage, type World } from "./world";

export type RoomView = {
  place: string;
  kind: Address["kind"];
  name: string;
  /** Id of the newest message there, threads included. */
  newest?: string;
};

export type MessageView = {
  id: string;
  at: string;
  by: { name: string; title?: string; account?: string };
  mine: boolean;
  /** A person's words; mentions are parts of their own. */
  parts: TextPart[];
  /** What the help desk shows. */
  blocks: BlockView[];
  summary?: string;
  files: FileView[];
  revision: number;
  edited: boolean;
  gone?: "deleted" | "withdrawn";
  mark?: Mark;
  onlyYou: boolean;
  /** The thread under a channel's message. */
  thread?: { place: string; replies: number; newest?: string; newestAt?: string };
};

/** `earlier`: messages before the first one shown. */
export type PlaceView = {
  place: string;
  name: string;
  root?: MessageView;
  messages: MessageView[];
  earlier: number;
};

/** The direct chat, the channels, and threads this person was asked into without being in the channel. */
export function roomsOf(setup: Setup, world: World, account: string): RoomView[] {
  const channels = setup.channels.map((channel) => channelPlace(channel.id));
  const asked = [...world.guests.keys()]
    .flatMap((key) => readPlace(key) ?? [])
    .filter(
      (place) =>
        place.kind === "thread" && !isIn(setup, world, account, channelPlace(channelOf(place) ?? "")),
    );
  return [directChat(account), ...channels, ...asked]
    .filter((place) => isIn(setup, world, account, place))
    .map((place) => {
      const newest = newestIn(world, account, place);
      const room = { place: placeKey(place), kind: place.kind, name: nameOf(setup, world, place) };
      return newest === undefined ? room : { ...room, newest };
    });
}

/** A channel's newest message may stand in one of its threads. */
function newestIn(world: World, account: string, place: Address): string | undefined {
  const threads =
    place.kind === "channel"
      ? [...world.places.keys()].filter((key) => key.startsWith(`thread/${place.id}/`))
      : [];
  return [place, ...threads.flatMap((key) => readPlace(key) ?? [])]
    .flatMap((one) => visibleIn(world, account, one).at(-1) ?? [])
    .toSorted((a, b) => numberOf(a) - numberOf(b))
    .at(-1)?.id;
}

/** Undefined: there is no such place, or this person is not in it. */
export function viewPlace(
  setup: Setup,
  world: World,
  account: string,
  place: Address,
  limit: number,
): PlaceView | undefined {
  if (!placeExists(setup, world, place) || !isIn(setup, world, account, place)) return undefined;
  const all = visibleIn(world, account, place);
  const shown = all.slice(-limit);
  const root = place.kind === "thread" ? world.messages.get(place.id.split("/")[1] ?? "") : undefined;
  return {
    place: placeKey(place),
    name: nameOf(setup, world, place),
    ...(root && (root.onlyFor ?? account) === account
      ? { root: viewMessage(setup, world, account, root) }
      : {}),
    messages: shown.map((message) => viewMessage(setup, world, account, message)),
    earlier: all.length - shown.length,
  };
}

/** May this person download it? Only when a message that they can see shows it, or they uploaded it. */
export function canSeeFile(setup: Setup, world: World, account: string, id: string): boolean {
  if (world.files.get(id)?.by === account) return true;
  return [...world.messages.values()].some(
    (message) =>
      fileIdsOf(message).includes(id) &&
      isIn(setup, world, account, message.in) &&
      (message.onlyFor === undefined || message.onlyFor === account),
  );
}

/** The help desk's own picture of this number in a message, for somebody who can see that message. */
export function pictureIn(
  setup: Setup,
  world: World,
  account: string,
  id: string,
  number: number,
): FileRef | undefined {
  const message = world.messages.get(id);
  const isSeen =
    message !== undefined &&
    message.gone === undefined &&
    isIn(setup, world, account, message.in) &&
    (message.onlyFor === undefined || message.onlyFor === account);
  return isSeen ? picturesOf(message)[number] : undefined;
}

const picturesOf = ({ content }: StoredMessage): FileRef[] =>
  (content?.blocks ?? []).flatMap((block) =>
    block.kind === "files" ? block.files.filter(({ platform }) => platform === "desk") : [],
  );

export const fileIdsOf = (message: StoredMessage): string[] => [
  ...message.files,
  ...(message.content?.blocks ?? []).flatMap((block) =>
    block.kind === "files" ? block.files.map((file) => file.id) : [],
  ),
];

/** A message for one person leaves no trace when it is withdrawn: "Undo" is of no interest once it is too late. */
const visibleIn = (world: World, account: string, place: Address): StoredMessage[] =>
  messagesIn(world, place).filter(
    ({ onlyFor, gone }) => onlyFor === undefined || (onlyFor === account && !gone),
  );

function nameOf(setup: Setup, world: World, place: Address): string {
  if (place.kind === "direct") return setup.helpDeskName;
  if (place.kind === "channel")
    return setup.channels.find((channel) => channel.id === place.id)?.name ?? place.id;
  const root = world.messages.get(place.id.split("/")[1] ?? "");
  return (root?.content?.summary ?? root?.text ?? "").slice(0, 80) || "Thread";
}

function viewMessage(setup: Setup, world: World, account: string, message: StoredMessage): MessageView {
  const pictures = picturesOf(message);
  const hrefOf = (file: FileRef) =>
    pictures.includes(file)
      ? `/sandbox/pictures/${message.id}/${pictures.indexOf(file)}?as=${encodeURIComponent(account)}`
      : fileHref(world, account, file);
  const files = message.files.flatMap((id) => world.files.get(id)?.file ?? []);
  const { content, gone, mark } = message;
  const thread = threadOf(world, account, message);
  return {
    id: message.id,
    at: message.at,
    by: authorOf(setup, message),
    mine: message.by === account,
    parts: splitMentions(setup, message.text),
    blocks: content ? renderContent(content, hrefOf) : [],
    ...(content ? { summary: content.summary } : {}),
    files: files.map((file) => renderFile(file, hrefOf(file))),
    revision: message.revision,
    edited: message.by !== undefined && message.revision > 0 && !gone,
    ...(gone ? { gone } : {}),
    ...(mark ? { mark } : {}),
    onlyYou: message.onlyFor !== undefined,
    ...(thread ? { thread } : {}),
  };
}

function authorOf(setup: Setup, message: StoredMessage): MessageView["by"] {
  if (message.by === undefined) return { name: setup.helpDeskName };
  const person = findPerson(setup, message.by);
  if (!person) return { name: message.by, account: message.by };
  const title = person.title === undefined ? {} : { title: person.title };
  return { name: person.name, account: person.account, ...title };
}

function threadOf(world: World, account: string, message: StoredMessage): MessageView["thread"] {
  if (message.in.kind !== "channel") return undefined;
  const place = threadUnder(message.in.id, message.id);
  const replies = visibleIn(world, account, place);
  const last = replies.at(-1);
  return {
    place: placeKey(place),
    replies: replies.length,
    ...(last ? { newest: last.id, newestAt: last.at } : {}),
  };
}

const fileHref = (world: World, account: string, file: FileRef): string | undefined =>
  file.platform === "sandbox" && world.files.has(file.id)
    ? `/sandbox/files/${file.id}?as=${encodeURIComponent(account)}`
    : undefined;
