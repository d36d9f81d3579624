/**
 * How is a story played on Slack as others understand it? On `emulate`, which keeps people, channels, messages, files and forms and
 * answers the Web API. It has no events as Slack's, no clicks and no screen: those are of our own stand-in, on emulate's state.
 */
import type { Address, Person } from "../../src/desk/model";
import { technicianRooms, watchedChannels } from "../../src/plan/lookups";
import type { EscalationPlan } from "../../src/plan/plan";
import type { Platform } from "../../src/platforms/platform";
import { createSlack } from "../../src/platforms/slack";
import { channelPlace, directChat, splitTs, targetOf, threadUnder } from "../../src/platforms/slack/address";
import { manifestFor } from "../../src/platforms/slack/installing/manifest-variants";
import { quietLog } from "./database-server";
import { createCall } from "./emulate/calls";
import { createClient, type Client } from "./emulate/client";
import { startEmulator } from "./emulate/emulator";
import { openGateway, type Behind } from "./emulate/gateway";
import { createMirror, type Mirror } from "./emulate/mirror";
import { createNetwork } from "./emulate/network";
import { moveIn, seedFor } from "./emulate/seeding";
import { tellApp } from "./emulate/telling";
import { createWriters, type Writers } from "./emulate/writing";
import { textOf } from "./slack/arguments";
import { submitForm } from "./slack/filling";
import { readManifest } from "./slack/granting";
import { press as pressButton } from "./slack/interacting";
import { seeMessages } from "./slack/seeing";
import type { Channel } from "./slack/world";
import { isThere, shown } from "./slack-acting";
import { listen } from "./stage-server";
import { MANIFEST, SIGNING_SECRET, userId, workspaceOfPlan } from "./slack-workspace";
import type { Backstage, MakeStage, Stage } from "./stage";

const manifest = manifestFor(MANIFEST, { socket: false });

export const emulateStage: MakeStage = async (backstage) => {
  const template = workspaceOfPlan(backstage.plan);
  const app = readManifest(manifest);
  const emulator = await startEmulator(seedFor(template, app));
  const call = createCall(emulator.url);
  const movedIn = await moveIn(call, template);
  let platform: Platform | undefined;
  const server = await listen(() => platform);
  const requestUrl = `${server.url}/slack/events`;
  const client = createClient({ manifest, signingSecret: SIGNING_SECRET, requestUrl }, movedIn, call);
  const mirror = createMirror(client.world, client.workspace, call);
  const network = createNetwork(client.workspace);
  const gateway = await openGateway({
    emulatorUrl: emulator.url,
    scopes: app.scopes,
    refusalOf: network.refusalOf,
    onAnswer: answersTo(client, mirror),
    onEvent: (event) => tellApp(client.world, client.workspace, event),
  });
  emulator.tellEventsTo(gateway.eventsUrl);
  const plan = planOf(backstage.plan, channelNamed(client, "service-desk").id);
  const writers = createWriters(emulator.url, call, client.workspace, mirror);

  function open(): Platform {
    platform = openPlatform(backstage, plan, `${gateway.url}/api/`, template.botToken);
    return platform;
  }

  return {
    ...placesOf(client, plan),
    ...actingOn(client, writers),
    plan,
    open,
    async arrived() {
      await client.deliveries.idle();
      for (const failure of gateway.failures) throw failure;
    },
    setNetwork: network.set,
    async close() {
      client.deliveries.close();
      await gateway.close();
      await emulator.close();
      await server.stop();
    },
  };
};

const openPlatform = (
  backstage: Backstage,
  plan: EscalationPlan,
  apiUrl: string,
  botToken: string,
): Platform =>
  createSlack({
    access: { botToken },
    signingSecret: SIGNING_SECRET,
    apiUrl,
    paceMs: 0,
    formFor: backstage.formFor,
    ...(backstage.openFile && { openFile: backstage.openFile }),
    planFor: (team) => ({
      watched: watchedChannels(plan, "slack", team),
      memberships: technicianRooms(plan, "slack", team),
    }),
    promptsFor: async () => ["How do I print?"],
    now: backstage.now,
    log: backstage.log ?? quietLog,
  });

/** People are named by e-mail only, the room by its id. */
function planOf(plan: EscalationPlan, serviceDesk: string): EscalationPlan {
  const tiers = plan.tiers.map((tier) =>
    tier.number === 2 ? { ...tier, channels: { slack: serviceDesk } } : tier,
  );
  return { ...plan, tiers };
}

