/** How does Tierdesk start and stop? The only file that knows every room. */
import { createClock } from "./clock";
import type { Config } from "./config";
import { workspaceOf } from "./desk/address";
import { decide } from "./desk/decide";
import { formFor } from "./desk/forms";
import { maskEvent } from "./desk/masking";
import { DEFAULT_DESK, NO_DESK } from "./desk/model";
import type { DeskEvent } from "./desk/model";
import { createHandle } from "./handle";
import { createInbox } from "./inbox/inbox";
import type { Log } from "./log";
import { createOutbox } from "./outbox/outbox";
import type { Platform } from "./platforms/platform";
import { createSandbox } from "./platforms/sandbox";
import { createSlack } from "./platforms/slack";
import { castOf } from "./sandbox-cast";
import type { SlackConfig } from "./slack-config";
import { slackOptions } from "./slack-options";
import { keepDesks } from "./sources/desks";
import type { Desks } from "./sources/desks";
import type { RulesChange } from "./sources/rules";
import { connectStore } from "./store/connect";
import type { Store } from "./store/client";
import { claimSandbox } from "./store/single-writer";
import { readHealth } from "./store/health";
import { suggestions } from "./suggestions";
import { startWebServer } from "./web/server";

/** `stop` finishes what is under way; what is not done yet is in the database, and done at the next start. */
export type Tierdesk = { url: string; articles: number; platform: Platform["name"]; stop(): Promise<void> };

/** Something an operator has to put right before the program can start. The message says what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** How often the clock looks for deadlines that other processes have set, in milliseconds. */
const CLOCK_EVERY = 10_000;

export async function startTierdesk(config: Config, log: Log): Promise<Tierdesk> {
  const { knowledgeBase: kb, plan, workspaces, host, port } = config;
  const desks = await keepDesks(
    { kb, plan, ...(workspaces !== undefined && { workspaces }) },
    (desk, change) => tellChange(log, desk, change),
  );
  const stops: (() => Promise<void>)[] = [desks.close];
  const stop = () => inReverse(stops);
  try {
    const store = await connectStore(config, log);
    stops.push(() => store.close());
    const platform = config.slack
      ? await slack(config.slack, { desks, store, log })
      : await sandbox(config, { desks, store, log, stops });
    stops.push(await startDesk({ store, platforms: [platform], desks, log }));
    const health = () => readHealth(store.db);
    const home = platform.name === "sandbox" ? { home: "/sandbox" } : {};
    const web = await startWebServer({ host, port, platforms: [platform], health, ...home });
    stops.push(web.close);
    return { url: web.url, articles: desks.articles, platform: platform.name, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type House = { desks: Desks; store: Store; log: Log };

/** The path of house and database: inbox, desk, outbox, clock. Gives back how to stop it, in the right order. */
async function startDesk({
  store,
  platforms,
  desks,
  log,
}: House & { platforms: Platform[] }): Promise<() => Promise<void>> {
  const now = () => new Date();
  const database = store.db;
  const deskOf = (event: DeskEvent): string | undefined => {
    const workspace = workspaceOf(event);
    return workspace === undefined ? undefined : (desks.deskOf(workspace) ?? NO_DESK);
  };
  const handleNext = createHandle({
    database,
    decide: (event, state, at) => decide(event, state, desks.rulesOf(state.desk), at),
    deskOf,
    now,
  });
  const inbox = createInbox({ database, handleNext, now, log, onHandled: () => outbox.nudge() });
  const outbox = createOutbox({
    database,
    platforms,
    now,
    log,
    ...(store.keepsSessions && { connect: () => store.pool.connect() }),
    onReceipt: () => inbox.nudge(),
  });
  /** Secrets that people type are masked before anything is stored. Strangers' workspaces get no desk at all. */
  async function receive(event: DeskEvent): Promise<void> {
    const workspace = workspaceOf(event);
    if (workspace !== undefined && deskOf(event) === NO_DESK)
      return log.warn("workspace.not_served", { workspace });
    await inbox.receive(maskEvent(event));
  }
  const clock = createClock({ database, receive: inbox.receive, now, everyMs: CLOCK_EVERY, log });
  const stop = async (): Promise<void> => {
    await clock.stop();
    await inbox.stop();
    await outbox.stop();
    // Last: deliveries under way need their platform.
    await Promise.all(platforms.map((platform) => platform.stop()));
  };
  inbox.start();
  clock.start();
  try {
    for (const platform of platforms) await platform.start(receive);
    // Deliveries need their platform.
    await outbox.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function slack(config: SlackConfig, { desks, store, log }: House): Promise<Platform> {
  for (const name of desks.names) {
    const { tiers } = desks.rulesOf(name).plan;
    if (tiers.some(({ number, channels }) => number === 2 && channels.slack)) continue;
    const which = name === DEFAULT_DESK ? "The escalation plan" : `The plan of the desk ${name}`;
    throw new StartError(
      `${which} gives Tier 2 no channel on Slack, so tickets would have nowhere to go. Add its id: tiers.2.channels: { slack: C0123ABCD }`,
    );
  }
  return createSlack(await slackOptions(config, { desks, database: store.db, log }));
}

/** Its people are those of the plan at the start; what a form offers is the plan's of the moment. */
async function sandbox(
  config: Config,
  { desks, store, log, stops }: House & { stops: (() => Promise<void>)[] },
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
    now: () => new Date(),
    log: {
      warn: (facts, message) => log.warn(message, facts),
      error: (facts, message) => log.error(message, facts),
    },
  });
}

function tellChange(log: Log, desk: string, { file, articles, problems }: RulesChange): void {
  const errors = problems.filter((p) => p.severity === "error");
  log.info("rules.changed", { desk, file, articles, errors: errors.length });
  for (const { file: where, line, message, fix } of errors)
    log.error("rules.broken", { desk, where: `${where}:${line}`, message, fix });
}

async function inReverse(stops: (() => Promise<void>)[]): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) await stop();
}
