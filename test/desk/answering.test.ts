import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, direct, peopleAt, staffRoom } from "../support/people";
import { theRules } from "../support/rules";

const aDesk = () => {
  const desk = createMemoryDesk(theRules());
  return { desk, ...peopleAt(desk), chat: () => desk.shownAt(direct(ana)) };
};

describe("a question that the knowledge base answers", () => {
  test("is answered with the text, its source and its review date", () => {
    const { says, chat } = aDesk();
    says(ana, "I forgot my password");
    expect(chat()).toHaveLength(1);
    expect(chat()[0]).toContain("Reset a forgotten password");
    expect(chat()[0]).toContain("`forgot-password.md`");
    expect(chat()[0]).toContain("1 Mar 2027");
    expect(chat()[0]).toContain("(That solved it) (I still need help)");
  });

  test("is about the article's component, asked from the requester's site", () => {
    const { says, desk } = aDesk();
    says(ana, "the printer is out of toner");
    expect(desk.conversations.get("c1")).toMatchObject({ component: "printing", site: "high" });
  });

  test("opens no ticket", () => {
    const { says, desk } = aDesk();
    says(ana, "I forgot my password");
    expect(desk.tickets.size).toBe(0);
  });

  test("counts as solved only when the requester says so", () => {
    const { says, presses, desk } = aDesk();
    says(ana, "I forgot my password");
    presses(ana, { action: "solved", conversation: "c1" });
    expect(desk.conversations.get("c1")?.offers[0]?.outcome).toBe("confirmed");
    expect(desk.conversations.get("c1")?.status).toBe("ended");
  });

  test("counts as silent, not as solved, after a day without a word", () => {
    const { says, desk } = aDesk();
    says(ana, "I forgot my password");
    desk.forward(25 * 3_600_000);
    expect(desk.conversations.get("c1")?.offers[0]?.outcome).toBe("silent");
    expect(desk.history.map((h) => h.type)).not.toContain("confirmed");
  });

  test("loses its buttons once one is pressed, and says what was said", () => {
    const { says, presses, chat } = aDesk();
    says(ana, "I forgot my password");
    presses(ana, { action: "solved", conversation: "c1" });
    expect(chat()[0]).not.toContain("(That solved it)");
    expect(chat()[0]).toContain("You said that this solved it");
  });

  test("typing what a button says does what the button does", () => {
    const { says, desk } = aDesk();
    says(ana, "I forgot my password");
    says(ana, "That solved it, thanks!");
    expect(desk.conversations.get("c1")?.offers[0]?.outcome).toBe("confirmed");
  });

  test("becomes a ticket when it did not help, with what was tried", () => {
    const { says, presses, desk } = aDesk();
    says(ana, "I forgot my password");
    presses(ana, { action: "need_help", conversation: "c1" });
    expect(desk.tickets.get(1)?.question).toBe("I forgot my password");
    expect(desk.conversations.get("c1")?.offers[0]?.outcome).toBe("failed");
    expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toMatch(
      /Reset a forgotten password .*did not help/,
    );
  });

  test("says why it was chosen when asked", () => {
    const { says, presses, chat } = aDesk();
    says(ana, "I forgot my password");
    presses(ana, { action: "why", conversation: "c1" });
    expect(chat().at(-1)).toContain("Reset a forgotten password");
  });

  test("can only be closed by the person who asked", () => {
    const { says, presses, desk } = aDesk();
    says(ana, "I forgot my password");
    presses(ben, { action: "solved", conversation: "c1" });
    expect(desk.conversations.get("c1")?.status).toBe("offering");
    expect(desk.shownAt(direct(ben)).at(-1)).toContain("Only the person who asked");
  });
});

