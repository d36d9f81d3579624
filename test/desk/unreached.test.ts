import type { OutboundMessage } from "../../src/desk/decision";
import type { Address } from "../../src/desk/model";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, peopleAt, staffRoom } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const UNKNOWN = "the smartboard in room 12 is upside down";
const REASON = "This person does not have the app.";
const thread: Address = { platform: "sandbox", kind: "thread", id: "staff-room/m1" };
const inOpen = { in: staffRoom, replyIn: thread, addressed: true };

/** Ana's direct chat takes nothing, until it is `opened`. */
const withoutApp = (
  more: (message: OutboundMessage) => string | undefined = () => undefined,
  plan = aPlan(),
) => {
  let isOpen = false;
  const fails = (message: OutboundMessage) =>
    !isOpen && "id" in message.to && message.to.id === ana.account ? REASON : more(message);
  const desk = createMemoryDesk(theRules(plan), { fails });
  return {
    desk,
    ...peopleAt(desk),
    opens: () => (isOpen = true),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
    open: () => desk.shownAt(thread).join("\n"),
    inThread: () => desk.shownAt({ thread: "ticket-1" }).join("\n"),
  };
};

const times = (text: string, words: string): number => text.split(words).length - 1;
const UNREACHED = "I could not write to you in a direct message";
const NOT_READ = "does not get what I write";

