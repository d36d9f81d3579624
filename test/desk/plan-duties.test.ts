import * as fc from "fast-check";
import type { PlanFinding } from "../../src/desk/events";
import type { ReviewFigures } from "../../src/desk/state";
import { nextCheckAt, nextReviewAt } from "../../src/desk/duty-moments";
import type { EscalationPlan } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { aPlan, theRules } from "../support/rules";

const DAY = 86_400_000;
const MIRA = { platform: "sandbox", kind: "direct", id: "mira" } as const;
const DESK = { platform: "sandbox", kind: "channel", id: "service-desk" } as const;
const DEPUTY = "Lena Fischer has no deputy (Security, tier 3).";
/** Nothing is left open. */
const whole: Partial<EscalationPlan> = {
  components: aPlan().components.filter(({ key }) => key !== "security"),
  criteria: [],
};

type Options = NonNullable<Parameters<typeof createMemoryDesk>[1]>;

function aDesk(changes: Partial<EscalationPlan> = {}, options: Options = {}) {
  const rules = theRules(aPlan(changes));
  const desk = createMemoryDesk(rules, { start: new Date("2026-11-24T15:00:00Z"), ...options });
  let reads = 0;
  return {
    desk,
    rules,
    reads: (...errors: string[]) =>
      desk.handle({
        id: `read/${++reads}`,
        at: desk.now(),
        type: "plan_read",
        desk: "main",
        errors: errors.map((message, i) => ({
          file: "helpdesk.yaml",
          line: i + 5,
          message,
          fix: "Write a key under `people`.",
        })),
      }),
    edit: (edited: Partial<EscalationPlan>) => Object.assign(rules.plan, edited),
    mira: () => desk.shownAt(MIRA).map((text) => text.replaceAll("\\", "")),
    tier2: () => desk.shownAt(DESK).map((text) => text.replaceAll("\\", "")),
  };
}

describe("a plan that is edited into nonsense and back", () => {
  test("is told to its owner: file, line, what to write, and that the old one holds", () => {
    const { reads, mira } = aDesk();
    reads();
    reads("The member `danna` is not a person of the plan.");
    expect(mira()).toHaveLength(1);
    expect(mira()[0]).toContain("saved with an error");
    expect(mira()[0]).toContain("goes on with the plan as it was");
    expect(mira()[0]).toContain(
      "helpdesk.yaml:5: The member `danna` is not a person of the plan. Write a key under `people`.",
    );
  });

  test("is told once for each set of errors, and once when it is good again", () => {
    const { reads, mira } = aDesk();
    reads("first");
    reads("first");
    reads("first", "second");
    reads();
    reads();
    expect(mira().map((text) => text.split(".")[0])).toEqual([
      "⚠️ The escalation plan was saved with an error",
      "⚠️ The escalation plan was saved with 2 errors",
      "The escalation plan can be read again: it holds from now on as it is written",
    ]);
  });

  test("is told again when the same nonsense comes back later", () => {
    const { reads, mira } = aDesk();
    reads("first");
    reads();
    reads("first");
    expect(mira()).toHaveLength(3);
  });

  test("with a hundred errors is one message of a few", () => {
    const { reads, mira } = aDesk();
    reads(...Array.from({ length: 100 }, (_, i) => `error ${i}`));
    expect(mira()[0]).toContain("And 95 more.");
    expect(mira()[0]).not.toContain("error 6");
  });

  test("an owner who cannot be written to is called in the Tier 2 channel, where the message stands then", () => {
    const { reads, mira, tier2 } = aDesk(
      {},
      {
        fails: ({ to }) =>
          "kind" in to && to.kind === "direct" ? "They have never opened the bot." : undefined,
      },
    );
    reads("first");
    expect(mira()).toEqual([]);
    expect(tier2().join("\n")).toContain("helpdesk.yaml:5: first");
    expect(tier2().join("\n")).toContain("@Mira Chen looks after the escalation plan");
    expect(tier2().join("\n")).toContain("They have never opened the bot.");
  });

  test("nobody can be reached at all: it ends there", () => {
    const { reads, desk } = aDesk({}, { fails: () => "The network is gone." });
    reads("first");
    expect(desk.decisions.length).toBeLessThan(6);
  });
});

