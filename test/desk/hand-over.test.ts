import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, kofi, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";
import type { Target } from "../../src/plan/plan";

const MINUTE = 60_000;
const promise: Target = {
  kind: "hand_over", tier: 3, priority: "normal", minutes: 20, calendar: "school", line: 1,
}; // prettier-ignore

/** A ticket about the network that has just gone to Tier 3. */
function handedOver(targets = [...aPlan().targets, promise]) {
  const desk = createMemoryDesk(theRules(aPlan({ targets })));
  const people = peopleAt(desk);
  people.says(ana, "open a ticket: the wifi in the gym drops every noon");
  people.submits(dana, { action: "escalate", ticket: 1 }, { text: "please look" });
  return {
    desk,
    ...people,
    state: () => desk.tickets.get(1)?.targets.findLast((t) => t.kind === "hand_over")?.state,
    told: () =>
      desk
        .shownAt({ thread: "ticket-1" })
        .join("\n")
        .split("\n")
        .filter((line) => line.includes("taking it over")),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
  };
}

test("nobody takes what was handed over: the liaison is told, then the lead too, and the requester nothing", () => {
  const { desk, told, chat, state } = handedOver();
  const before = chat();
  desk.forward(25 * MINUTE);
  expect(told()).toEqual([
    "@Kofi Mensah HD-1: taking it over is due today at 09:20.",
    "@Priya Raman @Kofi Mensah HD-1: taking it over was due today at 09:20 and is late.",
  ]);
  expect(chat()).toBe(before);
  expect(state()).toBe("breached");
});

test("whoever takes it keeps the promise", () => {
  const { desk, presses, told, state } = handedOver();
  presses(kofi, { action: "take", ticket: 1 });
  desk.forward(25 * MINUTE);
  expect(state()).toBe("met");
  expect(told()).toEqual([]);
  expect(desk.history.filter(({ type }) => type === "target_met").map(({ text }) => text)).toEqual([
    "hand_over",
  ]);
});

test("so does whoever answers first; the requester is told of the answer they are promised, not of this", () => {
  const { saysInThread, state, chat } = handedOver();
  expect(chat()).toContain("You hear from them by **today at 11:00**");
  saysInThread(kofi, 1, "I look at the line.");
  expect(state()).toBe("met");
});

test("a requester who writes meanwhile is still promised the next word", () => {
  const { desk, says, saysInThread, presses } = handedOver();
  saysInThread(kofi, 1, "I look at the line.");
  desk.forward(10_000);
  presses(kofi, { action: "release", ticket: 1 });
  says(ana, "any idea when?");
  expect(desk.tickets.get(1)?.targets.at(-1)).toMatchObject({ kind: "next_response", state: "running" });
});

test("a plan without such a promise has no such clock", () => {
  const { state } = handedOver(aPlan().targets);
  expect(state()).toBeUndefined();
});
