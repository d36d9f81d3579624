// What does the week's digest say, to whom, and when?
import * as fc from "fast-check";
import { digestContent } from "../../src/desk/digest";
import { lastWeek, wholeWeeks } from "../../src/desk/digest-period";
import { nextDigestAt } from "../../src/desk/duty-moments";
import type { Gap } from "../../src/knowledge/gaps";
import type { DigestFigure, DigestReport } from "../../src/desk/state";
import { chartOf } from "../../src/desk/picture";
import type { EscalationPlan } from "../../src/plan/plan";
import { createMemoryDesk, textOf } from "../support/memory-desk";
import { aPlan, theRules } from "../support/rules";

const CHICAGO = "America/Chicago";
const DESK = { platform: "sandbox", kind: "channel", id: "service-desk" } as const;
const chatOf = (id: string) => ({ platform: "sandbox", kind: "direct", id }) as const;
const DAY = 86_400_000;

const figures: DigestFigure[] = [
  { name: "opened", unit: "tickets", now: 31, before: 19, better: "neither" },
  { name: "first_response", unit: "minutes", now: 42, before: 75, better: "less" },
  { name: "resolution", unit: "minutes", now: 400, before: 400, better: "less" },
  { name: "promises_kept", unit: "share", now: 0.996, before: 0.92, better: "more" },
  { name: "tier_one_confirmed", unit: "share", now: null, before: 0.3, better: "more" },
];

const report: DigestReport = {
  from: new Date("2026-11-16T06:00:00Z"),
  until: new Date("2026-11-23T06:00:00Z"),
  figures,
  weeks: [
    { start: "2026-11-09", opened: 19, resolved: 17 },
    { start: "2026-11-16", opened: 31, resolved: 33 },
  ],
  thanks: [{ name: "Dana *Brooks*", times: 3 }],
};

const gap = (example: string, people: number): Gap => ({
  id: 1,
  questions: people + 1,
  people,
  firstAt: report.from,
  lastAt: report.from,
  sites: [],
  examples: [example, "another wording"],
  tickets: [1],
});
const rules = {
  plan: aPlan({ timezone: CHICAGO }),
  gaps: [
    gap("how do I book the *gym* <!channel>", 4),
    gap("where is it", 1),
    gap("third", 1),
    gap("fourth", 1),
  ],
};

const words = (changes: Partial<DigestReport> = {}) =>
  textOf(digestContent({ ...report, ...changes }, rules));

describe("the digest", () => {
  test("names its days, and tells five figures with their change", () => {
    expect(words()).toContain("The help desk, 16 Nov to 22 Nov");
    const lines = words()
      .split("\n")
      .filter((line) => line.startsWith("- **"));
    expect(lines).toEqual([
      "- **Tickets opened**: 31 (12 more than before)",
      "- **First response, half of them within**: 42 min (33 min shorter than before)",
      "- **Resolution, half of them within**: 6 h 40 min (as before)",
      "- **Targets met**: 99 % (7 points up)",
      "- **Answered by the bot, and confirmed**: nothing to count",
    ]);
  });

  test("one point is one, and no change is said so", () => {
    const share = (now: number) => ({ ...figures[3], now, before: 0.92 }) as DigestFigure;
    expect(words({ figures: [share(0.91)] })).toContain("91 % (1 point down)");
    expect(words({ figures: [share(0.924)] })).toContain("92 % (as before)");
  });

  test("has nothing to compare in the first week", () => {
    const first = figures.map((figure) => ({ ...figure, before: null }));
    expect(words({ figures: first })).toContain("- **Tickets opened**: 31\n");
  });

  test("shows three gaps at most, as words and never as markup", () => {
    expect(words()).toContain(String.raw`“how do I book the \*gym\*`);
    expect(words()).not.toContain("<!channel>");
    expect(words()).toContain("(4 people)");
    expect(words()).toContain("“where is it” (1 person)");
    expect(words()).not.toContain("another wording");
    expect(words()).not.toContain("fourth");
  });

  test("thanks by name, and says nothing where nobody was thanked", () => {
    expect(words()).toContain(String.raw`**Thanked**: Dana \*Brooks\* (3)`);
    expect(words({ thanks: [] })).not.toContain("Thanked");
  });

  test("has one chart of the last weeks, and none where there is nothing to draw", () => {
    const files = digestContent(report, rules).blocks.flatMap((b) => (b.kind === "files" ? b.files : []));
    expect(files.map((file) => chartOf(file))).toEqual([
      {
        title: "Tickets a week",
        labels: ["9 Nov", "16 Nov"],
        series: [
          { name: "Opened", shape: "bars", values: [19, 31] },
          { name: "Resolved", shape: "line", values: [17, 33] },
        ],
      },
    ]);
    expect(words({ weeks: [] })).not.toContain(".png");
    expect(words({ weeks: [{ start: "2026-11-16", opened: 3, resolved: 0 }] })).not.toContain(".png");
    const quiet = ["2026-11-09", "2026-11-16"].map((start) => ({ start, opened: 0, resolved: 0 }));
    expect(words({ weeks: quiet })).not.toContain(".png");
    expect(digestContent({ ...report, weeks: [] }, rules).blocks.map(({ kind }) => kind)).toEqual(["text"]);
  });
});

