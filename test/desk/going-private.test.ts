import { addressKey } from "../../src/desk/address";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, peopleAt, staffRoom } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const UNKNOWN = "the smartboard in room 12 is upside down";
const thread = { platform: "sandbox", kind: "thread", id: "staff-room/m1" } as const;
const inOpen = { in: staffRoom, replyIn: thread, addressed: true };

const aDesk = () => {
  const desk = createMemoryDesk(theRules());
  return {
    desk,
    ...peopleAt(desk),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
    open: () => desk.shownAt(thread).join("\n"),
  };
};

describe("what was asked in a channel", () => {
  test("can go on in private with its answer, which has its buttons there", () => {
    const { says, presses, chat, open, desk } = aDesk();
    says(ana, "I forgot my password", inOpen);
    expect(open()).toContain("(Go on in private)");
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    expect(chat()).toContain("I forgot my password");
    expect(chat()).toContain("Reset a forgotten password");
    expect(chat()).toContain("(That solved it)");
    expect(open()).toContain("We go on in a direct message.");
    expect(open()).not.toContain("(That solved it)");
    presses(ana, { action: "need_help", conversation: "c1" });
    expect(desk.tickets.get(1)?.origin).toEqual(direct(ana));
  });

  test("takes its ticket along: replies go to the direct chat from then on", () => {
    const { says, saysInThread, presses, chat, open, desk } = aDesk();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    saysInThread(dana, 1, "Which way up should it be?");
    desk.forward(6_000);
    expect(chat()).toContain("Which way up should it be?");
    expect(open()).not.toContain("Which way up");
    says(ana, "The logo at the top, please");
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain("The logo at the top");
  });

  test("takes along what is said in the thread that was left, and says so", () => {
    const { says, presses, open, desk } = aDesk();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    says(ana, "it is the left one", { in: thread, replyIn: thread, addressed: false });
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain("it is the left one");
    expect(open().split("We go on in a direct message.").length).toBe(3);
  });

  test("leaves the thread to others: what they ask there is theirs", () => {
    const { says, presses, desk } = aDesk();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    says(ben, "I forgot my password", { in: thread, replyIn: thread, addressed: true });
    expect(desk.conversations.get("c2")?.requester).toEqual(ben);
    expect(desk.shownAt(direct(ana)).join()).not.toContain("Reset a forgotten password");
  });

  test("takes along a reply that was still held back", () => {
    const { says, saysInThread, presses, chat, open, desk } = aDesk();
    says(ana, UNKNOWN, inOpen);
    saysInThread(dana, 1, "Your account was broken into.");
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    desk.forward(6_000);
    expect(open()).not.toContain("broken into");
    expect(chat()).toContain("broken into");
  });

  test("takes a closed ticket along, which may be opened again", () => {
    const { says, presses, saysInThread, open, chat, desk } = aDesk();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "cancel", ticket: 1 }, thread);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    presses(ana, { action: "reopen", ticket: 1 });
    saysInThread(dana, 1, "Your account was broken into.");
    desk.forward(6_000);
    expect(open()).not.toContain("broken into");
    expect(chat()).toContain("broken into");
  });

  test("does not move for somebody else's press", () => {
    const { says, presses, desk } = aDesk();
    says(ana, "I forgot my password", inOpen);
    presses(ben, { action: "go_private", conversation: "c1" }, thread);
    expect(addressKey(desk.conversations.get("c1")?.origin ?? staffRoom)).toBe(addressKey(thread));
  });

  test("has no such button in a direct chat", () => {
    const { says, chat } = aDesk();
    says(ana, "I forgot my password");
    expect(chat()).not.toContain("Go on in private");
  });
});

describe("what concerns a private component", () => {
  const private_ = () => {
    const plan = aPlan();
    const components = plan.components.map((c) => (c.key === "security" ? { ...c, private: true } : c));
    const desk = createMemoryDesk(theRules({ ...plan, components }));
    return { desk, ...peopleAt(desk), open: () => desk.shownAt(thread).join("\n") };
  };

  test("goes private also when a ticket is asked for straight away", () => {
    const { says, desk, open } = private_();
    says(ana, "open a ticket: phishing mail on my screen", inOpen);
    expect(desk.tickets.get(1)).toMatchObject({ component: "security", origin: direct(ana) });
    expect(open()).not.toContain("HD-1");
  });

  test("that has gone private already stays where it is, and is answered on", () => {
    const { says, presses, submits, desk } = private_();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    submits(dana, { action: "set_component", ticket: 1 }, { component: "security" });
    says(ana, "it is the left one");
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain("it is the left one");
  });

  test("goes private when a technician says that it concerns it", () => {
    const { says, submits, saysInThread, desk, open } = private_();
    says(ana, UNKNOWN, inOpen);
    submits(dana, { action: "set_component", ticket: 1 }, { component: "security" });
    saysInThread(dana, 1, "Your account was broken into.");
    desk.forward(6_000);
    expect(open()).not.toContain("broken into");
    expect(desk.shownAt(direct(ana)).join()).toContain("broken into");
  });
});
