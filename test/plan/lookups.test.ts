// Who, where and how soon: does the plan's answer follow from what it says?

import {
  componentFromText,
  criteriaFor,
  leadOf,
  liaisonFor,
  nextTier,
  personByAccount,
  personByEmail,
  routeFor,
  targetFor,
  tierChannels,
  tierMembers,
} from "../../src/plan/lookups";
import type { EscalationPlan, PlanPlatform } from "../../src/plan/plan";
import { planOf, SMALL_PLAN } from "./samples";
import { readMoment } from "../../src/plan/times";

const TEXT = `${SMALL_PLAN.replace(
  "kofi@school.example }",
  "kofi@school.example, away_from: 2027-02-01, away_until: 2027-02-12 }",
).replace(
  "  3: { name: Engineering, members: [kofi] }",
  "  3: { name: Engineering, members: [kofi], escalates_to: 4 }\n  4: { name: Vendors }",
)}
vendors:
  metrolink: { name: MetroLink, contacts: { Phone: 555-0180 } }
components:
  network:
    name: Network and Wi-Fi
    words: [network, wifi, vpn]
    tiers:
      2: { channels: { slack: C-NET } }
      3: { liaison: kofi, deputy: dana }
      4: { vendor: metrolink }
  printing: { name: Printing, words: "printer, print queue", tiers: { 3: not applicable } }
  security: { name: Security, words: [phishing], tiers: { 2: { members: [mira] }, 3: { liaison: kofi } } }
criteria:
  phishing-clicked: { phrases: [clicked ... link], unless: [did not], priority: urgent, examples: [clicked a link] }
  many: { phrases: [everybody], priority: high, examples: [everybody] }
routes:
  payroll: { phrases: [payslip], unless: [print], say: Ask Omar., examples: [my payslip] }
targets:
  - { tier: 2, calendar: school, first_response: { urgent: 15m }, resolution: { urgent: 4h } }
`;

let plan: EscalationPlan;
beforeAll(() => {
  plan = planOf(TEXT);
});

describe("people", () => {
  it("are found by their account on a platform, and not by that of another", () => {
    expect(personByAccount(plan, "sandbox", "dana")?.name).toBe("Dana Brooks");
    expect(personByAccount(plan, "slack", "dana")).toBeUndefined();
  });

  it("are found by their e-mail address, however it is cased", () => {
    expect(personByEmail(plan, " Dana@School.EXAMPLE ")?.key).toBe("dana");
    expect(personByEmail(plan, "dana@elsewhere.example")).toBeUndefined();
    // The Kelvin sign is a small k to Unicode, and another address to a mail server.
    expect(personByEmail(plan, "\u212Aofi@school.example")).toBeUndefined();
  });
});

describe("a tier", () => {
  it("has its own members, or those that a component names", () => {
    expect(tierMembers(plan, 2)).toEqual(["dana"]);
    expect(tierMembers(plan, 2, "network")).toEqual(["dana"]);
    expect(tierMembers(plan, 2, "security")).toEqual(["mira"]);
    expect(tierMembers(plan, 1)).toEqual([]);
  });

  it("has channels: those that a component names before its own, wherever they are", () => {
    const best = (component?: string, ...platforms: PlanPlatform[]) =>
      tierChannels(plan, component, 2, platforms).map(({ written }) => written);
    expect(best(undefined, "sandbox")).toEqual(["service-desk"]);
    expect(best("network", "sandbox")).toEqual(["service-desk"]);
    expect(best("network", "sandbox", "slack")).toEqual(["C-NET", "service-desk"]);
    expect(best("printing", "slack")).toEqual([]);
  });

  it("has a lead when the plan names one", () => {
    expect(leadOf(plan, 2)).toBe("mira");
    expect(leadOf(plan, 3)).toBeUndefined();
  });
});

describe("the person asked at tier 3", () => {
  it.each([
    ["2027-01-31", "kofi", false, false],
    ["2027-02-01", "dana", true, false],
    ["2027-02-12", "dana", true, false],
    ["2027-02-13", "kofi", false, false],
  ])("on %s is %s", (on, person, isDeputy, isAway) => {
    expect(liaisonFor(plan, "network", 3, on)).toEqual({ person, isDeputy, isAway });
  });

  it("is the liaison all the same when nobody stands in, and said to be away", () => {
    expect(liaisonFor(plan, "security", 3, "2027-02-05")).toEqual({
      person: "kofi",
      isDeputy: false,
      isAway: true,
    });
  });

  it("is nobody when the plan names nobody", () => {
    expect(liaisonFor(plan, undefined, 3, "2027-02-05")).toBeUndefined();
    expect(liaisonFor(plan, "printing", 3, "2027-02-05")).toBeUndefined();
    expect(liaisonFor(plan, "no-such-component", 3, "2027-02-05")).toBeUndefined();
  });
});

