import { createMemoryDesk } from "../support/memory-desk";
import { anIncident, deskOfOutage, OTHER, OUTAGE, serviceDesk } from "../support/outage";
import { ana, ben, dana, direct, eli, peopleAt, staff } from "../support/people";
import { theRules } from "../support/rules";

const MINUTE = 60_000;

const aDesk = (incidents: { proposeAt: number; openAt?: number } = { proposeAt: 4 }) =>
  deskOfOutage({ incidents: { withinMinutes: 30, ...incidents } });

describe("alike reports", () => {
  test("are proposed as one incident once there are as many as the plan says, in one message that counts on", () => {
    const { report, inChannel } = aDesk();
    report(3);
    expect(inChannel()).not.toContain("alike reports");
    report(1, 3);
    expect(inChannel()).toContain(
      "**4 alike reports about Network and Wi\\-Fi**: HD-1, HD-2, HD-3 and HD-4.",
    );
    report(2, 4);
    expect(inChannel()).toContain("**6 alike reports");
    expect(inChannel().match(/alike reports/g)).toHaveLength(1);
  });

  test("of other things, or from long ago, are none", () => {
    const { report, says, desk, inChannel } = aDesk();
    report(3);
    says(ana, OTHER);
    says(ben, "the clock in the gym runs backwards");
    expect(inChannel()).not.toContain("alike reports");
    desk.forward(31 * MINUTE);
    report(1, 3);
    expect(inChannel()).not.toContain("alike reports");
  });

  test("are left alone by a plan that does not group", () => {
    const desk = createMemoryDesk(theRules());
    const { says } = peopleAt(desk);
    OUTAGE.forEach((text, i) => says(staff(i), `open a ticket: ${text}`));
    expect(desk.shownAt(serviceDesk).join("\n")).not.toContain("alike reports");
  });

  test("that a technician takes for different matters are not asked about again", () => {
    const { report, presses, inChannel, ticket } = aDesk();
    report(4);
    presses(dana, { action: "keep_apart", ticket: 1 });
    expect(inChannel()).toContain("Different matters, says Dana Brooks.");
    report(3, 4);
    expect(inChannel()).not.toContain("alike reports");
    expect([1, 2, 3, 4].map((number) => ticket(number)?.apart)).toEqual([true, true, true, true]);
  });

  test("two technicians press at once: the first word holds, and the other one is told", () => {
    const declared = aDesk();
    declared.report(4);
    declared.presses(dana, { action: "open_incident", ticket: 1 });
    declared.presses(eli, { action: "keep_apart", ticket: 1 });
    expect(declared.told(eli)).toContain("HD-1 is one of the reports of **HD-5** already.");
    expect(declared.inChannel()).toContain("**HD-5** is one incident now, of 4 reports so far.");
    expect(declared.ticket(1)?.apart).toBeUndefined();

    const apart = aDesk();
    apart.report(4);
    apart.presses(dana, { action: "keep_apart", ticket: 1 });
    apart.presses(eli, { action: "open_incident", ticket: 1 });
    expect(apart.told(eli)).toContain("Nothing changed: somebody has said that these are different matters.");
    expect(apart.desk.tickets.size).toBe(4);
  });

  test("become an incident only by a technician's word", () => {
    const { report, presses, desk } = aDesk();
    report(4);
    presses(staff(0), { action: "open_incident", ticket: 1 });
    expect(desk.tickets.size).toBe(4);
  });

  test("make one without asking at the plan's second threshold, once", () => {
    const { report, desk, ticket } = aDesk({ proposeAt: 3, openAt: 5 });
    report(6);
    const incidents = [...desk.tickets.values()].filter((t) => t.incident === t.number);
    expect(incidents).toHaveLength(1);
    expect(ticket(1)?.incident).toBe(incidents[0]?.number);
  });
});