describe("its time", () => {
  const monday = { weekday: 1, hour: 9, minute: 0, channels: {} };
  const plan = (digest?: EscalationPlan["digest"]) => aPlan({ timezone: CHICAGO, ...(digest && { digest }) });

  test.each([
    ["on the day before", "2026-11-22T12:00:00Z", "2026-11-23T15:00:00Z"],
    ["on its day, earlier", "2026-11-23T14:59:00Z", "2026-11-23T15:00:00Z"],
    ["at its moment", "2026-11-23T15:00:00Z", "2026-11-30T15:00:00Z"],
    ["over the end of summer time", "2026-10-26T14:00:00Z", "2026-11-02T15:00:00Z"],
  ])("%s", (_, after, next) => {
    expect(nextDigestAt(plan(monday), new Date(after))?.toISOString()).toBe(next.replace("Z", ".000Z"));
  });

  test("never comes where the plan has no digest", () => {
    expect(nextDigestAt(plan(), new Date())).toBeUndefined();
  });

  test("is always later, within eight days, on that weekday at that hour", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2024-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 3, max: 23 }),
        (after, weekday, hour) => {
          const next = nextDigestAt(plan({ ...monday, weekday, hour }), after) ?? after;
          const local = new Intl.DateTimeFormat("en", {
            timeZone: CHICAGO,
            weekday: "short",
            hour: "2-digit",
            hourCycle: "h23",
          }).format(next);
          const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
          expect(next.getTime()).toBeGreaterThan(after.getTime());
          expect(next.getTime() - after.getTime()).toBeLessThan(8 * DAY);
          expect(local).toContain(days[weekday - 1]);
          expect(local).toContain(String(hour).padStart(2, "0"));
        },
      ),
    );
  });

  test("tells of seven whole days, also over a change of the clock, and draws whole weeks", () => {
    expect(lastWeek(new Date("2026-11-02T15:00:00Z"), CHICAGO)).toEqual({
      from: new Date("2026-10-26T05:00:00Z"),
      until: new Date("2026-11-02T06:00:00Z"),
    });
    expect(wholeWeeks(new Date("2026-11-26T15:00:00Z"), CHICAGO, 2)).toEqual({
      from: new Date("2026-11-09T06:00:00Z"),
      until: new Date("2026-11-23T06:00:00Z"),
    });
  });
});

describe("who gets it", () => {
  const start = new Date("2026-11-24T15:00:00Z");
  const weekly = { weekday: 4, hour: 9, minute: 0, channels: {} };

  function aDesk(changes: Partial<EscalationPlan> = {}) {
    const desk = createMemoryDesk(theRules(aPlan(changes)), { start, digest: report });
    desk.handle({ id: "read/1", at: start, type: "plan_read", desk: "main", errors: [] });
    const digests = (place: Parameters<typeof desk.shownAt>[0]) =>
      desk.shownAt(place).filter((text) => text.includes("The help desk,"));
    return { ...desk, digests };
  }

  const asks = (id: string) => ({
    id: `ask/${id}`,
    at: start,
    type: "command_given" as const,
    by: { platform: "sandbox" as const, account: id, name: id, key: id },
    in: chatOf(id),
    text: "digest",
  });

  test("Tier 2's channel, once a week, where the plan names no other", () => {
    const { digests, forward } = aDesk({ digest: weekly });
    forward(7 * DAY);
    expect(digests(DESK)).toHaveLength(1);
    forward(7 * DAY);
    expect(digests(DESK)).toHaveLength(2);
  });

  test("the channel that the plan names", () => {
    const { digests, forward } = aDesk({ digest: { ...weekly, channels: { sandbox: "it-week" } } });
    forward(7 * DAY);
    expect(digests({ ...DESK, id: "it-week" })).toHaveLength(1);
    expect(digests(DESK)).toEqual([]);
  });

  test("nobody by itself where the plan says nothing", () => {
    const { digests, forward } = aDesk();
    forward(21 * DAY);
    expect(digests(DESK)).toEqual([]);
  });

  test("whoever works on tickets and asks, in private", () => {
    const { digests, handle } = aDesk();
    handle(asks("dana"));
    expect(digests(chatOf("dana"))).toHaveLength(1);
  });

  test("no requester", () => {
    const { digests, handle, shownAt } = aDesk();
    handle(asks("ana"));
    expect(digests(chatOf("ana"))).toEqual([]);
    expect(shownAt(chatOf("ana")).join()).toContain("for the technicians");
  });

  test("the plan's owner, when the plan is to be reviewed", () => {
    const { digests, forward } = aDesk({ reviewBy: "2026-12-01" });
    forward(8 * DAY);
    expect(digests(chatOf("mira")).length).toBeGreaterThan(0);
  });
});
