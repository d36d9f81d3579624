import { formFor } from "../../src/desk/forms";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, kofi, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const HOUR = 3_600_000;
const setCase = { action: "set_case", ticket: 1 } as const;

/** A ticket about the network, with Metrolink since 09:00 on a Tuesday. */
function atVendor(question = "open a ticket: the wifi in the gym drops every noon", plan = aPlan()) {
  const desk = createMemoryDesk(theRules(plan));
  const people = peopleAt(desk);
  const asked = people.says(ana, question);
  people.submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
  people.submits(kofi, { action: "escalate", ticket: 1 }, { text: "the line is down" });
  const shown = (place: Parameters<typeof desk.shownAt>[0]) => desk.shownAt(place);
  return {
    desk,
    ...people,
    asked,
    ticket: () => desk.tickets.get(1),
    card: () => shown({ platform: "sandbox", kind: "channel", id: "service-desk" }).join("\n"),
    inThread: () => shown({ thread: "ticket-1" }).join("\n").replaceAll("\\", ""),
    chat: () => shown(direct(ana)).join("\n").replaceAll("\\", ""),
    told: (who: typeof kofi) => shown(direct(who)).join("\n").replaceAll("\\", ""),
    clock: () => desk.tickets.get(1)?.targets.findLast((t) => t.kind === "vendor_response"),
    stories: (type: string) => desk.history.filter((h) => h.type === type).map((h) => h.text),
  };
}

describe("a vendor's case number", () => {
  test("stands on the card with the vendor's name, and in the history", () => {
    const { submits, card, stories, inThread } = atVendor();
    submits(kofi, setCase, { number: " ml-4102233 " });
    expect(card()).toContain("Vendor case: Metrolink, ML-4102233");
    expect(stories("case_set")).toEqual(["Metrolink, ML-4102233"]);
    expect(inThread()).toContain("Metrolink works on this as case **ML-4102233**");
  });

  test("that is none of theirs is refused with what theirs look like, and an example", () => {
    const { submits, ticket, told } = atVendor();
    submits(kofi, setCase, { number: "4711" });
    expect(ticket()?.vendorCase).toBeUndefined();
    expect(told(kofi)).toContain("Theirs are “ML-”, then 7 digits, for example ML-4102233.");
  });

  test("is put right with the same form; the history keeps both", () => {
    const { submits, ticket, stories } = atVendor();
    submits(kofi, setCase, { number: "ML-4102233" });
    submits(dana, setCase, { number: "ML-4102234" });
    expect(ticket()?.vendorCase).toMatchObject({ vendor: "metrolink", number: "ML-4102234", by: dana });
    expect(stories("case_set").at(-1)).toBe("Metrolink, ML-4102234 (before: Metrolink, ML-4102233)");
  });

  test("that is known already is not told again", () => {
    const { submits, inThread, stories } = atVendor();
    submits(kofi, setCase, { number: "ML-4102233" });
    submits(dana, setCase, { number: "ml-4102233" });
    expect(stories("case_set")).toHaveLength(1);
    expect(inThread()).not.toContain("not ML-4102233");
  });

  test("is for technicians only, and for tickets at Tier 4", () => {
    const { submits, says, desk, ticket, told } = atVendor();
    submits(ana, setCase, { number: "ML-4102233" });
    expect(ticket()?.vendorCase).toBeUndefined();
    says(ana, "open a ticket: the vpn is gone");
    submits(dana, { action: "set_case", ticket: 2 }, { number: "ML-4102233" });
    expect(desk.tickets.get(2)?.vendorCase).toBeUndefined();
    expect(told(dana)).toContain("HD-2 is not with a vendor");
  });

  test("the form says whose number is asked for, and what it looks like", () => {
    const form = formFor(aPlan(), { ...setCase, argument: "metrolink" });
    expect(form?.fields[0]).toMatchObject({
      label: "Case number at Metrolink",
      hint: "Theirs are “ML-”, then 7 digits, for example ML-4102233.",
    });
  });

  test("the requester reads which vendor their ticket is with", () => {
    const { says, chat } = atVendor();
    says(ana, "my tickets");
    expect(chat()).toContain("with the vendor Metrolink");
  });
});

