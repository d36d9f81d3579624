import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, peopleAt, staffRoom } from "../support/people";
import { theRules } from "../support/rules";
import { addressKey } from "../../src/desk/address";
import type { OutboundMessage } from "../../src/desk/decision";
import type { DeskEvent } from "../../src/desk/events";
import type { Address, Person } from "../../src/desk/model";

/** Nothing in the knowledge base fits it. */
const UNKNOWN = "the smartboard in room 12 is upside down";
const HOUR = 3_600_000;
const thread = { platform: "sandbox", kind: "thread", id: "staff-room/m1" } as const;

const aDesk = () => {
  const desk = createMemoryDesk(theRules());
  let given = 0;
  return {
    desk,
    ...peopleAt(desk),
    chat: () => desk.shownAt(direct(ana)),
    inThread: (ticket = 1) => desk.shownAt({ thread: `ticket-${ticket}` }).join("\n"),
    commands: (by: Person, text: string, place: Address = direct(by)) => {
      const event: DeskEvent = {
        type: "command_given",
        id: `given/${++given}`,
        at: desk.now(),
        by,
        in: place,
        text,
      };
      return desk.handle(event);
    },
    /** To whom the messages of the last event were shown. */
    seenBy: () =>
      desk.decisions.at(-1)?.decision.messages.map((m) => (m.verb === "post" ? m.onlyFor : undefined)),
  };
};

describe("a word on an answer while a ticket is open", () => {
  test("is about the answer when that was shown last", () => {
    const { says, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "new: I forgot my password");
    says(ana, "that solved it, thanks");
    expect(desk.conversations.get("c2")?.offers[0]?.outcome).toBe("confirmed");
    expect(inThread()).not.toContain("that solved it");
  });

  test("picks a candidate by its number", () => {
    const { says, chat, inThread } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "new: is it toner or paper that the printer needs?");
    says(ana, "1");
    expect(chat().at(-1)).toContain("(That solved it)");
    expect(inThread()).not.toContain("Ana Lopez: 1");
  });

  test("is about the ticket when its technician spoke last", () => {
    const { says, saysInThread, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "new: I forgot my password");
    desk.forward(1000);
    saysInThread(dana, 1, "Is it still upside down?");
    desk.forward(6000);
    says(ana, "no");
    expect(inThread()).toContain("Ana Lopez: no");
  });
});

describe("a message that may be about an open ticket", () => {
  test("sent in two parts is asked about once, and opens no second ticket by itself", () => {
    const { says, presses, chat, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * HOUR);
    says(ana, "and now it makes a humming sound");
    desk.forward(3000);
    says(ana, "in the left speaker");
    expect(desk.tickets.size).toBe(1);
    expect(chat().filter((text) => text.includes("(Something new)"))).toHaveLength(1);
    presses(ana, { action: "about_ticket", conversation: "c2", argument: "1" });
    expect(inThread()).toContain("humming sound\nin the left speaker");
  });

  test("does not become a ticket because a typo in it is corrected", () => {
    const { says, edits, desk } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * HOUR);
    const message = says(ana, "and now it makes a huming sound");
    edits(ana, message, "and now it makes a humming sound");
    expect(desk.tickets.size).toBe(1);
  });

  test.each([
    ["HD-1", 1],
    ["Something new", 2],
  ])("goes where the typed words say: %s", (words, tickets) => {
    const { says, desk, inThread } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * HOUR);
    says(ana, "and now it makes a humming sound");
    says(ana, words);
    expect(desk.tickets.size).toBe(tickets);
    expect(inThread(tickets)).not.toContain(`: ${words}`);
    if (tickets === 1) expect(inThread()).toContain("humming sound");
    else expect(desk.tickets.get(2)?.question).toBe("and now it makes a humming sound");
  });
});

describe("a danger", () => {
  test("is not taken for more about the ticket that was just spoken of", () => {
    const { says, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "I clicked a phishing link");
    expect(chat().join()).toContain("Disconnect from the network now.");
    expect(desk.tickets.get(2)?.priority).toBe("urgent");
  });

  test("is not asked about, hours after another ticket", () => {
    const { says, chat, desk } = aDesk();
    says(ana, UNKNOWN);
    desk.forward(3 * HOUR);
    says(ana, "I clicked a phishing link");
    expect(chat().join()).toContain("Disconnect from the network now.");
    expect(desk.tickets.get(2)?.priority).toBe("urgent");
  });

  test("gets its safety text also when a ticket was asked for", () => {
    const { says, chat, desk } = aDesk();
    says(ana, "open a ticket: I clicked a phishing link");
    expect(chat().join()).toContain("Disconnect from the network now.");
    expect(desk.tickets.size).toBe(1);
  });
});

