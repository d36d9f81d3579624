/** What does each call of the Bot Connector do? Checked as Teams checks it; the words for refusals are Teams' own. */
import type { Asked } from "./answering";
import { checkActivity } from "./checks";
import { accountOf, conversationId, serviceUrlOf, threadOf } from "./envelope";
import { placeMessage, showActivity } from "./messages";
import { refuse } from "./refusal";
import {
  APP,
  findPerson,
  isDeleted,
  isInstalled,
  type ConnectorCall,
  type Json,
  type Message,
  type Room,
  type World,
} from "./world";

type Done = { status: number; body: Json };

export const CALLS: Record<ConnectorCall, (world: World, asked: Asked) => Done> = {
  create,
  send,
  update,
  delete: remove,
  member,
  react: (world, asked) => react(world, asked, (who) => who.add(APP)),
  unreact: (world, asked) => react(world, asked, (who) => who.delete(APP)),
};

/** Somebody's chat with the app, or a post that begins a thread in a channel. */
function create(world: World, { body, size }: Asked): Done {
  const { members, channelData, activity, tenantId } = body as {
    members?: { id?: string }[];
    channelData?: { channel?: { id?: string }; tenant?: { id?: string } };
    activity?: Json;
    tenantId?: string;
  };
  const tenant = tenantId ?? channelData?.tenant?.id;
  if (tenant !== world.options.tenant) refuse(400, "BadArgument", "Unknown tenant.");
  const channel = channelData?.channel?.id;
  if (channel !== undefined) return createThread(world, channel, activity, size);
  const person = findPerson(world, members?.[0]?.id ?? "");
  if (!person || members?.length !== 1) return refuse(400, "BadSyntax", "Unknown member.");
  if (!person.installed)
    refuse(403, "ForbiddenOperationException", "The app is not installed in this person's scope.");
  return { status: 201, body: { id: person.chat, serviceUrl: serviceUrlOf(world) } };
}

function createThread(world: World, channel: string, activity: Json | undefined, size: number): Done {
  const room = roomFor(world, channel);
  if (room.kind !== "channel") refuse(400, "BadArgument", "Not a channel.");
  if (!activity) return refuse(400, "BadArgument", "A new thread begins with an activity.");
  const { id } = placeMessage(world, room, checkActivity(world, activity, size), {});
  return {
    status: 201,
    body: { id: conversationId(room, id), activityId: id, serviceUrl: serviceUrlOf(world) },
  };
}

function send(world: World, { path, body, size, targeted }: Asked): Done {
  const { room, root } = placeOf(world, path[1] ?? "");
  const activity = checkActivity(world, body, size);
  if (body["type"] === "typing") return { status: 201, body: { id: world.nextId() } };
  const onlyFor = targeted ? recipientOf(world, room, body) : undefined;
  const { id } = placeMessage(world, room, activity, {
    ...(root !== undefined && { root }),
    ...(onlyFor !== undefined && { onlyFor }),
  });
  return { status: 201, body: { id } };
}

/** Only where several read: a chat with one person is theirs alone anyway. */
function recipientOf(world: World, room: Room, { recipient }: Json): string {
  if (room.kind === "personal") return refuse(400, "BadArgument", "Not for a personal chat.");
  const person = findPerson(world, (recipient as { id?: string } | undefined)?.id ?? "");
  if (!person) return refuse(400, "BadArgument", "A targeted message needs its recipient.");
  if (!room.members.has(person.account)) refuse(403, "BadArgument", "The recipient is not in it.");
  return person.account;
}

function update(world: World, { path, body, size, targeted }: Asked): Done {
  const { room } = placeOf(world, path[1] ?? "");
  const message = ownMessage(room, path[3] ?? "", targeted);
  showActivity(message, checkActivity(world, body, size));
  message.edited = true;
  return { status: 200, body: { id: message.id } };
}

function remove(world: World, { path, targeted }: Asked): Done {
  const { room } = placeOf(world, path[1] ?? "");
  const message = ownMessage(room, path[3] ?? "", targeted);
  message.gone = true;
  return { status: 200, body: {} };
}

function ownMessage({ messages }: Room, id: string, targeted: boolean): Message {
  const message = messages.find((one) => one.id === id && !one.gone);
  if (!message) return refuse(404, "ActivityNotFoundInConversation");
  if (message.by !== APP) return refuse(403, "BotNotInConversationRoster", "Not a message of this bot.");
  if ((message.onlyFor !== undefined) !== targeted)
    return refuse(404, "ActivityNotFoundInConversation", "Targeted messages are changed as such.");
  return message;
}

function member(world: World, { path }: Asked): Done {
  const { room } = placeOf(world, path[1] ?? "");
  const person = findPerson(world, path[3] ?? "");
  if (!person || !room.members.has(person.account))
    return refuse(404, "MemberNotFoundInConversation", "Member not found.");
  const { account, email, guest, name, tenant } = person;
  const [givenName = name, surname = ""] = name.split(" ");
  return {
    status: 200,
    body: {
      ...accountOf(person),
      objectId: account,
      givenName,
      surname,
      ...(email !== undefined && { email }),
      userPrincipalName: guest ? `${email?.replace("@", "_")}#EXT#@lakeside.example` : email,
      tenantId: tenant,
      userRole: guest ? "guest" : "user",
    },
  };
}

function react(world: World, { path }: Asked, change: (who: Set<string>) => unknown): Done {
  const { room } = placeOf(world, path[1] ?? "");
  const message = room.messages.find(({ id, gone }) => id === path[3] && !gone);
  if (!message) return refuse(404, "ActivityNotFoundInConversation");
  const reaction = path[5] ?? "";
  if (!/^[a-z0-9]+(_\w+)?$/u.test(reaction)) refuse(400, "BadArgument", "No such reaction.");
  const who = message.reactions.get(reaction) ?? new Set();
  change(who);
  message.reactions.set(reaction, who);
  return { status: 200, body: {} };
}

function placeOf(world: World, conversation: string): { room: Room; root?: string } {
  const { base, root } = threadOf(conversation);
  const room = roomFor(world, base);
  if (root !== undefined && !room.messages.some(({ id }) => id === root))
    refuse(404, "ConversationNotFound", "No such thread.");
  return { room, ...(root !== undefined && { root }) };
}

/** A team is named by its General channel, also where the test gave it none. */
function roomFor(world: World, id: string): Room {
  const team = world.teams.get(id);
  const room = world.rooms.get(id) ?? [...world.rooms.values()].find((one) => team && one.team === team);
  if (!room || isDeleted(room)) return refuse(404, "ConversationNotFound", "Conversation not found.");
  if (!isInstalled(room))
    refuse(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
  return room;
}
