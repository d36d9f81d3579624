/** Several tickets in one chat that has no threads: who can tell which one is meant, and how? */
import type { Press } from "../../src/desk/events";
import type { Address, MessageRef, Person } from "../../src/desk/model";
import { createMemoryDesk, textOf } from "../support/memory-desk";
import { ana, ben, dana, direct, eli, peopleAt, staffRoom } from "../support/people";
import { theRules } from "../support/rules";

const BOARD = "the smartboard in room 12 is upside down";
const BELL = "the bell of the main building rings at night";
const GATE = "the gate does not open for deliveries";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SOLVED = { text: "Turned it.", kind: "solved", confirmation: "ask" };

function aDesk(tickets: string[] = [BOARD, BELL]) {
  const desk = createMemoryDesk(theRules());
  const acts = peopleAt(desk);
  for (const question of tickets) {
    acts.says(ana, `open a ticket: ${question}`);
    desk.forward(MINUTE);
  }
  const chat = () => desk.shownAt(direct(ana));
  return {
    desk,
    ...acts,
    chat,
    last: () => chat().at(-1) ?? "",
    inThread: (ticket: number) => desk.shownAt({ thread: `ticket-${ticket}` }).join("\n"),
    ticket: (number: number) => desk.tickets.get(number),
    /** A technician writes in a ticket's thread, and it has arrived. */
    replies: (ticket: number, text: string, by = dana) => {
      acts.saysInThread(by, ticket, text);
      desk.forward(6_000);
    },
    asks: (ticket: number, text: string) =>
      acts.submits(dana, { action: "ask_for_more", ticket }, { text }, staffRoom),
    fillsIn: (text: string, ticket = 1, by: Person = ana) =>
      acts.submits(by, { action: "add_to_ticket", ticket }, { text }, direct(ana)),
    /** As her platform tells it when she quotes a message of ours. */
    quoting: (words: string): { quotes: MessageRef } => {
      const row = [...desk.rows.values()].find(({ content }) => content && textOf(content).includes(words));
      if (!row) throw new Error(`Nothing of ours says "${words}".`);
      return { quotes: { in: direct(ana), messageId: row.messageId } };
    },
  };
}

describe("what is said to the requester", () => {
  test("tells its ticket beside the name, and carries one way to answer", () => {
    const { replies, asks, last } = aDesk();
    replies(2, "Which bell?");
    expect(last()).toBe("Dana Brooks, Help Desk · HD-2: Which bell?\n(Reply to HD-2…)");
    asks(1, "Which side is up?");
    expect(last()).toBe("Dana Brooks, Help Desk · HD-1: Which side is up?\n(Reply to HD-1…)");
  });

  test("keeps both when it is edited, but no way to answer on a closed ticket", () => {
    const { desk, saysInThread, edits, presses, last, chat } = aDesk();
    const reply = saysInThread(dana, 2, "Which bel?");
    desk.forward(6_000);
    edits(dana, reply, "Which bell?");
    expect(last()).toBe("Dana Brooks, Help Desk · HD-2: Which bell? (edited)\n(Reply to HD-2…)");
    presses(ana, { action: "cancel", ticket: 2 });
    edits(dana, reply, "Which bell is it?");
    expect(chat()).toContain("Dana Brooks, Help Desk · HD-2: Which bell is it? (edited)");
  });

  test("reminds with a way to answer", () => {
    const { desk, asks, chat } = aDesk();
    asks(1, "Which side is up?");
    desk.forward(49 * HOUR);
    expect(chat().find((text) => text.includes("waiting for your answer"))).toMatch(
      /HD-1[^]*\(Reply to HD-1…\)/,
    );
  });

  test("thanks for the rating of the ticket that was rated", () => {
    const { presses, submits, last } = aDesk();
    submits(dana, { action: "resolve", ticket: 2 }, { ...SOLVED, confirmation: "done" }, staffRoom);
    presses(ana, { action: "rate", ticket: 2, argument: "4" });
    expect(last()).toContain("HD-2");
  });

  test("stays as it was in threads", () => {
    const { desk, says, saysInThread } = aDesk([]);
    const places: Address[] = [
      { ...direct(ana), root: "1.1" },
      { platform: "sandbox", kind: "thread", id: "staff-room/m1" },
    ];
    for (const place of places) {
      says(ana, `open a ticket: ${BOARD}`, { in: place, addressed: true });
      saysInThread(dana, desk.tickets.size, "Which side is up?");
      desk.forward(6_000);
      expect(desk.shownAt(place).at(-1)).toBe("Dana Brooks, Help Desk: Which side is up?");
    }
  });
});