describe("a question between two articles", () => {
  const ambiguous = "is it toner or paper that the printer needs?";

  test("is asked back with candidates and a way out", () => {
    const { says, chat, desk } = aDesk();
    says(ana, ambiguous);
    expect(desk.tickets.size).toBe(0);
    expect(chat()[0]).toContain("Clear a paper jam in the printer");
    expect(chat()[0]).toContain("Change the toner of the printer");
    expect(chat()[0]).toContain("(None of these)");
  });

  test("is answered with the one chosen, by button or by number", () => {
    const pressed = aDesk();
    pressed.says(ana, ambiguous);
    pressed.presses(ana, { action: "choose_article", conversation: "c1", argument: "printer-toner" });
    expect(pressed.chat().at(-1)).toContain("Take a new **cartridge**");

    const typed = aDesk();
    typed.says(ana, ambiguous);
    const second = typed.desk.conversations.get("c1")?.offers[1]?.title ?? "";
    typed.says(ana, "2");
    expect(typed.chat().at(-1)).toContain(second);
  });

  test("keeps its numbers after one was read", () => {
    const { says, desk, chat } = aDesk();
    says(ana, ambiguous);
    const [first, second] = desk.conversations.get("c1")?.offers.map((o) => o.title) ?? [];
    says(ana, "1");
    expect(chat().at(-1)).toContain(first);
    says(ana, "2");
    expect(chat().at(-1)).toContain(second);
    says(ana, "I still need help");
    const offered =
      desk
        .shownAt({ thread: "ticket-1" })
        .join("\n")
        .match(/^- .*% sure, as .*$/gm) ?? [];
    expect(offered.filter((line) => line.includes(`${first} (`))).toHaveLength(1);
    expect(offered.filter((line) => line.includes(`${second} (`))).toHaveLength(1);
  });

  test("becomes a ticket when none of them fits", () => {
    const { says, presses, desk } = aDesk();
    says(ana, ambiguous);
    presses(ana, { action: "none_of_these", conversation: "c1" });
    expect(desk.tickets.size).toBe(1);
    expect(desk.conversations.get("c1")?.offers.every((o) => o.outcome === "failed")).toBe(true);
  });
});

describe("small talk", () => {
  test.each(["hi", "Hello there!", "Good morning", "thanks", "ok", "Thank you so much!", "👍", "bye"])(
    "gets a short word and no ticket: %s",
    (text) => {
      const { says, chat, desk } = aDesk();
      says(ana, text);
      expect(chat()).toHaveLength(1);
      expect(desk.tickets.size).toBe(0);
      expect(desk.conversations.size).toBe(0);
    },
  );

  test("a greeting before a question is part of the question", () => {
    const { says, chat } = aDesk();
    says(ana, "Hello! I forgot my password, can you help?");
    expect(chat()[0]).toContain("Reset a forgotten password");
  });
});

describe("several quick messages in a row", () => {
  test("are one question, and its answer is changed in place", () => {
    const { says, chat, desk } = aDesk();
    says(ana, "is it toner or paper that the printer needs?");
    desk.forward(3000);
    says(ana, "paper jam, paper is stuck");
    expect(desk.conversations.size).toBe(1);
    expect(chat()).toHaveLength(1);
    expect(chat()[0]).toContain("Clear a paper jam");
  });

  test("what follows an answer after a while is answered below it, not where nobody looks", () => {
    const { says, chat, desk } = aDesk();
    says(ana, "I forgot my password");
    desk.forward(60_000);
    says(ana, "I forgot my password");
    expect(chat()).toHaveLength(2);
    expect(chat()[1]).toContain("Reset a forgotten password");
  });

  test("are two questions when the second has an answer of its own", () => {
    const { says, chat, desk } = aDesk();
    says(ana, "I forgot my password");
    desk.forward(4000);
    says(ana, "how do I connect to the vpn");
    expect(chat()).toHaveLength(2);
    expect(chat()[0]).toContain("Reset a forgotten password");
    expect(chat()[1]).toContain("GlobalProtect");
  });

  test("are two questions when each has its own answer and time lies between", () => {
    const { says, chat, desk } = aDesk();
    says(ana, "I forgot my password");
    desk.forward(120_000);
    says(ana, "how do I connect to the vpn");
    expect(desk.conversations.size).toBe(2);
    expect(chat()[1]).toContain("GlobalProtect");
  });
});

describe("an edited question", () => {
  test("changes its answer in place", () => {
    const { says, edits, chat } = aDesk();
    const message = says(ana, "I forgot my password");
    edits(ana, message, "how do I connect to the vpn");
    expect(chat()).toHaveLength(1);
    expect(chat()[0]).toContain("GlobalProtect");
  });
});

