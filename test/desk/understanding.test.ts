import * as fc from "fast-check";
import { understand } from "../../src/desk/understanding";

const kind = (text: string) => understand(text, "HD").kind;

test.each(["hi", "Hello!", "hey there", "Good morning team", "hi, how are you?"])(
  "%s is a greeting",
  (text) => {
    expect(kind(text)).toBe("greeting");
  },
);

test.each(["thanks", "Thank you so much!", "ok thanks", "great", "cheers"])("%s is thanks", (text) => {
  expect(kind(text)).toBe("thanks");
});

test.each(["That solved it", "it works now", "Yes, that fixed it. Thanks!", "works!", "solved"])(
  "%s says that it is solved",
  (text) => {
    expect(kind(text)).toBe("solved");
  },
);

test.each([
  "I still need help",
  "that didn't help",
  "no",
  "It doesn't work",
  "still not working",
  "none of these",
])("%s says that it is not solved", (text) => {
  expect(kind(text)).toBe("not_solved");
});

test.each([
  ["my tickets", { command: "list" }],
  ["status", { command: "status" }],
  ["status HD-12", { command: "status", ticket: 12 }],
  ["what's the status of hd-7?", { command: "status", ticket: 7 }],
  ["cancel HD-3", { command: "cancel", ticket: 3 }],
  ["help", { command: "help" }],
  ["help please", { command: "help" }],
  ["Please help me asap!!!", { command: "help" }],
  ["open a ticket: the door is stuck", { command: "person", rest: "the door is stuck" }],
  ["ticket: the door is stuck", { command: "person", rest: "the door is stuck" }],
  ["agent please", { command: "person", rest: "" }],
  ["I want to talk to a human", { command: "person", rest: "" }],
])("%s is a command", (text, expected) => {
  expect(understand(text, "HD")).toMatchObject({ kind: "command", ...expected });
});

test.each([
  "hi, my printer does not work",
  "how do I cancel a meeting?",
  "help my laptop is on fire",
  "the status light is red",
  "thanks to the update my wifi is gone",
  "no sound in the meeting",
  "great, now the projector is broken too",
  "technician came, but the projector is still dark",
  "ticket machine in the cafeteria is broken",
  "how do I open a ticket in Compass for a parent?",
])("%s is a question", (text) => {
  expect(kind(text)).toBe("question");
});

test("a question may name a ticket, and may say that it is new", () => {
  expect(understand("HD-12: it is back", "HD")).toMatchObject({ ticket: 12, isNew: false });
  expect(understand("new: how do I print?", "HD")).toMatchObject({ text: "how do I print?", isNew: true });
  expect(understand("I have 12 HD screens", "HD")).not.toHaveProperty("ticket");
});

test("any text has a meaning", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => expect(kind(text)).toEqual(expect.any(String))),
  );
});