describe("the nightly check", () => {
  test("tells the owner in the early morning what the plan leaves open, and what to do", () => {
    const { desk, reads, mira } = aDesk();
    reads();
    desk.forward(12 * 3_600_000);
    expect(mira()).toEqual([]);
    desk.forward(DAY);
    expect(mira()).toHaveLength(1);
    expect(mira()[0]).toContain(`**${DEPUTY}** Write \`deputy: ...\``);
  });

  test("says nothing when nothing is left open", () => {
    const { desk, reads, mira } = aDesk(whole);
    reads();
    desk.forward(5 * DAY);
    expect(mira()).toEqual([]);
  });

  test("does not repeat what it said the night before; says what comes, and again what comes back", () => {
    let gone = false;
    const finding: PlanFinding = { message: "The channel C1 is archived.", fix: "Name another one." };
    const { desk, reads, mira } = aDesk(whole, { findings: () => (gone ? [finding] : []) });
    reads();
    desk.forward(2 * DAY);
    gone = true;
    desk.forward(3 * DAY);
    expect(mira()).toHaveLength(1);
    expect(mira()[0]).toContain("**The channel C1 is archived.** Name another one.");
    gone = false;
    desk.forward(2 * DAY);
    gone = true;
    desk.forward(DAY);
    expect(mira()).toHaveLength(2);
  });

  test("is told in the channel that the plan names; the owner hears it when that is gone", () => {
    const gapsTo = { sandbox: "it-leads" };
    const inLeads = { platform: "sandbox", kind: "channel", id: "it-leads" } as const;
    const there = aDesk({ gapsTo });
    there.reads();
    there.desk.forward(DAY);
    expect(there.desk.shownAt(inLeads)).toHaveLength(1);
    expect(there.mira()).toEqual([]);
    const gone = aDesk(
      { gapsTo },
      {
        fails: ({ to }) => ("id" in to && to.id === "it-leads" ? "It is archived." : undefined),
      },
    );
    gone.reads();
    gone.desk.forward(DAY);
    expect(gone.mira()).toHaveLength(1);
  });

  test("the owner hears it, too, when the channel that is gone is Tier 2's; where nobody can be reached it ends", () => {
    const gapsTo = { sandbox: "service-desk" };
    const fails =
      (kinds: string[]): Required<Options>["fails"] =>
      ({ to }) =>
        "kind" in to && kinds.includes(to.kind) ? "The bot is not in it." : undefined;
    const gone = aDesk({ gapsTo }, { fails: fails(["channel"]) });
    gone.reads();
    gone.desk.forward(DAY);
    expect(gone.mira()).toHaveLength(1);
    const alone = aDesk({ gapsTo }, { fails: fails(["channel", "direct"]) });
    alone.reads();
    alone.desk.forward(DAY);
    expect(alone.desk.decisions.length).toBeLessThan(6);
  });

  test("found out by a process whose clock is a little ahead counts all the same", () => {
    const { desk, reads, mira } = aDesk();
    reads();
    const at = desk.duties.get("check")!.wakeAt!;
    desk.forward(at.getTime() - desk.now().getTime() - 200);
    desk.handle({ id: "ahead", at, type: "plan_checked", desk: "main", findings: [] });
    expect(mira()).toHaveLength(1);
    expect(desk.duties.get("check")?.wakeAt?.getTime()).toBeGreaterThan(at.getTime());
  });

  test("looked after twice at one moment is looked after once", () => {
    const { desk, reads, mira } = aDesk();
    reads();
    desk.forward(DAY);
    desk.handle({ id: "other", at: desk.now(), type: "plan_checked", desk: "main", findings: [] });
    expect(mira()).toHaveLength(1);
  });

  test("a review that is overdue is among what is left open", () => {
    const { desk, reads, mira } = aDesk({ ...whole, reviewBy: "2026-11-01" });
    reads();
    desk.forward(DAY);
    expect(mira().join("\n")).toContain("was to be reviewed by 2026-11-01");
  });
});

