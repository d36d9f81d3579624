import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, eli, kofi, peopleAt, stranger } from "../support/people";
import { theRules } from "../support/rules";

const UNKNOWN = "the smartboard in room 12 is upside down";
const OTHER = "new: the clock in the gym runs backwards";

const aDesk = () => {
  const desk = createMemoryDesk(theRules());
  return {
    desk,
    ...peopleAt(desk),
    ticket: (number = 1) => desk.tickets.get(number),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
    inThread: (number = 1) => desk.shownAt({ thread: `ticket-${number}` }).join("\n"),
    told: (account: string) => desk.shownAt({ platform: "sandbox", kind: "direct", id: account }).join("\n"),
  };
};

describe("assigning", () => {
  test("gives the ticket to a colleague, who is called in the thread; the requester hears who it is", () => {
    const { says, submits, ticket, inThread, chat } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, { action: "assign", ticket: 1 }, { assignee: "eli" }, direct(dana), { assignee: eli });
    expect(ticket()?.assignee).toEqual(eli);
    expect(inThread()).toContain("@Eli Novak this ticket is yours now, says Dana Brooks.");
    expect(chat()).toContain("Eli Novak is working on your ticket");
  });

  test("takes nobody who is no technician, and says so", () => {
    const { says, submits, ticket, told } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, { action: "assign", ticket: 1 }, { assignee: "zoe" }, direct(dana), {
      assignee: stranger,
    });
    expect(ticket()?.assignee).toBeUndefined();
    expect(told("dana")).toContain("not one of the technicians");
  });

  test("is not for requesters", () => {
    const { says, submits, ticket } = aDesk();
    says(ana, UNKNOWN);
    submits(ana, { action: "assign", ticket: 1 }, { assignee: "eli" }, direct(ana), { assignee: eli });
    expect(ticket()?.assignee).toBeUndefined();
  });
});

test("the component is put right with one form, and the specialist of the right one is called", () => {
  const { says, submits, ticket, inThread } = aDesk();
  says(ana, UNKNOWN);
  submits(dana, { action: "set_component", ticket: 1 }, { component: "network" });
  expect(ticket()?.component).toBe("network");
  submits(dana, { action: "escalate", ticket: 1 }, { text: "The cable is fine." });
  expect(inThread()).toContain(`@${kofi.name}`);
});

test("a component that the plan does not have changes nothing", () => {
  const { says, submits, ticket, desk } = aDesk();
  says(ana, UNKNOWN);
  submits(dana, { action: "set_component", ticket: 1 }, { component: "plumbing" });
  expect(ticket()?.component).toBeUndefined();
  expect(desk.history.some(({ type }) => type === "component_set")).toBe(false);
});

describe("merging", () => {
  test("closes the one, goes on with the other, and tells everybody where", () => {
    const { says, submits, ticket, inThread, chat } = aDesk();
    says(ana, UNKNOWN);
    says(ana, OTHER);
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "HD-1" });
    expect(ticket(2)).toMatchObject({ status: "closed", mergedInto: 1, resolution: { kind: "duplicate" } });
    expect(ticket(2)?.wakeAt).toBeUndefined();
    expect(ticket(1)?.status).toBe("open");
    expect(inThread(1)).toContain("the clock in the gym runs backwards");
    expect(chat()).toMatch(/HD-2.*is about the same as.*HD-1/);
  });

  test("takes what the requester says to the one over to the other", () => {
    const { says, submits, inThread } = aDesk();
    says(ana, UNKNOWN);
    says(ana, OTHER);
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "1" });
    says(ana, "it is urgent now");
    expect(inThread(1)).toContain("it is urgent now");
    expect(inThread(2)).not.toContain("it is urgent now");
  });

  test.each([
    ["a number that no ticket has", "HD-99", "There is no ticket HD-99"],
    ["no number", "the other one", "There is no ticket the other one"],
    ["itself", "HD-1", "cannot be merged into itself"],
  ])("into %s is refused with a word", (_what, written, words) => {
    const { says, submits, ticket, told } = aDesk();
    says(ana, UNKNOWN);
    submits(dana, { action: "merge", ticket: 1 }, { ticket: written });
    expect(ticket()?.status).toBe("open");
    expect(told("dana").replaceAll("\\", "")).toContain(words);
  });

  test("into somebody else's ticket is refused: both are owed an answer", () => {
    const { says, submits, ticket, told } = aDesk();
    says(ana, UNKNOWN);
    says(ben, "the clock in the gym runs backwards");
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "HD-1" });
    expect(ticket(2)?.status).toBe("open");
    expect(told("dana")).toContain("somebody else's");
  });

  test("into a closed ticket is refused", () => {
    const { says, submits, presses, ticket, told } = aDesk();
    says(ana, UNKNOWN);
    says(ana, OTHER);
    presses(ana, { action: "cancel", ticket: 1 });
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "HD-1" });
    expect(ticket(2)?.status).toBe("open");
    expect(told("dana")).toContain("is closed");
  });

  test("follows from one to the next: what was merged before goes along", () => {
    const { says, submits, inThread } = aDesk();
    const thread = (id: string) => ({ ...direct(ana), root: id });
    says(ana, UNKNOWN, { replyIn: thread("q1") });
    says(ana, OTHER, { replyIn: thread("q2") });
    says(ana, "new: the door of the gym squeaks", { replyIn: thread("q3") });
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "HD-1" });
    submits(dana, { action: "merge", ticket: 1 }, { ticket: "HD-3" });
    says(ana, "the clock stands still now", { replyIn: thread("q2") });
    expect(inThread(3)).toContain("the clock stands still now");
  });

  test("is over for good: the merged ticket's buttons do nothing any more", () => {
    const { says, submits, presses, ticket } = aDesk();
    says(ana, UNKNOWN);
    says(ana, OTHER);
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "HD-1" });
    presses(dana, { action: "reopen", ticket: 2 });
    expect(ticket(2)?.status).toBe("closed");
  });
});

describe("thanks for a reply", () => {
  const replied = () => {
    const it = aDesk();
    it.says(ana, UNKNOWN);
    const reply = it.saysInThread(dana, 1, "I turned it.");
    it.desk.forward(6_000);
    const copy = [...it.desk.rows.values()].find(({ message }) => message.about.original === reply);
    const inChat = { in: direct(ana), messageId: copy?.messageId ?? "" };
    const marks = () =>
      [...it.desk.rows.values()].flatMap(({ message }) =>
        message.verb === "mark" && message.message.messageId === reply.messageId ? [message.mark.state] : [],
      );
    return { ...it, inChat, marks };
  };

  test("are shown to whoever wrote it, at what they wrote", () => {
    const { thanks, inChat, marks } = replied();
    thanks(ana, inChat);
    expect(marks()).toEqual(["held", "delivered", "thanked"]);
  });

  test("of somebody else, or for something else, are no thanks", () => {
    const { thanks, inChat, marks } = replied();
    thanks(ben, inChat);
    thanks(ana, { in: direct(ana), messageId: "b1" });
    expect(marks()).toEqual(["held", "delivered"]);
  });
});
