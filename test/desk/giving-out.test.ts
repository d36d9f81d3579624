import type { EscalationPlan, Tier } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, eli, kofi, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const HOUR = 3_600_000;
const UNKNOWN = "the smartboard in room 12 is upside down";
const NETWORK = "open a ticket: the wifi network in room 7 is down";

const withTier = (number: number, changes: Partial<Tier>, plan = aPlan()): EscalationPlan => ({
  ...plan,
  tiers: plan.tiers.map((t) => (t.number === number ? { ...t, ...changes } : t)),
});
const auto = (changes: Partial<Tier> = {}, plan = aPlan()) =>
  withTier(2, { assign: "auto", ...changes }, plan);
const serving = (plan: EscalationPlan, site: string, technicians: string[]): EscalationPlan => ({
  ...plan,
  sites: plan.sites.map((s) => (s.key === site ? { ...s, technicians } : s)),
});
const away = (plan: EscalationPlan, key: string, from: string, until: string): EscalationPlan => ({
  ...plan,
  people: plan.people.map((p) => (p.key === key ? { ...p, awayFrom: from, awayUntil: until } : p)),
});
const withDeputyAtTier2 = (plan: EscalationPlan): EscalationPlan => ({
  ...plan,
  components: plan.components.map((c) =>
    c.key === "network"
      ? { ...c, providers: { ...c.providers, 2: { applicable: true, liaison: "dana", deputy: "eli" } } }
      : c,
  ),
});

function aDesk(plan: EscalationPlan, start?: string) {
  const desk = createMemoryDesk(theRules(plan), start ? { start: new Date(start) } : {});
  const inThread = (number = 1) => desk.shownAt({ thread: `ticket-${number}` }).join("\n");
  return {
    desk,
    ...peopleAt(desk),
    ticket: (number = 1) => desk.tickets.get(number),
    holder: (number = 1) => desk.tickets.get(number)?.assignee?.name,
    inThread,
    card: (number = 1) => JSON.stringify(desk.rows.get(`ticket/${number}/card`)?.content),
    asksOften: (times: number) => {
      for (let i = 0; i < times; i++)
        peopleAt(desk).says(i % 2 ? ana : ben, `open a ticket: it squeaks, ${i}`);
    },
  };
}

test("a plan that does not say so gives nobody anything", () => {
  const { says, holder } = aDesk(aPlan());
  says(ana, UNKNOWN);
  expect(holder()).toBeUndefined();
});

