/**
 * How is a story played on two platforms at once? One help desk, one database and one clock; people of the example plan are on
 * both, by the same e-mail addresses, unless a stage says otherwise.
 */
import { workspaceOf } from "../../src/desk/address";
import { formFor } from "../../src/desk/forms";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import type { Platform } from "../../src/platforms/platform";
import { exampleKnowledge } from "./example-knowledge";
import { actsOn, threadOf } from "./acts";
import { createTestDatabase } from "./database";
import { quietLog } from "./database-server";
import { createMovableClock } from "./movable-clock";
import type { Backstage, MakeStage, Stage } from "./stage";
import { examplePlan } from "./story";
import { openWholeDesk } from "./whole-desk";

/** A Tuesday, 09:00 in Chicago. */
const TUESDAY = "2027-01-12T15:00:00.000Z";

/** `asks`: where requesters are; `works`: where Tier 2 has its channel. `plan`: changes the plan, once both know their people. */
export type TwoStages = {
  asks: MakeStage;
  works: MakeStage;
  plan?: (plan: EscalationPlan, places: { asks: EscalationPlan; works: EscalationPlan }) => EscalationPlan;
};

export type AcrossStory = Awaited<ReturnType<typeof beginAcross>>;

export async function beginAcross({ asks: makeAsks, works: makeWorks, plan: change }: TwoStages) {
  const database = await createTestDatabase();
  const clock = createMovableClock(TUESDAY);
  let plan = examplePlan();
  let platforms: Platform[] = [];
  const backstage = (known: EscalationPlan): Backstage => ({
    plan: known,
    formFor: (press) => formFor(plan, press),
    openFile: async (file) => platforms.find(({ name }) => name === file.platform)?.openFile?.(file),
    now: clock.now,
  });
  const asks = await makeAsks(backstage(plan));
  // Whom the one platform knows by its own ids the plan names for the other, too.
  const works = await makeWorks(backstage({ ...plan, people: asks.plan.people }));
  plan = change ? change(works.plan, { asks: asks.plan, works: works.plan }) : works.plan;
  const rules = { plan, knowledge: await exampleKnowledge() };

  const open = () =>
    openWholeDesk((platforms = [asks.open(), works.open()]), {
      database,
      now: clock.now,
      log: quietLog,
      rulesOf: () => rules,
      deskOf: (event) => (workspaceOf(event) === undefined ? undefined : DEFAULT_DESK),
      told: () => {},
    });
  let desk = open();
  await desk.start();
  const settle = () => desk.settle(async () => void (await Promise.all([asks.arrived(), works.arrived()])));

  return {
    database,
    settle,
    asks: sideOf(asks, settle),
    works: sideOf(works, settle),
    threadOf: (ticket: number) => threadOf(database, ticket),
    async pass(ms: number): Promise<void> {
      clock.forward(ms);
      await settle();
    },
    async restart(): Promise<void> {
      await desk.stop();
      desk = open();
      await desk.start();
      await settle();
    },
    async end(): Promise<void> {
      await desk.stop();
      await database.drop();
      await Promise.all([asks.close(), works.close()]);
    },
  };
}

/** One platform, as its people see it. */
function sideOf(stage: Stage, settle: () => Promise<void>) {
  const acts = actsOn(stage, settle);
  const desk = stage.channel("service-desk");
  return {
    ...acts,
    stage,
    direct: stage.direct,
    desk,
    /** Everything in somebody's chat with the help desk, newest last. */
    chat: (key: string): string => acts.texts(key, stage.direct(key)).join("\n"),
    last: (key: string): string => acts.texts(key, stage.direct(key)).at(-1) ?? "",
    say: (key: string, text: string, files?: Parameters<typeof acts.post>[3]) =>
      acts.post(key, stage.direct(key), text, files),
    /** The newest card in the Tier 2 channel, as a technician reads it. */
    card: (): string => acts.texts("dana", desk).findLast((text) => text.includes("HD-")) ?? "",
  };
}
