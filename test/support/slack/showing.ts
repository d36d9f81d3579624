/** How does the Web API describe a message, a file, a person? */
import type { PersonOptions } from "./options";
import type { Channel, Json, Message, SlackFile, View, Workspace, World } from "./world";

export function describeMessage(
  world: World,
  workspace: Workspace,
  channel: Channel,
  message: Message,
  more: { metadata?: boolean } = {},
): Json {
  if (message.gone === "tombstone") return describeTombstone(channel, message);
  const { user, ts, text, subtype, blocks, attachments, thread, edited, clientMsgId } = message;
  const root = thread === undefined ? undefined : channel.messages.find((one) => one.ts === thread);
  return {
    user,
    type: "message",
    ts,
    ...(subtype && { subtype }),
    ...(clientMsgId && { client_msg_id: clientMsgId }),
    ...(message.byApp && message.files.length === 0 && describeBot(world, workspace)),
    ...(!message.byApp &&
      workspace.people.get(user)?.isBot && { bot_id: `B${user.slice(1)}`, app_id: "A0OTHERAPP1" }),
    text,
    ...(subtype !== "me_message" && { team: teamOf(workspace, user) }),
    ...(edited && { edited }),
    ...(thread !== undefined && { thread_ts: thread, ...(root && { parent_user_id: root.user }) }),
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
    ...(message.files.length > 0 && {
      files: message.files.flatMap((id) => describeFileIn(world, workspace, id, user)),
      upload: false,
    }),
    ...describeReplies(channel, message),
    ...describeReactions(message),
    ...(more.metadata && message.metadata && { metadata: message.metadata }),
  };
}

/** A root tells how many replies it has, and is then in its own thread. */
function describeReplies(channel: Channel, { ts, thread }: Message): Json {
  if (thread !== undefined) return {};
  const replies = channel.messages.filter((one) => one.thread === ts && !one.gone && !one.onlyFor);
  const users = [...new Set(replies.map((one) => one.user))];
  const last = replies.at(-1);
  if (!last) return {};
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: last.ts,
    reply_users: users,
    is_locked: false,
    subscribed: false,
  };
}

export const describeReactions = ({ reactions }: Message): Json =>
  reactions.size === 0
    ? {}
    : { reactions: [...reactions].map(([name, users]) => ({ name, users, count: users.length })) };

const describeTombstone = (channel: Channel, message: Message): Json => ({
  type: "message",
  subtype: "tombstone",
  text: "This message was deleted.",
  user: "USLACKBOT",
  hidden: true,
  ts: message.ts,
  ...describeReplies(channel, message),
});

export function describeBot({ app }: World, { botId, botUser, team }: Workspace): Json {
  return {
    bot_id: botId,
    app_id: app.id,
    bot_profile: {
      id: botId,
      deleted: false,
      name: app.name,
      updated: 1_700_000_000,
      app_id: app.id,
      user_id: botUser,
      icons: {},
      team_id: team,
    },
  };
}

/** A stranger's file is only announced: the app has to ask for it with files.info. */
function describeFileIn(world: World, workspace: Workspace, id: string, user: string): Json[] {
  const file = world.files.get(id);
  if (!file) return [];
  return teamOf(workspace, user) === workspace.team
    ? [describeFile(world, file)]
    : [{ id, created: file.createdAt, mode: "file_access", file_access: "check_file_info" }];
}

export function describeFile(world: World, file: SlackFile): Json {
  const { id, team, user, name, title, mediaType, size, createdAt } = file;
  const url = `${world.origin}/files-pri/${team}-${id}`;
  const path = encodeURIComponent(name.toLowerCase().replaceAll(/\s+/gu, "_"));
  return {
    id,
    created: createdAt,
    timestamp: createdAt,
    name,
    title,
    mimetype: mediaType,
    filetype: name.split(".").at(-1) ?? "binary",
    user,
    user_team: team,
    editable: false,
    size,
    mode: "hosted",
    is_external: false,
    is_public: false,
    url_private: `${url}/${path}`,
    url_private_download: `${url}/download/${path}`,
    permalink: `${world.origin}/files/${user}/${id}/${path}`,
    has_rich_preview: false,
    file_access: "visible",
  };
}

export function describePerson({ team, scopes }: Workspace, person: PersonOptions): Json {
  const { id, name, realName, email, isBot = false, deleted = false, guest = false } = person;
  const home = person.teamId ?? team;
  const isStranger = home !== team;
  return {
    id,
    team_id: home,
    name,
    deleted,
    real_name: realName,
    tz: "Europe/Berlin",
    profile: {
      real_name: realName,
      real_name_normalized: realName,
      display_name: name,
      team: home,
      ...(email !== undefined && scopes.has("users:read.email") && { email }),
    },
    is_bot: isBot,
    is_app_user: false,
    is_restricted: guest,
    is_ultra_restricted: false,
    ...(isStranger && { is_stranger: true }),
    updated: 1_700_000_000,
  };
}

export function describeView(world: World, workspace: Workspace, view: View): Json {
  return {
    team_id: workspace.team,
    app_id: world.app.id,
    app_installed_team_id: workspace.team,
    bot_id: workspace.botId,
    private_metadata: "",
    callback_id: "",
    external_id: "",
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    state: { values: {} },
    ...view.body,
    id: view.id,
    hash: view.hash,
    root_view_id: workspace.modals.get(view.user)?.[0]?.id ?? view.id,
    previous_view_id: null,
  };
}

/** Which team somebody belongs to: another one for Slack Connect. */
export const teamOf = (workspace: Workspace, user: string): string =>
  workspace.people.get(user)?.teamId ?? workspace.team;