describe("a tier that assigns by itself", () => {
  test("gives a new ticket to who serves the site, and says in the thread why", () => {
    const { says, holder, inThread, card, desk } = aDesk(serving(auto(), "high", ["eli"]));
    says(ana, UNKNOWN);
    expect(holder()).toBe("Eli Novak");
    expect(inThread()).toContain(
      "@Eli Novak this ticket is yours (auto: serves the site, no open tickets). Press Take when you begin.",
    );
    expect(card()).toContain("Eli Novak (auto)");
    expect(desk.history.find(({ type }) => type === "assigned")?.text).toBe(
      "Eli Novak (auto: serves the site, no open tickets)",
    );
  });

  test("gives it to who has the fewest open ones", () => {
    const { says, presses, desk, holder, asksOften } = aDesk(auto());
    asksOften(4);
    const ofDana = [...desk.tickets.values()].filter((t) => t.assignee?.account === "dana");
    expect(ofDana).toHaveLength(2);
    for (const { number } of ofDana) presses(dana, { action: "release", ticket: number });
    says(ana, `new: ${UNKNOWN}`);
    says(ben, `new: ${UNKNOWN}`);
    expect([holder(5), holder(6)]).toEqual(["Dana Brooks", "Dana Brooks"]);
  });

  test("of two with as many, gives it to who has had nothing new for longer", () => {
    const { says, desk, holder } = aDesk(auto());
    says(ana, "open a ticket: it squeaks");
    desk.forward(HOUR / 60);
    says(ben, "open a ticket: it squeaks too");
    desk.forward(HOUR / 60);
    says(ana, "open a ticket: and it smells");
    expect(holder(3)).toBe(holder(1));
    expect(holder(2)).not.toBe(holder(1));
  });

  test("gives turns to those who have nothing on hand, so that it is not always the first", () => {
    const { says, presses, holder } = aDesk(auto());
    says(ana, "open a ticket: it squeaks");
    presses(ana, { action: "cancel", ticket: 1 });
    says(ana, "open a ticket: it squeaks again");
    expect(holder(2)).not.toBe(holder(1));
  });

  test("passes over who has all they can take; when everybody has, nobody gets it and the card says so", () => {
    const { says, asksOften, desk, holder, card, presses } = aDesk(
      serving(auto({ capacity: 2 }), "high", ["dana"]),
    );
    asksOften(4);
    expect([...desk.tickets.values()].map((t) => t.assignee?.account)).toEqual([
      "dana",
      "dana",
      "eli",
      "eli",
    ]);
    says(ana, `new: ${UNKNOWN}`);
    expect(holder(5)).toBeUndefined();
    expect(card(5)).toContain("Nobody yet: everybody has all they can take");
    presses(dana, { action: "take", ticket: 5 });
    expect(holder(5)).toBe("Dana Brooks");
    expect(card(5)).not.toContain("everybody has all they can take");
  });

  test("passes over who is away, and says when everybody is", () => {
    const day = ["2026-11-24", "2026-11-24"] as const;
    const plan = away(serving(auto(), "high", ["dana"]), "dana", ...day);
    const one = aDesk(plan);
    one.says(ana, UNKNOWN);
    expect(one.holder()).toBe("Eli Novak");
    const none = aDesk(away(plan, "eli", ...day));
    none.says(ana, UNKNOWN);
    expect(none.card()).toContain("Nobody yet: everybody is away");
  });

  test("is no first response: the clock runs on, and the lead hears when it is missed", () => {
    const { says, desk, inThread, ticket } = aDesk(auto());
    says(ana, UNKNOWN);
    desk.forward(3 * HOUR);
    expect(ticket()?.targets[0]?.state).toBe("breached");
    expect(inThread()).toContain("@Priya Raman");
  });

  test("asks for a press of Take, which anybody may do as long as nobody has", () => {
    const { says, presses, holder, ticket, card } = aDesk(serving(auto(), "high", ["dana"]));
    says(ana, UNKNOWN);
    expect(card()).toContain('"label":"Take"');
    presses(eli, { action: "take", ticket: 1 });
    expect(holder()).toBe("Eli Novak");
    presses(dana, { action: "take", ticket: 1 });
    expect(holder()).toBe("Eli Novak");
    expect(ticket()?.assignedBy).toBeUndefined();
  });

  test("calls the next contact when whom it was given to does nothing", () => {
    const { says, desk } = aDesk(auto({ contactsAt: { breach: ["priya", "kofi"] } }));
    says(ana, UNKNOWN);
    desk.forward(2 * HOUR + HOUR / 4);
    expect(desk.history.flatMap((h) => (h.type === "called" ? [h.text] : []))).toEqual(["Kofi Mensah"]);
  });

  test("leaves it to who is on call at night", () => {
    const plan = auto({ onCall: { priorities: ["urgent"], people: ["eli"] } });
    const { says, holder, desk, inThread } = aDesk(plan, "2026-11-26T08:00:00Z");
    says(ana, "I clicked a phishing link");
    desk.forward(1000);
    expect(holder()).toBeUndefined();
    expect(inThread()).toContain("@Eli Novak you are on call");
  });

  test("at Tier 3 goes to the liaison first, whose name the requester reads; one mention", () => {
    const { says, submits, holder, desk, inThread } = aDesk(withTier(3, { assign: "auto" }));
    says(ana, NETWORK);
    submits(dana, { action: "escalate", ticket: 1 }, { text: "Not the cable." });
    expect(holder()).toBe(kofi.name);
    expect(inThread()).toContain("(auto: liaison of this component, no open tickets)");
    expect(inThread().match(/@Kofi/g)).toHaveLength(1);
    expect(desk.shownAt(direct(ana)).join("\n")).toContain("Engineering (Kofi Mensah)");
  });

  test("gives nobody their own question", () => {
    const { says, holder } = aDesk(serving(auto(), "high", ["dana"]));
    says(dana, "open a ticket: my own keyboard");
    expect(holder()).toBe("Eli Novak");
  });
});

