/** Incidents beside what else a desk does: trainees, vendors, waiting, kinds, criteria. */
import { anIncident, deskOfOutage, OTHER } from "../support/outage";
import { ana, ben, dana, direct, eli, staff, staffRoom } from "../support/people";
import { aPlan } from "../support/rules";
import type { EscalationPlan, Kind } from "../../src/plan/plan";

const MINUTE = 60_000;

const aKind = (key: Kind["key"]): Kind => ({ key, phrases: [], examples: [], counterExamples: [], line: 1 });

const byItself = (): Partial<EscalationPlan> => ({
  tiers: aPlan().tiers.map((t) => ({ ...t, ...(t.number === 2 && { assign: "auto" as const }) })),
});

const withTrainee = (): Partial<EscalationPlan> => ({
  people: aPlan().people.map((p) => ({ ...p, ...(p.key === "eli" && { traineeOf: "dana" }) })),
});

describe("the clocks of a report rest", () => {
  test("when its requester writes", () => {
    const { says, ticket, desk } = anIncident();
    desk.forward(MINUTE);
    says(staff(2), "HD-3: is it any better?");
    expect(ticket(3)?.wakeAt).toBeUndefined();
  });

  test("when it is escalated", () => {
    const { submits, ticket } = anIncident();
    submits(dana, { action: "escalate", ticket: 3 }, { text: "Look at this one." });
    expect(ticket(3)).toMatchObject({ tier: 3, incident: 5 });
    expect(ticket(3)?.wakeAt).toBeUndefined();
  });

  test("when it comes off the list", () => {
    const { submits, ticket } = anIncident({ kinds: [aKind("incident"), aKind("enhancement")] });
    submits(dana, { action: "set_kind", ticket: 3 }, { kind: "enhancement" });
    submits(dana, { action: "set_kind", ticket: 3 }, { kind: "incident" });
    expect(ticket(3)?.kind).toBe("incident");
    expect(ticket(3)?.wakeAt).toBeUndefined();
  });
});

test("a report that was resolved by itself does not move to where its incident goes on", () => {
  const { submits, says, ticket, told } = anIncident();
  says(ana, OTHER); // HD-6
  submits(dana, { action: "set_incident", ticket: 6 }, { ticket: "" }); // HD-7
  submits(dana, { action: "resolve", ticket: 3 }, { text: "The cable was loose." });
  submits(dana, { action: "merge", ticket: 5 }, { ticket: "HD-7" });
  expect([ticket(2)?.incident, ticket(3)?.incident]).toEqual([7, 5]);
  expect(told(staff(2))).not.toContain("HD-7");
});

test("the list of reports, and a word to all, count those that hear it: what is over is none", () => {
  const { presses, saysInThread, inThread, told } = anIncident();
  presses(staff(2), { action: "cancel", ticket: 3 });
  saysInThread(dana, 5, "A switch is broken.");
  expect(inThread(5)).toContain("Goes to all 3 who reported it");
  presses(dana, { action: "list_reports", ticket: 5 });
  expect(told(dana)).toContain("**3 reports of HD-5**");
});