/** What the help desk changed is to be seen by the time it knows that it did. */
const answersTo =
  (client: Client, mirror: Mirror): Behind["onAnswer"] =>
  async (method, args, answer) => {
    const channel = textOf(answer, "channel") ?? textOf(args, "channel") ?? textOf(args, "channel_id") ?? "";
    if (method === "views.open") client.showForm(textOf(args, "trigger_id") ?? "", answer["view"]);
    if (method === "chat.postEphemeral")
      mirror.showOnlyTo(textOf(args, "user") ?? "", channel, textOf(answer, "message_ts") ?? "", args);
    if (CHANGES.includes(method)) await mirror.refresh(channel);
  };

const CHANGES = [
  "chat.postMessage",
  "chat.postEphemeral",
  "chat.update",
  "chat.delete",
  "reactions.add",
  "reactions.remove",
  "files.completeUploadExternal",
];

const userOf = ({ userIn }: Client, key: string): string => userIn(userId(key));

function channelNamed({ workspace }: Client, name: string): Channel {
  const channel = [...workspace.channels.values()].find((one) => one.name === name);
  if (!channel) throw new Error(`There is no channel ${name}`);
  return channel;
}

/** Undefined: a direct chat that nobody has opened yet. */
function channelOf({ workspace }: Client, place: Address): Channel | undefined {
  const { user, channel } = targetOf(place);
  return [...workspace.channels.values()].find((one) =>
    user === undefined ? one.id === channel : one.kind === "im" && one.user === user,
  );
}

const placesOf = (client: Client, plan: EscalationPlan) => {
  const { team, botUser } = client.workspace;
  return {
    person: (key: string): Person => {
      const { name = key, email } = plan.people.find((one) => one.key === key) ?? {};
      const account = userOf(client, key);
      return { platform: "slack", workspace: team, account, name, ...(email && { email }) };
    },
    direct: (key: string) => directChat(team, userOf(client, key)),
    channel: (name: string) => channelPlace(team, channelNamed(client, name).id),
    threadUnder: (name: string, ts: string) => threadUnder(team, channelNamed(client, name).id, ts),
    mention: `<@${botUser}>`,
  };
};

type Acting = Pick<Stage, "post" | "edit" | "remove" | "press" | "submit" | "see">;

function actingOn(client: Client, writers: Writers): Acting {
  const { world, workspace } = client;

  const seen = (by: string, place: Address) => {
    const channel = channelOf(client, place);
    return channel ? seeMessages(world, workspace, channel.id, userOf(client, by)) : [];
  };

  async function press(by: string, place: Address, message: string, label: string): Promise<void> {
    const parts = seen(by, place).filter(({ ts }) => splitTs(message).includes(ts));
    const { ts } = parts.find(({ buttons }) => buttons.includes(label)) ?? { ts: message };
    const channel = channelOf(client, place)?.id ?? "";
    const { failed } = await pressButton(world, workspace, userOf(client, by), channel, ts, label);
    if (failed !== undefined) throw new Error(`The press failed: ${failed}`);
  }

  return {
    async post(by, place, text, files = []) {
      const { user, channel, thread } = targetOf(place);
      const id = user === undefined ? (channel ?? "") : await writers.openChat(userId(by));
      return writers.post(userId(by), { channel: id, ...(thread !== undefined && { thread }) }, text, files);
    },
    edit: (by, ts, text) => writers.edit(userId(by), ts, text),
    remove: (by, ts) => writers.remove(userId(by), ts),
    press,
    async submit(by, place, message, label, values) {
      await press(by, place, message, label);
      await formBefore(client, by);
      const { errors, failed } = await submitForm(world, workspace, userOf(client, by), values);
      if (errors || failed !== undefined) throw new Error(JSON.stringify(errors ?? failed));
    },
    see: (by, place) =>
      seen(by, place)
        .filter((message) => isThere(message, place, targetOf(place).thread))
        .map(shown),
  };
}

/** The form opens when its click has been acknowledged. */
async function formBefore(client: Client, by: string): Promise<void> {
  for (let tries = 0; !client.workspace.modals.get(userOf(client, by))?.length; tries++) {
    if (tries > 400) throw new Error(`No form opened for ${by}.`);
    await new Promise((wait) => setTimeout(wait, 5));
  }
}
