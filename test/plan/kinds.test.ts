// Are the kinds of matters and a criterion's conditions read, checked and tried on their examples?

import { criteriaFor, kindFor } from "../../src/plan/criteria";
import { roomsAskedFor, technicianRooms, threadChannels } from "../../src/plan/lookups";
import { planOf, told, withMore } from "./samples";

const criterion = (conditions: string) => withMore(`criteria:\n  a: { ${conditions} }\n`);

describe("kinds", () => {
  it("are none in a plan that does not speak of them", () => {
    expect(planOf(withMore("")).kinds).toBeUndefined();
    expect(kindFor(planOf(withMore("")), "it would be nice if")).toBeUndefined();
  });

  it("are tried in one order, however they are written: what is broken is never put on a list", () => {
    const plan = planOf(
      withMore(
        "kinds:\n  enhancement: { phrases: [would be nice], examples: [it would be nice] }\n  incident: { phrases: [broken], examples: [it is broken] }\n",
      ),
    );
    expect(kindFor(plan, "it would be nice if it were not broken")).toBe("incident");
    expect(kindFor(plan, "it would be nice if it had a clock")).toBe("enhancement");
    expect(kindFor(plan, "the bell")).toBeUndefined();
  });

  it("have examples that are tried", () => {
    const kinds =
      "kinds:\n  request: { phrases: [i need], examples: [give me one], counter_examples: [i need] }\n";
    expect(told(withMore(kinds))).toEqual([
      expect.stringContaining('`request` does not catch its example "give me one"'),
      expect.stringContaining('`request` catches "i need", which it should not'),
    ]);
  });

  it("may be there without words, for technicians to choose", () => {
    expect(told(withMore("kinds:\n  enhancement: { channels: { sandbox: ideas } }\n"))).toEqual([]);
  });

  it("are four, and only enhancements have a list", () => {
    expect(told(withMore("kinds:\n  wish: {}\n"))).toHaveLength(1);
    expect(told(withMore("kinds:\n  incident: { channels: { sandbox: x } }\n"))).toHaveLength(1);
  });

  it("send an enhancement to the list's channel, but not what is private", () => {
    const plan = planOf(
      withMore(
        "kinds:\n  enhancement: { channels: { sandbox: ideas } }\ncomponents:\n  safe: { name: Safe, private: true }\n",
      ),
    );
    const first = (about: Parameters<typeof threadChannels>[1]) =>
      threadChannels(plan, about, ["sandbox"])[0]?.written;
    expect(first({ kind: "enhancement" })).toBe("ideas");
    expect(first({ kind: "incident" })).toBe("service-desk");
    expect(first({ kind: "enhancement", component: "safe" })).toBe("service-desk");
  });
});

describe("a criterion's conditions", () => {
  it("must be one at least", () => {
    expect(told(criterion("priority: high"))).toEqual([expect.stringContaining("`a` has no condition")]);
    expect(told(criterion("unless: [x], priority: high"))).toEqual([
      expect.stringContaining("`a` has no condition"),
    ]);
    expect(told(criterion("reopened_at_least: 2, priority: high"))).toEqual([]);
  });

  it.each([
    ["components: [netwrk]", "The component `netwrk`"],
    ["sites: [hihg]", "The site `hihg`"],
    ["requesters: [dan]", "The requester `dan` is not a person of the plan. Did you mean `dana`?"],
    ["reopened_at_least: 2, contact: dan", "The contact `dan`"],
  ])("name what exists: %s", (conditions, words) => {
    expect(told(criterion(`${conditions}, priority: high`))).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ["affected_at_least: 1", "too small"],
    ["open_for: soon", "not a length of time"],
    ["open_for: 0h", "no time at all"],
    ["reopened_at_least: 0", "too small"],
    ["components: []", "empty list"],
  ])("are refused when they make no sense: %s", (conditions, words) => {
    expect(told(criterion(`phrases: [x], examples: [x], ${conditions}, priority: high`)).join()).toContain(
      words,
    );
  });

  it("must all hold", () => {
    const plan = planOf(
      `${criterion("phrases: [down], components: [net], sites: [high], requesters: [dana], affected_at_least: 10, priority: high, examples: [down for 12 people]")}components:\n  net: { name: Net }\nsites:\n  high: { name: High }\n`,
    );
    const known = { component: "net", site: "high", requester: "dana" };
    const text = "down for 12 people";
    expect(criteriaFor(plan, text, known)).toHaveLength(1);
    expect(criteriaFor(plan, "up for 12 people", known)).toEqual([]);
    expect(criteriaFor(plan, "down for 9 people", known)).toEqual([]);
    for (const key of ["component", "site", "requester"] as const)
      expect(criteriaFor(plan, text, { ...known, [key]: "another" })).toEqual([]);
    expect(criteriaFor(plan, text)).toEqual([]);
  });

  it("may ask for a group, which gives nobody a technician's rights", () => {
    const plan = planOf(criterion("requester_groups: { slack: T1/S1 }, priority: high"));
    expect(criteriaFor(plan, "hello", { memberOf: ["S1"] })).toHaveLength(1);
    expect(criteriaFor(plan, "hello", { memberOf: ["S2"] })).toEqual([]);
    expect(roomsAskedFor(plan, "slack", "T1").groups).toEqual(["S1"]);
    expect(technicianRooms(plan, "slack", "T1").groups).toEqual([]);
  });

  it("cannot ask for a group where nobody writes", () => {
    expect(told(criterion("requester_groups: { slack: S1 }, open_for: 4h, priority: high"))).toEqual([
      expect.stringContaining("known only while they write"),
    ]);
  });

  it("count a day of the calendar, for what is down is down at night too", () => {
    expect(planOf(criterion("open_for: 1d 4h, priority: high")).criteria[0]?.openForMinutes).toBe(28 * 60);
  });

  it("are tried on the examples as far as a text can show them", () => {
    const known = "components: [net], affected_at_least: 10, priority: high";
    const components = "components:\n  net: { name: Net }\n";
    expect(
      told(
        `${criterion(`${known}, examples: [12 people, 3 people], counter_examples: [20 users]`)}${components}`,
      ),
    ).toEqual([
      expect.stringContaining('`a` does not catch its example "3 people"'),
      expect.stringContaining('`a` catches "20 users"'),
    ]);
  });
});