describe("a vendor's clock", () => {
  test("runs while ours stand still, and is not ours to the requester", () => {
    const { ticket, clock, card, chat } = atVendor();
    expect(clock()).toMatchObject({ state: "running", minutes: 240, vendor: "metrolink", tier: 4 });
    const ours = ticket()?.targets.filter((t) => t.kind !== "vendor_response" && t.tier === 4);
    expect(ours?.map((t) => t.state)).toEqual(["paused", "paused"]);
    expect(card()).toContain("Vendor's answer due: today at 13:00");
    expect(chat()).not.toContain("13:00");
  });

  test("does not begin again with the case number", () => {
    const { submits, desk, clock } = atVendor();
    const before = clock();
    desk.forward(HOUR);
    submits(kofi, setCase, { number: "ML-4102233" });
    expect(clock()).toEqual(before);
  });

  test("is neither met nor running once somebody has taken the ticket; the case number starts it", () => {
    const { presses, submits, desk, clock, ticket } = atVendor();
    presses(kofi, { action: "take", ticket: 1 });
    expect(clock()?.state).toBe("dropped");
    desk.forward(HOUR);
    submits(kofi, setCase, { number: "ML-4102233" });
    expect(ticket()).toMatchObject({ status: "waiting", waitingOn: "vendor", assignee: kofi });
    expect(clock()).toMatchObject({ state: "running", startedAt: desk.now() });
    submits(kofi, { action: "vendor_answered", ticket: 1 }, { text: "mended" });
    submits(kofi, setCase, { number: "ML-4102234" });
    expect(ticket()?.status).toBe("open");
  });

  test("is met by Continue, and dropped when we ask the requester instead", () => {
    const one = atVendor();
    one.presses(kofi, { action: "continue", ticket: 1 });
    expect(one.clock()?.state).toBe("met");
    const two = atVendor();
    two.submits(kofi, { action: "ask_for_more", ticket: 1 }, { text: "Which gym?" });
    expect(two.clock()?.state).toBe("dropped");
    expect(two.ticket()).toMatchObject({ waitingOn: "requester" });
  });

  test("goes by the priority, also when that is set later", () => {
    const { submits, desk, clock } = atVendor();
    desk.forward(HOUR);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "urgent" });
    expect(clock()).toMatchObject({ minutes: 120, due: new Date("2026-11-24T17:00:00Z") });
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "low" });
    expect(clock()?.state).toBe("dropped");
  });

  test("ends with another component's vendor, who promises nothing", () => {
    const { submits, clock, ticket } = atVendor();
    submits(dana, { action: "set_component", ticket: 1 }, { component: "security" });
    expect(clock()?.state).toBe("dropped");
    expect(ticket()?.waitingOn).toBe("vendor");
  });

  test("a plan that promises nothing for a vendor has no such clock", () => {
    const vendors = [{ key: "metrolink", name: "Metrolink", contacts: [] }];
    const desk = createMemoryDesk(theRules(aPlan({ vendors })));
    const { says, submits } = peopleAt(desk);
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
    submits(kofi, { action: "escalate", ticket: 1 }, { text: "the line is down" });
    expect(desk.tickets.get(1)?.targets.some(({ kind }) => kind === "vendor_response")).toBe(false);
  });
});

describe("a packet for the vendor", () => {
  const packet = { action: "vendor_packet", ticket: 1 } as const;
  const sent = { action: "packet_sent", ticket: 1 } as const;
  const QUESTION =
    "open a ticket: ana's wifi in the gym drops every noon, call me at 555-0123. 10.0.0.7 does not answer";

  test("is drafted for whoever pressed it, without personal data and without what technicians wrote", () => {
    const { submits, presses, told, inThread, chat } = atVendor(QUESTION);
    submits(kofi, setCase, { number: "ML-4102233" });
    presses(kofi, packet);
    expect(told(kofi)).toContain(
      [
        "For Metrolink: From: Help Desk, A school",
        "Our reference: HD-1",
        "Your case: ML-4102233",
        "About: Network and Wi-Fi",
        "Site: High School",
        "Priority: Normal",
        "",
        "[name]'s wifi in the gym drops every noon, call me at [phone]. 10.0.0.7 does not answer",
        "Phone: 555-0199",
        "(I have sent this) (I sent other words…)",
      ].join("\n"),
    );
    expect(told(kofi)).not.toContain("please look");
    expect(inThread()).not.toContain("10.0.0.7");
    expect(chat()).not.toContain("Our reference");
  });

  test("that was sent as drafted is noted once, with who sent what", () => {
    const { presses, told, stories, inThread, ticket, desk } = atVendor(QUESTION);
    presses(kofi, packet);
    const argument = ticket()?.packetDraft?.at.toISOString() ?? "";
    presses(kofi, { ...sent, argument });
    expect(stories("packet_sent")).toEqual([expect.stringMatching(/^To Metrolink: From: Help Desk/)]);
    expect(desk.history.at(-1)?.by).toEqual(kofi);
    expect(inThread()).toContain("Kofi Mensah has sent this to Metrolink:");
    presses(kofi, { ...sent, argument });
    expect(stories("packet_sent")).toHaveLength(1);
    expect(told(kofi)).toContain("this was noted already");
  });

  test("that was sent in other words is noted in those", () => {
    const { presses, submits, stories, ticket } = atVendor();
    presses(kofi, packet);
    submits(kofi, sent, { text: "The line in the gym drops." });
    expect(stories("packet_sent")).toEqual(["To Metrolink: The line in the gym drops."]);
    expect(ticket()?.packetDraft).toBeUndefined();
  });

  test("sent again after an answer begins another wait, with another clock", () => {
    const { submits, ticket, clock, desk } = atVendor();
    submits(kofi, { action: "vendor_answered", ticket: 1 }, { text: "Restart it." });
    expect(clock()?.state).toBe("met");
    desk.forward(HOUR);
    submits(kofi, sent, { text: "It still drops." });
    expect(ticket()).toMatchObject({ status: "waiting", waitingOn: "vendor" });
    expect(clock()).toMatchObject({ state: "running", startedAt: desk.now() });
  });

  test("a draft is forgotten when the requester changes the question", () => {
    const it = atVendor(QUESTION);
    it.presses(kofi, packet);
    const argument = it.ticket()?.packetDraft?.at.toISOString() ?? "";
    it.edits(ana, it.asked, "open a ticket: the wifi drops at one");
    it.presses(kofi, { ...sent, argument });
    expect(it.stories("packet_sent")).toEqual([]);
    expect(JSON.stringify(it.ticket())).not.toContain("10.0.0.7");
  });

  test("a draft for one vendor is not noted as sent to another one", () => {
    const { vendors, components } = aPlan();
    const inkwell = { key: "inkwell", name: "Inkwell", contacts: [] };
    const withTwo = aPlan({
      vendors: [...vendors, inkwell],
      components: components.map((c) =>
        c.key === "printing" ? { ...c, providers: { 4: { applicable: true, vendor: "inkwell" } } } : c,
      ),
    });
    const { presses, submits, ticket, told, stories } = atVendor(QUESTION, withTwo);
    presses(kofi, packet);
    const argument = ticket()?.packetDraft?.at.toISOString() ?? "";
    submits(kofi, { action: "set_component", ticket: 1 }, { component: "printing" });
    presses(kofi, { ...sent, argument });
    expect(stories("packet_sent")).toEqual([]);
    expect(told(kofi)).toContain("the ticket has changed since");
  });

  test("is not for requesters", () => {
    const { presses, chat } = atVendor();
    presses(ana, packet);
    expect(chat()).toContain("Only technicians");
    expect(chat()).not.toContain("Our reference");
  });
});

