/** What is the adapter of Teams made with? Everything it needs of the house comes in here. */
import type { Form } from "../../desk/content";
import type { Press } from "../../desk/events";
import type { FileRef } from "../../desk/model";

/** How the app proves itself to Microsoft. `anonymous`: not at all, for the playground on this machine only. */
export type TeamsAccess =
  | { kind: "anonymous" }
  | { kind: "password"; appId: string; tenant: string; password: string }
  | { kind: "certificate"; appId: string; tenant: string; certificate: string; privateKey: string }
  | { kind: "managed_identity"; appId: string; tenant: string };

/**
 * How a person, channel or group chat is reached. `id`: the person's Entra id, or the channel's or chat's id. From authenticated
 * activities only: whoever could write a `serviceUrl` would be sent the app's token.
 */
export type ConversationReference = {
  tenant: string;
  id: string;
  kind: "person" | "channel" | "chat";
  serviceUrl: string;
  /** Of a person: the direct chat's id, and what Teams calls them (`29:…`). */
  conversation?: string;
  user?: string;
  /** Of a channel: the team's id (`19:…`), whose members its members are. */
  team?: string;
  /** Of a channel: messages that do not mention the help desk were heard there, so its team has granted that. */
  hearsAll?: boolean;
};

/** Where references are kept. `save` writes only what is new in it; `latest` is the tenant's last one. */
export type ConversationReferences = {
  save(reference: ConversationReference): Promise<void>;
  find(tenant: string, id: string): Promise<ConversationReference | undefined>;
  latest(tenant: string): Promise<ConversationReference | undefined>;
  /** The app is not there any more: it cannot be reached so. Tickets and threads stay. */
  remove(tenant: string, id: string): Promise<void>;
};

/** What of the escalation plan the adapter needs to know, by ids of Teams. Asked for anew each time: plans change. */
export type TeamsPlan = {
  /** Channels in which every new message is a question. */
  watched: string[];
  /** Channels and teams whose members the plan speaks of: technicians are told by them. */
  memberships: string[];
};

/** Facts for the operator, never what people wrote. */
export type TeamsLog = Record<"info" | "warn" | "error", (event: string, facts: object) => void>;

/** A file of another platform, as far as it can be had: its bytes for a copy, a link for people. */
export type OpenFile = (file: FileRef) => Promise<{ data?: Buffer; link?: string } | undefined>;

export type TeamsOptions = {
  access: TeamsAccess;
  references: ConversationReferences;
  /** Where channels are reached before anything was heard from Teams. Default: Microsoft's address for all regions. */
  serviceUrl?: string;
  /** Fewest milliseconds between two posts in one thread. Default: what Teams allows. */
  paceMs?: number;
  formFor: (press: Press, workspace?: string) => Form | undefined;
  planFor: (tenant: string) => TeamsPlan;
  /** For a file of another platform in a message that goes to Teams. */
  openFile?: OpenFile;
  now: () => Date;
  log: TeamsLog;
};
