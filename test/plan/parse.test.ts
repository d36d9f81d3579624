// Does a plan that is right come out as written, and one that is wrong with every problem at its line?

import { parsePlan, reviewProblem } from "../../src/plan/parse";
import { changed, planOf, problemsOf, SMALL_PLAN, told, withMore } from "./samples";

/** The line in a text that holds a word: lines count from 1. */
const lineWith = (text: string, word: string): number =>
  text.split("\n").findIndex((line) => line.includes(word)) + 1;

describe("a plan that is right", () => {
  it("comes out as written, with what was not said filled in", () => {
    const plan = planOf(SMALL_PLAN);
    expect(plan).toMatchObject({
      ticketPrefix: "HD",
      warnAt: 0.75,
      holdSeconds: 5,
      gatherSeconds: 20,
      followUp: { remindAfterDays: [2, 5], closeAfterDays: 10, closeResolvedAfterDays: 3 },
      criteria: [],
      routes: [],
    });
    expect(plan.tiers.map(({ number }) => number)).toEqual([2, 3]);
    expect(plan.calendars[0]).toMatchObject({ timezone: "America/Chicago", holidays: ["2026-11-26"] });
  });

  it("a person's sandbox account is the key unless the plan says otherwise", () => {
    expect(planOf(SMALL_PLAN).people[1]?.accounts).toEqual({ sandbox: "dana" });
    const other = changed(
      "dana@school.example }",
      "dana@school.example, accounts: { sandbox: d1, slack: U1 } }",
    );
    expect(planOf(other).people[1]?.accounts).toEqual({ sandbox: "d1", slack: "U1" });
  });

  it("what is not said is not a key, so that it can be told from what is", () => {
    expect(Object.keys(planOf(SMALL_PLAN).tiers[1] ?? {})).not.toContain("lead");
    expect(Object.keys(planOf(SMALL_PLAN).people[0] ?? {})).not.toContain("site");
  });

  it("a component's words may be a list or one text with commas", () => {
    const plan = planOf(
      withMore(
        "components:\n  net: { name: Network, words: [wifi, vpn] }\n  mail:\n    name: Mail\n    words: e-mail,\n      shared mailbox\n",
      ),
    );
    expect(plan.components.map(({ words }) => words)).toEqual([
      ["wifi", "vpn"],
      ["e-mail", "shared mailbox"],
    ]);
  });

  it("`not applicable` leaves a tier out for a component", () => {
    const plan = planOf(withMore("components:\n  print: { name: Printing, tiers: { 3: not applicable } }\n"));
    expect(plan.components[0]?.providers[3]).toEqual({ applicable: false });
  });

  it("a criterion knows the line it is written on", () => {
    const text = withMore(
      'criteria:\n  phishing:\n    phrases: [phishing]\n    examples: ["phishing!"]\n    priority: urgent\n',
    );
    expect(planOf(text).criteria[0]).toMatchObject({ key: "phishing", line: lineWith(text, "phishing:") });
  });

  it("a file saved with a byte order mark is read", () => {
    expect(parsePlan("p", `\uFEFF${SMALL_PLAN}`).problems).toEqual([]);
  });
});

describe("durations", () => {
  const targets = (duration: string) =>
    withMore(`targets:\n  - { tier: 2, calendar: school, resolution: { high: ${duration} } }\n`);

  it.each([
    ["30m", 30],
    ["4h", 240],
    ["1h 30m", 90],
    ["1d", 570],
    ["5d", 2850],
    ["1d 4h", 810],
  ])("%s is %d minutes of a calendar with days of 07:00-16:30", (written, minutes) => {
    expect(planOf(targets(written)).targets).toEqual([
      { kind: "resolution", tier: 2, priority: "high", minutes, calendar: "school", line: 21 },
    ]);
  });

  it("a day is the average working day, so that a week's worth of days is a week", () => {
    const short = targets("5d").replace("mon-fri: 07:00-16:30", "mon-thu: 08:00-16:00, fri: 08:00-12:00");
    expect(planOf(short).targets[0]?.minutes).toBe((4 * 8 + 4) * 60);
  });

  it.each(["soon", "4", "0m", "-4h", "4 hours", "4.5h", "2w", '""', "[1h]"])(
    "`%s` is refused with what to write",
    (written) => {
      const [problem, ...more] = told(targets(written));
      expect(problem).toContain(`${SMALL_PLAN.split("\n").length + 1}: `);
      expect(problem).toContain("`30m`, `4h`, `2d`");
      expect(more).toEqual([]);
    },
  );

  it("a promise of more than a year is a slip", () => {
    expect(told(targets("400d"))[0]).toContain("more than a year");
  });
});

