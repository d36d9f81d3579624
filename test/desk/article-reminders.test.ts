import * as fc from "fast-check";
import { nextArticlesAt } from "../../src/desk/duty-moments";
import type { DeskRules } from "../../src/desk/situation";
import { buildIndex } from "../../src/knowledge/matching";
import type { BrokenLink } from "../../src/knowledge/links";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { createMemoryDesk } from "../support/memory-desk";
import { aPlan, theRules } from "../support/rules";

const DAY = 86_400_000;
const direct = (id: string) => ({ platform: "sandbox", kind: "direct", id }) as const;
const TIER_2 = { platform: "sandbox", kind: "channel", id: "service-desk" } as const;

/** `review` by the day, failing as counted, broken links: of `vpn.md`, which is Kofi's, and `jam.md`, which is nobody's. */
type Given = {
  vpn?: string;
  jam?: string;
  owner?: string;
  failing?: [confirmed: number, failed: number];
  links?: BrokenLink[];
  more?: number;
};

const page = (path: string, front: string) => ({
  path,
  text: `---\ntitle: How to ${path}\n${front}\n---\nDo it.`,
});
const link = (file: string, target = "gone.md"): BrokenLink => ({
  file,
  target,
  line: 7,
  why: "gone",
  fix: "mend",
});

function change(
  rules: DeskRules,
  { vpn = "2027-06-30", jam = "2027-06-30", owner = "kofi", ...given }: Given,
) {
  const { articles } = parseKnowledgeBase([
    page("vpn.md", `owner: ${owner}\nreview_by: ${vpn}`),
    page("jam.md", `review_by: ${jam}`),
    ...Array.from({ length: given.more ?? 0 }, (_, i) =>
      page(`more-${i}.md`, `owner: kofi\nreview_by: ${vpn}`),
    ),
  ]);
  const [confirmed = 0, failed = 0] = given.failing ?? [];
  rules.knowledge = buildIndex(articles);
  rules.experience = new Map(given.failing ? [["vpn", { confirmed, failed, usual: 0.8 }]] : []);
  rules.brokenLinks = given.links ?? [];
}

/** It is Tuesday, 24 November 2026. */
function aDesk(given: Given, options: NonNullable<Parameters<typeof createMemoryDesk>[1]> = {}) {
  const rules = theRules(
    aPlan({ components: aPlan().components.filter(({ key }) => key !== "security"), criteria: [] }),
  );
  change(rules, given);
  const desk = createMemoryDesk(rules, { start: new Date("2026-11-24T15:00:00Z"), ...options });
  desk.handle({ id: "start", at: desk.now(), type: "plan_read", desk: "main", errors: [] });
  const said = (who: string) =>
    desk
      .shownAt(direct(who))
      .map((text) => text.replaceAll("\\", ""))
      .filter((text) => text.includes("that need you"));
  return {
    desk,
    rules,
    weeks: (n: number) => desk.forward(n * 7 * DAY),
    edit: (next: Given) => change(rules, next),
    said,
  };
}

describe("on Monday morning", () => {
  test("whoever owns an article hears, in one message, what is due of it; the plan's owner what is nobody's", () => {
    const { weeks, said } = aDesk({
      vpn: "2026-11-20",
      jam: "2026-11-21",
      failing: [2, 8],
      links: [link("vpn.md"), link("jam.md", "pictures/tray.png")],
    });
    expect(said("kofi")).toEqual([]);
    weeks(1);
    expect(said("kofi")).toEqual([
      [
        "Articles of the knowledge base that need you:",
        "",
        "- **vpn.md**: 8 of 10 people who got it still needed help. Does it say what they need first?",
        "- **vpn.md**: the link gone.md in line 7 leads nowhere.",
        "- **vpn.md**: its review was due on 2026-11-20. Read it, mend what has changed, and write the next day as `review_by`.",
        "",
        "You hear of what stands again in four weeks. `tierdesk kb health` shows everything.",
      ].join("\n"),
    ]);
    expect(said("mira")).toHaveLength(1);
    expect(said("mira")[0]).toContain("- **jam.md**: the link pictures/tray.png in line 7 leads nowhere.");
    expect(said("mira")[0]).not.toContain("vpn.md");
  });

  test("nobody hears anything when there is nothing", () => {
    const { weeks, said } = aDesk({ failing: [30, 4] });
    weeks(20);
    expect([...said("kofi"), ...said("mira")]).toEqual([]);
  });

  test.each([
    ["two people", [0, 2]],
    ["as many as with other articles", [80, 20]],
    ["no more than chance explains", [5, 3]],
  ] as const)("that %s still needed help is not told", (_, [confirmed, failed]) => {
    const { weeks, said } = aDesk({ failing: [confirmed, failed] });
    weeks(2);
    expect(said("kofi")).toEqual([]);
  });

  test("an owner whom the plan does not know is the plan's owner", () => {
    const { weeks, said } = aDesk({ vpn: "2026-11-20", owner: "somebody-who-left" });
    weeks(1);
    expect(said("mira")[0]).toContain("vpn.md");
  });

  test("much is one message of ten lines", () => {
    const { weeks, said } = aDesk({ vpn: "2026-11-20", more: 21 });
    weeks(1);
    expect(said("kofi")).toHaveLength(1);
    expect(said("kofi")[0]?.match(/^- /gm)).toHaveLength(10);
    expect(said("kofi")[0]).toContain("And 12 more. You hear");
  });

  test("names and links that look like markdown are shown as they are", () => {
    const { weeks, desk } = aDesk({ links: [link("vpn.md", "[x](https://evil.example) <!channel>")] });
    weeks(1);
    expect(desk.shownAt(direct("kofi")).join("\n")).toContain(
      "\\[x\\]\\(https\\://evil\\.example\\) \\<\\!channel\\>",
    );
  });
});

