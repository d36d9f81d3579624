/** Which channel is a place for Slack's calls? A person's direct chat is opened to find out, and remembered. */
import type { Address, MessageRef } from "../../../desk/model";
import { channelPlace, directChat, targetOf, threadUnder, type Ts } from "../address";
import type { Deadline } from "../../deadline";
import { failureFor } from "./failures";
import { createRecent } from "../../recent";
import { speakTo, type Speaking } from "./speaking";
import type { Workspaces } from "../workspaces";

/** `user`: whose direct chat it is. */
export type Room = Speaking & { channel: string; thread?: Ts; user?: string };

export type Rooms = { open(address: Address): Promise<Room> };

/** Direct chats remembered; others are asked for again. */
const MOST_CHATS = 10_000;

/** For one delivery each, with its deadline; what was found out serves all. */
export function createRooms(workspaces: Workspaces): (deadline: Deadline) => Rooms {
  const chats = createRecent<string>(MOST_CHATS);

  async function chatWith(speaking: Speaking, user: string): Promise<string> {
    // A bot that was installed anew is another user, and has other chats.
    const key = `${speaking.team}/${speaking.botUser}/${user}`;
    const known = chats.get(key);
    if (known !== undefined) return known;
    const { channel } = await speaking.call((client) => client.conversations.open({ users: user }));
    if (channel?.id === undefined) throw failureFor("user_not_found", `The direct chat with ${user}`);
    chats.set(key, channel.id);
    return channel.id;
  }

  return (deadline) => ({
    async open(address) {
      const speaking = await speakTo(workspaces, address, deadline);
      const { user, channel, thread } = targetOf(address);
      return {
        ...speaking,
        channel: user === undefined ? (channel ?? "") : await chatWith(speaking, user),
        ...(user !== undefined && { user }),
        ...(thread !== undefined && { thread }),
      };
    },
  });
}

/** Where the desk finds a message that was posted there. */
export function placeOf({ team, channel, thread, user }: Room): Address {
  if (user !== undefined) return directChat(team, user);
  return thread === undefined ? channelPlace(team, channel) : threadUnder(team, channel, thread);
}

/** Where replies to a post with this `ts` belong. */
export function threadOf({ team, channel, thread, user }: Room, ts: Ts): Address {
  const root = thread ?? ts;
  return user === undefined ? threadUnder(team, channel, root) : directChat(team, user, root);
}

/** Each Slack message of a post, as Slack names it when somebody reacts to it or answers below it: its thread is not told then. */
export const refsTo = ({ team, channel, user }: Room, all: Ts[]): MessageRef[] =>
  all.map((messageId) => ({
    in: user === undefined ? channelPlace(team, channel) : directChat(team, user),
    messageId,
  }));
