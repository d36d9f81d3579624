/** What is Slack's adapter made with? Everything it needs of the house comes in here. */
import type { Form } from "../../desk/content";
import type { Press } from "../../desk/events";
import type { OpenFile } from "../platform";

/** One workspace that the app is installed in. `token`: the bot's, secret. `user`: the bot's own user id there. */
export type Installation = {
  team: string;
  teamName: string;
  token: string;
  user: string;
  /** Granted to the token. */
  scopes: string[];
};

/** Where installations are kept, when there can be many. Tokens are encrypted at rest by whoever implements this. */
export type Installations = {
  save(installation: Installation): Promise<void>;
  find(team: string): Promise<Installation | undefined>;
  /** The app was removed, or its token revoked: forget the token. Tickets and threads stay. */
  remove(team: string): Promise<void>;
};

/** One workspace with its bot's token, or many that install the app themselves (OAuth). */
export type SlackAccess =
  | { botToken: string }
  | {
      clientId: string;
      clientSecret: string;
      stateSecret: string;
      installations: Installations;
      /** `https://helpdesk.example.com`: where people's browsers come back to. Undefined: the app's first redirect URL. */
      publicUrl?: string;
      /** May this workspace have the app? Asked when somebody installs it. Undefined: every one. */
      admits?: (team: string) => boolean;
    };

/** What of the escalation plan the adapter needs to know, by Slack ids. Asked for anew each time: plans change. */
export type SlackPlan = {
  /** Channels in which every new message is a question. */
  watched: string[];
  /** Channels and user groups whose members the plan speaks of: technicians are told by them. */
  memberships: { channels: string[]; groups: string[] };
};

/** Facts for the operator, never what people wrote. */
export type SlackLog = Record<"info" | "warn" | "error", (event: string, facts: object) => void>;

export type SlackOptions = {
  access: SlackAccess;
  signingSecret: string;
  /** Socket Mode when set. */
  appToken?: string;
  /** Default: Slack's. Ends with a slash: `https://slack.com/api/`. */
  apiUrl?: string;
  /** Fewest milliseconds between two posts in one channel. Default: what Slack allows. */
  paceMs?: number;
  formFor: (press: Press, workspace?: string) => Form | undefined;
  planFor: (workspace: string) => SlackPlan;
  /** Questions to offer in an empty chat, the most asked first; Slack shows a few. */
  promptsFor: (workspace: string) => Promise<string[]>;
  /** For a file of another platform in a message that goes to Slack. */
  openFile?: OpenFile;
  now: () => Date;
  log: SlackLog;
};