describe("the next tier", () => {
  it("is the one that the plan says", () => {
    expect(nextTier(plan, "network", 2)).toBe(3);
    expect(nextTier(plan, "network", 3)).toBe(4);
    expect(nextTier(plan, undefined, 2)).toBe(3);
  });

  it("is undefined at the end, and where no vendor is named", () => {
    expect(nextTier(plan, "network", 4)).toBeUndefined();
    expect(nextTier(plan, "security", 3)).toBeUndefined();
    expect(nextTier(plan, undefined, 3)).toBeUndefined();
  });

  it("passes over a tier that is not applicable", () => {
    expect(nextTier(plan, "printing", 2)).toBeUndefined();
    const served = plan.components.map((each) =>
      each.key === "printing"
        ? { ...each, providers: { ...each.providers, 4: { applicable: true, vendor: "metrolink" } } }
        : each,
    );
    expect(nextTier({ ...plan, components: served }, "printing", 2)).toBe(4);
  });

  it("ends even on a plan that goes round in a circle", () => {
    const tiers = plan.tiers.map((tier) => ({
      ...tier,
      escalatesTo: tier.number === 3 ? (2 as const) : (3 as const),
    }));
    expect(nextTier({ ...plan, tiers }, "printing", 2)).toBeUndefined();
  });
});

it("a target is promised for its kind, tier and priority only", () => {
  expect(targetFor(plan, "first_response", 2, "urgent")).toMatchObject({ minutes: 15, calendar: "school" });
  expect(targetFor(plan, "next_response", 2, "urgent")).toBeUndefined();
  expect(targetFor(plan, "first_response", 3, "urgent")).toBeUndefined();
  expect(targetFor(plan, "first_response", 2, "low")).toBeUndefined();
});

describe("a text", () => {
  const criteria = (text: string) => criteriaFor(plan, text).map(({ key }) => key);

  it("meets every criterion whose phrases it holds, in the plan's order", () => {
    expect(criteria("Everybody clicked on that link")).toEqual(["phishing-clicked", "many"]);
    expect(criteria("I did not click; well, clicked the link?")).toEqual([]);
    expect(criteria("")).toEqual([]);
  });

  it("goes to somebody else when a route says so", () => {
    expect(routeFor(plan, "Where is my PAYSLIP?")?.say).toBe("Ask Omar.");
    expect(routeFor(plan, "my payslip does not print")).toBeUndefined();
  });

  it("keeps a route to the people of its sites", () => {
    const [route] = plan.routes;
    if (!route) throw new Error("The plan has no route.");
    const local = { ...plan, routes: [{ ...route, sites: ["north"] }] };
    expect(routeFor(local, "Where is my PAYSLIP?", "north")?.key).toBe(route.key);
    expect(routeFor(local, "Where is my PAYSLIP?", "south")).toBeUndefined();
    expect(routeFor(local, "Where is my PAYSLIP?")).toBeUndefined();
  });

  it.each([
    ["the Wi-Fi is slow", "network"],
    ["VPN over the network drops while I print queue things", undefined],
    ["the print queue and the printer hang", "printing"],
    ["the printer has no wifi", undefined],
    ["my chair squeaks", undefined],
    ["", undefined],
  ])("%j is about %s", (text, component) => {
    expect(componentFromText(plan, text)).toBe(component);
  });
});

describe("a moment as it is written", () => {
  it.each([
    ["2026-11-26 02:00", "2026-11-26T08:00:00.000Z"],
    ["2026-11-26T02:00", "2026-11-26T08:00:00.000Z"],
    ["2026-07-01 02:00", "2026-07-01T07:00:00.000Z"],
    ["2026-11-26T02:00Z", "2026-11-26T02:00:00.000Z"],
    ["2026-11-26", "2026-11-26T06:00:00.000Z"],
  ])("%s", (written, moment) => {
    expect(readMoment(written, "America/Chicago")).toEqual(new Date(moment));
  });

  it.each(["soon", "2026-13-01 02:00", "25:00", ""])("%s is none, and says what to write", (written) => {
    expect(readMoment(written, "America/Chicago")).toMatchObject({
      fix: expect.stringContaining("2026-11-26 02:00") as string,
    });
  });
});
