/** What is a simulated Slack made of? Workspaces with people and channels in them, and how the app is reached. */

export type SimulatorOptions = {
  /** Parsed manifest.json: tokens carry only its scopes, the app hears only its events. */
  manifest: unknown;
  signingSecret: string;
  workspaces: WorkspaceOptions[];
  /** Where events, commands and interactions go over HTTP; `pointTo` sets it later. */
  requestUrl?: string;
  /** Socket Mode: `apps.connections.open` takes this token. */
  appToken?: string;
  /** For `oauth.v2.access`. */
  oauth?: { clientId: string; clientSecret: string };
  /** When an event that was not acknowledged is sent again. Slack's own: 0, 1 min, 5 min. Default: 0, 200, 1,000 ms. */
  retryDelaysMs?: number[];
  /** How long an answer may take. Slack's own, and the default: 3,000 ms. */
  ackTimeoutMs?: number;
  /** Messages are stamped with it. Default: the computer's clock. Signatures and triggers always use that. */
  now?: () => Date;
};

export type WorkspaceOptions = {
  team: string;
  name: string;
  domain: string;
  botToken: string;
  botUser: string;
  people: PersonOptions[];
  channels: ChannelOptions[];
  userGroups?: { id: string; handle: string; members: string[] }[];
  /** The app comes in by OAuth later: until then its token is not valid and it hears nothing. */
  notInstalled?: true;
};

export type PersonOptions = {
  id: string;
  name: string;
  realName: string;
  email?: string;
  isBot?: boolean;
  deleted?: boolean;
  /** The team they belong to when that is another one: Slack Connect. */
  teamId?: string;
  guest?: boolean;
};

/** `shared`: with another organisation, by Slack Connect. The bot is a member where `members` names its user. */
export type ChannelOptions = {
  id: string;
  name: string;
  private?: boolean;
  members: string[];
  shared?: boolean;
};
