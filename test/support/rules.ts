/** A small school for tests of the desk: two technicians, a lead, two specialists, a handful of articles. */
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { buildIndex } from "../../src/knowledge/matching";
import type { KnowledgeIndex } from "../../src/knowledge/matching";
import type { DeskRules } from "../../src/desk/decide";
import type { EscalationPlan, PlanPerson, Priority } from "../../src/plan/plan";

const person = (key: string, name: string, site = "high"): PlanPerson => ({
  key,
  name,
  email: `${key}@school.example`,
  site,
  accounts: { sandbox: key },
});

const eightToFour = { from: 8 * 60, to: 16 * 60 };

/** Business minutes: first response, next response, resolution. */
const PROMISES: Record<Priority, [number, number, number]> = {
  urgent: [15, 30, 240],
  high: [60, 120, 480],
  normal: [120, 240, 960],
  low: [480, 480, 2400],
};

export function aPlan(changes: Partial<EscalationPlan> = {}): EscalationPlan {
  const targets = ([2, 3, 4] as const).flatMap((tier) =>
    (Object.keys(PROMISES) as Priority[]).flatMap((priority) =>
      (["first_response", "next_response", "resolution"] as const).map((kind, i) => ({
        kind,
        tier,
        priority,
        minutes: PROMISES[priority][i] ?? 60,
        calendar: "school",
        line: 1,
      })),
    ),
  );
  return {
    organisation: "A school",
    helpDesk: "Help Desk",
    ticketPrefix: "HD",
    owner: "mira",
    reviewBy: "2027-06-30",
    timezone: "America/Chicago",
    watchedChannels: {},
    outsidePeople: "refuse",
    people: [
      person("ana", "Ana Lopez"),
      person("ben", "Ben Carter"),
      person("grace", "Grace Kim", "new"),
      person("dana", "Dana Brooks"),
      person("eli", "Eli Novak"),
      person("priya", "Priya Raman"),
      person("kofi", "Kofi Mensah"),
      person("lena", "Lena Fischer"),
      person("mira", "Mira Chen"),
    ],
    tiers: [
      {
        number: 1,
        name: "Self-service",
        channels: {},
        members: [],
        contacts: [],
        groups: {},
        relay: "reply",
      },
      {
        number: 2,
        name: "Service Desk",
        channels: { sandbox: "service-desk" },
        members: ["dana", "eli"],
        lead: "priya",
        contacts: [],
        groups: {},
        escalatesTo: 3,
        relay: "reply",
      },
      {
        number: 3,
        name: "Engineering",
        channels: {},
        members: ["kofi", "lena"],
        contacts: [],
        groups: {},
        escalatesTo: 4,
        relay: "reply",
      },
      { number: 4, name: "Vendors", channels: {}, members: [], contacts: [], groups: {}, relay: "reply" },
    ],
    components: [
      {
        key: "network",
        name: "Network and Wi-Fi",
        words: ["wifi", "network", "vpn"],
        providers: {
          3: { applicable: true, liaison: "kofi", deputy: "lena" },
          4: { applicable: true, vendor: "metrolink" },
        },
        private: false,
      },
      {
        key: "printing",
        name: "Printing",
        words: ["printer"],
        providers: { 3: { applicable: false } },
        private: false,
      },
      {
        key: "security",
        name: "Security",
        words: ["phishing"],
        providers: { 3: { applicable: true, liaison: "lena" } },
        private: false,
      },
    ],
    sites: [
      { key: "high", name: "High School", technicians: [], onboarded: true },
      {
        key: "new",
        name: "New School",
        technicians: [],
        onboarded: false,
        note: "Help on site comes on Tuesdays.",
      },
    ],
    vendors: [
      {
        key: "metrolink",
        name: "Metrolink",
        contacts: [{ label: "Phone", value: "555-0199" }],
        casePattern: "ML-\\d{7}",
        caseExample: "ML-4102233",
        answersWithin: { calendar: "school", minutes: { urgent: 120, high: 240, normal: 240 } },
      },
    ],
    criteria: [
      {
        key: "clicked-phishing",
        phrases: ["clicked a phishing link", "clicked on a phishing link"],
        priority: "urgent",
        tier: 2,
        component: "security",
        say: "Disconnect from the network now.",
        examples: [],
        counterExamples: [],
        line: 1,
      },
    ],
    routes: [
      {
        key: "payroll",
        phrases: ["payslip", "salary"],
        say: "Payroll helps with that: 555-0150.",
        examples: [],
        counterExamples: [],
        line: 2,
      },
    ],
    calendars: [
      {
        key: "school",
        timezone: "America/Chicago",
        hours: [[eightToFour], [eightToFour], [eightToFour], [eightToFour], [eightToFour], [], []],
        holidays: ["2026-11-26"],
      },
    ],
    targets,
    warnAt: 0.75,
    holdSeconds: 5,
    gatherSeconds: 20,
    followUp: { remindAfterDays: [2, 5], closeAfterDays: 10, closeResolvedAfterDays: 3 },
    ...changes,
  };
}

const ARTICLES: Record<string, string> = {
  "forgot-password.md": `---
title: Reset a forgotten password
questions:
  - I forgot my password
  - how do I reset my password
  - my password does not work any more
component: network
review_by: 2027-03-01
---
1. Open the **password portal**.
2. Choose *Forgot password*.`,
  "printer-jam.md": `---
title: Clear a paper jam in the printer
questions:
  - the printer is jammed
  - paper jam in the copier
  - paper is stuck in the printer
component: printing
---
Open the **front cover** and pull the paper out.`,
  "printer-toner.md": `---
title: Change the toner of the printer
questions:
  - the printer is out of toner
  - how do I change the toner
  - toner is low on the copier
component: printing
---
Take a new **cartridge** from the cupboard.`,
  "vpn.md": `---
title: Connect to the VPN from home
questions:
  - how do I connect to the vpn
  - vpn from home
  - reach the file server from home
component: network
---
Start *GlobalProtect* and sign in.`,
  "leaver.md": `---
title: When somebody leaves
private: true
questions:
  - a colleague is leaving and needs the account closed
  - close the account of somebody who leaves
component: network
---
Tell us the last day.`,
};

export function theRules(plan: EscalationPlan = aPlan()): DeskRules {
  const files = Object.entries(ARTICLES).map(([path, text]) => ({ path, text }));
  const { articles, problems } = parseKnowledgeBase(files);
  if (problems.some((p) => p.severity === "error")) throw new Error(JSON.stringify(problems));
  knowledge ??= buildIndex(articles);
  return { plan, knowledge };
}

/** The same for every desk: preparing takes its time, and nothing changes it. */
let knowledge: KnowledgeIndex | undefined;