describe("an answer that fell silent", () => {
  test("can still be said to have solved it", () => {
    const { says, presses, desk } = aDesk();
    says(ana, "I forgot my password");
    desk.forward(60 * HOUR);
    presses(ana, { action: "solved", conversation: "c1" });
    expect(desk.conversations.get("c1")).toMatchObject({
      status: "ended",
      offers: [{ outcome: "confirmed" }],
    });
  });

  test("can still become a ticket", () => {
    const { says, presses, desk } = aDesk();
    says(ana, "I forgot my password");
    desk.forward(60 * HOUR);
    presses(ana, { action: "need_help", conversation: "c1" });
    expect(desk.tickets.get(1)?.question).toBe("I forgot my password");
  });

  test("is over for good once it was said to have solved it", () => {
    const { says, presses, desk } = aDesk();
    says(ana, "I forgot my password");
    presses(ana, { action: "solved", conversation: "c1" });
    presses(ana, { action: "need_help", conversation: "c1" });
    expect(desk.tickets.size).toBe(0);
  });
});

describe("a number in passing", () => {
  test.each([
    "the projector in room #12 shows the wrong colours",
    "my HD 1080 projector shows wrong colours",
  ])("does not keep a question from being answered: %s", (text) => {
    const { says, desk } = aDesk();
    says(ana, text);
    expect(desk.tickets.get(1)?.question).toBe(text);
  });
});

const isIn = (place: Address) => (message: OutboundMessage) =>
  !("thread" in message.to) && addressKey(message.to) === addressKey(place);

describe("a slash command", () => {
  test("with a question is answered like a message", () => {
    const { commands, chat } = aDesk();
    commands(ana, "I forgot my password");
    expect(chat()[0]).toBe("Ana Lopez: I forgot my password");
    expect(chat()[1]).toContain("Reset a forgotten password");
  });

  test("of somebody of another organisation gets the one word that is meant for them", () => {
    const { commands, desk } = aDesk();
    const vera: Person = { platform: "sandbox", account: "vera", name: "Vera Vendor", outside: "Globex" };
    commands(vera, "I forgot my password", staffRoom);
    expect(desk.shownAt(staffRoom)).toEqual([expect.stringContaining("I help the people of A school only.")]);
    expect(desk.shownAt(direct(vera))).toEqual([]);
  });

  test("without words says what can be asked", () => {
    const { commands, chat } = aDesk();
    commands(ana, " ");
    expect(chat()[0]).toContain("my tickets");
    // Teams greets with it after an installation: who speaks?
    expect(chat()[0]).toMatch(/^This is the Help Desk\./);
  });

  test("in the open of a channel goes on in a direct message, and only who asked is told so", () => {
    const { commands, desk } = aDesk();
    commands(ana, "open a ticket: my salary is wrong", staffRoom);
    expect(desk.tickets.get(1)?.origin).toEqual(direct(ana));
    expect(desk.shownAt(direct(ana)).join()).toContain("HD-1");
    expect(desk.shownAt(staffRoom)).toHaveLength(1);
    expect(desk.shownAt(staffRoom)[0]).toContain("direct message");
    const inOpen = [...desk.rows.values()].map(({ message }) => message).filter(isIn(staffRoom));
    expect(inOpen.map((message) => message.verb === "post" && message.onlyFor)).toEqual(["ana"]);
  });
});

describe("somebody's own tickets", () => {
  test.each(["my tickets", "status HD-1", "cancel HD-7"])(
    "are shown in a channel to them only: %s",
    (text) => {
      const { says, seenBy } = aDesk();
      says(ana, UNKNOWN);
      says(ana, text, { in: staffRoom, replyIn: thread, addressed: true });
      expect(seenBy()).toEqual(["ana"]);
    },
  );

  test("tell nothing about the card that only technicians see", () => {
    const { says, presses, chat } = aDesk();
    says(ana, UNKNOWN);
    says(ana, "cancel HD-1");
    presses(ana, { action: "cancel", ticket: 1 });
    expect(chat().at(-1)).toBe("Nothing changed: HD-1 is closed by now.");
  });
});

test("a form without a text changes nothing, and says so", () => {
  const { says, submits, desk } = aDesk();
  says(ben, UNKNOWN);
  submits(dana, { action: "reply", ticket: 1 }, { text: "  " });
  expect(desk.shownAt(direct(dana)).at(-1)).toContain("no text in the form");
});