describe("the review of the plan", () => {
  const figures: ReviewFigures = {
    since: new Date("2026-09-01T12:00:00Z"),
    opened: 60,
    movedUpByClock: 3,
    targets: [
      { tier: 2, kind: "first_response", met: 46, breached: 4 },
      { tier: 3, kind: "resolution", met: 1, breached: 2 },
    ],
    breaches: [{ component: "network", count: 4 }, { count: 2 }],
  };
  const due = (reviewBy: string, options: Options = {}) => aDesk({ ...whole, reviewBy }, options);

  test("is announced two weeks before, on the day, and every week after it", () => {
    const { desk, reads, mira } = due("2026-12-15");
    reads();
    const told: string[] = [];
    for (let day = 0; day < 40; day++) {
      const before = mira().filter((text) => text.includes("`review_by`. Type")).length;
      desk.forward(DAY);
      const after = mira().filter((text) => text.includes("`review_by`. Type")).length;
      if (after > before) told.push(desk.now().toISOString().slice(0, 10));
    }
    expect(told).toEqual(["2026-12-01", "2026-12-15", "2026-12-22", "2026-12-29"]);
  });

  test("comes with the figures, and what the plan itself shows", () => {
    const { components, people } = aPlan();
    const { desk, reads, mira } = aDesk(
      {
        reviewBy: "2026-11-25",
        components,
        people: people.map((one) => (one.key === "kofi" ? { ...one, awayUntil: "2027-03-01" } : one)),
      },
      { figures },
    );
    reads();
    desk.forward(DAY);
    const text = mira().find((one) => one.includes("is to be reviewed")) ?? "";
    expect(text).toContain("is to be reviewed by **2026-11-25**, which is today");
    expect(text).toContain("Of the tickets opened since 2026-09-01:");
    expect(text).toContain("- **60** opened, **3** moved up by the clock");
    expect(text).toContain("- Tier 2, Service Desk, first response: **92 %** met (46 of 50)");
    expect(text).toContain("- Tier 3, Engineering, resolution: **33 %** met (1 of 3)");
    expect(text).toContain("- Missed, by component: Network and Wi-Fi 4, no component 2");
    expect(text).toContain("- Without a deputy: Security");
    expect(text).toContain("- Away for long: Kofi Mensah (until 2027-03-01)");
  });

  test("moves with `review_by`: a plan that was reviewed is left alone", () => {
    const { desk, reads, edit, mira } = due("2026-12-15");
    reads();
    desk.forward(8 * DAY);
    expect(mira()).toHaveLength(1);
    edit({ reviewBy: "2027-12-15" });
    reads();
    desk.forward(60 * DAY);
    expect(mira()).toHaveLength(1);
  });

  test("a day that is set nearer than two weeks is told at once", () => {
    const { desk, reads, edit, mira } = due("2027-06-30");
    reads();
    desk.forward(5 * DAY);
    edit({ reviewBy: "2026-12-10" });
    reads();
    desk.forward(60_000);
    expect(mira().join()).toContain("is to be reviewed by **2026-12-10**");
  });

  test("what came due while nothing ran is told once, at the start", () => {
    const { desk, reads, rules, mira } = due("2026-12-15");
    reads();
    const review = desk.duties.get("review")!;
    const later = createMemoryDesk(rules, { start: new Date("2027-01-20T15:00:00Z") });
    later.duties.set("review", review);
    const at = later.now();
    later.handle({ id: "start", at, type: "plan_read", desk: "main", errors: [] });
    later.forward(60_000);
    expect(later.shownAt(MIRA)).toHaveLength(1);
    expect(later.shownAt(MIRA)[0]).toContain("was to be reviewed by 2026-12-15");
    expect(mira()).toEqual([]);
  });
});

describe("whatever happens to the plan, in whatever order", () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant("read" as const), errors: fc.subarray(["one", "two"]) }),
    fc.record({ do: fc.constant("review" as const), days: fc.integer({ min: -40, max: 400 }) }),
    fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 0, max: 900 }) }),
    fc.record({ do: fc.constant("find" as const), findings: fc.subarray(["gone", "archived"]) }),
  );

  test("no set of errors is told twice in a row, and each moment lies ahead", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let found: string[] = [];
        const findings = () => found.map((message) => ({ message, fix: "Mend it." }));
        const { desk, reads, edit, mira } = aDesk(whole, { findings });
        reads();
        for (const one of steps) {
          if (one.do === "read") reads(...one.errors);
          if (one.do === "review") {
            const day = new Date(desk.now().getTime() + one.days * DAY);
            edit({ reviewBy: day.toISOString().slice(0, 10) });
            reads();
          }
          if (one.do === "wait") desk.forward(one.hours * 3_600_000);
          if (one.do === "find") found = one.findings;
        }
        desk.forward(1);
        const edits = mira().filter((text) => /was saved with|can be read again/.test(text));
        edits.forEach((text, i) => expect(text).not.toBe(edits[i - 1]));
        for (const name of ["check", "review"] as const)
          expect(desk.duties.get(name)?.wakeAt?.getTime()).toBeGreaterThan(desk.now().getTime() - 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe("moments", () => {
  const plan = aPlan({ reviewBy: "2027-03-20" });

  test.each([
    ["2026-11-24T11:59:59Z", "2026-11-24T12:00:00.000Z"],
    ["2026-11-24T12:00:00Z", "2026-11-25T12:00:00.000Z"],
    ["2027-03-13T13:00:00Z", "2027-03-14T11:00:00.000Z"], // the clocks go forward that night
  ])("after %s the plan is checked at %s", (after, at) => {
    expect(nextCheckAt(plan, new Date(after)).toISOString()).toBe(at);
  });

  test.each([
    ["2026-11-24T12:00:00Z", "2027-03-06T14:00:00.000Z"],
    ["2027-03-06T14:00:00Z", "2027-03-20T13:00:00.000Z"], // summer time between them
    ["2027-03-20T12:59:59Z", "2027-03-20T13:00:00.000Z"],
    ["2027-03-20T13:00:00Z", "2027-03-27T13:00:00.000Z"],
    ["2027-03-27T13:00:00Z", "2027-04-03T13:00:00.000Z"],
    ["2028-01-01T00:00:00Z", "2028-01-01T14:00:00.000Z"],
  ])("after %s the review is told at %s", (after, at) => {
    expect(nextReviewAt(plan, new Date(after)).toISOString()).toBe(at);
  });
});