describe("a report that leaves", () => {
  test("while its requester is asked has clocks that wait", () => {
    const { submits, presses, ticket } = anIncident();
    submits(dana, { action: "ask_for_more", ticket: 3 }, { text: "Which room?" });
    presses(dana, { action: "leave_incident", ticket: 3 });
    expect(ticket(3)?.status).toBe("waiting");
    expect(ticket(3)?.targets.filter(({ state }) => state === "running")).toEqual([]);
  });

  test("after it was resolved is open", () => {
    const { submits, presses, ticket } = anIncident();
    submits(dana, { action: "resolve", ticket: 5 }, { text: "Fixed.", kind: "solved", confirmation: "ask" });
    presses(staff(2), { action: "leave_incident", ticket: 3 });
    expect(ticket(3)?.incident).toBeUndefined();
    expect(ticket(3)?.status).toBe("open");
  });

  test("by a word from elsewhere has a thread", () => {
    const { submits, says, ticket, inThread, report } = anIncident();
    report(1, 4);
    submits(dana, { action: "resolve", ticket: 5 }, { text: "Fixed.", kind: "solved", confirmation: "ask" });
    says(staff(4), "HD-6: no, still broken", {
      in: staffRoom,
      replyIn: { platform: "sandbox", kind: "thread", id: "staff-room/x1" },
      addressed: true,
    });
    expect(ticket(6)).toMatchObject({ status: "open", card: "ticket/6/card" });
    expect(inThread(6)).toContain("HD-6 was reopened");
  });

  test("by a word after another question has its own packet", () => {
    const { submits, says, ticket, inThread, report, desk } = anIncident();
    report(1, 4);
    submits(dana, { action: "resolve", ticket: 5 }, { text: "Fixed.", kind: "solved", confirmation: "ask" });
    desk.forward(40 * MINUTE);
    says(staff(4), "new: the printer is out of toner");
    says(staff(4), "HD-6: no, still broken");
    expect(ticket(6)?.status).toBe("open");
    expect(inThread(6)).not.toContain("toner");
  });

  test("because it was not solved is not counted any more", () => {
    const { submits, presses, cardOf } = anIncident();
    submits(dana, { action: "resolve", ticket: 5 }, { text: "Fixed.", kind: "solved", confirmation: "ask" });
    presses(staff(2), { action: "reopen", ticket: 3 });
    expect(cardOf(5)).toContain('"label":"Reports","value":"3"');
  });

  test("is given out where the plan gives tickets out", () => {
    const { report, presses, ticket, inThread } = anIncident(byItself());
    report(1, 4);
    presses(staff(4), { action: "leave_incident", ticket: 6 });
    expect(ticket(6)).toMatchObject({ assignedBy: "auto" });
    expect(inThread(6)).toContain("@");
  });

  test("because it is merged into another one is not counted any more", () => {
    const { says, submits, cardOf } = anIncident();
    says(staff(2), `new: open a ticket: ${OTHER}`);
    says(staff(2), `open a ticket: ${OTHER}`);
    submits(dana, { action: "merge", ticket: 3 }, { ticket: "HD-6" });
    expect(cardOf(5)).toContain('"label":"Reports","value":"3"');
  });

  test("has rested as long as it waited", () => {
    const { says, submits, presses, desk, ticket } = deskOfOutage();
    says(ana, OTHER);
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which room?" });
    desk.forward(60 * MINUTE);
    submits(dana, { action: "set_incident", ticket: 1 }, { ticket: "" });
    presses(dana, { action: "leave_incident", ticket: 1 });
    expect(ticket(1)?.restedMs).toBe(60 * MINUTE);
  });
});

describe("replies of trainees", () => {
  test("to all say so, and reach all when they are approved", () => {
    const { saysInThread, presses, told, inThread, ticket, desk } = anIncident(withTrainee());
    saysInThread(eli, 5, "Back by noon.");
    expect(inThread(5)).toContain("of Eli Novak to all 4 who reported it");
    const argument = ticket(5)?.awaiting?.[0]?.id ?? "";
    presses(dana, { action: "approve_reply", ticket: 5, argument });
    desk.forward(MINUTE);
    expect(told(staff(0)).match(/Back by noon/g)).toHaveLength(1);
  });

  test("to one stay under its number after an edit", () => {
    const { submits, inThread, presses, ticket, desk } = anIncident(withTrainee());
    submits(eli, { action: "reply", ticket: 3 }, { text: "Use the cable." });
    expect(inThread(5)).toContain("**HD-3**\n@Dana Brooks");
    presses(dana, { action: "approve_reply", ticket: 3, argument: ticket(3)?.awaiting?.[0]?.id ?? "" });
    desk.forward(MINUTE);
    expect(inThread(5)).toContain("**HD-3**\nEli Novak, approved by Dana Brooks: Use the cable.");
  });

  test("are the words of a split, too: another one opens that ticket", () => {
    const { says, submits, desk, told } = deskOfOutage(withTrainee());
    says(ana, OTHER);
    submits(eli, { action: "split", ticket: 1 }, { text: "You broke the printer" });
    expect(desk.tickets.size).toBe(1);
    expect(told(eli)).toContain("You broke the printer");
  });
});

