// Does a criterion hold by more than words, at intake and later, once a ticket, and only ever upwards?

import type { Criterion } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, grace, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const HOUR = 3_600_000;
const WIFI = "the wifi behaves oddly upstairs";
const UNKNOWN = "the smartboard in room 12 is upside down";

const criterion = (key: string, more: Partial<Criterion>): Criterion => ({
  key, phrases: [], examples: [], counterExamples: [], line: 1, ...more,
}); // prettier-ignore

function aDesk(...criteria: Criterion[]) {
  const plan = aPlan();
  const desk = createMemoryDesk(theRules({ ...plan, criteria: [...plan.criteria, ...criteria] }));
  return {
    desk,
    ...peopleAt(desk),
    ticket: (number = 1) => desk.tickets.get(number),
    chat: (of = ana) => desk.shownAt(direct(of)).join("\n"),
    inThread: (number = 1) => desk.shownAt({ thread: `ticket-${number}` }).join("\n"),
    story: (type: string) => desk.history.flatMap((h) => (h.type === type ? [h.text] : [])),
    invited: () =>
      [...desk.rows.values()].flatMap(({ message }) =>
        message.verb === "invite" ? [message.person.account] : [],
      ),
  };
}

describe("when it is asked", () => {
  test("so many people raise the priority, and a ticket comes at once", () => {
    const { says, ticket } = aDesk(criterion("many", { affectedAtLeast: 20, priority: "high" }));
    says(ana, "the printer is out of toner for two classes");
    says(ben, "the printer is out of toner");
    expect(ticket()).toMatchObject({ priority: "high", applied: ["many"] });
    expect(ticket()?.reasons).toContain('It meets the criterion "many" of the escalation plan.');
    expect(ticket(2)).toBeUndefined();
  });

  test("a contact is brought in and called in the thread, besides the specialist", () => {
    const { says, inThread, invited } = aDesk(
      criterion("net", { phrases: ["wifi"], tier: 3, contact: "mira" }),
    );
    says(ana, WIFI);
    expect(inThread()).toContain('@Mira Chen the escalation plan calls you at once for "net"');
    expect(inThread()).toContain("@Kofi Mensah");
    expect(invited()).toEqual(["kofi", "mira"]);
  });

  test("who asks, where and about what hold for a ticket, and open none while there is an answer", () => {
    const { says, presses, ticket, chat } = aDesk(
      criterion("principal", {
        requesters: ["ana"],
        sites: ["high"],
        components: ["network"],
        priority: "high",
        say: "The lead has it on the screen.",
      }),
    );
    says(ana, "I forgot my password");
    expect(ticket()).toBeUndefined();
    presses(ana, { action: "need_help", conversation: "c1" });
    expect(ticket()).toMatchObject({ priority: "high", applied: ["principal"] });
    expect(chat()).toContain("The lead has it on the screen.");
  });

  test.each([
    ["of somebody else", ben, WIFI],
    ["about something else", ana, UNKNOWN],
  ])("a ticket %s does not meet it", (_what, by, text) => {
    const { says, ticket } = aDesk(
      criterion("principal", { requesters: ["ana"], components: ["network"], priority: "high" }),
    );
    says(by, text);
    expect(ticket()).toMatchObject({ priority: "normal" });
    expect(ticket()?.applied).toBeUndefined();
  });

  test("the component chosen in the form counts", () => {
    const { submits, ticket } = aDesk(criterion("net", { components: ["network"], priority: "high" }));
    submits(ana, { action: "open_ticket" }, { text: UNKNOWN, component: "network", urgency: "wait" });
    expect(ticket()?.priority).toBe("high");
  });

  test("what was said comes before who says it", () => {
    const { says, ticket } = aDesk(criterion("vip", { requesters: ["ana"], priority: "low" }));
    says(ana, "I clicked a phishing link");
    expect(ticket()).toMatchObject({ priority: "urgent", applied: ["clicked-phishing"] });
  });

  test("who asks keeps no question from whom it belongs to", () => {
    const { says, ticket, chat } = aDesk(criterion("vip", { requesters: ["ana"], priority: "high" }));
    says(ana, "my payslip is wrong");
    expect(chat()).toContain("Payroll helps with that");
    expect(ticket()).toBeUndefined();
  });

  test("who asks makes nothing they say a matter of its own: it goes to the ticket that is talked of", () => {
    const { says, saysInThread, desk, inThread } = aDesk(
      criterion("vip", { requesters: ["ana"], component: "security" }),
    );
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "Which wall?");
    desk.forward(6_000);
    says(ana, "the one by the window");
    expect(desk.tickets.size).toBe(1);
    expect(inThread()).toContain("the one by the window");
  });
});

