// Does `plan explain` say what the desk would do, and point at the lines that say so?

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { planExplain } from "../../src/cli/plan-explain";
import { planShow } from "../../src/cli/plan-show";

const ROOT = resolve(__dirname, "..", "..");
const files = { kb: resolve(ROOT, "knowledge-base"), plan: resolve(ROOT, "helpdesk.yaml") };
const LINES = readFileSync(files.plan, "utf8").split("\n");
/** A Tuesday in Chicago. */
const NOW = new Date("2026-11-24T16:00:00Z");

type More = { component?: string; site?: string; by?: string; at?: string };

const explain = async (question: string, more: More = {}) =>
  (await planExplain(question, { ...files, ...more }, NOW)).text;

/** What stands under a heading, and the line of the plan it points at. */
function row(text: string, head: string) {
  const found = text.split("\n").find((line) => line.startsWith(head)) ?? "";
  const line = /\(.*:(\d+)\)$/.exec(found)?.[1];
  const words = found.slice(head.length).replace(/ *\([^()]*:\d+\)$/, "");
  return { says: words.trim(), written: line === undefined ? undefined : LINES[Number(line) - 1]?.trim() };
}

describe("a criterion at two in the night of a holiday", () => {
  it("says what is shown, how urgent, where, who, and by when", async () => {
    const text = await explain("I clicked a phishing link", { at: "2026-11-26 02:00" });
    expect(row(text, "Asked").says).toBe("Thursday, November 26, 2026 at 02:00");
    expect(row(text, "Criterion")).toEqual({ says: '"phishing-clicked"', written: "phishing-clicked:" });
    expect(row(text, "Shown first").says).toMatch(/^\*\*Do this now/);
    expect(row(text, "Ticket").says).toBe("at once");
    expect(row(text, "Component")).toEqual({
      says: "Security, as the criterion says",
      written: "component: security",
    });
    expect(row(text, "Priority")).toEqual({
      says: "Urgent, as the criterion says",
      written: "priority: urgent",
    });
    expect(row(text, "Works on it")).toEqual({
      says: "2 Service Desk: Priya Raman",
      written: "2: { members: [priya] }",
    });
    expect(row(text, "First response")).toEqual({
      says: "Mon 30 Nov at 07:15: 15 min of school-hours",
      written: "first_response: { urgent: 15m, high: 1h, normal: 4h, low: 1d }",
    });
    expect(row(text, "Then").says).toBe("3 Engineering: Lena Fischer, the liaison");
  });
});

describe("what kind it is", () => {
  it("follows from its words, and an enhancement is promised nothing", async () => {
    const text = await explain("it would be nice if Compass showed birthdays of the teachers");
    expect(row(text, "Kind")).toEqual({
      says: "Enhancement, by its words: on the list, nothing is promised",
      written: "enhancement:",
    });
    expect(row(text, "Promised").says).toBe("nothing: no clock runs");
    expect(text).not.toContain("May meet later");
    expect(text).not.toMatch(/^Then/m);
  });

  it("is an incident where a criterion is met, and what may be met later is said", async () => {
    const text = await explain("the internet is down in all classrooms");
    expect(row(text, "Kind")).toEqual({
      says: "Incident, for it meets a criterion",
      written: expect.stringMatching(/^[a-z-]+:$/),
    });
    expect(row(text, "May meet later")).toEqual({
      says: '"outage-goes-on", open for 4 h',
      written: "outage-goes-on:",
    });
  });
});

it("who asks brings their site along, and must be a person of the plan", async () => {
  expect(row(await explain("it smells funny", { by: "ben" }), "Site").says).toBe("Maple Elementary School");
  expect(await explain("it smells funny", { by: "bnn" })).toContain('The plan has no person "bnn"');
});

it("a component that was chosen skips the tier that does not apply to it", async () => {
  const text = await explain("it smells funny", { component: "printing" });
  expect(row(text, "Component")).toEqual({ says: "Printing, as chosen", written: "printing:" });
  expect(row(text, "Priority").says).toBe("Normal, as usual");
  expect(row(text, "Then").says).toMatch(/^4 Vendors: Inkwell Office Systems, Service line 555-0184/);
});

it("an answer opens a ticket only when it did not help", async () => {
  const text = await explain("I forgot my password", { site: "maple-elementary" });
  expect(row(text, "Site")).toEqual({ says: "Maple Elementary School", written: "maple-elementary:" });
  expect(row(text, "Article").says).toMatch(/^"Forgot your password", \d\d % sure$/);
  expect(row(text, "Ticket").says).toBe("when it did not help");
});

it("a route says whom it is for, and opens none", async () => {
  const text = await explain("my paycheck is wrong");
  expect(row(text, "Belongs to")).toEqual({
    says: 'somebody else, by the route "payroll-and-hr"',
    written: "payroll-and-hr:",
  });
  expect(row(text, "Ticket").says).toBe("none, unless the requester asks for one");
  expect(row(text, "Priority").says).toBe("");
});

it("programs get moments and lines", async () => {
  const { text } = await planExplain("the wifi is down for everyone", { ...files, json: true }, NOW);
  expect(JSON.parse(text)).toMatchObject({
    opens: true,
    criterion: "down-for-many",
    component: "network",
    priority: "urgent",
    because: { component: "words", priority: "criterion", tier: "usual" },
    promises: [
      { kind: "first_response", minutes: 15, due: "2026-11-24T16:15:00.000Z" },
      { kind: "resolution", minutes: 240, due: "2026-11-24T20:00:00.000Z" },
    ],
    above: [
      { tier: 3, liaison: { person: "kofi" } },
      { tier: 4, vendor: "metrolink" },
    ],
  });
});

test.each([
  [{ component: "nope" }, /The plan has no component "nope"\. It has: accounts, network/],
  [{ site: "nope" }, /The plan has no site "nope"/],
  [{ at: "soon" }, /`soon` is not a moment\. Write day and time: `2026-11-26 02:00`/],
  [{ plan: "nowhere.yaml" }, /nowhere\.yaml/],
])("what cannot be explained says why: %j", async (more, words) => {
  const { text, exitCode } = await planExplain("the wifi is down", { ...files, ...more }, NOW);
  expect(text).toMatch(words);
  expect(exitCode).toBe(1);
});

describe("plan show", () => {
  it("has a row for each component, with the tiers that do not apply", async () => {
    const { text, exitCode } = await planShow(files.plan);
    const cells = (name: string) =>
      (text.split("\n").find((line) => line.startsWith(name)) ?? "").split(/ {2,}/).slice(1);
    expect(exitCode).toBe(0);
    expect(cells("Network")).toEqual(["Kofi Mensah (Lena Fischer)", "MetroLink Business Internet"]);
    expect(cells("Printing")).toEqual(["-", "Inkwell Office Systems"]);
    expect(cells("Security")).toEqual(["Priya Raman", "Lena Fischer (Kofi Mensah)", "-"]);
    expect(cells("Riverbend")).toEqual(["Eli Novak", "reduced: not on-boarded yet"]);
  });

  it("says what is wrong with a plan that cannot be shown", async () => {
    expect(await planShow("nowhere.yaml")).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining("nowhere.yaml"),
    });
  });
});