describe("whoever goes on in private, and cannot be written to there", () => {
  test("is told so where they were, once, with how else to reach somebody", () => {
    const plan = aPlan();
    const contacts = [{ label: "Phone", value: "555-0100" }];
    const tiers = plan.tiers.map((t) => (t.number === 2 ? { ...t, contacts } : t));
    const { says, presses, open } = withoutApp(undefined, { ...plan, tiers });
    says(ana, "I forgot my password", inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    expect(times(open(), UNREACHED)).toBe(1);
    expect(open().replaceAll("\\", "")).toMatch(/add it there.*directly: Phone 555-0100/);
  });

  test("is told so when the matter itself is a private one, without a word of it", () => {
    const plan = aPlan();
    const components = plan.components.map((c) => (c.key === "security" ? { ...c, private: true } : c));
    const { says, open, inThread } = withoutApp(undefined, { ...plan, components });
    says(ana, "open a ticket: phishing mail on my screen", inOpen);
    expect(open()).toContain(UNREACHED);
    expect(open()).not.toMatch(/HD-1|phishing/);
    expect(inThread()).toContain(NOT_READ);
  });

  test("with a ticket: the technicians read it before they write a word, and how else to reach them", () => {
    const { says, presses, inThread } = withoutApp();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    expect(inThread()).toContain(NOT_READ);
    expect(inThread()).toContain("does not have the app");
    expect(inThread().replaceAll("\\", "")).toContain("ana@school.example");
  });

  test("a reply that fails is told once, as a reply", () => {
    const { says, saysInThread, presses, inThread, open, desk } = withoutApp();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    saysInThread(dana, 1, "Which way up?");
    desk.forward(6_000);
    expect(times(inThread(), NOT_READ)).toBe(1);
    expect(times(inThread(), "did not reach the requester")).toBe(1);
    expect(times(open(), UNREACHED)).toBe(1);
    expect(open()).not.toContain("Which way up");
  });

  test("hears on another day, too, that something waits for them", () => {
    const { says, saysInThread, presses, open, desk } = withoutApp();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    desk.forward(24 * 3_600_000);
    saysInThread(dana, 1, "Which way up?");
    desk.forward(6_000);
    expect(times(open(), UNREACHED)).toBe(2);
  });

  test("is written to there as soon as that is possible", () => {
    const { says, saysInThread, presses, opens, chat, desk } = withoutApp();
    says(ana, UNKNOWN, inOpen);
    presses(ana, { action: "go_private", conversation: "c1" }, thread);
    opens();
    saysInThread(dana, 1, "Which way up?");
    desk.forward(6_000);
    expect(chat()).toContain("Which way up?");
  });

  test("where the old place is gone too: nothing is said for ever, and the technician knows", () => {
    const desk = createMemoryDesk(theRules(), {
      fails: ({ to }) => ("id" in to && to.id === ana.account ? REASON : undefined),
      gone: ({ to }) => ("id" in to && to.id === thread.id && desk.tickets.has(1) ? "channel" : undefined),
    });
    const { says, saysInThread } = peopleAt(desk);
    says(ana, UNKNOWN, inOpen);
    saysInThread(dana, 1, "Which way up?");
    desk.forward(6_000);
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain("did not reach the requester");
  });
});

describe("an answer that never arrived", () => {
  test("is posted, not changed, when its question is edited", () => {
    const { says, edits, opens, chat } = withoutApp();
    const question = says(ana, "I forgot my pasword");
    expect(chat()).toBe("");
    opens();
    edits(ana, question, "I forgot my password");
    expect(chat()).toContain("Reset a forgotten password");
  });
});

describe("a requester who has never gone anywhere", () => {
  test("and is not reached: the technicians read it with the first word that fails", () => {
    const { says, inThread } = withoutApp();
    says(ana, UNKNOWN);
    expect(times(inThread(), NOT_READ)).toBe(1);
  });

  test("and is not reached where others read along: the technicians read that too", () => {
    const desk = createMemoryDesk(theRules(), {
      fails: ({ to }) => ("id" in to && to.id === thread.id ? "It takes no messages." : undefined),
    });
    peopleAt(desk).says(ana, UNKNOWN, inOpen);
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain(NOT_READ);
  });
});

describe("words of a requester that the technicians cannot be shown", () => {
  const refusing = () => {
    let isRefused = false;
    const desk = createMemoryDesk(theRules(), {
      fails: ({ about }) => (isRefused && about.role === "follow_up" ? "Too big." : undefined),
    });
    const marks = (messageId: string) =>
      [...desk.rows.values()].flatMap(({ message }) =>
        message.verb === "mark" && message.message.messageId === messageId ? [message.mark.state] : [],
      );
    return {
      desk,
      ...peopleAt(desk),
      marks,
      refuse: () => (isRefused = true),
      chat: () => desk.shownAt(direct(ana)).join("\n"),
    };
  };

  test("are told to have failed, each of them", () => {
    const { says, refuse, chat } = refusing();
    says(ana, UNKNOWN);
    refuse();
    says(ana, "it is room 12");
    says(ana, "or 13");
    expect(times(chat(), "did not reach the technicians")).toBe(2);
  });

  test("a correction that fails shows at the message that it did", () => {
    const { says, edits, refuse, marks } = refusing();
    says(ana, UNKNOWN);
    const more = says(ana, "it is room 12");
    refuse();
    edits(ana, more, "it is room 13");
    expect(marks(more.messageId).at(-1)).toBe("failed");
  });
});

describe("words taken back that cannot be taken back", () => {
  const keeping = () => {
    const desk = createMemoryDesk(theRules(), {
      fails: ({ verb, key }) => (verb === "withdraw" && key.endsWith("/withdraw") ? "Too old." : undefined),
    });
    return { desk, ...peopleAt(desk) };
  };

  test("of a technician: the thread says that they still stand there", () => {
    const { says, saysInThread, deletes, desk } = keeping();
    says(ana, UNKNOWN);
    const slip = saysInThread(dana, 1, "the code is 1234");
    desk.forward(6_000);
    deletes(slip);
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain("could not be taken back");
  });

  test("of a requester: they are told", () => {
    const { says, deletes, desk } = keeping();
    says(ana, UNKNOWN);
    const slip = says(ana, "it is the red one");
    deletes(slip);
    expect(desk.shownAt(direct(ana)).join()).toContain("could not be taken back");
  });
});
