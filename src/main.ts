/** How does Tierdesk start and stop? It puts the rooms together; which platforms there are, connecting.ts says. */
import { createApi } from "./api/api";
import { createDraftWriting } from "./article-drafts";
import { createClock } from "./clock";
import type { Config } from "./config";
import { connectPlatforms, type House } from "./connecting";
import { workspaceOf } from "./desk/address";
import { decide } from "./desk/decide";
import { maskEvent } from "./desk/masking";
import { NO_DESK } from "./desk/model";
import type { DeskEvent } from "./desk/model";
import { createGapFinding } from "./gap-finding";
import { createHandle } from "./handle";
import { createInbox } from "./inbox/inbox";
import { createLateAnswers } from "./late-answers";
import { createLearning } from "./learning";
import type { Log } from "./log";
import { askPlatforms } from "./live-check";
import { createMeanings, type Meanings } from "./meaning/meanings";
import { createNightlyCheck } from "./nightly-check";
import { createOutbox } from "./outbox/outbox";
import { createPlanNews, type PlanNews } from "./plan-news";
import type { Platform } from "./platforms/platform";
import { createRetention } from "./retention";
import { keepDesks, type Desks } from "./sources/desks";
import type { RulesChange } from "./sources/rules";
import { connectStore } from "./store/connect";
import { readHealth } from "./store/health";
import { createDashboard } from "./web/dashboard/dashboard";
import { version } from "./version";
import { startWebServer } from "./web/server";
import { createWebhooks } from "./webhooks/webhooks";

/** `stop` finishes what is under way; what is not done yet is in the database, and done at the next start. */
export type Tierdesk = {
  url: string;
  articles: number;
  platforms: Platform["name"][];
  stop(): Promise<void>;
};

/** How often the clock looks for deadlines that other processes have set, in milliseconds. */
const CLOCK_EVERY = 10_000;

/** How often it looks for gaps, in milliseconds: a second's work after 10,000 questions, and nobody waits for it. */
const FIND_GAPS_EVERY = 600_000;

/** How often it counts how answers ended, in milliseconds. A third of a second's work after 100,000 answers. */
const LEARN_EVERY = 120_000;

/** How often it looks whether articles came and whose turn it is to hear of one, in milliseconds. A millisecond when nothing is new. */
const LATE_EVERY = 20_000;

/** How often it looks whose words have been kept long enough, in milliseconds. */
const RETENTION_EVERY = 3_600_000;