describe("the reply field of a ticket", () => {
  test("takes words to its thread, whatever was spoken of last, and shows them with where they went", () => {
    const { replies, asks, fillsIn, inThread, last, ticket } = aDesk();
    asks(1, "Which side is up?");
    replies(2, "I come at noon");
    fillsIn("The left one");
    expect(inThread(1)).toContain("Ana Lopez: The left one");
    expect(inThread(2)).not.toContain("The left one");
    expect(last()).toBe("Added to **HD-1**.\nAna Lopez: The left one");
    expect(ticket(1)).toMatchObject({ status: "open" });
    expect(ticket(1)?.waitingOn).toBeUndefined();
  });

  test("starts the promise of a next response, and is in the ticket's story", () => {
    const { replies, fillsIn, ticket, desk } = aDesk();
    replies(1, "I look at it");
    fillsIn("It hums, too");
    expect(ticket(1)?.targets.some((t) => t.kind === "next_response" && t.state === "running")).toBe(true);
    expect(desk.history.at(-1)).toMatchObject({ type: "requester_wrote", ticket: 1, text: "It hums, too" });
  });

  test("opens a resolved ticket again, or confirms that it is solved", () => {
    const { submits, fillsIn, ticket } = aDesk();
    for (const number of [1, 2]) submits(dana, { action: "resolve", ticket: number }, SOLVED, staffRoom);
    fillsIn("It is upside down again", 1);
    expect(ticket(1)?.status).toBe("open");
    fillsIn("thanks, it works now", 2);
    expect(ticket(2)).toMatchObject({ status: "closed", resolution: { confirmed: true } });
  });

  test("is its requester's alone", () => {
    const { fillsIn, inThread, last } = aDesk();
    for (const by of [ben, dana]) {
      fillsIn("let me in", 1, by);
      expect(last()).toContain("Only the person who asked");
    }
    expect(inThread(1)).not.toContain("let me in");
  });

  test("gives the words back when the ticket is closed or goes on as another", () => {
    const { presses, submits, fillsIn, last, inThread } = aDesk([BOARD, BELL, GATE]);
    presses(ana, { action: "cancel", ticket: 1 });
    fillsIn("It hums, too", 1);
    expect(last()).toMatch(/HD-1 is closed by now\.\nAna Lopez: It hums, too/);
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "HD-3" }, staffRoom);
    fillsIn("It rings", 2);
    expect(last()).toMatch(/HD-2 goes on as \*\*HD-3\*\*\.\nAna Lopez: It rings/);
    expect(inThread(1) + inThread(2) + inThread(3)).not.toContain("Ana Lopez: It");
  });

  test("sent empty changes nothing", () => {
    const { fillsIn, last } = aDesk();
    fillsIn("  ");
    expect(last()).toContain("Nothing changed");
  });
});

