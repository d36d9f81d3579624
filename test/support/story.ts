/**
 * A whole help desk for a story: the real database, inbox, desk, outbox and clock, a platform with people on it, the example plan
 * and knowledge base, and a clock that only the story moves.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { workspaceOf } from "../../src/desk/address";
import { formFor } from "../../src/desk/forms";
import { maskEvent } from "../../src/desk/masking";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { DeskEvent } from "../../src/desk/events";
import type { Article } from "../../src/knowledge/article";
import { buildIndex } from "../../src/knowledge/matching";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { createLateAnswers } from "../../src/chores/late-answers";
import { createGapFinding } from "../../src/chores/gap-finding";
import { createLearning } from "../../src/chores/learning";
import type { Log } from "../../src/log";
import { parsePlan } from "../../src/plan/parse";
import type { EscalationPlan } from "../../src/plan/plan";
import { createDrawPicture } from "../../src/pictures/draw-picture";
import type { Platform } from "../../src/platforms/platform";
import { exampleKnowledge } from "./example-knowledge";
import { actsOn, threadOf } from "./acts";
import { createTestDatabase } from "./database";
import { quietLog } from "./database-server";
import { createMovableClock } from "./movable-clock";
import type { MakeStage, Stage } from "./stage";
import { openWholeDesk } from "./whole-desk";

const ROOT = resolve(__dirname, "..", "..");
/** A Tuesday, 09:00 in Chicago: schools and the service desk are open. */
const TUESDAY = "2027-01-12T15:00:00.000Z";

export type StoryOn<S extends Stage> = Awaited<ReturnType<typeof beginStory<S>>>;
export type Story = StoryOn<Stage>;

/** `log`: hears what inbox, outbox, clock and platform tell the operator. `changes`: another plan than the example. */
export async function beginStory<S extends Stage>(
  makeStage: MakeStage<S>,
  {
    log = quietLog,
    changes = (plan) => plan,
  }: { log?: Log; changes?: (plan: EscalationPlan) => EscalationPlan } = {},
) {
  const database = await createTestDatabase();
  const clock = createMovableClock(TUESDAY);
  const stage: S = await makeStage({
    plan: changes(examplePlan()),
    formFor: (press) => formFor(stage.plan, press),
    openFile: createDrawPicture(log),
    now: clock.now,
    log,
  });
  const { plan } = stage;
  const rules = { plan, knowledge: await exampleKnowledge() };
  const counting = {
    database: database.database,
    desks: [DEFAULT_DESK],
    now: clock.now,
    everyMs: 3_600_000,
    log,
  };
  const learning = createLearning(counting);
  const gapFinding = createGapFinding({ ...counting, rulesOf: () => rules });
  const rulesOf = (name: string) => ({
    ...rules,
    experience: learning.experience(name, rules.knowledge),
    gaps: gapFinding.gaps(name),
  });
  const kb = mkdtempSync(join(tmpdir(), "tierdesk-story-"));
  const received: DeskEvent[] = [];
  let platform: Platform;
  const openDesk = () =>
    openWholeDesk([(platform = stage.open())], {
      database,
      now: clock.now,
      log,
      rulesOf,
      deskOf: (event) => (workspaceOf(event) === undefined ? undefined : DEFAULT_DESK),
      told: (event) => void received.push(event),
      kb,
    });
  let desk = openDesk();
  await desk.start();
  let lateTold = 0;
  const openLateAnswers = () =>
    createLateAnswers({
      database: database.database,
      desks: [DEFAULT_DESK],
      rulesOf,
      receive: (event) => {
        lateTold++;
        return desk.inbox.receive(event);
      },
      now: clock.now,
      everyMs: 3_600_000,
      log,
    });
  let lateAnswers = openLateAnswers();
  await lateAnswers.tick();

  const settle = (): Promise<void> => desk.settle(stage.arrived);

  async function startAgain(): Promise<void> {
    desk = openDesk();
    lateAnswers = openLateAnswers();
    await desk.start();
  }

  return {
    plan,
    stage,
    database,
    clock,
    settle,
    /** Where drafts go. */
    kb,
    /** What the program does every other minute: it counts how answers ended. */
    learn: learning.refresh,
    /** And what is missing in the knowledge base. */
    findGaps: gapFinding.refresh,
    /** An admin saves another text of an article, or other front matter. */
    mend(article: string, mended: (body: string) => string, front: Partial<Article> = {}): void {
      const changed = rules.knowledge.articles.map((one) =>
        one.id === article ? { ...one, ...front, body: mended(one.body) } : one,
      );
      rules.knowledge = buildIndex(changed);
    },
    /** An admin writes another article, as a file of the knowledge base. */
    write(path: string, text: string): void {
      const { articles } = parseKnowledgeBase([{ path, text }]);
      rules.knowledge = buildIndex([...rules.knowledge.articles, ...articles]);
    },
    direct: stage.direct,
    channel: stage.channel,
    /** Where a conversation goes on that a message in a channel began. */
    threadUnder: stage.threadUnder,
    refuse: stage.setNetwork,
    platform: () => platform,
    inbox: () => desk.inbox,
    /** What the platform has told so far, and the way to tell it again. */
    received,
    receive: (event: DeskEvent) => desk.inbox.receive(maskEvent(event)),
    /** The escalation thread of a ticket, where technicians work. */
    threadOf: (ticket: number) => threadOf(database, ticket),
    ...actsOn(stage, settle),
    /** Time goes by, in steps small enough that nothing due on the way is late. */
    async pass(ms: number): Promise<void> {
      const steps = Math.min(50, Math.max(1, Math.ceil(ms / 900_000)));
      for (let step = 0; step < steps; step++) {
        clock.forward(ms / steps);
        await settle();
        const before = lateTold;
        await lateAnswers.tick();
        if (lateTold > before) await settle();
      }
    },
    /** The program stops and starts again on the same data. */
    async restart(): Promise<void> {
      await desk.stop();
      await startAgain();
      await settle();
    },
    stop: () => desk.stop(),
    startAgain,
    async end(): Promise<void> {
      await desk.stop();
      await database.drop();
      rmSync(kb, { recursive: true });
      await stage.close();
    },
  };
}

export function examplePlan() {
  const { plan, problems } = parsePlan("helpdesk.yaml", readFileSync(join(ROOT, "helpdesk.yaml"), "utf8"));
  if (!plan) throw new Error(`The example plan has errors: ${JSON.stringify(problems[0])}`);
  return plan;
}
