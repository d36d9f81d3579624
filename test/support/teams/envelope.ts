/** How does Teams wrap what it tells an app? The fields that every activity has, as in its documentation. */
import { splitConversation } from "../../../src/platforms/teams/address";
import type { Json, Message, Person, Room, World } from "./world";

/** `root`: the message under which it happens in a channel. */
export function wrap(world: World, room: Room, by: Person, more: Json, root?: string): Json {
  const { tenant } = world.options;
  const { channelData, ...rest } = more as { channelData?: Json };
  const at = world.now().toISOString();
  return {
    timestamp: at,
    localTimestamp: at,
    channelId: "msteams",
    serviceUrl: serviceUrlOf(world),
    from: accountOf(by),
    recipient: { id: world.bot, name: world.options.botName },
    conversation: {
      id: conversationId(room, root),
      conversationType: room.kind,
      tenantId: tenant,
      ...(room.kind !== "personal" && { isGroup: true }),
      ...(room.kind === "channel" && { name: room.name }),
    },
    channelData: { ...placeData(world, room), ...channelData },
    locale: "en-US",
    ...rest,
  };
}

export const serviceUrlOf = (world: World): string => `${world.origin}/amer/${world.options.tenant}/`;

export const accountOf = ({ id, name, account }: Person): Json => ({ id, name, aadObjectId: account });

/** Also of a post that begins a thread: Teams names it by itself then. */
export const conversationId = ({ id, kind }: Room, root?: string): string =>
  kind === "channel" && root !== undefined ? `${id};messageid=${root}` : id;

export const rootOf = ({ id, root }: Message): string => root ?? id;

const placeData = (world: World, { id, name, team }: Room): Json => ({
  tenant: { id: world.options.tenant },
  ...(team && {
    team: { id: team.id, name: team.name, aadGroupId: `group-${team.id}` },
    channel: { id, name },
    teamsTeamId: team.id,
    teamsChannelId: id,
  }),
});

export const threadOf = splitConversation;