describe("typed words go", () => {
  test("to the ticket that they name", () => {
    const { says, replies, inThread } = aDesk([BOARD, BELL, GATE]);
    replies(3, "I come at noon");
    says(ana, "HD-1 it hums, too");
    says(ana, "it is the same as with HD-2 by the way");
    expect(inThread(1)).toContain("it hums, too");
    expect(inThread(2)).toContain("by the way");
    expect(inThread(3)).not.toContain("Ana Lopez");
  });

  test.each(["The left one", "yes", "no", "2", "it works now"])(
    "to the ticket of the message that they quote: %s",
    (words) => {
      const { says, replies, inThread, quoting, desk } = aDesk([BOARD, BELL, GATE]);
      replies(1, "Which side is up?");
      replies(2, "Which bell?");
      replies(3, "I come at noon");
      says(ana, words, quoting("Which side is up?"));
      expect(inThread(1)).toContain(`Ana Lopez: ${words}`);
      expect(inThread(2) + inThread(3)).not.toContain("Ana Lopez");
      expect(desk.tickets.size).toBe(3);
    },
  );

  test("to the answer that they quote, though a ticket was spoken of since", () => {
    const { says, replies, quoting, desk } = aDesk([]);
    says(ana, `open a ticket: ${BOARD}`);
    says(ana, "new: I forgot my password");
    desk.forward(MINUTE);
    replies(1, "Which side is up?");
    says(ana, "that solved it", quoting("Reset a forgotten password"));
    expect(desk.conversations.get("c2")?.offers[0]?.outcome).toBe("confirmed");
  });

  test("nowhere by what somebody quotes from a chat that is not their own", () => {
    const { says, replies, quoting, inThread } = aDesk([BOARD]);
    replies(1, "Which side is up?");
    says(eli, "the left one", quoting("Which side is up?"));
    expect(inThread(1)).not.toContain("the left one");
  });

  test("to the one last spoken of, and say so", () => {
    const { says, desk, replies, inThread, last } = aDesk();
    desk.forward(15 * MINUTE);
    replies(2, "Which bell?");
    desk.forward(2 * MINUTE);
    says(ana, "The one at the gym");
    expect(inThread(2)).toContain("The one at the gym");
    expect(last()).toBe("Added to **HD-2**.");
    desk.forward(5 * MINUTE);
    says(ana, "And the one at the gate");
    expect(inThread(2)).toContain("And the one at the gate");
  });

  test("to it also while another has waited for an answer for days", () => {
    const { says, desk, asks, replies, inThread } = aDesk();
    asks(1, "Which side is up?");
    desk.forward(30 * HOUR);
    replies(2, "Which bell?");
    says(ana, "The one at the gym");
    expect(inThread(2)).toContain("The one at the gym");
  });

  test("to the one whose technician waits for the answer, of three", () => {
    const { says, asks, inThread } = aDesk([BOARD, BELL, GATE]);
    asks(2, "Which bell?");
    says(ana, "The one at the gym");
    expect(inThread(2)).toContain("The one at the gym");
  });

  test("to the one that was just reminded of", () => {
    const { says, desk, asks, inThread } = aDesk();
    asks(2, "Which bell?");
    desk.forward(47 * HOUR);
    says(ana, "HD-1 it hums, too");
    desk.forward(70 * MINUTE);
    says(ana, "The one at the gym");
    expect(inThread(2)).toContain("The one at the gym");
  });

  test("without a word about it when there is only one", () => {
    const { says, chat, inThread } = aDesk([BOARD]);
    const before = chat().length;
    says(ana, "it hums, too");
    expect(inThread(1)).toContain("it hums, too");
    expect(chat()).toHaveLength(before);
  });
});

