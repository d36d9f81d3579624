// Does the simulated year notice what is not as it was promised?

import { createMemoryWorld } from "../../benchmarks/escalation/memory-world";
import { simulateYear, type Year } from "../../benchmarks/escalation/simulate";
import { createStoreWorld } from "../../benchmarks/escalation/store-world";
import { createWorkingTime } from "../../benchmarks/escalation/working-time";
import type { Decision, HistoryType } from "../../src/desk/decision";
import { createTestDatabase } from "../support/database";
import { exampleKnowledge } from "../support/example-knowledge";
import { examplePlan } from "../support/story";

type Wanted = Parameters<typeof simulateYear>[0];

/** A summer and an autumn: the end of daylight saving time and a holiday are in it. */
const months = async (changes: Partial<Wanted> = {}): Promise<Year> =>
  simulateYear({
    questions: 50,
    seed: 7,
    days: 110,
    rules: { plan: examplePlan(), knowledge: await exampleKnowledge() },
    world: createMemoryWorld,
    ...changes,
  });

const has = (decision: Decision, type: HistoryType): boolean => decision.history.some((h) => h.type === type);

describe("a simulated year", () => {
  it("breaks no promise, and is the same for the same seed", async () => {
    const [one, again] = [await months(), await months()];
    expect(one.problems).toEqual([]);
    expect(one.counts.warned).toBeGreaterThan(10);
    expect(one.counts.breached).toBeGreaterThan(10);
    expect([...again.tickets.values()]).toEqual([...one.tickets.values()]);
  });

  it("notices a warning that is given twice", async () => {
    const { problems } = await months({
      alter: (decision) => {
        if (!has(decision, "target_warned")) return decision;
        const twice = decision.history.filter((h) => h.type === "target_warned");
        return { ...decision, history: [...decision.history, ...twice] };
      },
    });
    expect(problems.join("\n")).toContain("a warning of its first response that nothing calls for");
  });

  it("notices a breach that is not told, and a ticket that no clock looks at", async () => {
    const { problems, forgotten } = await months({
      alter: (decision) => {
        if (!decision.ticket || decision.ticket.number % 5 > 0) return decision;
        const { wakeAt: _none, ...ticket } = decision.ticket;
        return { ...decision, ticket };
      },
    });
    expect(problems.join("\n")).toContain("the breach of its first_response was not told");
    expect(forgotten.length).toBeGreaterThan(0);
  });

  it("notices a clock that is an hour late after the change to winter time", async () => {
    const plan = examplePlan();
    const calendars = plan.calendars.map((calendar) => ({ ...calendar, timezone: "America/Bogota" }));
    const { problems } = await months({
      rules: { plan: { ...plan, calendars }, knowledge: await exampleKnowledge() },
      reckonedBy: plan,
    });
    expect(problems.some((problem) => /36\d\d s from its moment|not told|not given/.test(problem))).toBe(
      true,
    );
  });

  it("goes by on the real store as it does in memory", async () => {
    const { database, pool, drop } = await createTestDatabase();
    const small = { questions: 6, days: 14 };
    const onStore = await months({
      ...small,
      world: createStoreWorld({ db: database, pool, keepsSessions: true, close: async () => {} }),
    });
    await drop();
    const inMemory = await months(small);
    expect(onStore.problems).toEqual([]);
    expect(onStore.counts).toEqual(inMemory.counts);
    expect(
      [...onStore.tickets.values()].map(({ status, tier, wakeAt }) => ({ status, tier, wakeAt })),
    ).toEqual([...inMemory.tickets.values()].map(({ status, tier, wakeAt }) => ({ status, tier, wakeAt })));
  });
});

it("counts working time by the wall clock", () => {
  const [calendar] = examplePlan().calendars;
  if (!calendar) throw new Error("The plan has no calendar.");
  const time = createWorkingTime(calendar, Date.parse("2026-10-30T00:00Z"), Date.parse("2026-11-30T00:00Z"));
  const after = (from: string, minutes: number): string =>
    new Date(time.after(Date.parse(from), minutes * 60_000)).toISOString();
  // Friday 16:00 in summer time: half an hour, then Monday 07:00 in winter time.
  expect(after("2026-10-30T21:00:00Z", 90)).toBe("2026-11-02T14:00:00.000Z");
  expect(after("2026-10-30T21:00:00Z", 30)).toBe("2026-10-30T21:30:00.000Z");
  // Thanksgiving break.
  expect(time.isWorked(Date.parse("2026-11-25T16:00Z"))).toBe(false);
});
