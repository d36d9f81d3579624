/** How is a story played on Slack? On our own stand-in for it, with the real receivers and clients, over HTTP or Socket Mode. */
import { createServer, type Server } from "node:http";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import type { Address, Person } from "../../src/desk/model";
import { technicianRooms, watchedChannels } from "../../src/plan/lookups";
import type { EscalationPlan } from "../../src/plan/plan";
import { createSlack } from "../../src/platforms/slack";
import { channelPlace, directChat, splitTs, targetOf, threadUnder } from "../../src/platforms/slack/address";
import type { Platform } from "../../src/platforms/platform";
import { manifestFor, type Manifest } from "../../src/platforms/slack/installing/manifest-variants";
import { quietLog } from "./database-server";
import { startSlackSimulator, type SlackSimulator } from "./slack/simulator";
import type { WorkspaceOptions } from "./slack/options";
import type { SeenMessage } from "./slack/seeing";
import type { Shown } from "../platforms/contract";
import type { Backstage, MakeStage, Stage } from "./stage";

export const TEAM = "T0LAKESIDE1";
export const BOT = "U0LAKESIDEB";
export const SIGNING_SECRET = "a-signing-secret-of-no-worth";
const APP_TOKEN = "xapp-1-A0TIERDESK1-1-no-worth";
const BOT_TOKEN = "xoxb-lakeside-no-worth";

export const MANIFEST = JSON.parse(
  readFileSync(resolve(__dirname, "../../manifest.json"), "utf8"),
) as Manifest;

/** `U0ANA000000`: as long as Slack's. */
export const userId = (key: string): string => `U0${key.toUpperCase().padEnd(9, "0")}`;
const channelIds: Record<string, string> = { "service-desk": "C0SERVICE01", "staff-room": "C0STAFFROOM" };
export const channelId = (name: string): string => channelIds[name] ?? "C0NOWHERE00";

/** The plan's people and rooms, known to Slack by its own ids; the plan names people by e-mail only. */
export function slackPlan(plan: EscalationPlan): EscalationPlan {
  const tiers = plan.tiers.map((tier) =>
    tier.number === 2 ? { ...tier, channels: { slack: channelId("service-desk") } } : tier,
  );
  return { ...plan, tiers };
}

export function workspaceOfPlan(plan: EscalationPlan): WorkspaceOptions {
  const technicians = plan.tiers.filter(({ number }) => number === 2).flatMap((t) => [...t.members, t.lead]);
  const serviceDesk = technicians.flatMap((key) => (key === undefined ? [] : [userId(key)]));
  const people = plan.people.map(({ key, name, email }) => ({
    id: userId(key),
    name,
    realName: name,
    email,
  }));
  return {
    team: TEAM,
    name: plan.organisation,
    domain: "lakeside",
    botToken: BOT_TOKEN,
    botUser: BOT,
    people,
    channels: [
      { id: channelId("service-desk"), name: "service-desk", members: [BOT, ...serviceDesk] },
      { id: channelId("staff-room"), name: "staff-room", members: [BOT, ...people.map(({ id }) => id)] },
    ],
  };
}

export type SlackStage = Stage & {
  slack: SlackSimulator;
  /** Where the house's own server takes what Slack sends. */
  url: string;
  /** Somebody installs the app anew: the next start of the program has the new token. */
  installAnew(): void;
};

/** `plan`: changes the example plan as it is on Slack. `paceMs`: 0 unless said. */
export type SlackStageOptions = {
  workspace?: (plan: EscalationPlan) => WorkspaceOptions;
  plan?: (plan: EscalationPlan) => EscalationPlan;
  paceMs?: number;
  retryDelaysMs?: number[];
};

export const slackStage =
  (mode: "http" | "socket", options: SlackStageOptions = {}): MakeStage<SlackStage> =>
  (backstage) =>
    openSlackStage(mode, backstage, options);

export async function openSlackStage(
  mode: "http" | "socket",
  backstage: Backstage,
  { workspace = workspaceOfPlan, plan: change = (plan) => plan, ...options }: SlackStageOptions = {},
): Promise<SlackStage> {
  const plan = change(slackPlan(backstage.plan));
  const { retryDelaysMs, paceMs = 0 } = options;
  const slack = await startSlackSimulator({
    manifest: manifestFor(MANIFEST, { socket: mode === "socket" }),
    signingSecret: SIGNING_SECRET,
    workspaces: [workspace(plan)],
    now: backstage.now,
    ...(retryDelaysMs && { retryDelaysMs }),
    ...(mode === "socket" && { appToken: APP_TOKEN, ackTimeoutMs: 500 }),
  });
  let botToken = BOT_TOKEN;
  let platform: Platform | undefined;
  const server = await listen(() => platform);
  const url = `${server.url}/slack/events`;
  slack.pointTo(url);

  function open(): Platform {
    platform = createSlack({
      access: { botToken },
      signingSecret: SIGNING_SECRET,
      ...(mode === "socket" && { appToken: APP_TOKEN }),
      apiUrl: slack.apiUrl,
      paceMs,
      formFor: backstage.formFor,
      planFor: (team) => ({
        watched: watchedChannels(plan, "slack", team),
        memberships: technicianRooms(plan, "slack", team),
      }),
      promptsFor: async () => ["How do I print?"],
      now: backstage.now,
      log: backstage.log ?? quietLog,
    });
    return platform;
  }

  return {
    ...actingOn(slack, plan),
    plan,
    slack,
    url,
    open,
    installAnew: () => void (botToken = slack.admin(TEAM).install()),
    close: () => close(slack, server),
  };
}