describe("what was told", () => {
  test("is told again after four weeks while it stands, not each week", () => {
    const { weeks, said } = aDesk({ vpn: "2026-11-20" });
    const told = Array.from({ length: 10 }, () => (weeks(1), said("kofi").length));
    expect(told).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
  });

  test("does not keep what is new from being told, and comes not with it", () => {
    const { weeks, edit, said } = aDesk({ vpn: "2026-11-20" });
    weeks(1);
    edit({ vpn: "2026-11-20", links: [link("vpn.md")] });
    weeks(1);
    expect(said("kofi")).toHaveLength(2);
    expect(said("kofi")[1]).toContain("gone.md");
    expect(said("kofi")[1]).not.toContain("review was due");
  });

  test("is told at once when it was mended and comes back", () => {
    const { weeks, edit, said } = aDesk({ links: [link("vpn.md")] });
    weeks(1);
    edit({});
    weeks(1);
    edit({ links: [link("vpn.md")] });
    weeks(1);
    expect(said("kofi")).toHaveLength(2);
  });

  test("a review is over with the next day as `review_by`, and told when that has come", () => {
    const { weeks, edit, said } = aDesk({ vpn: "2026-11-20" });
    weeks(1);
    edit({ vpn: "2026-12-10" });
    weeks(1);
    expect(said("kofi")).toHaveLength(1);
    weeks(1);
    expect(said("kofi")[1]).toContain("2026-12-10");
  });

  test("is not lost when the program stands still over Mondays: it is told once, at the start", () => {
    const { desk, rules, said } = aDesk({ vpn: "2026-11-20" });
    const later = createMemoryDesk(rules, { start: new Date("2026-12-16T15:00:00Z") });
    later.duties.set("articles", desk.duties.get("articles")!);
    later.handle({ id: "again", at: later.now(), type: "plan_read", desk: "main", errors: [] });
    later.forward(60_000);
    expect(later.shownAt(direct("kofi"))).toHaveLength(1);
    later.forward(7 * DAY);
    expect(later.shownAt(direct("kofi"))).toHaveLength(1);
    expect(said("kofi")).toEqual([]);
  });

  test("in a way that nobody can read any more was never told", () => {
    const { desk, weeks, said } = aDesk({ vpn: "2026-11-20" });
    const duty = desk.duties.get("articles")!;
    desk.duties.set("articles", { ...duty, told: "{nonsense" });
    weeks(1);
    expect(said("kofi")).toHaveLength(1);
  });
});

test("an owner who cannot be reached is passed over for the plan's; then it stands in the Tier 2 channel", () => {
  const unreached = (...people: string[]) =>
    aDesk(
      { vpn: "2026-11-20" },
      {
        fails: ({ to }) =>
          "id" in to && people.includes(to.id) ? "They have never opened the bot." : undefined,
      },
    );
  const kofiGone = unreached("kofi");
  kofiGone.weeks(1);
  expect(kofiGone.said("mira").join()).toContain("vpn.md");
  const bothGone = unreached("kofi", "mira");
  bothGone.weeks(1);
  expect(bothGone.desk.shownAt(TIER_2).join("\n").replaceAll("\\", "")).toContain("vpn.md");
});

test("whatever is edited meanwhile, what stands is told every fourth week, and nobody hears twice of a Monday", () => {
  const days = fc.constantFrom("2026-11-20", "2026-12-01", "2027-06-30");
  fc.assert(
    fc.property(fc.array(days, { minLength: 1, maxLength: 12 }), (reviews) => {
      const { weeks, edit, said } = aDesk({});
      for (const vpn of reviews) {
        const before = said("kofi").length;
        edit({ vpn, jam: "2026-11-20" });
        weeks(1);
        expect(said("kofi").length - before).toBeLessThanOrEqual(1);
      }
      expect(said("mira").length).toBe(Math.ceil(reviews.length / 4));
    }),
    { numRuns: 30 },
  );
});

test.each([
  ["2026-11-24T15:00:00Z", "2026-11-30T14:00:00.000Z"],
  ["2026-11-30T13:59:59Z", "2026-11-30T14:00:00.000Z"],
  ["2026-11-30T14:00:00Z", "2026-12-07T14:00:00.000Z"],
  ["2027-03-13T15:00:00Z", "2027-03-15T13:00:00.000Z"], // summer time from the 14th on
])("after %s the articles are looked after at %s", (after, at) => {
  expect(nextArticlesAt(aPlan(), new Date(after)).toISOString()).toBe(at);
});