describe("what the plan says comes before the articles", () => {
  test("a criterion gives its safety text, and a ticket with its priority", () => {
    const { says, chat, desk } = aDesk();
    says(ana, "Help, I clicked a phishing link!");
    expect(chat()[0]).toContain("Disconnect from the network now.");
    expect(desk.tickets.get(1)).toMatchObject({ priority: "urgent", component: "security" });
  });

  test("a route says whose it is, and opens no ticket unless asked", () => {
    const { says, presses, chat, desk } = aDesk();
    says(ana, "Where is my payslip?");
    expect(chat()[0]).toContain("Payroll helps with that");
    expect(desk.tickets.size).toBe(0);
    presses(ana, { action: "need_help", conversation: "c1" });
    expect(desk.tickets.size).toBe(1);
  });
});

describe("in a channel", () => {
  const thread = { platform: "sandbox", kind: "thread", id: "staff-room/m1" } as const;

  test("a mention is answered in the thread below it", () => {
    const { says, desk } = aDesk();
    says(ana, "I forgot my password", { in: staffRoom, replyIn: thread, addressed: true });
    expect(desk.shownAt(thread)[0]).toContain("Reset a forgotten password");
    expect(desk.shownAt(staffRoom)).toEqual([]);
  });

  test("what is not said to the bot gets no reaction", () => {
    const { says, desk } = aDesk();
    says(ana, "I forgot my password", { in: staffRoom, replyIn: thread, addressed: false });
    expect(desk.rows.size).toBe(0);
  });

  test("a private article is not shown there", () => {
    const { says, desk } = aDesk();
    says(ana, "a colleague is leaving and needs the account closed", {
      in: staffRoom,
      replyIn: thread,
      addressed: true,
    });
    expect(desk.shownAt(thread).join()).not.toContain("Tell us the last day");
    expect(desk.shownAt(thread)[0]).toContain("direct message");
  });

  test("a private article that is one of several is left out there", () => {
    const { says, desk } = aDesk();
    says(ana, "is it toner or paper that the printer needs?", {
      in: staffRoom,
      replyIn: thread,
      addressed: true,
    });
    expect(desk.shownAt(thread)[0]).toContain("Change the toner of the printer");
    expect(desk.shownAt(thread).join()).not.toContain("When somebody leaves");
  });

  test("why an answer was chosen is for the eyes of the person who asked", () => {
    const { says, presses } = aDesk();
    says(ana, "I forgot my password", { in: staffRoom, replyIn: thread, addressed: true });
    const { messages } = presses(ana, { action: "why", conversation: "c1" }, thread);
    expect(messages.map((m) => m.verb === "post" && m.onlyFor)).toEqual(["ana"]);
  });

  test("a bystander's word in the thread is not the requester's", () => {
    const { says, desk } = aDesk();
    says(ana, "the smartboard in room 12 is upside down", {
      in: staffRoom,
      replyIn: thread,
      addressed: true,
    });
    says(ben, "same here", { in: thread, addressed: false });
    expect(desk.shownAt({ thread: "ticket-1" }).join()).not.toContain("same here");
  });
});

describe("odd messages", () => {
  test("an empty one gets no reaction", () => {
    const { says, desk } = aDesk();
    says(ana, "   ");
    expect(desk.rows.size).toBe(0);
  });

  test("a file without words is asked about, and belongs to the question that follows", () => {
    const { says, desk } = aDesk();
    const file = {
      platform: "sandbox",
      id: "f1",
      name: "screen.png",
      size: 10,
      mediaType: "image/png",
    } as const;
    says(ana, "", { files: [file] });
    desk.forward(60_000);
    says(ana, "the smartboard in room 12 shows this");
    expect(desk.tickets.get(1)?.question).toBe("the smartboard in room 12 shows this");
    expect(desk.shownAt({ thread: "ticket-1" }).join()).toContain("[screen.png]");
  });

  test.each([
    ["40,000 characters", "the smartboard is broken ".repeat(1600)],
    ["1,000,000 characters", "x".repeat(1_000_000)],
    ["emoji only", "🎉🎉🎉🎉"],
    ["right-to-left", "המדפסת לא עובדת"],
    ["a control character", "the smartboard\u0007 is broken"],
  ])("%s gets a reaction, whole", (_name, text) => {
    const { says, desk, chat } = aDesk();
    says(ana, text);
    expect(chat().length).toBeGreaterThan(0);
    const ticket = desk.tickets.get(1);
    if (ticket) expect(ticket.question).toBe(text.trim());
  });
});
