/** What does the simulated Teams know? Everything that a test or a call changes; the functions around it keep no state. */
import { randomBytes } from "node:crypto";
import type { Attachment, Entity } from "../../../src/platforms/teams/activity";
import { createFaults, type FaultRules } from "./fault-rules";
import type { ChatOptions, PersonOptions, SimulatorOptions, TeamOptions } from "./options";

export type Json = Record<string, unknown>;

export type Person = Required<Omit<PersonOptions, "email" | "tenant">> & {
  email?: string;
  tenant: string;
  /** Their chat with the app. */
  chat: string;
};

export type Team = {
  id: string;
  name: string;
  members: Set<string>;
  installed: boolean;
  consent: boolean;
  deleted: boolean;
};

/** A channel, a group chat, or somebody's chat with the app. `installed` and `members`: of a channel those of its team. */
export type Room = {
  id: string;
  kind: "personal" | "groupChat" | "channel";
  name: string;
  team?: Team;
  members: Set<string>;
  consent: boolean;
  installed: boolean;
  deleted: boolean;
  messages: Message[];
};

/** `by`: an account, or the app. `told`: the app has heard of it. */
export type Message = {
  id: string;
  by: string;
  root?: string;
  text: string;
  textFormat: string;
  attachments: Attachment[];
  entities: Entity[];
  summary?: string;
  files: string[];
  at: Date;
  edited: boolean;
  gone: boolean;
  told: boolean;
  onlyFor?: string;
  reactions: Map<string, Set<string>>;
};

export type StoredFile = { id: string; name: string; data: Buffer };

/** A dialog before somebody. `from`: how it was opened, to be sent with what is filled in. */
export type Dialog = { title: string; card: Json; from: Json; name: "task" | "composeExtension" };

/** One call of the app. `outcome`: the status, or what a fault did. */
export type Call = { call: CallName; conversation: string; outcome: string; at: Date; body: Json };
/** `download`: of a file, which is no call of the Bot Connector. `other`: one that the simulator does not know. */
export type CallName = ConnectorCall | "download" | "other";
export type ConnectorCall = "create" | "send" | "update" | "delete" | "member" | "react" | "unreact";

/** How the app answered; undefined: not, or not in time. */
export type Answered = { status: number; body: unknown } | undefined;

export type World = {
  options: SimulatorOptions;
  bot: string;
  people: Map<string, Person>;
  teams: Map<string, Team>;
  rooms: Map<string, Room>;
  files: Map<string, StoredFile>;
  dialogs: Map<string, Dialog>;
  calls: Call[];
  faults: FaultRules;
  origin: string;
  now: () => Date;
  nextId(): string;
  newId(prefix: string): string;
  /** Brings an activity to the app, and again until it is taken. */
  tell(activity: Json): void;
  /** Brings an invoke to the app, which answers at once. */
  ask(activity: Json): Promise<Answered>;
};

/** Who wrote or reacted, when it was the app. */
export const APP = "app";

export function createWorld(options: SimulatorOptions): World {
  const now = options.now ?? (() => new Date());
  const world: World = {
    options,
    bot: `28:${options.appId}`,
    people: new Map(),
    teams: new Map(),
    rooms: new Map(),
    files: new Map(),
    dialogs: new Map(),
    calls: [],
    faults: createFaults(),
    origin: "",
    now,
    nextId: createIds(now),
    newId: (prefix) => prefix + randomBytes(8).toString("hex"),
    tell: () => {},
    ask: async () => undefined,
  };
  for (const one of options.people) addPerson(world, one);
  for (const one of options.teams) addTeam(world, one);
  for (const one of options.chats ?? []) addChat(world, one);
  return world;
}

function addPerson(world: World, options: PersonOptions): void {
  const { account, guest = false, installed = true, tenant = world.options.tenant } = options;
  const id = options.id ?? `29:1${account.replaceAll("-", "")}`;
  const chat = `a:1${account.replaceAll("-", "")}`;
  world.people.set(account, { ...options, account, id, guest, installed, tenant, chat });
  addRoom(world, {
    id: chat,
    kind: "personal",
    name: "",
    members: new Set([account]),
    consent: true,
    installed,
  });
}

function addTeam(world: World, { channels, ...options }: TeamOptions): void {
  const { installed = true, consent = true } = options;
  const team: Team = { ...options, members: new Set(options.members), installed, consent, deleted: false };
  world.teams.set(team.id, team);
  for (const { id, name } of channels)
    addRoom(world, { id, kind: "channel", name, team, members: team.members, consent, installed });
}

function addChat(world: World, options: ChatOptions): void {
  const { installed = true, consent = false } = options;
  addRoom(world, { ...options, kind: "groupChat", members: new Set(options.members), consent, installed });
}

const addRoom = (world: World, room: Omit<Room, "deleted" | "messages">): void =>
  void world.rooms.set(room.id, { ...room, deleted: false, messages: [] });

/** Teams names messages by their moment, in milliseconds: unique and rising, also while a test's clock stands still. */
function createIds(now: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(now().getTime(), last + 1);
    return String(last);
  };
}

export function personOf(world: World, account: string): Person {
  const person = world.people.get(account);
  if (!person) throw new Error(`There is nobody called ${account}`);
  return person;
}

/** By the Entra id or by what Teams calls them. */
export const findPerson = (world: World, id: string): Person | undefined =>
  world.people.get(id) ?? [...world.people.values()].find((one) => one.id === id);

export const isInstalled = ({ team, installed }: Room): boolean => team?.installed ?? installed;

export const isDeleted = ({ team, deleted }: Room): boolean => deleted || (team?.deleted ?? false);

export const hearsAll = ({ team, consent, kind }: Room): boolean =>
  kind === "personal" || (team?.consent ?? consent);
