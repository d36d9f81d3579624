// Is a wish kept on a list where nothing is promised, and can a technician put right what kind a matter is?

import { formFor } from "../../src/desk/forms";
import type { DeskRules } from "../../src/desk/decide";
import type { Kind } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const HOUR = 3_600_000;
const WISH = "it would be nice if the gym had a second clock";
const BROKEN = "the smartboard in room 12 is broken";

const kind = (key: Kind["key"], phrases: string[], more: Partial<Kind> = {}): Kind => ({
  key, phrases, examples: [], counterExamples: [], line: 1, ...more,
}); // prettier-ignore

const KINDS = [
  kind("incident", ["broken"]),
  kind("enhancement", ["would be nice"], { say: "We read the list every term." }),
  kind("request", ["i need"]),
];

const aDesk = (rules: DeskRules = theRules(aPlan({ kinds: KINDS }))) => {
  const desk = createMemoryDesk(rules);
  return {
    desk,
    ...peopleAt(desk),
    ticket: (number = 1) => desk.tickets.get(number),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
    inThread: (number = 1) => desk.shownAt({ thread: `ticket-${number}` }).join("\n"),
    inChannel: (id = "service-desk") => desk.shownAt({ platform: "sandbox", kind: "channel", id }).join("\n"),
    told: (account: string) => desk.shownAt({ platform: "sandbox", kind: "direct", id: account }).join("\n"),
    story: (type: string) => desk.history.flatMap((h) => (h.type === type ? [h.text] : [])),
  };
};

describe("what kind a matter is", () => {
  test("stands on its card, with the reason", () => {
    const { says, ticket, inChannel } = aDesk();
    says(ana, BROKEN);
    expect(ticket()).toMatchObject({ kind: "incident" });
    expect(ticket()?.reasons).toContain("Its words make it an incident, by the escalation plan.");
    expect(inChannel()).toContain("Kind: Incident");
    expect(inChannel()).toContain("(Kind…)");
  });

  test("is nothing where the plan has no kinds: no fact, no button, no form's effect", () => {
    const { says, submits, ticket, inChannel } = aDesk(theRules());
    says(ana, WISH);
    submits(dana, { action: "set_kind", ticket: 1 }, { kind: "enhancement" });
    expect(ticket()?.kind).toBeUndefined();
    expect(inChannel()).not.toContain("Kind");
  });

  test("a wish that only may fit articles goes on the list, and is not asked back", () => {
    const { says, ticket, chat } = aDesk();
    says(ana, "it would be nice if the printer had toner or paper");
    expect(chat()).not.toContain("which of these");
    expect(ticket()?.kind).toBe("enhancement");
  });

  test("is an incident when it meets a criterion, whatever else it says", () => {
    const { says, ticket } = aDesk();
    says(ana, "I clicked a phishing link, it would be nice if you looked");
    expect(ticket()).toMatchObject({ kind: "incident", priority: "urgent", applied: ["clicked-phishing"] });
    expect(ticket()?.targets).not.toEqual([]);
  });

  test("does not keep an answer from whoever asks for what the knowledge base has", () => {
    const { says, ticket, chat } = aDesk();
    says(ana, "it would be nice if I knew how to change the toner");
    expect(ticket()).toBeUndefined();
    expect(chat()).toContain("Change the toner");
  });
});

