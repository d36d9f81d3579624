/** Who and what is in emulate's Slack? The same as in ours; but it makes up the ids of people and channels, and has one team. */
import type { App } from "../slack/granting";
import type { WorkspaceOptions } from "../slack/options";
import type { Json } from "../slack/world";
import { objectIn, objectsIn, type Call } from "./calls";

const TEAM = "T000000001";
/** The bot's too, for all that the stage itself wants to know: emulate counts the calls of each token. */
export const READER_TOKEN = "xoxb-reader-no-worth";

/** A person's, by their id in ours. */
export const tokenOf = (id: string): string => `xoxp-${id}-no-worth`;

/** The narrower rights to invite are newer than what emulate knows. */
const OLDER_SCOPES: Record<string, string> = {
  "channels:write.invites": "channels:manage",
  "groups:write.invites": "groups:write",
};

/** The bot's token has the manifest's scopes, and emulate checks them; people may do everything. */
export function seedFor({ name, domain, botToken, botUser, people }: WorkspaceOptions, app: App): Json {
  const bot_id = `B${botUser.slice(1)}`;
  const scopes = app.scopes.map((scope) => OLDER_SCOPES[scope] ?? scope);
  const bot = { type: "bot", user_id: botUser, app_id: app.id, bot_id, bot_user_id: botUser };
  return {
    strict_scopes: true,
    team: { name, domain },
    users: people.map((person) => ({
      name: person.id,
      real_name: person.realName,
      profile: { display_name: person.name },
      ...(person.email !== undefined && { email: person.email }),
    })),
    oauth_apps: [
      {
        app_id: app.id,
        name: app.name,
        client_id: "1.2",
        client_secret: "no-worth",
        redirect_uris: [],
        scopes,
        bot_id,
        bot_user_id: botUser,
        bot_name: "helpdesk",
      },
    ],
    tokens: [
      { ...bot, token: botToken, scopes },
      { ...bot, token: READER_TOKEN },
      ...people.map((person) => ({ token: tokenOf(person.id), user: person.id })),
    ],
  };
}

/** `userIn`: somebody's id there, by their id in ours. */
export type MovedIn = { workspace: WorkspaceOptions; userIn: (id: string) => string };

/** Makes the channels, and tells who and what has which id there. */
export async function moveIn(call: Call, ours: WorkspaceOptions): Promise<MovedIn> {
  const { members } = await call(READER_TOKEN, "users.list", { limit: 1_000 });
  const ids = new Map(objectsIn({ members }, "members").map(({ name, id }) => [name, String(id)]));
  const userIn = (id: string): string => ids.get(id) ?? id;
  const channels: WorkspaceOptions["channels"] = [];
  for (const channel of ours.channels) {
    const guests = new Set(channel.members.filter((id) => id !== ours.botUser).map(userIn));
    const id = await makeChannel(call, channel.name, [...guests]);
    channels.push({ ...channel, id, members: [ours.botUser, ...guests] });
  }
  const people = ours.people.map((person) => ({ ...person, id: userIn(person.id) }));
  return { workspace: { ...ours, team: TEAM, people, channels }, userIn };
}

async function makeChannel(call: Call, name: string, guests: string[]): Promise<string> {
  const { id } = objectIn(await call(READER_TOKEN, "conversations.create", { name }), "channel");
  await call(READER_TOKEN, "conversations.invite", { channel: id, users: guests });
  return String(id);
}
