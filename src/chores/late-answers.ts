/** Which questions does a new or mended article answer? Looked for beside the desk's work; the desk decides on each of them. */
import { DateTime } from "luxon";
import { isTimeForLateAnswers, lateArticleFor } from "../desk/late-answers";
import type { DeskEvent } from "../desk/events";
import type { DeskRules } from "../desk/situation";
import { editionOf } from "../knowledge/edition";
import type { Alike } from "../knowledge/slight-change";
import type { Log } from "../log";
import { inSlices } from "../sources/in-slices";
import {
  loadUnanswered,
  nextLateAnswer,
  saveKnownEditions,
  saveLateFinds,
  type LateFind,
  type UnansweredQuestion,
} from "../store/late-answers";
import { errorName, type Database } from "../store/transaction";
import { loadWatched, quietNews, seeArticles } from "./article-news";
import type { Watched } from "./article-news";

export type LateAnswers = {
  start(): void;
  /** Looks at what has changed, and lets one requester of each desk hear of it. */
  tick(): Promise<void>;
  stop(): Promise<void>;
};

/** Between two late answers of one desk, in milliseconds. */
const SPACE = 60_000;
/** So many questions are in memory at once. */
const BATCH = 200;
const DAY = 24 * 60 * 60_000;

type Parts = {
  database: Database;
  desks: readonly string[];
  rulesOf: (desk: string) => DeskRules;
  receive: (event: DeskEvent) => Promise<void>;
  now: () => Date;
  everyMs: number;
  log: Log;
};

export function createLateAnswers(parts: Parts): LateAnswers {
  const { database, now, log } = parts;
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let stopped = false;

  async function watchedOf(desk: string): Promise<Watched> {
    const before = watched.get(desk);
    if (before) return before;
    const loaded = await loadWatched(database, desk);
    watched.set(desk, loaded);
    return loaded;
  }

  async function look(desk: string): Promise<void> {
    const { knowledge, plan } = parts.rulesOf(desk);
    const state = await watchedOf(desk);
    if (state.articles !== knowledge.articles)
      await seeArticles(database, desk, state, { articles: knowledge.articles, now: now() });
    const unknown = state.editions.filter((edition) => !state.known.has(edition));
    // Nobody is told of what stood there when the desk began, nor of what came while this was off.
    const isSilent = state.known.size === 0 || !plan.lateAnswers;
    const settled = isSilent ? unknown : quietNews(state, unknown, now().getTime());
    if (settled.length === 0) return;
    if (!isSilent && !(await find(desk, new Set(settled), state.alike))) return;
    await saveKnownEditions(database, desk, settled, now());
    for (const edition of settled) state.known.add(edition);
  }

  /** False: stopped before the end. The next start looks again; what was found twice is kept once. */
  async function find(desk: string, editions: ReadonlySet<string>, alike: Alike): Promise<boolean> {
    const days = parts.rulesOf(desk).plan.lateAnswers?.days ?? 0;
    const since = new Date(now().getTime() - days * DAY);
    let [looked, found, after] = [0, 0, ""];
    for (let isMore = true; isMore;) {
      if (stopped) return false;
      const batch = await loadUnanswered(database, { desk, since, after, limit: BATCH });
      const finds = await inSlices(matching(parts.rulesOf(desk), batch, { editions, alike }));
      await saveLateFinds(database, desk, finds, now());
      looked += batch.length;
      found += finds.length;
      after = batch.at(-1)?.id ?? after;
      isMore = batch.length === BATCH;
    }
    log.info("late_answers.looked", { desk, articles: editions.size, questions: looked, found });
    return true;
  }

  async function tellNext(desk: string): Promise<void> {
    const { plan } = parts.rulesOf(desk);
    const at = now();
    if (!plan.lateAnswers || !isTimeForLateAnswers(plan, at)) return;
    const dayBegan = DateTime.fromJSDate(at, { zone: plan.timezone }).startOf("day").toJSDate();
    const { editions: standing } = await watchedOf(desk);
    const pace = { now: at, dayBegan, aDay: plan.lateAnswers.aDay, spaceMs: SPACE, standing };
    const next = await nextLateAnswer(database, desk, pace);
    if (!next) return;
    const { dueAt, ...late } = next;
    // Named by its moment: until the desk has decided on it, it is the same event, whichever process tells it.
    const id = `late/${late.conversation}/${late.article}/${late.edition}/${dueAt.toISOString()}`;
    await parts.receive({ id, type: "late_answer_due", at: dueAt, ...late });
  }

  /** What is wrong with one desk holds up no other. */
  async function tick(): Promise<void> {
    for (const desk of parts.desks)
      await tickOf(desk).catch((error: unknown) =>
        log.warn("late_answers.trouble", { desk, error: errorName(error) }),
      );
  }

  async function tickOf(desk: string): Promise<void> {
    await look(desk);
    await tellNext(desk);
  }

  async function tickAndWait(): Promise<void> {
    await tick();
    if (!stopped) timer = setTimeout(() => void (running = tickAndWait()), parts.everyMs);
  }

  return {
    start: () => void (running = tickAndWait()),
    tick,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

type Looked = { editions: ReadonlySet<string>; alike: Alike };

/** A step for each question: matching one takes some three milliseconds. Whom it did not help needs more than other spelling. */
function* matching(
  rules: DeskRules,
  questions: readonly UnansweredQuestion[],
  { editions, alike }: Looked,
): Generator<undefined, LateFind[]> {
  const finds: LateFind[] = [];
  for (const question of questions) {
    const article = lateArticleFor(rules, question)?.article;
    const edition = article && editionOf(article);
    const isNews = edition !== undefined && editions.has(edition);
    if (article && isNews && !alike.get(edition)?.some((one) => question.got.includes(one)))
      finds.push({ conversation: question.id, article: article.id, edition });
    yield;
  }
  return finds;
}