describe("an incident", () => {
  test("has one thread, whose card counts its reports by site; the lead is called; each requester hears of it", () => {
    const { ticket, inThread, inChannel, told } = anIncident();
    expect(ticket(5)).toMatchObject({ incident: 5, priority: "high", component: "network", status: "open" });
    expect(inChannel()).toContain("Reports: 4");
    expect(inChannel()).toContain("**HD-5** is one incident now, of 4 reports so far.");
    expect(inThread(5)).toContain("@Priya Raman 4 alike reports are one incident now.");
    for (const number of [0, 1, 2, 3])
      expect(told(staff(number))).toContain(
        `your ticket **HD-${number + 1}**: it is a known problem now, **HD-5**`,
      );
  });

  test("has the clocks: those of its reports stop", () => {
    const { ticket } = anIncident();
    expect(ticket(5)?.wakeAt).toBeDefined();
    expect(ticket(1)?.wakeAt).toBeUndefined();
    expect(ticket(1)?.targets.every(({ state }) => state === "dropped")).toBe(true);
  });

  test("takes one more report by itself: no thread, no card, and the requester learns what is known", () => {
    const { report, told, ticket, inChannel, inThread, saysInThread, desk } = anIncident();
    saysInThread(dana, 5, "The switch in the basement is being replaced.");
    desk.forward(MINUTE);
    report(1, 4);
    expect(ticket(6)).toMatchObject({ incident: 5, card: "" });
    expect(told(staff(4))).toContain("a problem that we know of, **HD-5**");
    expect(told(staff(4))).toContain("Your ticket is **HD-6**");
    expect(told(staff(4))).toContain("The switch in the basement is being replaced.");
    expect(inChannel()).not.toContain("HD-6");
    expect(inThread(6)).toBe("");
    expect(inChannel()).toContain("Reports: 5");
  });

  test("takes nothing that only speaks of the same component", () => {
    const { says, ticket } = anIncident();
    says(ana, "open a ticket: which vpn client may I install on my own computer");
    expect(ticket(6)?.incident).toBeUndefined();
  });

  test("one message reaches everybody in their own conversation, after the hold, and meets the response target", () => {
    const { saysInThread, told, inThread, desk, ticket } = anIncident();
    saysInThread(dana, 5, "We are on it: back by noon.");
    expect(inThread(5)).toContain("Goes to all 4 who reported it in 5 s.");
    expect(told(staff(0))).not.toContain("back by noon");
    desk.forward(MINUTE);
    for (const number of [0, 1, 2, 3]) {
      expect(told(staff(number)).match(/back by noon/g)).toHaveLength(1);
      expect(told(staff(number))).toContain(`On your ticket **HD-${number + 1}**:`);
    }
    expect(ticket(5)?.targets.find(({ kind }) => kind === "first_response")?.state).toBe("met");
  });

  test("an undo within the hold reaches nobody", () => {
    const { saysInThread, presses, told, desk } = anIncident();
    const message = saysInThread(dana, 5, "It was Bob who broke it.");
    const key =
      [...desk.rows.keys()].find((one) => one.startsWith("relay:") && one.includes(message.messageId)) ?? "";
    presses(dana, { action: "undo_reply", ticket: 5, argument: key });
    desk.forward(MINUTE);
    expect(told(staff(0))).not.toContain("Bob");
  });

  test("a note stays inside", () => {
    const { saysInThread, told, desk } = anIncident();
    saysInThread(dana, 5, "note: the vendor knows nothing");
    desk.forward(MINUTE);
    expect(told(staff(2))).not.toContain("vendor");
  });

  test("an edit and a deletion reach everybody too, and nobody who comes later reads what was taken back", () => {
    const { saysInThread, edits, deletes, told, desk, report } = anIncident();
    const message = saysInThread(dana, 5, "Back by noon.");
    desk.forward(MINUTE);
    edits(dana, message, "Back by two.");
    expect(told(staff(1))).toContain("Back by two.");
    expect(told(staff(1))).not.toContain("Back by noon.");
    deletes(message);
    expect(told(staff(1))).not.toContain("Back by two.");
    report(1, 4);
    expect(told(staff(4))).not.toContain("Back by");
  });

  test("what a requester writes goes into its thread, with the number, and can be answered alone", () => {
    const { says, inThread, submits, told, desk } = anIncident();
    desk.forward(MINUTE);
    says(staff(2), "HD-3: the cable works, by the way");
    expect(inThread(5)).toContain(
      "**HD-3**\nStaff Member 2: HD-3: the cable works, by the way\n(Reply to HD-3 only…)",
    );
    submits(dana, { action: "reply", ticket: 3 }, { text: "Good, use the cable today." });
    desk.forward(MINUTE);
    expect(told(staff(2))).toContain("Good, use the cable today.");
    expect(told(staff(1))).not.toContain("Good, use the cable today.");
  });

  test("resolving asks each; who says no has a thread of their own, the others are done", () => {
    const { submits, presses, told, ticket, inThread, report, desk } = anIncident();
    report(1, 4);
    submits(
      dana,
      { action: "resolve", ticket: 5 },
      { text: "A switch was replaced.", kind: "solved", confirmation: "ask" },
    );
    for (const number of [1, 2, 3, 4, 6]) expect(ticket(number)?.status).toBe("resolved");
    expect(told(staff(0))).toContain("Your ticket **HD-1** is marked as resolved. Did that solve it?");
    presses(staff(0), { action: "confirm_resolved", ticket: 1 });
    expect(ticket(1)?.status).toBe("closed");
    presses(staff(4), { action: "reopen", ticket: 6 });
    expect(ticket(6)).toMatchObject({ status: "open", apart: true });
    expect(ticket(6)?.incident).toBeUndefined();
    expect(ticket(6)?.wakeAt).toBeDefined();
    expect(inThread(6)).toContain("HD-6 was reopened");
    desk.forward(4 * 24 * 60 * MINUTE);
    expect([2, 3, 4, 5].map((number) => ticket(number)?.status)).toEqual(Array(4).fill("closed"));
  });

  test("reopened by a technician, it is open again for those who have not confirmed", () => {
    const { submits, presses, ticket, told } = anIncident();
    submits(dana, { action: "resolve", ticket: 5 }, { text: "Fixed.", kind: "solved", confirmation: "ask" });
    presses(staff(0), { action: "confirm_resolved", ticket: 1 });
    presses(dana, { action: "reopen", ticket: 5 });
    expect([1, 2, 5].map((number) => ticket(number)?.status)).toEqual(["closed", "open", "open"]);
    expect(told(staff(1))).toContain("It is not over: **HD-2** is open again");
  });

  test("a report that was something else leaves by its requester's word, with clocks and a thread of its own", () => {
    const { report, presses, ticket, inThread, inChannel, told } = anIncident();
    report(1, 4);
    presses(staff(4), { action: "leave_incident", ticket: 6 });
    expect(ticket(6)?.incident).toBeUndefined();
    expect(ticket(6)?.wakeAt).toBeDefined();
    expect(inChannel()).toContain("**HD-6**");
    expect(inThread(6)).toContain("Why it came here");
    expect(told(staff(4))).toContain("**HD-6** is looked at on its own");
    expect(inChannel()).toContain("Reports: 4");
  });

  test("cancelling one report leaves the others, and the thread in peace", () => {
    const { presses, ticket, inThread, inChannel } = anIncident();
    const before = inThread(5);
    presses(staff(1), { action: "cancel", ticket: 2 });
    expect(ticket(2)?.status).toBe("closed");
    expect(ticket(5)?.status).toBe("open");
    expect(inThread(5)).toBe(before);
    expect(inChannel()).toContain("Reports: 3");
  });

  test("the technicians can read what was reported, and put one apart", () => {
    const { presses, told } = anIncident();
    presses(dana, { action: "list_reports", ticket: 5 });
    expect(told(dana)).toContain("**4 reports of HD-5**");
    expect(told(dana)).toContain("the wifi is down in room 12");
    expect(told(dana)).toContain("(HD-4 is something else)");
  });

  test("is told before the articles on its topic, once in a conversation, with what all were told last", () => {
    const { says, told, presses, ticket, saysInThread, desk } = anIncident();
    saysInThread(eli, 5, "Back by noon.");
    desk.forward(MINUTE);
    says(ana, "how do I connect to the vpn");
    expect(told(ana)).toMatch(
      /Network and Wi.*a problem is known since today at 09:00.*HD-5[^]*Back by noon[^]*Connect to the VPN/,
    );
    presses(ana, { action: "me_too", conversation: ticket(5) ? "c6" : "", argument: "5" });
    expect([...desk.tickets.values()].at(-1)).toMatchObject({ incident: 5, requester: { account: "ana" } });
  });

  test("is not told before articles on something else", () => {
    const { says, told } = anIncident();
    says(ana, "the printer is out of toner");
    expect(told(ana)).not.toContain("a problem is known");
  });

  test("made of one ticket by hand, others are added by hand", () => {
    const { says, submits, ticket, told } = aDesk();
    says(ana, OTHER);
    says(ben, "my board hangs the wrong way round");
    submits(dana, { action: "set_incident", ticket: 1 }, { ticket: "" });
    expect(ticket(3)).toMatchObject({ incident: 3 });
    submits(dana, { action: "set_incident", ticket: 2 }, { ticket: "HD-3" });
    expect(ticket(2)?.incident).toBe(3);
    submits(dana, { action: "set_incident", ticket: 2 }, { ticket: "HD-1" });
    expect(told(dana).replaceAll("\\", "")).toContain("There is no open incident HD-1");
  });

  test("two that were one are merged: every report goes on in the other", () => {
    const { report, submits, says, ticket, desk } = anIncident();
    says(ana, OTHER);
    submits(dana, { action: "set_incident", ticket: 6 }, { ticket: "" });
    submits(dana, { action: "merge", ticket: 7 }, { ticket: "HD-5" });
    expect(ticket(7)).toMatchObject({ status: "closed", mergedInto: 5 });
    expect(ticket(6)?.incident).toBe(5);
    report(1, 4);
    expect([...desk.tickets.values()].at(-1)?.incident).toBe(5);
  });

  test("a report that comes while it is being resolved hears at once how it ended", () => {
    const { desk, ticket, submits, says } = anIncident();
    submits(dana, { action: "resolve", ticket: 5 }, { text: "Fixed.", kind: "solved", confirmation: "ask" });
    says(ana, OTHER);
    // As if it had been saved just before.
    const late = ticket(6);
    if (late) desk.tickets.set(6, { ...late, incident: 5, targets: [] });
    desk.handle({ type: "reports_changed", id: "late", at: desk.now(), ticket: 5, report: 6 });
    expect(ticket(6)?.status).toBe("resolved");
  });
});

