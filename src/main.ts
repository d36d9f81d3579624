/** How does Tierdesk start and stop? The only file that knows every room. */
import { createClock } from "./clock";
import type { Config } from "./config";
import { decide } from "./desk/decide";
import { formFor } from "./desk/forms";
import { maskEvent } from "./desk/masking";
import type { DeskEvent } from "./desk/model";
import { createHandle } from "./handle";
import { createInbox } from "./inbox/inbox";
import type { Log } from "./log";
import { createOutbox } from "./outbox/outbox";
import type { Platform } from "./platforms/platform";
import { createSandbox } from "./platforms/sandbox";
import { castOf } from "./sandbox-cast";
import { errorLines, keepRules, loadRules } from "./sources/rules";
import type { LoadedRules, Rules, RulesChange } from "./sources/rules";
import { connectStore } from "./store/connect";
import type { Store } from "./store/client";
import { claimSandbox } from "./store/single-writer";
import { readHealth } from "./store/health";
import { startWebServer } from "./web/server";

/** `stop` finishes what is under way; what is not done yet is in the database, and done at the next start. */
export type Tierdesk = { url: string; articles: number; stop(): Promise<void> };

/** Something an operator has to put right before the program can start. The message says what to do. */
export class StartError extends Error {
  override name = "StartError";
}

/** How often the clock looks for deadlines that other processes have set, in milliseconds. */
const CLOCK_EVERY = 10_000;

export async function startTierdesk(config: Config, log: Log): Promise<Tierdesk> {
  const paths = { kb: config.knowledgeBase, plan: config.plan };
  const loaded = requireRules(await loadRules(paths), paths);
  const store = await connectStore(config, log);
  const stops: (() => Promise<void>)[] = [() => store.close()];
  const stop = () => inReverse(stops);
  try {
    const rules = keepRules(paths, loaded, (change) => tellChange(log, change));
    stops.push(rules.close);
    const only = await claimSandbox(store.pool);
    stops.push(async () => only.end());
    const platforms = [sandbox(config, rules.current, log)];
    stops.push(await startDesk(store, platforms, rules.current, log));
    const { host, port } = config;
    const health = () => readHealth(store.db);
    const web = await startWebServer({ host, port, platforms, health, home: "/sandbox" });
    stops.push(web.close);
    return { url: web.url, articles: loaded.rules.knowledge.articles.length, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The path of house and database: inbox, desk, outbox, clock. Gives back how to stop it, in the right order. */
async function startDesk(
  store: Store,
  platforms: Platform[],
  rules: () => Rules,
  log: Log,
): Promise<() => Promise<void>> {
  const now = () => new Date();
  const database = store.db;
  const handleNext = createHandle({
    database,
    decide: (event, state, at) => decide(event, state, rules(), at),
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
  // Secrets that people type are masked before anything is stored.
  const receive = (event: DeskEvent) => inbox.receive(maskEvent(event));
  const clock = createClock({ database, receive: inbox.receive, now, everyMs: CLOCK_EVERY, log });
  inbox.start();
  await outbox.start();
  clock.start();
  for (const platform of platforms) await platform.start(receive);
  return async () => {
    await clock.stop();
    await inbox.stop();
    await outbox.stop();
    // Last: deliveries under way need their platform.
    await Promise.all(platforms.map((platform) => platform.stop()));
  };
}

/** Its people are those of the plan at the start; what a form offers is the plan's of the moment. */
function sandbox(config: Config, rules: () => Rules, log: Log): Platform {
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

/** A few whole questions from different corners of the knowledge base, for an empty chat. */
function suggestions({ articles }: Rules["knowledge"]): string[] {
  const corners = new Map<string | undefined, string>();
  for (const { component, questions, private: isPrivate } of articles) {
    const question = questions.find((text) => /^\p{Lu}.*\?$/u.test(text));
    if (question && !isPrivate && !corners.has(component)) corners.set(component, question);
  }
  return [...corners.values()].slice(0, 4);
}

function requireRules(
  loaded: LoadedRules,
  paths: { kb: string; plan: string },
): LoadedRules & { rules: Rules } {
  if (loaded.rules) return { ...loaded, rules: loaded.rules };
  const isPlan = loaded.planProblems.some((p) => p.severity === "error");
  const check = isPlan
    ? `npx tierdesk plan check --plan ${paths.plan}`
    : `npx tierdesk kb check --kb ${paths.kb}`;
  const first = errorLines(loaded, paths).slice(0, 3);
  throw new StartError(
    ["Tierdesk cannot start with these files:", ...first, `Everything at once: ${check}`].join("\n"),
  );
}

function tellChange(log: Log, { file, articles, problems }: RulesChange): void {
  const errors = problems.filter((p) => p.severity === "error");
  log.info("rules.changed", { file, articles, errors: errors.length });
  for (const { file: where, line, message, fix } of errors)
    log.error("rules.broken", { where: `${where}:${line}`, message, fix });
}

async function inReverse(stops: (() => Promise<void>)[]): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) await stop();
}