describe("a ticket that stays open", () => {
  const late = criterion("long", {
    openForMinutes: 240,
    priority: "urgent",
    tier: 3,
    contact: "mira",
    say: "We are sorry that this takes so long.",
  });

  test("meets it after that time, once: raised, moved up, contact and requester told", () => {
    const { says, desk, ticket, inThread, chat, story } = aDesk({ ...late, components: ["network"] });
    says(ana, WIFI);
    desk.forward(4 * HOUR - 1000);
    expect(ticket()).toMatchObject({ priority: "normal", tier: 2 });
    desk.forward(2000);
    expect(ticket()).toMatchObject({ priority: "urgent", tier: 3, applied: ["long"] });
    expect(inThread()).toContain('HD-1 now meets "long" of the escalation plan: its priority is **Urgent**');
    expect(inThread()).toContain("@Mira Chen");
    expect(inThread()).toContain("@Kofi Mensah");
    expect(chat()).toContain("**HD-1**\n\nWe are sorry that this takes so long.");
    expect(story("criterion_met")).toEqual(["long, priority from Normal to Urgent"]);
    desk.forward(100 * HOUR);
    expect(story("criterion_met")).toHaveLength(1);
  });

  test("does not meet it when other conditions do not hold, until a technician puts the component right", () => {
    const { says, submits, desk, ticket } = aDesk({ ...late, components: ["network"] });
    says(ana, UNKNOWN);
    desk.forward(5 * HOUR);
    expect(ticket()?.applied).toBeUndefined();
    submits(dana, { action: "set_component", ticket: 1 }, { component: "network" });
    expect(ticket()).toMatchObject({ tier: 3, applied: ["long"] });
  });

  test("the time that it waits for the requester does not count", () => {
    const { says, submits, desk, ticket } = aDesk(late);
    says(ana, UNKNOWN);
    desk.forward(2 * HOUR);
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which wall?" });
    desk.forward(20 * HOUR);
    expect(ticket()?.applied).toBeUndefined();
    says(ana, "the left one");
    desk.forward(HOUR);
    expect(ticket()?.applied).toBeUndefined();
    desk.forward(HOUR + 1000);
    expect(ticket()?.applied).toEqual(["long"]);
  });

  test("solved in time, it meets nothing; nor does time count while it was solved", () => {
    const { says, submits, presses, desk, ticket } = aDesk(late);
    says(ana, UNKNOWN);
    submits(dana, { action: "resolve", ticket: 1 }, { text: "Turned.", kind: "solved" });
    desk.forward(10 * HOUR);
    presses(ana, { action: "reopen", ticket: 1 });
    expect(ticket()?.applied).toBeUndefined();
    desk.forward(4 * HOUR + 1000);
    expect(ticket()?.applied).toEqual(["long"]);
  });

  test("lowers nothing, and goes to no vendor by itself", () => {
    const { says, submits, desk, ticket } = aDesk({ ...late, priority: "low", tier: 4 });
    says(ana, WIFI);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "high" });
    desk.forward(4 * HOUR + 1000);
    expect(ticket()).toMatchObject({ priority: "high", applied: ["long"], status: "open" });
    expect(ticket()?.tier).toBeLessThan(4);
  });

  test("meets several at one moment with one word and one move", () => {
    const { says, desk, ticket, inThread, story } = aDesk(late, { ...late, key: "longer", contact: "priya" });
    says(ana, WIFI);
    desk.forward(4 * HOUR + 1000);
    expect(ticket()?.applied).toEqual(["long", "longer"]);
    expect(story("escalated")).toHaveLength(1);
    expect(inThread()).toContain("@Priya Raman");
    expect(inThread()).toContain("@Mira Chen");
  });

  test("follows the plan as it is then: what comes later is met later", () => {
    const { says, desk, ticket } = aDesk(
      late,
      criterion("longest", { openForMinutes: 360, priority: "urgent" }),
    );
    says(ana, WIFI);
    desk.forward(5 * HOUR);
    expect(ticket()?.applied).toEqual(["long"]);
    desk.forward(2 * HOUR);
    expect(ticket()?.applied).toEqual(["long", "longest"]);
  });
});

describe("a ticket that comes back", () => {
  test("meets it when it is reopened so often, by a press or by a word", () => {
    const { says, submits, presses, ticket, inThread, story } = aDesk(
      criterion("again", { reopenedAtLeast: 2, priority: "high", contact: "priya" }),
    );
    const solve = () => submits(dana, { action: "resolve", ticket: 1 }, { text: "Turned.", kind: "solved" });
    says(ana, UNKNOWN);
    solve();
    presses(ana, { action: "reopen", ticket: 1 });
    expect(ticket()).toMatchObject({ reopenings: 1, priority: "normal" });
    solve();
    says(ana, "no, it is upside down again");
    expect(ticket()).toMatchObject({ reopenings: 2, priority: "high", applied: ["again"], status: "open" });
    expect(inThread()).toContain("@Priya Raman the escalation plan calls you");
    solve();
    presses(ana, { action: "reopen", ticket: 1 });
    expect(story("criterion_met")).toHaveLength(1);
  });
});

test("a site's own criterion sends its people straight to a tier, and nobody else", () => {
  const { says, ticket } = aDesk(criterion("room", { phrases: ["wifi"], tier: 3, sites: ["new"] }));
  says(grace, WIFI);
  says(ana, WIFI);
  expect(ticket(1)?.tier).toBe(3);
  expect(ticket(2)?.tier).toBe(2);
});