test("a vendor's silence: the liaison is told once and once more, the vendor answers, the requester reads of it", () => {
  const { submits, saysInThread, desk, inThread, chat, clock, stories, ticket } = atVendor();
  submits(kofi, setCase, { number: "ML-4102233" });
  desk.forward(24 * HOUR);
  const told = inThread()
    .split("\n")
    .filter((line) => line.startsWith("@Kofi Mensah HD-1: Metrolink"));
  expect(told).toEqual([
    "@Kofi Mensah HD-1: Metrolink has not answered yet. They promise to within 4 h, by today at 13:00. Phone 555-0199. Case ML-4102233.",
    "@Kofi Mensah HD-1: Metrolink has not answered within 4 h. Call them, and ask for whoever is next in charge there. Phone 555-0199. Case ML-4102233.",
  ]);
  expect(inThread()).not.toContain("Priya");
  expect(chat()).not.toContain("longer than we promised");
  expect(ticket()).toMatchObject({ tier: 4, waitingOn: "vendor" });

  submits(kofi, { action: "vendor_answered", ticket: 1 }, { text: "They reset the port at noon." });
  expect(ticket()).toMatchObject({ status: "open" });
  expect(clock()?.state).toBe("breached");
  expect(stories("vendor_answered")).toEqual(["They reset the port at noon."]);
  expect(chat()).not.toContain("reset the port");

  saysInThread(kofi, 1, "The provider mended the line. Please try again.");
  desk.forward(6000);
  expect(chat()).toContain("The provider mended the line. Please try again.");
  expect(ticket()?.targets.find((t) => t.tier === 4 && t.kind === "first_response")?.state).toBe("met");
});

test("a specialist's word in the thread reaches the requester while we wait for the vendor, and ends the wait", () => {
  const { saysInThread, desk, chat, ticket, clock } = atVendor();
  saysInThread(kofi, 1, "Metrolink sends somebody tomorrow.");
  desk.forward(6000);
  expect(chat()).toContain("Metrolink sends somebody tomorrow.");
  expect(ticket()?.status).toBe("open");
  expect(clock()?.state).toBe("dropped");
});

test("a ticket that a criterion sends straight to the vendor's tier is not said to have its clocks stopped", () => {
  const straight = { key: "line", phrases: ["fibre"], component: "network", tier: 4 as const, line: 1 };
  const criteria = [{ ...straight, examples: [], counterExamples: [] }];
  const desk = createMemoryDesk(theRules(aPlan({ criteria })));
  peopleAt(desk).says(ana, "the fibre is cut");
  expect(desk.tickets.get(1)).toMatchObject({ tier: 4, status: "open" });
  expect(desk.tickets.get(1)?.targets.some(({ state }) => state === "running")).toBe(true);
  const said = desk.shownAt({ thread: "ticket-1" }).join("\n");
  expect(said).toContain("supports this component.");
  expect(said).not.toContain("The clocks stop");
});