describe("an incident", () => {
  test("at a vendor has the vendor's buttons", () => {
    const { submits, cardOf, ticket } = anIncident();
    submits(dana, { action: "escalate", ticket: 5 }, { text: "Up." });
    submits(dana, { action: "escalate", ticket: 5 }, { text: "Up." });
    expect(ticket(5)).toMatchObject({ tier: 4, waitingOn: "vendor" });
    expect(cardOf(5)).toContain("Case number…");
  });

  test("that was merged takes no more reports: they go on in the other", () => {
    const { says, submits, ticket, desk } = anIncident();
    says(ana, OTHER);
    submits(dana, { action: "set_incident", ticket: 6 }, { ticket: "" });
    submits(dana, { action: "merge", ticket: 7 }, { ticket: "HD-5" });
    says(ben, "my board hangs the wrong way round");
    // As if it had been saved just before.
    const late = ticket(8);
    if (late) desk.tickets.set(8, { ...late, incident: 7, targets: [] });
    desk.handle({ type: "reports_changed", id: "late", at: desk.now(), ticket: 7, report: 8 });
    expect(ticket(8)).toMatchObject({ status: "open", incident: 5 });
  });

  test("is opened once, also by two who press before the first report has joined", () => {
    const { presses, ticket, desk } = anIncident();
    // As if it had not been handled yet.
    const first = ticket(1);
    if (first) {
      const { incident: _none, ...rest } = first;
      desk.tickets.set(1, rest);
    }
    presses(dana, { action: "open_incident", ticket: 1 });
    expect([...desk.tickets.values()].filter((t) => t.incident === t.number)).toHaveLength(1);
  });

  test("on one platform is merged into that on another", () => {
    const { says, submits, ticket, desk } = anIncident();
    says(ana, OTHER);
    submits(dana, { action: "set_incident", ticket: 6 }, { ticket: "" });
    const other = ticket(7);
    if (other) desk.tickets.set(7, { ...other, requester: { ...other.requester, platform: "teams" } });
    submits(dana, { action: "merge", ticket: 7 }, { ticket: "HD-5" });
    expect(ticket(7)).toMatchObject({ mergedInto: 5 });
  });
});

describe("an incident whose thread is gone", () => {
  function aGoneThread() {
    let isGone = false;
    const at = anIncident(
      {},
      {
        gone: ({ to, verb }) =>
          isGone && verb === "post" && "thread" in to && to.thread === "ticket-5" ? "thread" : undefined,
      },
    );
    const inNewThread = () => {
      isGone = false;
      at.desk.forward(MINUTE);
      return at.inThread(5);
    };
    isGone = true;
    return { ...at, inNewThread };
  }

  test("begins again when a requester's word does not get there, and shows it", () => {
    const { says, inNewThread, ticket, told } = aGoneThread();
    says(staff(2), "HD-3: the cable works");
    expect(ticket(5)?.card).toBe("ticket/5/card/again");
    expect(inNewThread()).toContain("the cable works");
    expect(told(staff(2))).not.toContain("cannot be reached");
  });

  test("counts its reports on the new card", () => {
    const { saysInThread, cardOf, ticket } = aGoneThread();
    saysInThread(dana, 5, "Back by noon.");
    expect(ticket(5)?.card).toBe("ticket/5/card/again");
    expect(cardOf(5)).toContain('"label":"Reports","value":"4"');
  });
});

test("a page of one's own shows the incident, and not each of its reports", () => {
  const { opensHome, desk } = anIncident();
  opensHome(eli);
  const home = [...desk.rows.values()].findLast(({ message }) => message.verb === "home");
  const text = JSON.stringify(home?.content);
  expect(text).toContain("HD-5");
  expect(text).not.toContain("HD-3");
});

test("tickets of a private component are each person's own, however alike", () => {
  const components = aPlan().components.map((c) => ({ ...c, private: c.key === "network" }));
  const { report, desk, ticket } = deskOfOutage({
    components,
    incidents: { withinMinutes: 30, proposeAt: 2, openAt: 3 },
  });
  report(5);
  expect([...desk.tickets.values()].every(({ incident }) => incident === undefined)).toBe(true);
  expect([...desk.rows.keys()].some((key) => key.startsWith("incident-proposal"))).toBe(false);
  expect(ticket(5)?.card).not.toBe("");
});

test("a ticket for which somebody is called at once is looked at by itself", () => {
  const [phishing] = aPlan().criteria;
  if (!phishing) throw new Error("The plan has no criterion.");
  const { component: _none, ...rule } = phishing;
  const down = { ...rule, key: "down", phrases: ["wifi"], contact: "priya" };
  const { report, desk } = deskOfOutage({
    criteria: [down],
    incidents: { withinMinutes: 30, proposeAt: 2, openAt: 3 },
  });
  report(5);
  expect([...desk.tickets.values()].every(({ incident }) => incident === undefined)).toBe(true);
});

