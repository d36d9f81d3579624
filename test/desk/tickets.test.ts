import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, eli, grace, kofi, peopleAt, stranger } from "../support/people";
import { aPlan, theRules } from "../support/rules";

/** Nothing in the knowledge base fits it. */
const UNKNOWN = "the smartboard in room 12 is upside down";
const thread = { thread: "ticket-1" };

const aDesk = (plan = aPlan()) => {
  const desk = createMemoryDesk(theRules(plan));
  const ticket = () => desk.tickets.get(1);
  const inThread = () => desk.shownAt(thread).join("\n---\n");
  return { desk, ...peopleAt(desk), ticket, inThread, chat: () => desk.shownAt(direct(ana)) };
};

const card = (desk: ReturnType<typeof createMemoryDesk>): string => {
  const blocks = desk.rows.get("ticket/1/card")?.content?.blocks ?? [];
  return JSON.stringify(blocks);
};

describe("opening", () => {
  test("tells the requester the number, who looks at it and by when", () => {
    const { says, chat } = aDesk();
    says(ana, UNKNOWN);
    // 15:00 UTC is 09:00 in Chicago; two business hours later is 11:00.
    expect(chat()[0]).toContain("ticket **HD-1**");
    expect(chat()[0]).toContain("Service Desk");
    expect(chat()[0]).toContain("today at 11:00");
  });

  test("starts a thread with the card and the packet", () => {
    const { says, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    expect(card(desk)).toContain("Ana Lopez");
    expect(card(desk)).toContain("High School");
    expect(inThread()).toContain("What the bot offered**\n\n- Nothing.");
  });

  test("tells a requester from a site that is not on-boarded what they get", () => {
    const { says, desk } = aDesk();
    says(grace, UNKNOWN);
    expect(desk.shownAt(direct(grace))[0]).toContain("Tuesdays");
  });

  test("goes straight to a person when asked to", () => {
    const { says, ticket } = aDesk();
    says(ana, "open a ticket: I forgot my password");
    expect(ticket()?.question).toBe("I forgot my password");
  });

  test("masks no words but keeps the component that the text names", () => {
    const { says, ticket } = aDesk();
    says(ana, "the printer on floor two sings at night and glows in strange colours");
    says(ana, "open a ticket");
    expect(ticket()?.component).toBe("printing");
  });
});

describe("a direct message while a ticket is open", () => {
  test("goes into the thread when the ticket was just spoken of", () => {
    const { says, inThread, desk } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(60_000);
    says(ana, "it also smells funny");
    expect(inThread()).toContain("Ana Lopez: it also smells funny");
  });

  test("goes to the ticket it names, also hours later", () => {
    const { says, inThread, desk } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * 3_600_000);
    says(ana, "HD-1: it fell off the wall");
    expect(inThread()).toContain("it fell off the wall");
  });

  test("is answered at once when the knowledge base is sure, as long as nobody works on the ticket", () => {
    const { says, presses, chat, inThread } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "I forgot my password");
    expect(chat().at(-1)).toContain("Reset a forgotten password");
    expect(inThread()).not.toContain("I forgot my password");
    presses(dana, { action: "take", ticket: 1 });
    says(ana, "how do I connect to the vpn");
    expect(inThread()).toContain("how do I connect to the vpn");
  });

  test("is answered hours later when the knowledge base knows it", () => {
    const { says, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * 3_600_000);
    says(ana, "I forgot my password");
    expect(chat().at(-1)).toContain("Reset a forgotten password");
    expect(desk.tickets.size).toBe(1);
  });

  test("is asked about hours later when it could be either, and goes where the requester says", () => {
    const { says, presses, chat, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * 3_600_000);
    says(ana, "and now it makes a humming sound");
    expect(chat().at(-1)).toContain("(Something new)");
    expect(desk.tickets.size).toBe(1);
    presses(ana, { action: "about_ticket", conversation: "c2", argument: "1" });
    expect(inThread()).toContain("humming sound");
  });

  test("becomes a second ticket when the requester says that it is new", () => {
    const { says, presses, desk } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * 3_600_000);
    says(ana, "the clock in the gym runs backwards");
    presses(ana, { action: "new_question", conversation: "c2" });
    expect(desk.tickets.get(2)?.question).toBe("the clock in the gym runs backwards");
  });

  test("that names somebody else's ticket does not reach it", () => {
    const { says, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    says(ben, "HD-1: let me in");
    expect(inThread()).not.toContain("let me in");
    expect(desk.shownAt(direct(ben))[0]).toContain("no open ticket HD-1");
  });
});

