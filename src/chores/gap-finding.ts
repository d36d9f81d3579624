/** What is missing in the knowledge base right now? Known without asking the database whenever somebody looks. */
import { considerQuestion } from "../desk/considering";
import type { DeskRules } from "../desk/situation";
import { knownNames, withoutPeople } from "../desk/without-people";
import { editionOf } from "../knowledge/edition";
import { findingGaps, findingWordings } from "../knowledge/gaps";
import type { AnswersNow, Gap, Unanswered } from "../knowledge/gaps";
import { textsToGroup } from "../knowledge/grouping";
import type { Meanings } from "../meaning/meanings";
import type { Log } from "../log";
import { inSlices } from "../sources/in-slices";
import { loadNames } from "../store/asked-questions";
import { errorName, type Database } from "../store/transaction";
import { loadUnanswered, MOST_UNANSWERED } from "../store/unanswered";
import type { UnansweredQuestion } from "../store/unanswered";

/** `mayBeMore`: older questions were not looked at. */
export type FoundGaps = { gaps: Gap[]; questions: number; mayBeMore: boolean };

/** The gaps of one desk, those that most people have first. Takes seconds for 10,000 questions, a few milliseconds at a time. */
export async function findGaps(
  database: Database,
  { desk, since, most, rules, meanings }: FindingGaps,
): Promise<FoundGaps> {
  const { plan, knowledge } = rules;
  const without = plan.components.filter((one) => one.private).map(({ key }) => key);
  const loaded = await loadUnanswered(database, { desk, since, without });
  const names = knownNames(await loadNames(database, plan));
  const secret = new Set(knowledge.articles.flatMap((one) => (one.private ? [one.id] : [])));
  const asked = await inSlices(
    cleaning(loaded, secret, (text) => withoutPeople(text, names, plan.ticketPrefix)),
  );
  const language = knowledge.languages.main;
  const wordings = await inSlices(findingWordings(asked, language));
  const texts = asked.map(({ text }) => text);
  const known = await meanings?.encodeAll(`gaps/${desk}`, textsToGroup(texts, wordings, language));
  const encode = known === undefined ? undefined : meanings?.encode;
  const answersNow = answering(rules);
  const gaps = await inSlices(findingGaps(asked, { wordings, language, encode, answersNow, most }));
  return { gaps, questions: asked.length, mayBeMore: loaded.length === MOST_UNANSWERED };
}

export type FindingGaps = {
  desk: string;
  since: Date;
  most: number;
  rules: DeskRules;
  meanings?: Meanings | undefined;
};

/** Without what names people, and without what a private article was for. */
function* cleaning(
  loaded: UnansweredQuestion[],
  secret: ReadonlySet<string>,
  clean: (text: string) => string,
): Generator<void, Unanswered[]> {
  const asked: Unanswered[] = [];
  for (const { question, component, site, failed, ...one } of loaded) {
    yield;
    const text = clean(question);
    if (text === "" || (failed && secret.has(failed.article))) continue;
    asked.push({
      ...one,
      text,
      ...(component !== null && { component }),
      ...(site !== null && { site }),
      ...(failed && {
        failed: { article: failed.article, ...(failed.edition !== null && { edition: failed.edition }) },
      }),
    });
  }
  return asked;
}

/** As somebody would be answered who asked it now. */
function answering(rules: DeskRules): AnswersNow {
  return (text, site) => {
    const { decision, articles } = considerQuestion(text, rules, site);
    if (decision === "route") return "elsewhere";
    const [best] = decision === "answer" ? articles : [];
    return best && { article: best.article.id, edition: editionOf(best.article) };
  };
}

/** A month has its holidays and its first of the month; what nobody asked since is hardly missing. */
const LOOKED_AT_DAYS = 30;
const dayMs = 86_400_000;

export const gapsSince = (now: Date): Date => new Date(now.getTime() - LOOKED_AT_DAYS * dayMs);

/** For a page: more is what `tierdesk kb gaps` is for. */
const MOST_KEPT = 50;

export type GapFinding = {
  /** As found last; none before the first time. */
  gaps(desk: string): readonly Gap[];
  refresh(): Promise<void>;
  /** Finds them, and again every `everyMs`. Nothing waits for it. */
  start(): void;
  /** Does not wait for what is being found: nothing comes of it any more. */
  stop(): void;
};

export function createGapFinding(parts: {
  database: Database;
  desks: readonly string[];
  rulesOf: (desk: string) => DeskRules;
  meanings?: Meanings | undefined;
  now: () => Date;
  everyMs: number;
  log: Log;
}): GapFinding {
  const { database, rulesOf, meanings, now, log } = parts;
  const known = new Map<string, readonly Gap[]>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function refreshOf(desk: string): Promise<void> {
    const finding = { desk, since: gapsSince(now()), most: MOST_KEPT, rules: rulesOf(desk), meanings };
    known.set(desk, (await findGaps(database, finding)).gaps);
  }

  /** What was found last holds on while the database is away. What is wrong with one desk holds up no other. */
  async function refresh(): Promise<void> {
    for (const desk of parts.desks) {
      if (stopped) return;
      await refreshOf(desk).catch((error: unknown) => {
        if (!stopped) log.warn("gaps.trouble", { desk, error: errorName(error) });
      });
    }
  }

  async function refreshAndWait(): Promise<void> {
    await refresh();
    if (!stopped) timer = setTimeout(() => void refreshAndWait(), parts.everyMs);
  }

  return {
    gaps: (desk) => known.get(desk) ?? [],
    refresh,
    start: () => void refreshAndWait(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
