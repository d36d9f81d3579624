/** What is a simulated tenant made of? Its people, its teams with their channels, its group chats, and where the app is installed. */

/** `id`: what Teams calls them to this app (`29:…`). `installed`: the app is in their personal apps; yes unless said. */
export type PersonOptions = {
  account: string;
  name: string;
  email?: string;
  id?: string;
  guest?: boolean;
  installed?: boolean;
  /** Somebody of another organisation, in a shared channel. */
  tenant?: string;
};

export type ChannelOptions = { id: string; name: string };

/** `id`: that of its General channel, as Teams has it. `members`: accounts. */
export type TeamOptions = {
  id: string;
  name: string;
  members: string[];
  channels: ChannelOptions[];
  installed?: boolean;
  /** Resource-specific consent: the app hears every message of its channels. Yes unless said. */
  consent?: boolean;
};

export type ChatOptions = {
  id: string;
  name: string;
  members: string[];
  installed?: boolean;
  consent?: boolean;
};

export type TenantOptions = {
  tenant: string;
  appId: string;
  botName: string;
  people: PersonOptions[];
  teams: TeamOptions[];
  chats?: ChatOptions[];
};

export type SimulatorOptions = TenantOptions & {
  now?: () => Date;
  /** The bearer of what is sent to the app. Undefined: sent without, as the playground does. */
  sign?: (claims: { serviceUrl: string; tenant: string }) => string | Promise<string>;
  /** Whether a bearer holds on calls of the app. Undefined: whoever calls may. */
  accepts?: (bearer: string | undefined) => boolean | Promise<boolean>;
  /** How long Teams waits for an answer: 15 s in reality. */
  answerWithinMs?: number;
  /** After how long it sends again what was not taken. */
  resendAfterMs?: number[];
};