describe("when nobody can tell which is meant, she is asked", () => {
  const WHICH = /\(HD-\d[^]*\(Something new\)/;
  const QUESTION = "is it toner or paper that the printer needs?";

  test.each(["The one at the gym", "no", "it works now", "2", QUESTION])("%s", (words) => {
    const { says, replies, inThread, last, desk, presses } = aDesk();
    replies(1, "Which side is up?");
    replies(2, "Which bell?");
    says(ana, words);
    expect(last()).toMatch(WHICH);
    expect(desk.tickets.size).toBe(2);
    expect(inThread(1) + inThread(2)).not.toContain("Ana Lopez: ");
    presses(ana, { action: "about_ticket", conversation: lastAsked(desk), argument: "1" });
    expect(inThread(1)).toContain(`Ana Lopez: ${words}`);
    expect(last()).toBe("Added to **HD-1**.");
  });

  test("of three, all three are named", () => {
    const { says, replies, last } = aDesk([BOARD, BELL, GATE]);
    for (const ticket of [1, 2, 3]) replies(ticket, "I look at it");
    says(ana, "The one at the gym");
    for (const name of ["HD-1", "HD-2", "HD-3"]) expect(last()).toContain(name);
  });

  test.each(["HD-2", "#2", "2"])("and answers by the number: %s", (words) => {
    const { says, replies, inThread } = aDesk();
    replies(1, "Which side is up?");
    replies(2, "Which bell?");
    says(ana, "The one at the gym");
    says(ana, words);
    expect(inThread(2)).toContain("The one at the gym");
  });

  test("a file that came without words goes along", () => {
    const { says, replies, inThread, last, chat } = aDesk();
    replies(1, "Which side is up?");
    replies(2, "Which bell?");
    const picture = {
      platform: "sandbox",
      id: "f1",
      name: "bell.png",
      size: 1,
      mediaType: "image/png",
    } as const;
    says(ana, "", { files: [picture] });
    expect(last()).toMatch(WHICH);
    says(ana, "HD-2");
    expect(inThread(2)).toContain("[bell.png]");
    expect(chat().join()).not.toContain("In one sentence");
  });

  test("and a solved ticket that she chooses is confirmed, not opened again", () => {
    const { says, replies, submits, presses, ticket, last, desk } = aDesk();
    replies(2, "Which bell?");
    submits(dana, { action: "resolve", ticket: 1 }, SOLVED, staffRoom);
    says(ana, "it works now");
    expect(last()).toMatch(WHICH);
    presses(ana, { action: "about_ticket", conversation: lastAsked(desk), argument: "1" });
    expect(ticket(1)).toMatchObject({ status: "closed", resolution: { confirmed: true } });
  });

  test("and a word that answers nothing new opens no ticket", () => {
    const { says, replies, presses, last, desk } = aDesk();
    replies(1, "Which side is up?");
    replies(2, "Which bell?");
    says(ana, "no");
    presses(ana, { action: "new_question", conversation: lastAsked(desk) });
    expect(desk.tickets.size).toBe(2);
    expect(last()).toContain("In one sentence");
  });

  test('rather than taking "no" for a word on an answer that was shown before', () => {
    const { says, replies, last, desk } = aDesk();
    says(ana, "new: I forgot my password");
    desk.forward(MINUTE);
    replies(1, "Is it still upside down?");
    replies(2, "Does it ring?");
    says(ana, "no");
    expect(last()).toMatch(WHICH);
    expect(desk.tickets.size).toBe(2);
  });

  test("but a question that has an answer is answered", () => {
    const { says, replies, last } = aDesk();
    replies(1, "Which side is up?");
    replies(2, "Which bell?");
    says(ana, "I forgot my password");
    expect(last()).toContain("(That solved it)");
  });

  test("hours after the only one was spoken of, too", () => {
    const { says, desk, last } = aDesk([BOARD]);
    desk.forward(3 * HOUR);
    says(ana, "still broken");
    expect(last()).toMatch(WHICH);
  });
});

function lastAsked(desk: ReturnType<typeof createMemoryDesk>): string {
  const press = [...desk.rows.values()]
    .flatMap(({ content }) => content?.blocks ?? [])
    .flatMap((block): Press[] => (block.kind === "buttons" ? block.buttons.map((b) => b.press) : []))
    .findLast((one) => one.action === "new_question");
  return press?.conversation ?? "";
}
