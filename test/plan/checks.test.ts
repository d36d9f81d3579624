// Are names looked up, paths followed and examples tried before a plan is used?

import { parsePlan } from "../../src/plan/parse";
import { changed, planOf, problemsOf, told, withMore } from "./samples";

const component = (tiers: string) => withMore(`components:\n  network: { name: Network, tiers: ${tiers} }\n`);

describe("names", () => {
  it.each([
    [
      "the owner",
      changed("owner: mira", "owner: miro"),
      "The owner `miro` is not a person of the plan. Did you mean `mira`?",
    ],
    ["a member", changed("[dana]", "[dana, eve]"), "The member `eve` is not a person"],
    ["a lead", changed("lead: mira", "lead: nobody"), "The lead `nobody` is not a person"],
    ["a liaison who is not a person", component("{ 3: { liaison: kof } }"), "Did you mean `kofi`?"],
    ["a deputy", component("{ 3: { liaison: kofi, deputy: len } }"), "The deputy `len` is not a person"],
    ["a vendor", component("{ 4: { vendor: metrolink } }"), "The vendor `metrolink` is not a vendor"],
    [
      "a technician",
      withMore("sites:\n  high: { name: High, technicians: [eve] }\n"),
      "The technician `eve`",
    ],
    [
      "a person's site",
      changed("dana@school.example }", "dana@school.example, site: hihg }") +
        "sites:\n  high: { name: High }\n",
      "Did you mean `high`?",
    ],
    [
      "a criterion's component",
      withMore(
        "criteria:\n  a: { phrases: [x], examples: [x], component: netwrk }\ncomponents:\n  network: { name: N }\n",
      ),
      "The component `netwrk` is not a component of the plan. Did you mean `network`?",
    ],
    [
      "a criterion's tier",
      withMore("criteria:\n  a: { phrases: [x], examples: [x], tier: 4 }\n"),
      "The plan has no tier 4.",
    ],
    ["a target's tier", withMore("targets:\n  - { tier: 4, calendar: school }\n"), "The plan has no tier 4."],
    [
      "a target's calendar",
      withMore("targets:\n  - { tier: 2, calendar: shcool }\n"),
      "Did you mean `school`?",
    ],
    [
      "the next tier",
      changed("  3: { name: Engineering, members: [kofi] }\n", ""),
      "The plan has no tier 3.",
    ],
  ])("%s that does not exist", (_name, text, words) => {
    expect(told(text)).toEqual([expect.stringContaining(words)]);
    expect(parsePlan("p", text).plan).toBeUndefined();
  });

  it.each(["Dana", "dana_b", "d@na", "-dana", "__proto__", "constructor", "dänä"])(
    "%s cannot be a key",
    (key) => {
      const text = changed("  dana: {", `  ${JSON.stringify(key)}: {`).replace("[dana]", "[kofi]");
      expect(told(text)).toContainEqual(expect.stringContaining("cannot be a key"));
    },
  );

  it("a wrong e-mail address does not make the person unknown", () => {
    expect(told(changed("dana@school.example", "dana"))).toHaveLength(1);
  });
});

describe("people", () => {
  it("two people with one e-mail address are told apart by the line of the first", () => {
    const [problem, ...more] = problemsOf(changed("kofi@school.example", "Dana@School.example"));
    expect(problem).toMatchObject({ line: 9, severity: "error" });
    expect(problem?.message).toContain("already the e-mail address of `dana` (line 8)");
    expect(more).toEqual([]);
  });

  it("two people cannot have one account", () => {
    const accounts = "@school.example, accounts: { slack: U1 } }";
    const text = changed("dana@school.example }", `dana${accounts}`).replace(
      "kofi@school.example }",
      `kofi${accounts}`,
    );
    expect(told(text)).toEqual([expect.stringContaining("already the slack account of `dana`")]);
  });

  it("a deputy needs a liaison, and should be somebody else", () => {
    expect(told(component("{ 3: { deputy: kofi } }"))).toEqual([
      expect.stringContaining("nobody to stand in for"),
    ]);
    expect(problemsOf(component("{ 3: { liaison: kofi, deputy: kofi } }"))).toMatchObject([
      { severity: "warning" },
    ]);
  });

  it("nobody comes back before they leave", () => {
    const text = changed(
      "kofi@school.example }",
      "kofi@school.example, away_from: 2027-02-10, away_until: 2027-02-01 }",
    );
    expect(told(text)).toEqual([expect.stringContaining("before they leave")]);
  });
});