test("thanks for a word to all are noted, and are no line in the thread", () => {
  const { saysInThread, desk, thanks, inThread } = anIncident();
  saysInThread(dana, 5, "Back by noon.");
  desk.forward(MINUTE);
  const before = inThread(5);
  const copy = [...desk.rows].find(([key]) => key.endsWith("/to/1"))?.[1];
  thanks(staff(0), { in: direct(staff(0)), messageId: copy?.messageId ?? "" });
  expect(desk.history.at(-1)?.type).toBe("thanked");
  expect(inThread(5)).toBe(before);
});

test("somebody for whom a colleague reports what is known reads who did, and in what words", () => {
  const { submits, told } = anIncident();
  submits(
    ben,
    { action: "open_ticket" },
    { text: "wifi is down in the hall", urgency: "around" },
    direct(ben),
    { on_behalf: ana },
  );
  expect(told(ana)).toContain("Ben Carter asked for this.");
  expect(told(ana)).toContain("Ben Carter: wifi is down in the hall");
  expect(told(ana)).toContain("a problem that we know of, **HD-5**");
});

describe("I have that too", () => {
  const inThread = { platform: "sandbox", kind: "thread", id: "staff-room/q1" } as const;
  /** Ana asks in a channel, and Ben answers below it. */
  function askedInTheOpen() {
    const at = deskOfOutage();
    at.says(ana, OTHER, { in: staffRoom, replyIn: inThread, addressed: true });
    at.says(ben, "me too", { in: inThread, addressed: true });
    return at;
  }

  test("is offered below somebody else's question, and opens a ticket of one's own in the same words", () => {
    const { desk, presses, ticket, told } = askedInTheOpen();
    expect(desk.shownAt(inThread).join("\n")).toContain("(I have that too)");
    presses(ben, { action: "me_too", ticket: 1 }, inThread);
    expect(ticket(2)).toMatchObject({ requester: { account: "ben" }, question: OTHER, status: "open" });
    expect(ticket(2)?.reasons[0]).toBe("Has what HD-1 has, they say.");
    expect(told(ben)).toContain("I've opened ticket **HD-2**");
  });

  test("pressed twice, or by whoever asked, opens nothing more", () => {
    const { desk, presses } = askedInTheOpen();
    presses(ben, { action: "me_too", ticket: 1 }, inThread);
    presses(ben, { action: "me_too", ticket: 1 }, inThread);
    presses(ana, { action: "me_too", ticket: 1 }, inThread);
    expect(desk.tickets.size).toBe(2);
    expect(desk.shownAt(inThread).join("\n")).toContain("You have a ticket about that already: **HD-2**.");
  });

  test("tells nobody what was asked in private", () => {
    const { says, presses, desk, told } = deskOfOutage();
    says(ana, OTHER);
    presses(ben, { action: "me_too", ticket: 1 });
    expect(desk.tickets.size).toBe(1);
    expect(told(ben)).not.toContain("smartboard");
  });
});

test("a reply in a report's own thread can be undone there", () => {
  const { saysInThread, inThread } = anIncident();
  saysInThread(dana, 1, "Yours was only a cable.");
  expect(inThread(1)).toContain("Goes to Staff Member 0");
  expect(inThread(5)).not.toContain("Goes to Staff Member 0");
});

test("an incident of a private component is told to nobody, and a press made up for it joins nothing", () => {
  const components = aPlan().components.map((c) => ({ ...c, private: c.key === "network" }));
  const { says, submits, saysInThread, presses, told, desk } = deskOfOutage({ components });
  says(ana, "open a ticket: the wifi is down in room 12");
  submits(dana, { action: "set_incident", ticket: 1 }, { ticket: "" });
  saysInThread(dana, 2, "It was an attack from room 12.");
  desk.forward(MINUTE);
  says(ben, "how do I connect to the vpn");
  expect(told(ben)).not.toContain("a problem is known");
  const asked = [...desk.conversations.values()].find(({ requester }) => requester.account === "ben");
  presses(ben, { action: "me_too", conversation: asked?.id ?? "", argument: "2" });
  expect(told(ben)).not.toContain("attack");
  expect([...desk.tickets.values()].at(-1)).toMatchObject({ requester: { account: "ben" } });
  expect([...desk.tickets.values()].at(-1)?.incident).toBeUndefined();
});