export async function startTierdesk(config: Config, log: Log): Promise<Tierdesk> {
  const { host, port } = config;
  const plans = createPlanNews();
  const stops: (() => Promise<void>)[] = [];
  const stop = () => inReverse(stops);
  try {
    const meanings = openMeanings(config, log, stops);
    const desks = await openDesks(config, log, { stops, plans, meanings });
    const store = await connectStore(config, log);
    stops.push(() => store.close());
    const platforms = await connectPlatforms(config, { desks, store, log, stops });
    /** Known before anybody can ask; the sandbox's own is known once it listens. */
    let publicUrl = config.publicUrl;
    const dashboard = () => (publicUrl === undefined ? {} : { dashboard: `${publicUrl}/dashboard` });
    stops.push(await startDesk({ config, store, platforms, desks, plans, meanings, log, dashboard }));
    const health = () => readHealth(store.db);
    const names = platforms.map(({ name }) => name);
    const home = names.includes("sandbox") ? { home: "/sandbox" } : {};
    const api = createApi({
      database: store.db,
      now: () => new Date(),
      log,
      version,
      isServed: (desk) => desks.names.includes(desk),
    });
    const pages = openDashboard({ desks, store, log }, () => publicUrl);
    // Last: a platform may have an address below /api.
    const rooms = [...platforms, { http: pages }, { http: api }];
    const web = await startWebServer({ host, port, platforms: rooms, health, ...home });
    stops.push(web.close);
    if (names.includes("sandbox")) publicUrl ??= web.url;
    return { url: web.url, articles: desks.articles, platforms: names, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openMeanings(
  { meanings: folder }: Config,
  log: Log,
  stops: (() => Promise<void>)[],
): Meanings | undefined {
  const onLost = (why: string) => log.warn("meanings.lost", { why });
  const meanings = folder === undefined ? undefined : createMeanings({ folder, onLost });
  if (meanings) stops.push(meanings.stop);
  return meanings;
}

/** Answers by words at once, and by meaning as soon as the meanings of the articles are known. */
async function openDesks(
  config: Config,
  log: Log,
  {
    stops,
    plans,
    meanings,
  }: { stops: (() => Promise<void>)[]; plans: PlanNews; meanings: Meanings | undefined },
): Promise<Desks> {
  const { knowledgeBase: kb, plan, workspaces } = config;
  const desks = await keepDesks(
    { kb, plan, ...(workspaces !== undefined && { workspaces }) },
    (desk, change) => {
      tellChange(log, desk, change);
      if (change.file === "plan") plans.changed(desk, change.problems);
    },
    meanings && { meanings, onKnown: (desk, known) => log.info("meanings.known", { desk, ...known }) },
  );
  stops.push(desks.close);
  return desks;
}

const openDashboard = ({ desks, store, log }: House, publicUrl: () => string | undefined) =>
  createDashboard({ database: store.db, rulesOf: desks.rulesOf, now: () => new Date(), publicUrl, log });

/** The path of house and database: inbox, desk, outbox, clock. Gives back how to stop it, in the right order. */
async function startDesk({
  config,
  store,
  platforms,
  desks,
  plans,
  meanings,
  log,
  dashboard,
}: House & {
  config: Config;
  platforms: Platform[];
  plans: PlanNews;
  dashboard: () => { dashboard?: string };
  meanings: Meanings | undefined;
}): Promise<() => Promise<void>> {
  const now = () => new Date();
  const database = store.db;
  const connected = platforms.map(({ name }) => name);
  const learning = createLearning({ database, desks: desks.names, now, everyMs: LEARN_EVERY, log });
  const rulesOf = (desk: string) => {
    const rules = desks.rulesOf(desk);
    const experience = learning.experience(desk, rules.knowledge);
    return { ...rules, experience, gaps: gaps.gaps(desk), platforms: connected, ...dashboard() };
  };
  const gaps = createGapFinding({
    database,
    desks: desks.names,
    rulesOf,
    meanings,
    now,
    everyMs: FIND_GAPS_EVERY,
    log,
  });
  const deskOf = (event: DeskEvent): string | undefined => {
    const workspace = workspaceOf(event);
    return workspace === undefined ? undefined : (desks.deskOf(workspace) ?? NO_DESK);
  };
  const handleNext = createHandle({
    database,
    decide: (event, state, at) => decide(event, state, rulesOf(state.desk), at),
    deskOf,
    planOf: (desk) => rulesOf(desk).plan,
    now,
  });
  const onHandled = () => {
    outbox.nudge();
    webhooks.nudge();
  };
  const inbox = createInbox({ database, handleNext, now, log, onHandled });
  const webhooks = createWebhooks({
    database,
    desks: desks.names,
    planOf: (desk) => desks.rulesOf(desk).plan,
    secrets: config.webhookSecrets ?? {},
    version,
    now,
    log,
  });
  const drafts = createDraftWriting({
    database,
    kbOf: desks.folderOf,
    rulesOf,
    receive: inbox.receive,
    now,
    log,
  });
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
  const isIts = (desk: string) => (workspace: string | undefined) =>
    workspace === undefined ? desks.names.length === 1 : desks.deskOf(workspace) === desk;
  const nightly = createNightlyCheck({
    ask: (desk) => askPlatforms(config, isIts(desk)),
    receive: inbox.receive,
    log,
  });
  const clock = createClock({
    database,
    receive: inbox.receive,
    now,
    everyMs: CLOCK_EVERY,
    log,
    desks: desks.names,
    checkPlan: nightly.begin,
  });
  const lateAnswers = createLateAnswers({
    database,
    desks: desks.names,
    rulesOf,
    receive: inbox.receive,
    now,
    everyMs: LATE_EVERY,
    log,
  });
  const retention = createRetention({
    database,
    desks: desks.names,
    keptFor: (desk) => desks.rulesOf(desk).plan.retention,
    now,
    everyMs: RETENTION_EVERY,
    log,
  });
  const stop = async (): Promise<void> => {
    plans.stop();
    await lateAnswers.stop();
    nightly.stop();
    await retention.stop();
    await clock.stop();
    await learning.stop();
    gaps.stop();
    await drafts.stop();
    await inbox.stop();
    await Promise.all([outbox.stop(), webhooks.stop()]);
    // Last: deliveries under way need their platform.
    await Promise.all(platforms.map((platform) => platform.stop()));
  };
  try {
    await learning.start();
    await plans.start({ desks: desks.names, receive: inbox.receive, now, log });
    inbox.start();
    drafts.start();
    gaps.start();
    clock.start();
    retention.start();
    for (const platform of platforms) await platform.start(receive);
    // Deliveries need their platform.
    await outbox.start();
    lateAnswers.start();
    await webhooks.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
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
