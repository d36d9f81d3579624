import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, peopleAt, staffRoom } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const WIFI = "open a ticket: the wifi in the gym drops every noon";
const HOUR = 3_600_000;

const aDesk = (plan = aPlan()) => {
  const desk = createMemoryDesk(theRules(plan));
  return {
    desk,
    ...peopleAt(desk),
    ticket: () => desk.tickets.get(1),
    chat: () => desk.shownAt(direct(ana)),
    inThread: () => desk.shownAt({ thread: "ticket-1" }).join("\n"),
  };
};

describe("a ticket that is not solved within the promised time", () => {
  test("moves up to the next tier by itself, and its liaison and requester hear of it", () => {
    const { says, desk, ticket, inThread, chat } = aDesk();
    says(ana, WIFI);
    // 16 business hours from Tuesday 09:00: Wednesday's end; Thursday is a holiday.
    desk.forward(3.5 * 24 * HOUR);
    expect(ticket()).toMatchObject({ tier: 3, status: "open" });
    expect(inThread()).toContain("@Kofi Mensah");
    expect(inThread()).toContain("Not solved within the promised time.");
    expect(chat().join()).toContain("now with Engineering");
  });

  test("is never handed to a vendor by the clock", () => {
    const { says, desk, ticket } = aDesk();
    says(ana, WIFI);
    desk.forward(30 * 24 * HOUR);
    expect(ticket()?.tier).toBe(3);
  });

  test("stays where it is when no tier above applies to its component", () => {
    const { says, desk, ticket } = aDesk();
    says(ana, "open a ticket: the printer glows");
    desk.forward(30 * 24 * HOUR);
    expect(ticket()?.tier).toBe(2);
  });
});

test("a lead who works on the ticket is mentioned once at a breach", () => {
  const plan = aPlan();
  const tiers = plan.tiers.map((t) => (t.number === 2 ? { ...t, lead: "dana" } : t));
  const { says, presses, desk, inThread } = aDesk({ ...plan, tiers });
  says(ana, WIFI);
  presses(dana, { action: "take", ticket: 1 });
  desk.forward(5 * HOUR);
  expect(inThread()).toMatch(/@Dana Brooks HD-1: first response was due/);
  expect(inThread()).not.toContain("@Dana Brooks @Dana Brooks");
});

test("Continue ends a wait without an answer: the clocks run again", () => {
  const { says, submits, presses, ticket } = aDesk();
  says(ana, WIFI);
  submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which gym?" });
  presses(dana, { action: "continue", ticket: 1 });
  expect(ticket()?.status).toBe("open");
  expect(ticket()?.targets.map((t) => t.state)).toContain("running");
});

test("what concerns a private component is not answered where others read along", () => {
  const plan = aPlan();
  const components = plan.components.map((c) => (c.key === "network" ? { ...c, private: true } : c));
  const { says, desk } = aDesk({ ...plan, components });
  const thread = { platform: "sandbox", kind: "thread", id: "staff-room/m1" } as const;
  says(ana, "how do I connect to the vpn", { in: staffRoom, replyIn: thread, addressed: true });
  expect(desk.shownAt(thread).join()).not.toContain("GlobalProtect");
  expect(desk.shownAt(thread).join()).toContain("direct message");
});

test("whoever is away from tomorrow on is asked until midnight where the plan is at home, not in UTC", () => {
  const people = aPlan().people.map((p) => (p.key === "kofi" ? { ...p, awayFrom: "2026-11-25" } : p));
  const { says, submits, desk, inThread, chat } = aDesk(aPlan({ people }));
  says(ana, WIFI);
  // 19:00 in Chicago on the 24th.
  desk.forward(10 * HOUR);
  submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
  expect(inThread()).toContain("@Kofi Mensah please take over.");
  expect(chat().join()).toContain("Kofi Mensah");
});

test("where no liaison is named, a component's own people are asked, not all of the tier", () => {
  const own = { 3: { applicable: true, members: ["lena"] } };
  const components = aPlan().components.map((c) => (c.key === "network" ? { ...c, providers: own } : c));
  const { says, submits, inThread } = aDesk(aPlan({ components }));
  says(ana, WIFI);
  submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
  expect(inThread()).toContain("@Lena Fischer no liaison is named");
  expect(inThread()).not.toContain("@Kofi Mensah");
});