describe("the relay", () => {
  test("a technician's reply reaches the requester after the hold", () => {
    const { says, saysInThread, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "I am coming over.");
    expect(chat().join()).not.toContain("coming over");
    desk.forward(5000);
    expect(chat().at(-1)).toBe("Dana Brooks, Help Desk · HD-1: I am coming over.\n(Reply to HD-1…)");
  });

  test("undo within the hold: it never goes out", () => {
    const { says, saysInThread, presses, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const message = saysInThread(dana, 1, "wrong window");
    const key = `relay:sandbox/thread/${message.in.id}#${message.messageId}`;
    presses(dana, { action: "undo_reply", ticket: 1, argument: key }, message.in);
    desk.forward(60_000);
    expect(chat().join()).not.toContain("wrong window");
  });

  test("undo after the hold: too late, and said so", () => {
    const { says, saysInThread, presses, chat, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    const message = saysInThread(dana, 1, "already read");
    desk.forward(6000);
    const key = `relay:sandbox/thread/${message.in.id}#${message.messageId}`;
    presses(dana, { action: "undo_reply", ticket: 1, argument: key }, message.in);
    expect(chat().join()).toContain("already read");
    expect([...desk.rows.values()].map((r) => JSON.stringify(r.content)).join()).toContain("Too late");
    expect(inThread()).not.toContain("Goes to Ana");
  });

  test("with no hold in the plan it goes out at once", () => {
    const { says, saysInThread, chat } = aDesk(aPlan({ holdSeconds: 0 }));
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "at once");
    expect(chat().at(-1)).toContain("at once");
  });

  test.each([
    ["note: she is the principal's sister", []],
    ["Note:\nbe careful", []],
    ["@Eli Novak can you look at this?", [eli]],
  ])("%s stays inside", (text, mentions) => {
    const { says, saysInThread, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const before = chat().length;
    saysInThread(dana, 1, text, mentions);
    desk.forward(60_000);
    expect(chat()).toHaveLength(before);
  });

  test("the word of somebody who is no technician stays inside", () => {
    const { says, saysInThread, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    saysInThread(stranger, 1, "I have a theory");
    desk.forward(60_000);
    expect(chat().join()).not.toContain("theory");
  });

  test("an edit before the hold ends changes what goes out; one after it changes the copy", () => {
    const { says, saysInThread, edits, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const message = saysInThread(dana, 1, "frist");
    edits(dana, message, "first");
    desk.forward(6000);
    expect(chat().at(-1)).toContain("first");
    edits(dana, message, "second");
    expect(chat().at(-1)).toContain("second (edited)");
  });

  test("a deletion withdraws the copy, on both sides", () => {
    const { says, saysInThread, deletes, chat, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "oops");
    desk.forward(6000);
    deletes(reply);
    expect(chat().join()).not.toContain("oops");
    const more = says(ana, "my home address is 1 Main Street");
    deletes(more);
    expect(inThread()).not.toContain("Main Street");
  });

  test("a reply edited into a note is taken back", () => {
    const { says, saysInThread, edits, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    const reply = saysInThread(dana, 1, "user error as always");
    desk.forward(6000);
    edits(dana, reply, "note: user error as always");
    expect(chat().join()).not.toContain("user error");
  });

  test("a reply that cannot be delivered is marked, and the thread says why and how else to reach them", () => {
    const fails = (m: { about: { role: string } }) =>
      m.about.role === "reply" ? "Ana has left." : undefined;
    const desk = createMemoryDesk(theRules(), { fails });
    const { says, saysInThread } = peopleAt(desk);
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "hello?");
    desk.forward(6000);
    expect(desk.shownAt(thread).join()).toContain("did not reach the requester");
    const marks = [...desk.rows.values()].flatMap(({ message }) =>
      message.verb === "mark" ? [message.mark.state] : [],
    );
    expect(marks).toEqual(["held", "failed"]);
  });

  test("an edit or deletion of a message never seen changes nothing", () => {
    const { edits, deletes, desk } = aDesk();
    const unseen = { in: direct(ana), messageId: "m0" };
    edits(ana, unseen, "what?");
    deletes(unseen);
    expect(desk.rows.size).toBe(0);
  });

  test("what the requester deletes is gone from the card", () => {
    const { says, deletes, desk } = aDesk();
    const question = says(ana, UNKNOWN);
    deletes(question);
    expect(card(desk)).not.toContain("upside down");
  });
});

describe("taking", () => {
  const take = { action: "take", ticket: 1 } as const;

  test("shows on the card and tells the requester who it is", () => {
    const { says, presses, chat, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    presses(dana, take);
    expect(ticket()?.assignee?.name).toBe("Dana Brooks");
    expect(card(desk)).toContain('"Assignee","value":"Dana Brooks"');
    expect(chat().at(-1)).toContain("Dana Brooks is working on");
  });

  test("two at once: the first has it, the other is told who", () => {
    const { says, presses, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    presses(dana, take);
    presses(eli, take);
    expect(ticket()?.assignee?.name).toBe("Dana Brooks");
    expect(desk.shownAt(direct(eli)).at(-1)).toContain("Dana Brooks has taken HD-1 already");
  });

  test("is for technicians only, whatever a client sends", () => {
    const { says, presses, ticket } = aDesk();
    says(ana, UNKNOWN);
    presses(ana, take);
    presses(stranger, take);
    expect(ticket()?.assignee).toBeUndefined();
  });

  test("the first reply takes a ticket that nobody has", () => {
    const { says, saysInThread, ticket } = aDesk();
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "on my way");
    expect(ticket()?.assignee?.name).toBe("Dana Brooks");
  });
});

describe("asking for more", () => {
  test("waits for the requester with stopped clocks, and goes on with the answer", () => {
    const { says, submits, chat, desk, ticket, inThread } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which room?" });
    expect(ticket()).toMatchObject({ status: "waiting", waitingOn: "requester" });
    expect(chat().at(-1)).toContain("Which room?");
    const left = ticket()?.targets.find((t) => t.kind === "resolution")?.minutesLeft;
    desk.forward(24 * 3_600_000);
    says(ana, "room 12");
    expect(inThread()).toContain("room 12");
    expect(ticket()?.status).toBe("open");
    expect(left).toBe(960);
  });

  test("reminds, then closes, when no answer comes", () => {
    const { says, submits, chat, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, { action: "ask_for_more", ticket: 1 }, { text: "Which room?" });
    desk.forward(11 * 24 * 3_600_000);
    expect(chat().filter((text) => text.includes("waiting for your answer"))).toHaveLength(2);
    expect(ticket()).toMatchObject({ status: "closed", resolution: { kind: "no_response" } });
  });
});

describe("resolving", () => {
  const resolve = { action: "resolve", ticket: 1 } as const;
  const note = { text: "Turned it around.", kind: "solved", confirmation: "ask" };

  test("asks the requester, who confirms, and rates", () => {
    const { says, submits, presses, chat, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, note);
    expect(chat().at(-1)).toContain("Turned it around.");
    presses(ana, { action: "confirm_resolved", ticket: 1 });
    expect(ticket()).toMatchObject({ status: "closed", resolution: { confirmed: true } });
    presses(ana, { action: "rate", ticket: 1, argument: "5" });
    expect(ticket()?.rating).toBe(5);
  });

  test("thanks confirm it; any other word reopens it", () => {
    const thankful = aDesk();
    thankful.says(ana, UNKNOWN);
    thankful.submits(dana, resolve, note);
    thankful.says(ana, "Perfect, thank you!");
    expect(thankful.ticket()?.status).toBe("closed");

    const unhappy = aDesk();
    unhappy.says(ana, UNKNOWN);
    unhappy.submits(dana, resolve, note);
    unhappy.says(ana, "it is upside down again");
    expect(unhappy.ticket()).toMatchObject({ status: "open" });
    expect(unhappy.inThread()).toContain("it is upside down again");
  });

  test("is closed after a while without a word, and not counted as confirmed", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, note);
    desk.forward(4 * 24 * 3_600_000);
    expect(ticket()?.status).toBe("closed");
    expect(ticket()?.resolution?.confirmed).toBeUndefined();
  });

  test("can be closed on behalf of the requester, recorded as such", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, { ...note, confirmation: "done" });
    expect(ticket()?.status).toBe("closed");
    expect(desk.history.find((h) => h.type === "resolved")?.text).toContain("on behalf");
  });

  test("a click on the card of a closed ticket changes nothing and says so", () => {
    const { says, submits, presses, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, { ...note, confirmation: "done" });
    presses(eli, { action: "take", ticket: 1 });
    expect(ticket()?.status).toBe("closed");
    expect(desk.shownAt(direct(eli)).at(-1)).toContain("HD-1 is closed by now");
  });

  test("a reply in the thread of a closed ticket stays inside, and its author is told", () => {
    const { says, submits, saysInThread, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, resolve, { ...note, confirmation: "done" });
    saysInThread(eli, 1, "one more thing");
    desk.forward(60_000);
    expect(chat().join()).not.toContain("one more thing");
  });
});

describe("escalating", () => {
  const escalate = { action: "escalate", ticket: 1 } as const;

  test("brings in the liaison of the component, and tells the requester", () => {
    const { says, submits, chat, desk, ticket, inThread } = aDesk();
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    submits(dana, escalate, { text: "Access point looks fine." });
    expect(ticket()?.tier).toBe(3);
    expect(inThread()).toContain("@Kofi Mensah");
    expect(inThread()).toContain("Access point looks fine.");
    expect(chat().at(-1)).toContain("Engineering (Kofi Mensah)");
    expect([...desk.rows.values()].some(({ message }) => message.verb === "invite")).toBe(true);
  });

  test("the specialist reports back to the requester through the same thread", () => {
    const { says, submits, saysInThread, chat, desk } = aDesk();
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    submits(dana, escalate, { text: "please look" });
    saysInThread(kofi, 1, "A timer was wrong.");
    desk.forward(6000);
    expect(chat().at(-1)).toContain("Kofi Mensah, Help Desk · HD-1: A timer was wrong.");
  });

  test("goes to the deputy while the liaison is away", () => {
    const plan = aPlan();
    const people = plan.people.map((p) =>
      p.key === "kofi" ? { ...p, awayFrom: "2026-11-01", awayUntil: "2026-12-01" } : p,
    );
    const { says, submits, inThread } = aDesk({ ...plan, people });
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    submits(dana, escalate, { text: "please look" });
    expect(inThread()).toContain("@Lena Fischer");
  });

  test("to the vendor stops the clocks and shows how to reach them", () => {
    const { says, submits, ticket, inThread } = aDesk();
    says(ana, "open a ticket: the wifi in the gym drops every noon");
    submits(dana, escalate, { text: "please look" });
    submits(kofi, escalate, { text: "the line is down" });
    expect(ticket()).toMatchObject({ tier: 4, status: "waiting", waitingOn: "vendor" });
    expect(inThread()).toContain("555-0199");
  });

  test("with no tier above says so and changes nothing", () => {
    const { says, submits, desk, ticket } = aDesk();
    says(ana, "open a ticket: the printer glows");
    submits(dana, escalate, { text: "help" });
    submits(dana, escalate, { text: "help" });
    submits(dana, escalate, { text: "help" });
    expect(ticket()?.tier).toBeLessThanOrEqual(4);
    expect(desk.shownAt(direct(dana)).at(-1)).toContain("no tier above");
  });
});

describe("targets", () => {
  test("a bot's text is never a first response; a delivered reply is", () => {
    const { says, saysInThread, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    const first = () => ticket()?.targets.find((t) => t.kind === "first_response")?.state;
    expect(first()).toBe("running");
    saysInThread(dana, 1, "hello");
    expect(first()).toBe("running");
    desk.forward(6000);
    expect(first()).toBe("met");
  });

  test("warn before a breach, then tell the lead, each once", () => {
    const { says, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(8 * 3_600_000);
    const told = desk.shownAt(thread).filter((text) => text.includes("first response"));
    expect(told).toEqual([
      expect.stringContaining("is due today at 11:00"),
      expect.stringMatching(/@Priya Raman .* was due today at 11:00 and is late/),
    ]);
    expect(ticket()?.targets[0]?.state).toBe("breached");
  });

  test("do not run at night, over the weekend or on a holiday", () => {
    const { says, desk, ticket } = aDesk();
    desk.forward(6.5 * 3_600_000); // Tuesday 15:30 in Chicago
    says(ana, UNKNOWN);
    expect(ticket()?.targets[0]?.due.toISOString()).toBe("2026-11-25T15:30:00.000Z");
  });

  test("a message of the requester after an answer starts the next-response target", () => {
    const { says, saysInThread, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    saysInThread(dana, 1, "hello");
    desk.forward(6000);
    says(ana, "and now?");
    expect(ticket()?.targets.find((t) => t.kind === "next_response")?.state).toBe("running");
  });

  test("a higher priority moves the due times", () => {
    const { says, submits, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, { action: "set_priority", ticket: 1 }, { priority: "urgent" });
    expect(ticket()?.targets[0]?.minutes).toBe(15);
  });
});

test("somebody whom the plan does not know is helped as everybody else", () => {
  const { says, desk, ticket } = aDesk();
  says(stranger, UNKNOWN);
  expect(ticket()?.requester.name).toBe("Zoe Unknown");
  expect(ticket()).not.toHaveProperty("site");
  expect(desk.shownAt(direct(stranger))[0]).toContain("ticket **HD-1**");
});

describe("a requester's own tickets", () => {
  test("are listed with their state and what happens next", () => {
    const { says, chat } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "my tickets");
    expect(chat().at(-1)).toContain("**HD-1** the smartboard in room 12 is upside down: with Service Desk");
  });

  test("can be cancelled, by its requester only", () => {
    const { says, desk, ticket } = aDesk();
    says(ana, UNKNOWN);
    says(ben, "cancel HD-1");
    expect(ticket()?.status).toBe("open");
    says(ana, "cancel HD-1");
    expect(ticket()).toMatchObject({ status: "closed", resolution: { kind: "cancelled" } });
    expect(desk.shownAt(thread).join()).toContain("cancelled");
  });

  test("none: says so", () => {
    const { says, chat } = aDesk();
    says(ana, "my tickets");
    expect(chat()[0]).toContain("no open tickets");
  });
});