describe("an enhancement", () => {
  test("goes to the list: marked, without a clock, and the requester reads that nothing is promised", () => {
    const { says, ticket, chat, inChannel } = aDesk();
    says(ana, WISH);
    expect(ticket()).toMatchObject({ kind: "enhancement", tier: 2, targets: [] });
    expect(ticket()?.wakeAt).toBeUndefined();
    expect(inChannel()).toContain("**HD-1**: Enhancement");
    expect(chat()).toContain("on our list as **HD-1**");
    expect(chat()).toContain("We read the list every term.");
    expect(chat()).not.toContain("you hear from them by");
  });

  test("opens in the list's own channel, when the plan names one", () => {
    const kinds = [kind("enhancement", ["would be nice"], { channels: { sandbox: "ideas" } })];
    const { says, inChannel } = aDesk(theRules(aPlan({ kinds })));
    says(ana, WISH);
    expect(inChannel("ideas")).toContain("HD-1");
    expect(inChannel()).toBe("");
  });

  test("is never moved up, by no clock and after any word", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, WISH);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "urgent" });
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Where would it hang?" });
    says(ana, "above the door");
    desk.forward(100 * 24 * HOUR);
    expect(ticket()).toMatchObject({ tier: 2, status: "open", targets: [] });
  });

  test("is given to nobody by a tier that assigns by itself: nobody is to begin with it", () => {
    const tiers = aPlan().tiers.map((t) => (t.number === 2 ? { ...t, assign: "auto" as const } : t));
    const { says, ticket, inThread } = aDesk(theRules(aPlan({ kinds: KINDS, tiers })));
    says(ana, WISH);
    says(ana, `new: ${BROKEN}`);
    expect(ticket()).toMatchObject({ kind: "enhancement" });
    expect(ticket()?.assignee).toBeUndefined();
    expect(inThread()).not.toContain("yours");
    expect(ticket(2)?.assignee).toBeDefined();
  });

  test("is not escalated, and the technician reads how to change its kind first", () => {
    const { says, submits, ticket, told } = aDesk();
    says(ana, WISH);
    submits(dana, { action: "escalate", ticket: 1 }, { text: "Too high for me." });
    expect(ticket()?.tier).toBe(2);
    expect(told("dana")).toContain("Kind…");
  });

  test("of somebody whom a criterion names is on the list like any other", () => {
    const vip = { key: "vip", phrases: [], requesters: ["ana"], examples: [], counterExamples: [], line: 1 };
    const criteria = [{ ...vip, priority: "urgent" as const, tier: 3 as const, contact: "mira" }];
    const { says, ticket, inThread } = aDesk(theRules(aPlan({ kinds: KINDS, criteria })));
    says(ana, WISH);
    says(ana, `new: ${BROKEN}`);
    expect(ticket()).toMatchObject({ priority: "normal", tier: 2 });
    expect(inThread()).not.toContain("@Mira Chen");
    expect(ticket(2)).toMatchObject({ priority: "urgent", tier: 3 });
  });

  test("is listed as noted for its requester, who can still add to it", () => {
    const { says, chat, inThread } = aDesk();
    says(ana, WISH);
    says(ana, "HD-1: a big one");
    says(ana, "my tickets");
    expect(inThread()).toContain("a big one");
    expect(chat()).toContain("noted on our list");
  });

  test("reopened, has no clock either", () => {
    const { says, submits, presses, ticket } = aDesk();
    says(ana, WISH);
    submits(dana, { action: "resolve", ticket: 1 }, { text: "It hangs.", kind: "solved" });
    presses(ana, { action: "reopen", ticket: 1 });
    expect(ticket()).toMatchObject({ status: "open", targets: [] });
  });
});

