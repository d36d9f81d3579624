/** What does the Web API do about channels? conversations.* but reading them */
import { needText, textOf } from "./arguments";
import type { Methods, Request } from "./methods";
import { pageOf } from "./methods";
import { addMember } from "./membership";
import { channelFor, directChannel, ownChannelFor } from "./places";
import { refuse } from "./refusal";
import type { Channel, Json } from "./world";

export const conversationMethods: Methods = {
  "conversations.open": ({ world, workspace, args }) => {
    const users = (textOf(args, "users") ?? refuse("users_list_not_supplied")).split(",");
    const user = users[0] ?? "";
    const person = workspace.people.get(user);
    if (!person || users.length > 1) return refuse("user_not_found");
    if (person.isBot) return refuse("cannot_dm_bot");
    if (person.deleted) return refuse("user_disabled");
    return { channel: { id: directChannel(world, workspace, user).id } };
  },

  "conversations.info": (request) => {
    const { world, workspace, args } = request;
    const channel = channelFor(world, workspace, needText(args, "channel"));
    return { channel: describeChannel(request, channel) };
  },

  "conversations.members": ({ world, workspace, args }) => {
    const channel = channelFor(world, workspace, needText(args, "channel"));
    const { page, next } = pageOf([...channel.members], args);
    return { members: page, response_metadata: { next_cursor: next } };
  },

  "conversations.join": (request) => {
    const { world, workspace, args } = request;
    const channel = channelFor(world, workspace, needText(args, "channel"));
    if (channel.archived) return refuse("is_archived");
    if (channel.kind !== "channel") return refuse("method_not_supported_for_channel_type");
    const already = channel.members.has(workspace.botUser);
    if (!already) addMember(world, workspace, channel, workspace.botUser);
    return { channel: describeChannel(request, channel), ...(already && { warning: "already_in_channel" }) };
  },

  "conversations.invite": (request) => {
    const { world, workspace, args } = request;
    const channel = ownChannelFor(world, workspace, needText(args, "channel"));
    if (channel.kind === "im") return refuse("method_not_supported_for_channel_type");
    const users = needText(args, "users").split(",");
    const errors = users.flatMap((user) => inviteProblem(request, channel, user));
    const first = errors[0];
    if (first) return refuse(first.error, { errors });
    for (const user of users) addMember(world, workspace, channel, user, workspace.botUser);
    return { channel: describeChannel(request, channel) };
  },
};

type InviteProblem = { error: string; ok: false; user: string };

function inviteProblem({ workspace }: Request, channel: Channel, user: string): InviteProblem[] {
  const person = workspace.people.get(user);
  const isOutside = person?.teamId !== undefined && person.teamId !== workspace.team;
  const error = !person
    ? "user_not_found"
    : user === workspace.botUser
      ? "cant_invite_self"
      : channel.members.has(user)
        ? "already_in_channel"
        : person.deleted || person.guest || (isOutside && !channel.shared)
          ? "cant_invite"
          : undefined;
  return error === undefined ? [] : [{ error, ok: false, user }];
}

export function describeChannel({ workspace }: Request, channel: Channel): Json {
  const { id, name, kind, members, shared, archived, user } = channel;
  return {
    id,
    created: 1_700_000_000,
    is_im: kind === "im",
    is_org_shared: false,
    is_archived: archived,
    ...(kind === "im"
      ? { user, is_user_deleted: workspace.people.get(user ?? "")?.deleted ?? false }
      : {
          name,
          name_normalized: name,
          is_channel: kind === "channel",
          is_group: kind === "group",
          is_private: kind === "group",
          is_member: members.has(workspace.botUser),
          is_shared: shared,
          is_ext_shared: shared,
          is_general: false,
          topic: { value: "", creator: "", last_set: 0 },
          purpose: { value: "", creator: "", last_set: 0 },
        }),
  };
}