describe("hours and holidays", () => {
  const hours = (written: string) => changed("{ mon-fri: 07:00-16:30 }", written);

  it("several spans a day, single days and ranges of days", () => {
    const plan = planOf(hours("{ mon-wed: [13:00-17:00, 08:00-12:00], sat: 18:00-24:00 }"));
    const [monday, , , thursday, , saturday] = plan.calendars[0]?.hours ?? [];
    expect(monday).toEqual([
      { from: 480, to: 720 },
      { from: 780, to: 1020 },
    ]);
    expect(thursday).toEqual([]);
    expect(saturday).toEqual([{ from: 1080, to: 1440 }]);
  });

  it("spans that touch are one", () => {
    expect(planOf(hours("{ mon: [08:00-12:00, 12:00-16:00] }")).calendars[0]?.hours[0]).toEqual([
      { from: 480, to: 960 },
    ]);
  });

  it.each([
    ["{}", "no hours"],
    ["{ mon-fri: [] }", "no hours"],
    ["{ mon-fri: 7-16 }", "`07:00-16:30`"],
    ["{ mon-fri: 07:00-25:00 }", "no clock shows"],
    ["{ mon-fri: 07:60-09:00 }", "no clock shows"],
    ["{ mon-fri: 16:30-07:00 }", "`16:30-24:00` on this day and `00:00-07:00` on the next"],
    ["{ mon-fri: [07:00-12:00, 11:00-16:00] }", "overlap"],
    ["{ mon-fri: 07:00-12:00, fri: 07:00-10:00 }", "overlap"],
    ["{ lundi: 07:00-12:00 }", "not a day of the week"],
    ["{ mon-fri: 800 }", "not a span of hours"],
    ["Monday to Friday", "must be a section"],
  ])("hours %s: %s", (written, words) => {
    expect(told(hours(written))).toEqual([expect.stringContaining(words)]);
    expect(told(hours(written))[0]).toMatch(new RegExp(`^${lineWith(SMALL_PLAN, "school: {")}: `));
  });

  const holidays = (written: string) => changed("[2026-11-26]", written);

  it("a holiday of several days holds both its ends, and each day once", () => {
    const plan = planOf(holidays("[2026-12-30 to 2027-01-02, 2027-01-01]"));
    expect(plan.calendars[0]?.holidays).toEqual(["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]);
  });

  it.each([
    ["[26.11.2026]", "not a date"],
    ["[2026-02-30]", "not a date"],
    ["[2027-01-02 to 2026-12-30]", "ends before it begins"],
    ["[2026-01-01 to 2027-01-01]", "longer than 120 days"],
    ["2026-11-26", "`[2026-11-26]`"],
  ])("holidays %s: %s", (written, words) => {
    expect(told(holidays(written))).toEqual([expect.stringContaining(words)]);
  });
});

describe("gaps_to", () => {
  const withGaps = (channels: string) =>
    parsePlan(
      "p.yaml",
      changed("timezone: America/Chicago", `timezone: America/Chicago\ngaps_to: ${channels}`),
    );

  it("names a channel on each platform; left out, nobody but the owner is meant", () => {
    expect(withGaps("{ slack: C0123ABCD }").plan?.gapsTo).toEqual({ slack: "C0123ABCD" });
    expect(parsePlan("p.yaml", SMALL_PLAN).plan?.gapsTo).toBeUndefined();
  });

  it("names no other platform", () => {
    expect(withGaps("{ irc: helpdesk }").plan).toBeUndefined();
  });
});

describe("digest", () => {
  const withDigest = (keys: string) => parsePlan("p.yaml", withMore(`digest: ${keys}\n`));

  it("is told on Monday at nine, in Tier 2's channel, unless the plan says otherwise", () => {
    expect(withDigest("{}").plan?.digest).toEqual({ weekday: 1, hour: 9, minute: 0, channels: {} });
    expect(withDigest('{ day: fri, at: "15:30", channels: { slack: C1 } }').plan?.digest).toEqual({
      weekday: 5,
      hour: 15,
      minute: 30,
      channels: { slack: "C1" },
    });
    expect(parsePlan("p.yaml", SMALL_PLAN).plan?.digest).toBeUndefined();
  });

  it.each([
    ["{ day: someday }", "`someday` is not a day of the week."],
    ["{ day: mon-fri }", "`mon-fri` is not a day of the week."],
    ['{ at: "25:00" }', "`25:00` is not a time of the day."],
    ['{ at: "9 am" }', "`9 am` is not a time of the day."],
  ])("%s is refused with what to write", (keys, words) => {
    expect(told(withMore(`digest: ${keys}\n`))).toEqual([expect.stringContaining(words)]);
  });
});

it("takes no more alike tickets for an incident than are ever looked at together", () => {
  const problems = (keys: string) => told(withMore(`incidents: { ${keys} }\n`));
  expect(problems("propose_at: 200, open_at: 200")).toEqual([]);
  expect(problems("open_at: 201")).toEqual([expect.stringContaining("200")]);
  expect(problems("propose_at: 201")).toEqual([expect.stringContaining("200")]);
});

describe("what is missing or of the wrong kind", () => {
  it.each([
    ["review_by: 2027-06-30\n", "", "The plan has no `review_by`.", 1],
    ["review_by: 2027-06-30", "review_by: next summer", "`next summer` is not a date.", 4],
    ["review_by: 2027-06-30", "review_by:", "The plan has no `review_by`.", 4],
    ["timezone: America/Chicago", "timezone: America/Chicgo", "Did you mean `America/Chicago`?", 5],
    ["timezone: America/Chicago", "timezone: 6", "must be a text, and is `6`. Put it in quotes", 5],
    ["help_desk:", "helpdesk:", "The plan has no key `helpdesk`. Did you mean `help_desk`?", 2],
    [", email: dana@school.example", "", "`people.dana` has no `email`.", 8],
    ["dana@school.example", "dana", "`dana` is not an e-mail address.", 8],
    ["email: dana@", "mail: dana@", "`people.dana` has no key `mail`.", 8],
    ["members: [dana]", "members: dana", "Put it in brackets: `[dana]`", 14],
    ["escalates_to: 3", "escalates_to: engineering", "Write one of: 1, 2, 3, 4.", 16],
    ["  3: { name", "  5: { name", "`tiers` has no key `5`.", 17],
    ["organisation: A school", 'organisation: ""', "The text is empty.", 1],
  ])("%j written as %j", (from, to, words, line) => {
    const found = told(changed(from, to)).filter((each) => each.includes(words));
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${line}: `))]);
    expect(parsePlan("p", changed(from, to)).plan).toBeUndefined();
  });

  it.each([
    ["", "empty"],
    ["# nothing\n", "empty"],
    ["- a\n- b\n", "does not hold a plan"],
    ["hello", "does not hold a plan"],
  ])("%j is not a plan", (text, words) => {
    expect(told(text)).toEqual([expect.stringContaining(words)]);
  });

  it("every problem is told at once, in the order of the lines", () => {
    const text = changed("review_by: 2027-06-30\n", "")
      .replace("kofi@school.example", "kofi")
      .replace("members: [dana]", "members: [dan]")
      .replace("channels: { sandbox: service-desk }", "chanels: { sandbox: service-desk }");
    expect(problemsOf(text).map(({ line, message }) => [line, message.split(".")[0]])).toEqual([
      [1, "The plan has no `review_by`"],
      [8, "`kofi` is not an e-mail address"],
      [10, "Tier 2 has no channel: its tickets would have nowhere to go"],
      [12, "`tiers"],
      [13, "The member `dan` is not a person of the plan"],
    ]);
  });
});

