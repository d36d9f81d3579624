import { addressKey } from "../../src/desk/address";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, peopleAt, staffRoom } from "../support/people";
import { theRules } from "../support/rules";

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
