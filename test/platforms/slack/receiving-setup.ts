/** What do the tests of receiving start from? A small made-up workspace, its payloads, and a Web API that answers from it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReceiverEvent } from "@slack/bolt";
import type { Form } from "../../../src/desk/content";
import type { DeskEvent, Press } from "../../../src/desk/events";
import type { Receive } from "../../../src/platforms/platform";
import type { SlackOptions } from "../../../src/platforms/slack/options";
import { createReceiving } from "../../../src/platforms/slack/receiving/receiving";
import type { Workspace, Workspaces } from "../../../src/platforms/slack/workspaces";

export const TEAM = "T0LAKESIDE";
export const BOT = "U0HELPDESK";

export const payload = (situation: string): ReceiverEvent["body"] =>
  JSON.parse(readFileSync(join(__dirname, "payloads", `${situation}.json`), "utf8")) as ReceiverEvent["body"];

type User = {
  name: string;
  team?: string;
  email?: string;
  stranger?: boolean;
  guest?: boolean;
  bot?: boolean;
  left?: boolean;
};

const USERS: Record<string, User> = {
  U0ANA: { name: "Ana Lopez", email: "ana@lakeside.example" },
  U0BEN: { name: "Ben Okafor", email: "ben@lakeside.example" },
  U0TECH: { name: "Tess Grant", email: "tess@lakeside.example" },
  U0SPEC: { name: "Sam Reed", email: "sam@lakeside.example" },
  U0VENDOR: { name: "Vic Vendor", team: "T0VENDOR", email: "vic@vendor.example", stranger: true },
  U0ROBOT: { name: "Robbie Robot", bot: true },
  U0LEFT: { name: "Lea Left", left: true },
  U0GUEST: { name: "Gus Guest", email: "gus@guests.example", guest: true },
};

/** What Slack answers when it refuses. */
export const refusal = (error: string, more: object = {}): Error =>
  Object.assign(new Error(`An API error occurred: ${error}`), { data: { ok: false, error, ...more } });

/** A 429 or a 5xx: no answer in words. */
export const trouble = (): Error => new Error("Slack is away");

export type Call = { method: string; arguments: Record<string, unknown> };
export type Answers = Record<string, (given: Record<string, unknown>) => unknown>;

/** `answers`: by method; a throw is Slack's refusal. */
export function fakeWorkspace(answers: Answers = {}, team = TEAM): Workspace & { calls: Call[] } {
  const calls: Call[] = [];
  const all = { ...usualAnswers(team), ...answers };
  const call =
    (method: string) =>
    async (given: Record<string, unknown> = {}) => {
      calls.push({ method, arguments: given });
      return { ok: true, ...((await all[method]?.(given)) as object | undefined) };
    };
  const client = {
    auth: { test: call("auth.test") },
    users: { info: call("users.info") },
    usergroups: { users: { list: call("usergroups.users.list") } },
    conversations: { members: call("conversations.members") },
    chat: {
      getPermalink: call("chat.getPermalink"),
      postEphemeral: call("chat.postEphemeral"),
      postMessage: call("chat.postMessage"),
    },
    views: { open: call("views.open") },
    assistant: {
      threads: {
        setStatus: call("assistant.threads.setStatus"),
        setSuggestedPrompts: call("assistant.threads.setSuggestedPrompts"),
      },
    },
  } as unknown as Workspace["client"];
  return { team, botUser: BOT, scopes: [], client, calls };
}

const usualAnswers = (team: string): Answers => ({
  "users.info": ({ user }) => {
    const found = USERS[String(user)];
    if (!found) throw refusal("user_not_found");
    const { name, email, stranger = false, guest = false, bot = false, left = false } = found;
    return {
      user: {
        id: user,
        team_id: found.team ?? team,
        is_stranger: stranger,
        is_restricted: guest,
        is_bot: bot,
        deleted: left,
        profile: { real_name: name, email },
      },
    };
  },
  "usergroups.users.list": () => ({ users: ["U0SPEC"] }),
  "conversations.members": ({ cursor }) =>
    cursor === undefined
      ? { members: ["U0TECH"], response_metadata: { next_cursor: "more" } }
      : { members: ["U0SPEC"], response_metadata: { next_cursor: "" } },
  "chat.getPermalink": () => ({
    permalink: "https://lakeside.slack.com/archives/C0GENERAL/p1769501300000100",
  }),
});

export const fakeWorkspaces = (...workspaces: Workspace[]): Workspaces & { forgotten: string[] } => {
  const forgotten: string[] = [];
  return {
    forgotten,
    of: async (team) => workspaces.find((workspace) => workspace.team === team),
    only: () => workspaces[0],
    forget: (team) => void forgotten.push(team),
  };
};

export const replyForm = (press: Press): Form | undefined => {
  const text = { name: "text", label: "Your words", kind: "text" as const, required: true, max: 3_000 };
  const onBehalf = { name: "on_behalf", label: "For", kind: "person" as const, required: false };
  if (press.action === "open_ticket")
    return { title: "New ticket", submit: "Open", fields: [text, onBehalf] };
  return press.action === "take" ? undefined : { title: "Reply", submit: "Send", fields: [text, onBehalf] };
};

export type Logged = { level: string; event: string; facts: object };

export function testOptions(more: Partial<SlackOptions> = {}): SlackOptions & { logged: Logged[] } {
  const logged: Logged[] = [];
  const log = (level: string) => (event: string, facts: object) => void logged.push({ level, event, facts });
  return {
    logged,
    access: { botToken: "xoxb-test" },
    signingSecret: "signing-secret",
    formFor: replyForm,
    planFor: () => ({
      watched: ["C0HELP"],
      memberships: { channels: ["C0TIER2"], groups: ["S0TIER2"] },
    }),
    promptsFor: async () => ["How do I reset my password?"],
    now: () => new Date("2026-01-27T09:00:00Z"),
    log: { info: log("info"), warn: log("warn"), error: log("error") },
    ...more,
  };
}

export type Bench = {
  /** Stored by the desk. */
  events: DeskEvent[];
  /** What happened, in order: `stored`, `acknowledged`, and the methods called. */
  order: string[];
  /** What Slack was answered. */
  answers: unknown[];
  give(body: ReceiverEvent["body"]): Promise<void>;
  idle(): Promise<void>;
};

export function createBench(
  workspaces: Workspaces,
  options: SlackOptions = testOptions(),
  store: Receive = async () => {},
): Bench {
  const events: DeskEvent[] = [];
  const order: string[] = [];
  const answers: unknown[] = [];
  const receiving = createReceiving(options, workspaces, async (event) => {
    await store(event);
    order.push("stored");
    events.push(event);
  });
  const ack: ReceiverEvent["ack"] = async (answer?: unknown) => {
    order.push("acknowledged");
    answers.push(answer);
  };
  return {
    events,
    order,
    answers,
    give: (body) => receiving.processEvent({ body, ack }),
    idle: receiving.idle,
  };
}