export type StageServer = { url: string; stop(): Promise<void> };

/** The house's own server, with the platform that is open. */
export async function listen(platform: () => Platform | undefined): Promise<StageServer> {
  const server: Server = createServer((request, response) => {
    const http = platform()?.http;
    if (http) http.handle(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function close(slack: SlackSimulator, server: StageServer): Promise<void> {
  await slack.close();
  await server.stop();
}

type ActingStage = Omit<Stage, "open" | "close" | "plan">;

function actingOn(slack: SlackSimulator, plan: EscalationPlan): ActingStage {
  const people = slack.as(TEAM);
  const placeOf = new Map<string, string>();

  async function press(by: string, place: Address, message: string, label: string): Promise<void> {
    const { failed } = await people.press(
      userId(by),
      idOf(place),
      buttonTs(slack, by, place, message, label),
      label,
    );
    if (failed !== undefined) throw new Error(`The press failed: ${failed}`);
  }

  return {
    arrived: () => slack.idle(),
    person: (key) => personOf(plan, key),
    direct: (key) => directChat(TEAM, userId(key)),
    channel: (name) => channelPlace(TEAM, channelId(name)),
    threadUnder: (name, ts) => threadUnder(TEAM, channelId(name), ts),
    mention: `<@${BOT}>`,
    async post(by, place, text, files = []) {
      const ts = people.post(userId(by), whereOf(place), text, { files });
      placeOf.set(ts, idOf(place));
      return ts;
    },
    edit: async (by, ts, text) => people.edit(userId(by), placeOf.get(ts) ?? "", ts, text),
    remove: async (by, ts) => people.remove(userId(by), placeOf.get(ts) ?? "", ts),
    press,
    async submit(by, place, message, label, values) {
      await press(by, place, message, label);
      await formBefore(slack, by);
      const { errors, failed } = await people.submit(userId(by), values);
      if (errors || failed !== undefined) throw new Error(JSON.stringify(errors ?? failed));
    },
    see: (by, place) => seeAs(slack, by, place),
    setNetwork: (place, state) => setNetwork(slack, idOf(place), state),
  };
}

/** The form opens when its click has been acknowledged. */
async function formBefore(slack: SlackSimulator, by: string): Promise<void> {
  for (let tries = 0; !slack.as(TEAM).modal(userId(by)); tries++) {
    if (tries > 400) throw new Error(`No form opened for ${by}.`);
    await new Promise((wait) => setTimeout(wait, 5));
  }
}

function personOf(plan: EscalationPlan, key: string): Person {
  const person = plan.people.find((one) => one.key === key);
  const { name = key, email } = person ?? {};
  return { platform: "slack", workspace: TEAM, account: userId(key), name, ...(email && { email }) };
}

/** A channel's id, or a person's for their direct chat. */
const idOf = (place: Address): string => {
  const { user, channel } = targetOf(place);
  return user ?? channel ?? "";
};

function whereOf(place: Address) {
  const { user, channel = "", thread } = targetOf(place);
  if (user !== undefined && thread === undefined) return { dm: true } as const;
  return thread === undefined
    ? { channel }
    : { thread: [user ?? channel, thread] as [channel: string, ts: string] };
}

/** Messages of a place as one of the contract's: parts of one long text are one message each. */
function seeAs(slack: SlackSimulator, by: string, place: Address): Shown[] {
  const { thread } = targetOf(place);
  const seen = slack.messages(TEAM, idOf(place), userId(by));
  return seen.filter((message) => isThere(message, place, thread)).map(shown);
}

/** A direct chat is read whole, with its threads; a channel without them; a thread without its root. */
export function isThere({ thread, ts }: SeenMessage, { kind }: Address, root: string | undefined): boolean {
  if (kind === "direct" && root === undefined) return true;
  return root === undefined ? thread === undefined || thread === ts : thread === root && ts !== root;
}

const MARKS: Record<string, string> = {
  white_check_mark: "delivered",
  hourglass_flowing_sand: "held",
  warning: "failed",
  memo: "note",
  leftwards_arrow_with_hook: "withdrawn",
  pray: "thanked",
};

export function shown(message: SeenMessage): Shown {
  const mark = message.reactions.findLast(({ name, users }) => users.includes(BOT) && name in MARKS);
  return {
    messageId: message.ts,
    by: message.by === "app" ? "help desk" : "person",
    text: message.text,
    buttons: message.buttons,
    files: message.files.map(({ name }) => name),
    gone: message.deleted,
    ...(mark && { mark: MARKS[mark.name] ?? mark.name }),
  };
}

/** The part of a long message that has the button. */
function buttonTs(slack: SlackSimulator, by: string, place: Address, message: string, label: string): string {
  const parts = splitTs(message);
  const seen = slack.messages(TEAM, idOf(place), userId(by)).filter(({ ts }) => parts.includes(ts));
  return seen.find(({ buttons }) => buttons.includes(label))?.ts ?? parts[0] ?? message;
}

const FOREVER = 1_000_000;

function setNetwork(slack: SlackSimulator, channel: string, state: "fine" | "later" | "never"): void {
  slack.faults.clear();
  if (state === "fine") return;
  const people = slack.as(TEAM);
  const id = channel.startsWith("U") ? people.direct(channel) : channel;
  const error = state === "later" ? "internal_error" : "restricted_action";
  for (const method of ["chat.postMessage", "chat.postEphemeral", "chat.update"])
    slack.faults.error(method, error, { times: FOREVER, channel: id });
}