test("five hundred reports of one outage: one thread, everybody told, and the channel not flooded", () => {
  const { report, desk, saysInThread, inChannel, inThread } = aDesk({ proposeAt: 5, openAt: 15 });
  report(500);
  const incident = [...desk.tickets.values()].find((t) => t.incident === t.number);
  expect(desk.shownAt(serviceDesk).length).toBeLessThan(20);
  expect(desk.shownAt({ thread: `ticket-${incident?.number}` }).length).toBeLessThan(10);
  expect(inChannel()).toContain("Reports: 500");
  saysInThread(dana, incident?.number ?? 0, "Back by noon.");
  desk.forward(MINUTE);
  for (let i = 0; i < 500; i++)
    expect(
      desk
        .shownAt(direct(staff(i)))
        .join("\n")
        .match(/Back by noon/g),
    ).toHaveLength(1);
  expect(inThread(incident?.number ?? 0).match(/Back by noon/g)).toHaveLength(1);
});

describe("splitting", () => {
  test("opens the other matter as a ticket of the same requester, and says where in both", () => {
    const { says, submits, ticket, inThread, told } = aDesk();
    says(ana, `${OTHER}, and I cannot print either`);
    submits(dana, { action: "split", ticket: 1 }, { text: "Cannot print from room 12" });
    expect(ticket(2)).toMatchObject({
      question: "Cannot print from room 12",
      requester: { account: "ana" },
      status: "open",
    });
    expect(ticket(1)?.status).toBe("open");
    expect(inThread(1)).toContain("The other matter is **HD-2** now.");
    expect(told(ana)).toContain("I've opened ticket **HD-2**");
  });

  test("is not for requesters", () => {
    const { says, submits, desk } = aDesk();
    says(ana, OTHER);
    submits(ana, { action: "split", ticket: 1 }, { text: "Another one" });
    expect(desk.tickets.size).toBe(1);
  });
});