describe("the way up", () => {
  it("a cycle is told with its way", () => {
    const text = changed("3: { name: Engineering,", "3: { name: Engineering, escalates_to: 2,");
    expect(told(text)).toEqual([expect.stringContaining("tier 2 → 3 → 2")]);
    expect(told(changed("escalates_to: 3", "escalates_to: 2"))).toContainEqual(
      expect.stringContaining("tier 2 → 2"),
    );
  });

  it("a tier does not escalate to one below it", () => {
    const text = changed("2:\n    name", "1: { name: Bot }\n  2:\n    name").replace(
      "escalates_to: 3",
      "escalates_to: 1",
    );
    expect(told(text)).toEqual([expect.stringContaining("which is below it")]);
  });

  it("Tier 2 needs a channel", () => {
    expect(told(changed("    channels: { sandbox: service-desk }\n", ""))).toEqual([
      expect.stringContaining("11: Tier 2 has no channel"),
    ]);
    expect(told(changed("{ sandbox: service-desk }", "{}"))).toEqual([
      expect.stringContaining("13: Tier 2 has no channel"),
    ]);
  });

  it("Tier 2 without a way on is a warning, for a plan that means it", () => {
    expect(problemsOf(changed("    escalates_to: 3\n", ""))).toMatchObject([{ severity: "warning" }]);
  });

  it("somebody is named at tier 3 for every component, or the tier is left out", () => {
    const nobody = (tiers: string) => component(tiers).replace(", members: [kofi] }", " }");
    expect(told(nobody("{}"))).toEqual([expect.stringContaining("Nobody is named at tier 3 for `network`")]);
    expect(told(nobody("{ 3: not applicable }"))).toEqual([]);
    expect(told(nobody("{ 3: { liaison: kofi } }"))).toEqual([]);
    expect(told(component("{}"))).toEqual([]);
  });
});

describe("targets", () => {
  it("one promise is made once", () => {
    const text = withMore(
      "targets:\n  - { tier: 2, calendar: school, resolution: { high: 1h } }\n  - { tier: 2, calendar: school, resolution: { high: 2h } }\n",
    );
    expect(told(text)).toEqual([
      expect.stringContaining("22: Tier 2 has a second resolution target for high (the first is on line 21)"),
    ]);
  });
});

describe("criteria and routes", () => {
  const criterion = (lines: string) => withMore(`criteria:\n  phishing:\n    priority: urgent\n${lines}`);

  it("an example that is not caught is an error at its own line", () => {
    const text = criterion(
      "    phrases: [clicked ... link]\n    examples:\n      - I clicked a link\n      - phishing!\n",
    );
    expect(told(text)).toEqual([
      expect.stringContaining('26: `phishing` does not catch its example "phishing!".'),
    ]);
  });

  it("a counter-example that is caught is an error, until `unless` tells them apart", () => {
    const text = criterion(
      "    phrases: [clicked ... link]\n    examples: [I clicked a link]\n    counter_examples: [I never clicked a link]\n",
    );
    expect(told(text)).toEqual([expect.stringContaining("which it should not")]);
    expect(told(`${text}    unless: [never clicked]\n`)).toEqual([]);
  });

  it("routes are tried in the same way", () => {
    const text = withMore("routes:\n  pay: { phrases: [payslip], say: Ask Omar., examples: [my salary] }\n");
    expect(told(text)).toEqual([expect.stringContaining("does not catch")]);
  });

  it("a route says something, a criterion changes something, a phrase holds a word", () => {
    expect(told(withMore("routes:\n  pay: { phrases: [payslip], examples: [payslip] }\n"))).toEqual([
      expect.stringContaining("`routes.pay` has no `say`"),
    ]);
    expect(told(withMore("criteria:\n  a: { phrases: [x], examples: [x] }\n"))).toEqual([
      expect.stringContaining("changes nothing"),
    ]);
    expect(told(criterion('    phrases: [x, "?!"]\n    examples: [x]\n'))).toEqual([
      expect.stringContaining("holds no word"),
    ]);
    expect(told(criterion("    phrases: []\n"))).toEqual([expect.stringContaining("is an empty list")]);
  });

  it("a phrase has a few gaps at most, so that no text takes long", () => {
    const text = criterion('    phrases: [x, "a ... b ... c ... d ... e ... f"]\n    examples: [x]\n');
    expect(told(text)).toEqual([expect.stringContaining("has 5 gaps. Use `...` 4 times at most.")]);
  });

  it("no examples is a warning", () => {
    expect(problemsOf(criterion("    phrases: [x]\n"))).toMatchObject([{ severity: "warning" }]);
    expect(planOf(criterion("    phrases: [x]\n")).criteria).toHaveLength(1);
  });

  it("a word of two components is a warning", () => {
    const text = withMore("components:\n  a: { name: A, words: [Wi-Fi] }\n  b: { name: B, words: [wifi] }\n");
    expect(problemsOf(text)).toMatchObject([{ line: 22, severity: "warning" }]);
  });
});
