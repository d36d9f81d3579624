/** Which platforms does the configuration connect? Slack, Microsoft Teams or both; the sandbox when it names neither. */
import type { Config } from "./config";
import { formFor } from "./desk/forms";
import { DEFAULT_DESK } from "./desk/model";
import type { Log } from "./log";
import type { OpenFile, Platform } from "./platforms/platform";
import { createDrawPicture } from "./pictures/draw-picture";
import { createSandbox } from "./platforms/sandbox";
import { createSlack } from "./platforms/slack";
import { createTeams } from "./platforms/teams";
import { castOf } from "./sandbox-cast";
import { slackOptions } from "./slack-options";
import type { Desks } from "./sources/desks";
import type { Store } from "./store/client";
import { claimSandbox } from "./store/single-writer";
import { suggestions } from "./suggestions";
import type { TeamsConfig } from "./teams-config";
import { teamsOptions } from "./teams-options";

export type House = { desks: Desks; store: Store; log: Log };

/** Something an operator has to put right before the program can start. The message says what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** Made, not started. `stops`: what is to be let go of once the platforms have stopped. */
export async function connectPlatforms(
  config: Config,
  { stops, ...house }: House & { stops: (() => Promise<void>)[] },
): Promise<Platform[]> {
  const { slack, teams } = config;
  if (!slack && !teams) return [await sandbox(config, house, stops)];
  const { desks, log } = house;
  requireTier2(desks, [...(slack ? (["slack"] as const) : []), ...(teams ? (["teams"] as const) : [])]);
  const platforms: Platform[] = [];
  /** A file stays where it came from: its own platform opens it for the others. */
  const drawPicture = createDrawPicture(log);
  const openFile: OpenFile = async (file) =>
    file.platform === "desk"
      ? drawPicture(file)
      : platforms.find(({ name }) => name === file.platform)?.openFile?.(file);
  const parts = { desks, database: house.store.db, log, openFile };
  if (slack) platforms.push(createSlack(await slackOptions(slack, parts)));
  if (teams) {
    requireTenant(teams, config, desks);
    tellAnonymous(teams, log);
    platforms.push(createTeams(teamsOptions(teams, parts)));
  }
  return platforms;
}

const CHANNELS = {
  slack: { service: "Slack", example: "{ slack: C0123ABCD }" },
  teams: { service: "Microsoft Teams", example: '{ teams: "19:...@thread.tacv2" }' },
};

/** Each desk needs one place for its tickets; on which platform, is the plan's matter. */
function requireTier2(desks: Desks, connected: (keyof typeof CHANNELS)[]): void {
  for (const name of desks.names) {
    const { tiers } = desks.rulesOf(name).plan;
    const hasChannel = ({ channels }: (typeof tiers)[number]) =>
      connected.some((platform) => channels[platform] !== undefined);
    if (tiers.some((tier) => tier.number === 2 && hasChannel(tier))) continue;
    const which = name === DEFAULT_DESK ? "The escalation plan" : `The plan of the desk ${name}`;
    const wanted = connected.map((platform) => CHANNELS[platform]);
    throw new StartError(
      `${which} gives Tier 2 no channel on ${wanted.map(({ service }) => service).join(" or ")}, so tickets would have nowhere to go. Add its id: tiers.2.channels: ${wanted.map(({ example }) => example).join(" or ")}`,
    );
  }
}

/** The one tenant is known before anybody asks: that nobody serves it would be found out by silence. */
function requireTenant({ access }: TeamsConfig, { workspaces }: Config, desks: Desks): void {
  if (access.kind === "anonymous" || desks.deskOf(access.tenant) !== undefined) return;
  throw new StartError(
    `No desk of ${workspaces ?? "the configuration"} serves your organisation in Teams, so nobody there would be answered. Add what TEAMS_TENANT_ID holds, in small letters, to the \`workspaces\` of a desk.`,
  );
}

function tellAnonymous({ access }: TeamsConfig, log: Log): void {
  if (access.kind !== "anonymous") return;
  log.warn("teams.anonymous", {
    reason: "TEAMS_ALLOW_ANONYMOUS is set: whoever is on this machine can speak as anybody. Playground only.",
  });
}

/** Its people are those of the plan at the start; what a form offers is the plan's of the moment. */
async function sandbox(
  config: Config,
  { desks, store, log }: House,
  stops: (() => Promise<void>)[],
): Promise<Platform> {
  const only = await claimSandbox(store.pool);
  stops.push(async () => only.end());
  const [first = DEFAULT_DESK] = desks.names;
  const rules = () => desks.rulesOf(first);
  const { plan, knowledge } = rules();
  return createSandbox({
    ...castOf(plan),
    dataDir: config.dataDir,
    helpDeskName: plan.helpDesk,
    suggestions: suggestions(knowledge),
    hosts: [config.host],
    formFor: (press) => formFor(rules().plan, press),
    openFile: createDrawPicture(log),
    now: () => new Date(),
    log: {
      warn: (facts, message) => log.warn(message, facts),
      error: (facts, message) => log.error(message, facts),
    },
  });
}