describe("syntax", () => {
  it.each([
    ["a tab", "people:\n\tdana: 1\n", 2, "tab"],
    ["a key twice", "owner: a\nowner: b\n", 2, "`owner` stands here a second time"],
    ["a second colon", "organisation: School: the best\n", 1, "in quotes"],
    ["a list that is not closed", "members: [dana, eli\nowner: mira\n", 2, "`]`"],
    ["a quote that is not closed", 'organisation: "A school\n', 1, "quote"],
    ["an at sign", "owner: @mira\n", 1, "in quotes"],
    ["two documents", "owner: mira\n---\nowner: dana\n", 2, "one document"],
    ["an unknown alias", "owner: *mira\n", 1, "begins with `*`"],
    ["a list as a key", "? [a, b]\n: c\n", 1, "A key is a list"],
  ])("%s", (_name, text, line, words) => {
    const found = told(text).find((each) => each.includes(words));
    expect(found).toMatch(new RegExp(`^${line}: `));
  });

  it("a key that stands twice does not hide other problems", () => {
    const text = changed("owner: mira\n", "owner: mira\nowner: mira\n").replace("[dana]", "[dan]");
    expect(told(text)).toEqual([expect.stringContaining("second time"), expect.stringContaining("`dan`")]);
  });

  it("lists in lists in lists, and names that repeat each other, are refused and not followed", () => {
    expect(told("[".repeat(100_000))).toEqual([expect.stringContaining("too deeply")]);
    const bomb = Array.from(
      { length: 12 },
      (_, i) => `k${i}: &a${i} [${`*a${i - 1}, `.repeat(i === 0 ? 0 : 9)}1]\n`,
    );
    expect(told(bomb.join(""))).toContainEqual(expect.stringContaining("repeats itself"));
    expect(told("a: &a [*a]\n")).toContainEqual(expect.stringContaining("repeats itself"));
  });
});

describe("the review date", () => {
  it("is told of once it has passed, with the owner's name", () => {
    const plan = planOf(SMALL_PLAN);
    expect(reviewProblem("p", plan, "2027-06-30")).toBeUndefined();
    expect(reviewProblem("p", plan, "2027-07-01")).toMatchObject({
      severity: "warning",
      fix: expect.stringContaining("Mira Chen"),
    });
  });
});
