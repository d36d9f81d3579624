/** What does the simulated Slack know? Everything that a test or a call changes; the functions around it keep no state. */
import { randomBytes } from "node:crypto";
import type { App } from "./granting";
import { readManifest } from "./granting";
import type { PersonOptions, SimulatorOptions, WorkspaceOptions } from "./options";
import { createFaults, type FaultRules } from "./fault-rules";
import type { Outcome, Parcel } from "./transport";

export type Json = Record<string, unknown>;

export type ChannelKind = "channel" | "group" | "im";

export type Message = {
  ts: string;
  user: string;
  /** Posted by the app with its token. */
  byApp: boolean;
  text: string;
  subtype?: string;
  blocks?: Json[];
  attachments?: Json[];
  files: string[];
  thread?: string;
  metadata?: Json;
  edited?: { user: string; ts: string };
  /** A tombstone stays where replies hang under what was deleted. */
  gone?: "deleted" | "tombstone";
  reactions: Map<string, string[]>;
  onlyFor?: string;
  clientMsgId?: string;
};

export type Channel = {
  id: string;
  name: string;
  kind: ChannelKind;
  members: Set<string>;
  shared: boolean;
  archived: boolean;
  /** Of a direct chat: whose it is. */
  user?: string;
  messages: Message[];
};

export type UserGroup = { id: string; handle: string; members: string[] };

/** A modal or home page. `body`: as the app sent it. */
export type View = {
  id: string;
  hash: string;
  user: string;
  body: Json;
  /** What stands in its fields by now, and what the app said is wrong with that: both by block id. */
  typed: Record<string, string | string[]>;
  errors: Record<string, string>;
};

export type Workspace = {
  team: string;
  name: string;
  domain: string;
  token: string;
  /** Whether the token holds. */
  access: "granted" | "not_installed" | "token_revoked" | "uninstalled";
  scopes: Set<string>;
  botUser: string;
  botId: string;
  people: Map<string, PersonOptions>;
  channels: Map<string, Channel>;
  userGroups: Map<string, UserGroup>;
  modals: Map<string, View[]>;
  homes: Map<string, View>;
  /** By `channel/thread`: what the app says it is doing. */
  statuses: Map<string, string>;
  /** By direct chat: questions the app offers. */
  prompts: Map<string, Json[]>;
};

/** `data`: undefined until uploaded. `sharedIn`: channel and ts of each message that shows it. */
export type SlackFile = {
  id: string;
  team: string;
  user: string;
  name: string;
  title: string;
  mediaType: string;
  data?: Buffer;
  size: number;
  createdAt: number;
  sharedIn: { channel: string; ts: string; thread?: string }[];
};

export type Trigger = { team: string; user: string; expiresAt: number; used: boolean };
export type ResponseUrl = { team: string; channel: string; user: string; ts?: string; left: number };
/** One call of the Web API, without its token. `outcome`: "ok", Slack's error, or what a fault did. `at`: in milliseconds. */
export type Call = { method: string; team?: string; args: Json; outcome: string; at: number };
export type Tell = (workspace: Workspace, subscription: string, event: Json, channel?: Channel) => void;

export type World = {
  app: App;
  options: SimulatorOptions;
  workspaces: Map<string, Workspace>;
  files: Map<string, SlackFile>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  /** OAuth codes, each for one workspace and one exchange. */
  codes: Map<string, string>;
  calls: Call[];
  faults: FaultRules;
  /** `http://127.0.0.1:PORT`, once the server listens. */
  origin: string;
  nextTs(): string;
  nextId(prefix: string): string;
  /** Tells the app, when its manifest subscribes to that event. */
  tell: Tell;
  /** Brings a click, a form or a command to the app. */
  ask(parcel: Parcel): Promise<Outcome>;
};

export function createWorld(options: SimulatorOptions): World {
  const app = readManifest(options.manifest);
  return {
    app,
    options,
    workspaces: new Map(options.workspaces.map((one) => [one.team, createWorkspace(one, app)])),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    codes: new Map(),
    calls: [],
    faults: createFaults(),
    origin: "",
    nextTs: createTimestamps(options.now ?? (() => new Date())),
    nextId: (prefix) => prefix + randomBytes(5).toString("hex").toUpperCase(),
    tell: () => {},
    ask: async () => ({ acknowledged: false, reason: "not_connected" }),
  };
}

function createWorkspace(options: WorkspaceOptions, app: App): Workspace {
  const { team, name, domain, botToken, botUser, people } = options;
  const bot: PersonOptions = { id: botUser, name: "helpdesk", realName: app.name, isBot: true };
  return {
    team,
    name,
    domain,
    token: botToken,
    access: options.notInstalled ? "not_installed" : "granted",
    scopes: new Set(app.scopes),
    botUser,
    botId: `B${botUser.slice(1)}`,
    people: new Map([bot, ...people].map((one) => [one.id, { ...one }])),
    channels: new Map(options.channels.map((one) => [one.id, createChannel(one)])),
    userGroups: new Map((options.userGroups ?? []).map((one) => [one.id, { ...one }])),
    modals: new Map(),
    homes: new Map(),
    statuses: new Map(),
    prompts: new Map(),
  };
}

const createChannel = (options: WorkspaceOptions["channels"][number]): Channel => ({
  id: options.id,
  name: options.name,
  kind: options.private ? "group" : "channel",
  members: new Set(options.members),
  shared: options.shared ?? false,
  archived: false,
  messages: [],
});

/** Unique and rising, in microseconds, also while a test's clock stands still. */
function createTimestamps(now: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(now().getTime() * 1_000, last + 1);
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, "0")}`;
  };
}
