/** How is a story played on Slack? On our own stand-in for it, with the real receivers and clients, over HTTP or Socket Mode. */
import { technicianRooms, watchedChannels } from "../../src/plan/lookups";
import type { EscalationPlan } from "../../src/plan/plan";
import { createSlack } from "../../src/platforms/slack";
import type { Platform } from "../../src/platforms/platform";
import { manifestFor } from "../../src/platforms/slack/installing/manifest-variants";
import { quietLog } from "./database-server";
import { startSlackSimulator, type SlackSimulator } from "./slack/simulator";
import type { WorkspaceOptions } from "./slack/options";
import { actingOn } from "./slack-acting";
import {
  APP_TOKEN,
  BOT_TOKEN,
  MANIFEST,
  SIGNING_SECRET,
  slackPlan,
  TEAM,
  workspaceOfPlan,
} from "./slack-workspace";
import type { Backstage, MakeStage, Stage } from "./stage";
import { listen, type StageServer } from "./stage-server";

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
      ...(backstage.openFile && { openFile: backstage.openFile }),
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

async function close(slack: SlackSimulator, server: StageServer): Promise<void> {
  await slack.close();
  await server.stop();
}
