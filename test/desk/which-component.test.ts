// Is the requester asked what a ticket is about, when that is not sure and somebody else would look at it?

import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, peopleAt } from "../support/people";
import { theRules } from "../support/rules";

/** Two components have a word in it, one each. */
const EITHER = "open a ticket: the printer and the vpn are both upside down";

const aDesk = () => {
  const desk = createMemoryDesk(theRules());
  return {
    desk,
    ...peopleAt(desk),
    ticket: () => desk.tickets.get(1),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
    inThread: () => desk.shownAt({ thread: "ticket-1" }).join("\n"),
  };
};

test("a ticket that may be about either asks its requester, and the answer calls the right people", () => {
  const { says, presses, submits, ticket, chat, inThread } = aDesk();
  says(ana, EITHER);
  expect(ticket()?.component).toBeUndefined();
  expect(chat()).toContain("What is **HD-1** about?");
  expect(chat()).toContain("(Network and Wi-Fi) (Printing)");
  presses(ana, { action: "say_component", ticket: 1, argument: "network" });
  expect(ticket()?.component).toBe("network");
  expect(chat().replaceAll("\\", "")).toContain("**HD-1** is about **Network and Wi-Fi**.");
  submits(dana, { action: "escalate", ticket: 1 }, { text: "Not the cable." });
  expect(inThread()).toContain("@Kofi Mensah");
});

test("what a technician has said stays, and somebody else's press changes nothing", () => {
  const { says, presses, submits, ticket, chat } = aDesk();
  says(ana, EITHER);
  presses(ben, { action: "say_component", ticket: 1, argument: "network" });
  expect(ticket()?.component).toBeUndefined();
  submits(dana, { action: "set_component", ticket: 1 }, { component: "printing" });
  presses(ana, { action: "say_component", ticket: 1, argument: "network" });
  expect(ticket()?.component).toBe("printing");
  expect(chat()).toContain("**HD-1** is about **Printing**.");
});

test("nobody is asked where it is sure, or where nothing is likely", () => {
  const { says, chat } = aDesk();
  says(ana, "open a ticket: the wifi is upside down");
  says(ana, "new: the smartboard in room 12 is upside down");
  expect(chat()).not.toContain("about?");
});

test("a component that the plan does not have any more changes nothing", () => {
  const { says, presses, ticket } = aDesk();
  says(ana, EITHER);
  presses(ana, { action: "say_component", ticket: 1, argument: "plumbing" });
  expect(ticket()?.component).toBeUndefined();
});
