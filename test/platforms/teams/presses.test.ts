/** Is what comes back from a button in Teams what was meant, and nothing else? */
import * as fc from "fast-check";
import type { Press } from "../../../src/desk/events";
import { pressData, readPressData } from "../../../src/platforms/teams/drawing/presses";

const press = fc.record<Press>(
  {
    action: fc.constantFrom("solved", "why", "set_priority", "undo_reply"),
    conversation: fc.string({ maxLength: 60 }),
    ticket: fc.integer({ min: 1 }),
    argument: fc.string({ unit: "grapheme", maxLength: 100 }),
  },
  { requiredKeys: ["action"] },
);

/** As Teams sends it: of an execute, of a submit with what stood in the card's inputs, of a request for a dialog. */
const WAYS: [string, (data: object) => unknown][] = [
  ["an execute", (data) => ({ action: { type: "Action.Execute", verb: "press", data }, trigger: "manual" })],
  ["a submit", (data) => ({ ...data, comment: "typed" })],
  ["a request for a dialog", (data) => ({ data: { ...data, comment: "typed" }, context: { theme: "dark" } })],
];

describe.each(WAYS)("A press that comes as %s", (_way, wrap) => {
  it("is the one that was drawn", () => {
    fc.assert(
      fc.property(press, fc.string(), fc.nat(), fc.boolean(), (drawn, key, number, opensForm) => {
        const once = `k${key}#${number}`;
        const sent: unknown = JSON.parse(JSON.stringify(wrap(pressData(drawn, once, opensForm))));
        expect(readPressData(sent)).toEqual({ press: { ...drawn }, once, opensForm });
      }),
    );
  });

  it("is none when anything else is in it", () => {
    const good = { press: '{"a":"take","t":1}', once: "k#1" };
    expect(readPressData(wrap(good))).toBeDefined();
    for (const bad of [
      { once: "k#1" },
      { press: good.press },
      { ...good, press: '{"a":"fly"}' },
      { ...good, press: { a: "take" } },
      { ...good, once: "k" },
      { ...good, once: "#1" },
      { ...good, once: 7 },
      { ...good, once: `${"k".repeat(600)}#1` },
    ])
      expect(readPressData(wrap(bad))).toBeUndefined();
  });
});

it("never breaks on what it reads", () => {
  fc.assert(fc.property(fc.anything(), (value) => void readPressData(value)));
  for (const value of [
    null,
    undefined,
    7,
    "x",
    [],
    { action: null },
    { data: [] },
    { action: { data: "x" } },
  ])
    expect(readPressData(value)).toBeUndefined();
});
