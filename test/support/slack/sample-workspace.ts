/** Which workspace do tests of Slack play in, when they need no other? A requester, technicians, a specialist, strangers. */
import type { SimulatorOptions, WorkspaceOptions } from "./options";

export const SIGNING_SECRET = "a-signing-secret-of-no-worth";
export const APP_TOKEN = "xapp-1-A0TIERDESK1-1-no-worth";

/** Real ids of Slack have eleven characters. */
export const TEAM = "T0000000001";
export const BOT = "U0000000B0T";
export const ANA = "U00000000A1"; // requester
export const TOM = "U00000000B2"; // technician
export const SUE = "U00000000C3"; // specialist, not in the Tier 2 channel
export const GUS = "U00000000D4"; // guest
export const EVE = "U00000000E5"; // of another organisation
export const OLD = "U00000000F6"; // has left
export const GENERAL = "C0000000001";
export const TIER2 = "G0000000002"; // private
export const QUIET = "C0000000003"; // the bot is not in it
export const SHARED = "C0000000004"; // with another organisation
export const TECHNICIANS = "S0000000001";

export const sampleWorkspace = (): WorkspaceOptions => ({
  team: TEAM,
  name: "Acme Schools",
  domain: "acme-schools",
  botToken: "xoxb-acme-no-worth",
  botUser: BOT,
  people: [
    { id: ANA, name: "ana", realName: "Ana Lopez", email: "ana@acme.example" },
    { id: TOM, name: "tom", realName: "Tom Baker", email: "tom@acme.example" },
    { id: SUE, name: "sue", realName: "Sue Wong", email: "sue@acme.example" },
    { id: GUS, name: "gus", realName: "Gus Guest", email: "gus@elsewhere.example", guest: true },
    { id: EVE, name: "eve", realName: "Eve Stone", email: "eve@globex.example", teamId: "T0000000099" },
    { id: OLD, name: "old", realName: "Olga Former", email: "old@acme.example", deleted: true },
  ],
  channels: [
    { id: GENERAL, name: "general", members: [BOT, ANA, TOM, SUE] },
    { id: TIER2, name: "tier-2", private: true, members: [BOT, TOM] },
    { id: QUIET, name: "quiet", members: [ANA, TOM] },
    { id: SHARED, name: "with-globex", shared: true, members: [BOT, ANA, EVE] },
  ],
  userGroups: [{ id: TECHNICIANS, handle: "technicians", members: [TOM] }],
});

const SCOPES = [
  "app_mentions:read assistant:write chat:write commands files:read files:write channels:history",
  "channels:join channels:manage channels:read groups:history groups:read groups:write im:history",
  "im:read im:write reactions:read reactions:write usergroups:read users:read users:read.email",
].flatMap((line) => line.split(" "));

const EVENTS = [
  "app_mention message.channels message.groups message.im app_home_opened reaction_added",
  "member_joined_channel channel_left group_left channel_archive group_archive channel_rename",
  "app_uninstalled tokens_revoked user_change",
].flatMap((line) => line.split(" "));

/** All that a helpdesk could ask for. Tests of the app itself take the real manifest.json. */
export const wideManifest = () => ({
  display_information: { name: "Help Desk" },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    slash_commands: [{ command: "/helpdesk", description: "Ask", should_escape: true }],
    shortcuts: [
      { name: "Create helpdesk ticket", type: "message", callback_id: "from_message", description: "." },
      { name: "Ask the help desk", type: "global", callback_id: "ask", description: "." },
    ],
  },
  oauth_config: {
    scopes: {
      bot: SCOPES,
    },
  },
  settings: {
    interactivity: { is_enabled: true },
    event_subscriptions: {
      bot_events: EVENTS,
    },
  },
});

export const sampleOptions = (more: Partial<SimulatorOptions> = {}): SimulatorOptions => ({
  manifest: wideManifest(),
  signingSecret: SIGNING_SECRET,
  workspaces: [sampleWorkspace()],
  retryDelaysMs: [0, 20, 50],
  ...more,
});