describe("putting the kind right", () => {
  test("takes a ticket off the list also when the plan has no kinds any more: nothing else would", () => {
    const rules = theRules(aPlan({ kinds: KINDS }));
    const { says, submits, presses, ticket, inChannel } = aDesk(rules);
    says(ana, WISH);
    rules.plan = aPlan();
    presses(dana, { action: "take", ticket: 1 });
    expect(inChannel()).toContain("(Kind…)");
    submits(dana, { action: "set_kind", ticket: 1 }, { kind: "incident" });
    expect(ticket()?.kind).toBe("incident");
    expect(ticket()?.targets.map(({ state }) => state)).toEqual(["running", "running"]);
  });

  test("takes it off the list: clocks run from now, the lead is called, the requester hears by when", () => {
    const { says, submits, desk, ticket, inThread, chat, story } = aDesk();
    says(ana, WISH);
    desk.forward(HOUR);
    submits(dana, { action: "set_kind", ticket: 1 }, { kind: "incident" });
    expect(ticket()?.kind).toBe("incident");
    expect(ticket()?.targets[0]).toMatchObject({ state: "running", startedAt: desk.now() });
    expect(inThread()).toContain("@Priya Raman this was on the list of enhancements. Dana Brooks says");
    expect(chat()).toContain("is worked on now, not only noted");
    expect(story("kind_set")).toEqual(["from Enhancement to Incident"]);
    submits(dana, { action: "escalate", ticket: 1 }, { text: "Please." });
    expect(ticket()?.tier).toBe(3);
  });

  test("puts it on the list: clocks stop for good, and the requester hears that too", () => {
    const { says, submits, desk, ticket, chat, story } = aDesk();
    says(ana, BROKEN);
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Since when?" });
    submits(dana, { action: "set_kind", ticket: 1 }, { kind: "enhancement" });
    submits(dana, { action: "continue", ticket: 1 }, {});
    desk.forward(30 * 24 * HOUR);
    expect(ticket()?.targets.every(({ state }) => state === "dropped" || state === "met")).toBe(true);
    expect(chat()).toContain("now on our list of ideas");
    expect(story("target_breached")).toEqual([]);
    expect(story("kind_set")).toEqual(["from Incident to Enhancement"]);
  });

  test("while it waits for the requester starts no clock before the answer", () => {
    const { says, submits, ticket } = aDesk();
    says(ana, WISH);
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Where?" });
    submits(dana, { action: "set_kind", ticket: 1 }, { kind: "request" });
    expect(ticket()?.targets.map(({ state }) => state)).toEqual(["paused", "paused"]);
    says(ana, "above the door");
    expect(ticket()?.targets.some(({ state }) => state === "running")).toBe(true);
  });

  test("between a question and a request changes no promise, and is not told", () => {
    const { says, submits, ticket, chat, story } = aDesk();
    says(ana, "the clock in the gym");
    const before = { targets: ticket()?.targets, chat: chat() };
    submits(dana, { action: "set_kind", ticket: 1 }, { kind: "question" });
    expect({ targets: ticket()?.targets, chat: chat() }).toEqual(before);
    expect(story("kind_set")).toEqual(["from not known to Question"]);
  });

  test("to what is no kind changes nothing, and requesters cannot", () => {
    const { says, submits, ticket } = aDesk();
    says(ana, BROKEN);
    submits(dana, { action: "set_kind", ticket: 1 }, { kind: "constructor" });
    submits(ana, { action: "set_kind", ticket: 1 }, { kind: "request" });
    expect(ticket()?.kind).toBe("incident");
  });

  test("has a form with the four kinds", () => {
    const form = formFor(aPlan({ kinds: KINDS }), { action: "set_kind", ticket: 1 });
    expect(form?.fields[0]?.options?.map(({ value }) => value).toSorted()).toEqual([
      "enhancement", "incident", "question", "request",
    ]); // prettier-ignore
  });
});

describe("what is put right keeps what it was", () => {
  test("priority, component and site, in the history", () => {
    const { says, submits, ticket, story, inThread } = aDesk();
    says(ana, BROKEN);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "high" });
    submits(dana, { action: "set_component", ticket: 1 }, { component: "network" });
    submits(dana, { action: "set_component", ticket: 1 }, { component: "printing" });
    submits(dana, { action: "set_site", ticket: 1 }, { site: "new" });
    expect(story("priority_set")).toEqual(["from Normal to High"]);
    expect(story("component_set")).toEqual([
      "from not known to Network and Wi-Fi",
      "from Network and Wi-Fi to Printing",
    ]);
    expect(story("site_set")).toEqual(["from High School to New School"]);
    expect(ticket()?.site).toBe("new");
    expect(inThread()).toContain("this is at **New School**");
  });

  test("a site that the plan does not have changes nothing", () => {
    const { says, submits, ticket } = aDesk();
    says(ana, BROKEN);
    submits(dana, { action: "set_site", ticket: 1 }, { site: "moon" });
    expect(ticket()?.site).toBe("high");
  });
});
