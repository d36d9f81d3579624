/** How does Tierdesk start and stop? It puts the rooms together; which platforms there are, connecting.ts says. */
import { createApi } from "./api/api";
import { createClock } from "./clock";
import type { Config } from "./config";
import { connectPlatforms, type House } from "./connecting";
import { workspaceOf } from "./desk/address";
import { decide } from "./desk/decide";
import { maskEvent } from "./desk/masking";
import { NO_DESK } from "./desk/model";
import type { DeskEvent } from "./desk/events";
import { createHandle } from "./handle";
import { createInbox } from "./inbox/inbox";
import type { Log } from "./log";
import { createMeanings, type Meanings } from "./meaning/meanings";
import { createOutbox } from "./outbox/outbox";
import { createChores } from "./chores/chores";
import { createPlanNews, type PlanNews } from "./chores/plan-news";
import { createRulesNow, type RulesNow } from "./chores/rules-now";
import type { Platform } from "./platforms/platform";
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
    const names = platforms.map(({ name }) => name);
    const rules = createRulesNow({
      database: store.db,
      desks,
      meanings,
      more: () => ({ platforms: names, ...dashboard() }),
      now: () => new Date(),
      log,
    });
    stops.push(await startDesk({ config, store, platforms, desks, plans, rules, log }));
    const health = () => readHealth(store.db);
    const home = names.includes("sandbox") ? { home: "/sandbox" } : {};
    const api = createApi({
      database: store.db,
      now: () => new Date(),
      log,
      version,
      isServed: (desk) => desks.names.includes(desk),
    });
    const pages = createDashboard({
      database: store.db,
      rulesOf: rules.of,
      now: () => new Date(),
      publicUrl: () => publicUrl,
      log,
    });
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

type Path = House & {
  config: Config;
  platforms: Platform[];
  plans: PlanNews;
  rules: RulesNow;
};

/** The path of house and database: inbox, desk, outbox, with what goes beside it. Nothing runs yet. */
function openPath({ config, store, platforms, desks, rules, log }: Path) {
  const now = () => new Date();
  const database = store.db;
  const planOf = (desk: string) => desks.rulesOf(desk).plan;
  const handleNext = createHandle({
    database,
    decide: (event, state, at) => decide(event, state, rules.of(state.desk), at),
    deskOf: (event) => deskOf(desks, event),
    planOf,
    now,
  });
  const onHandled = () => {
    outbox.nudge();
    webhooks.nudge();
  };
  const inbox = createInbox({ database, handleNext, now, log, onHandled });
  const outbox = createOutbox({
    database,
    platforms,
    now,
    log,
    ...(store.keepsSessions && { connect: () => store.pool.connect() }),
    onReceipt: () => inbox.nudge(),
  });
  const secrets = config.webhookSecrets ?? {};
  const webhooks = createWebhooks({ database, desks: desks.names, planOf, secrets, version, now, log });
  const { receive } = inbox;
  const chores = createChores({ config, database, desks, rulesOf: rules.of, receive, now, log });
  const { checkPlan } = chores;
  const everyMs = CLOCK_EVERY;
  const clock = createClock({ database, receive, now, everyMs, log, desks: desks.names, checkPlan });
  return { now, inbox, outbox, webhooks, chores, clock };
}

/** Which help desk an event from outside is for; NO_DESK: none. Undefined: it comes from within. */
function deskOf(desks: Desks, event: DeskEvent): string | undefined {
  const workspace = workspaceOf(event);
  return workspace === undefined ? undefined : (desks.deskOf(workspace) ?? NO_DESK);
}

/** Gives back how to stop it, in the right order. */
async function startDesk(house: Path): Promise<() => Promise<void>> {
  const { platforms, desks, plans, rules, log } = house;
  const { now, inbox, outbox, webhooks, chores, clock } = openPath(house);
  const { receive } = inbox;
  /** Secrets that people type are masked before anything is stored. Strangers' workspaces get no desk at all. */
  async function take(event: DeskEvent): Promise<void> {
    if (deskOf(desks, event) === NO_DESK)
      return log.warn("workspace.not_served", { workspace: workspaceOf(event) });
    await receive(maskEvent(event));
  }
  const stop = async (): Promise<void> => {
    plans.stop();
    await chores.stop();
    await clock.stop();
    await rules.stop();
    await inbox.stop();
    await Promise.all([outbox.stop(), webhooks.stop()]);
    // Last: deliveries under way need their platform.
    await Promise.all(platforms.map((platform) => platform.stop()));
  };
  try {
    await rules.start();
    await plans.start({ desks: desks.names, receive, now, log });
    inbox.start();
    clock.start();
    for (const platform of platforms) await platform.start(take);
    // Deliveries need their platform.
    await outbox.start();
    await webhooks.start();
    chores.start();
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