describe("an assignee who is away", () => {
  const TOMORROW = ["2026-11-25", "2026-11-25"] as const;

  test("is stood in for by the component's deputy when the requester writes", () => {
    const plan = away(withDeputyAtTier2(aPlan()), "dana", ...TOMORROW);
    const { says, presses, desk, holder, inThread } = aDesk(plan);
    says(ana, NETWORK);
    presses(dana, { action: "take", ticket: 1 });
    says(ana, "HD-1: still down");
    expect(holder()).toBe("Dana Brooks");
    desk.forward(24 * HOUR);
    says(ana, "HD-1: and today too");
    expect(holder()).toBe("Eli Novak");
    expect(inThread()).toContain(
      "@Eli Novak Dana Brooks is away, so this ticket is yours now (as the deputy).",
    );
    expect(desk.history.findLast(({ type }) => type === "assigned")?.text).toBe(
      "Eli Novak (for Dana Brooks, who is away)",
    );
    says(ana, "HD-1: hello?");
    expect(inThread().match(/is away/g)).toHaveLength(1);
  });

  test("is not stood in for by whoever asked: nobody works on their own question", () => {
    const plan = away(withDeputyAtTier2(aPlan()), "dana", ...TOMORROW);
    const { says, presses, desk, holder } = aDesk(plan);
    says(eli, NETWORK);
    presses(dana, { action: "take", ticket: 1 });
    desk.forward(24 * HOUR);
    says(eli, "HD-1: still down");
    expect(holder()).toBe("Dana Brooks");
  });

  test("is stood in for when a warning is due: the deputy reads it", () => {
    // Resolution: sixteen working hours from 09:00 on the 24th; warned after twelve, on the 25th at 13:00.
    const plan = away(withDeputyAtTier2(aPlan()), "dana", ...TOMORROW);
    const { says, presses, saysInThread, desk, holder, inThread } = aDesk(plan);
    says(ana, NETWORK);
    presses(dana, { action: "take", ticket: 1 });
    saysInThread(dana, 1, "I look at it.");
    desk.forward(28 * HOUR);
    expect(holder()).toBe("Eli Novak");
    expect(inThread()).toMatch(/@Eli Novak HD-1: resolution is due/);
  });

  test("is stood in for by the next member where the tier assigns by itself", () => {
    const { says, presses, desk, holder, inThread } = aDesk(away(auto(), "dana", ...TOMORROW));
    says(ana, UNKNOWN);
    presses(dana, { action: "take", ticket: 1 });
    desk.forward(24 * HOUR);
    says(ana, "HD-1: hello?");
    expect(holder()).toBe("Eli Novak");
    expect(inThread()).toContain("Dana Brooks is away, so this ticket is yours now (auto: no open tickets).");
  });

  test("is stood in for, and then the ticket is given out a tier up, when both are due at once", () => {
    // Due after sixteen working hours: on the 27th, when dana is away. She was warned on the 25th.
    const both = auto({}, withTier(3, { assign: "auto" }));
    const plan = away(both, "dana", "2026-11-27", "2026-11-27");
    const { says, presses, saysInThread, desk, holder, inThread, ticket } = aDesk(plan);
    says(ana, NETWORK);
    presses(dana, { action: "take", ticket: 1 });
    saysInThread(dana, 1, "I look at it.");
    const late = ticket()?.targets.find(({ kind }) => kind === "resolution")?.due;
    desk.forward((late?.getTime() ?? 0) - desk.now().getTime());
    expect(ticket()?.tier).toBe(3);
    expect(holder()).toBe("Kofi Mensah");
    expect(inThread()).toContain("Dana Brooks is away");
    const keys = desk.decisions.flatMap(({ decision }) => decision.messages.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("keeps it where nobody stands in; the lead reads the warning", () => {
    const { says, presses, saysInThread, desk, holder, inThread } = aDesk(away(aPlan(), "dana", ...TOMORROW));
    says(ana, UNKNOWN);
    presses(dana, { action: "take", ticket: 1 });
    saysInThread(dana, 1, "I look at it.");
    desk.forward(28 * HOUR);
    expect(holder()).toBe("Dana Brooks");
    expect(inThread()).toMatch(/@Priya Raman HD-1: resolution is due/);
  });
});
