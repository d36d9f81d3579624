/** Do buttons stand where they can be pressed, and is what comes back what was meant? */
import * as fc from "fast-check";
import type { Button } from "../../../src/desk/content";
import type { Press } from "../../../src/desk/events";
import { drawButtons } from "../../../src/platforms/slack/drawing/buttons";
import { encodePress, readPress } from "../../../src/platforms/presses";
import { readAction, type SlackAction } from "../../../src/platforms/slack/drawing/presses";
import { renderContent } from "../../../src/platforms/slack/drawing/render";
import { blockProblems } from "../../support/slack/block-limits";
import { objectsIn } from "../../support/slack/reading-blocks";

const button = (label: string, extra: Partial<Button> = {}): Button => ({
  label,
  press: { action: "take", ticket: 7 },
  ...extra,
});
const numbered = (count: number, extra: Partial<Button> = {}): Button[] =>
  Array.from({ length: count }, (_, i) =>
    button(`B${i + 1}`, { press: { action: "take", ticket: i + 1 }, ...extra }),
  );

/** Each row as what stands in it: a button's label, a menu's labels. */
const rowsOf = (buttons: Button[]): (string | string[])[][] =>
  drawButtons(buttons, 0).map(({ elements }) =>
    elements.map((one) =>
      one.type === "overflow"
        ? one.options.map((option) => option.text.text)
        : one.type === "button"
          ? one.text.text
          : one.type,
    ),
  );

/** What Slack would send for each button and each option, in order. */
const actionsOf = (buttons: Button[]): SlackAction[] =>
  drawButtons(buttons, 0)
    .flatMap(({ elements }) => elements)
    .flatMap((one): SlackAction[] =>
      one.type === "overflow"
        ? one.options.map(({ value = "" }) => ({
            action_id: one.action_id ?? "",
            selected_option: { value },
          }))
        : one.type === "button"
          ? [{ action_id: one.action_id ?? "", value: one.value ?? "" }]
          : [],
    );

describe("Buttons on Slack", () => {
  it("stand five in a row at most", () => {
    expect(rowsOf(numbered(7))).toEqual([
      ["B1", "B2", "B3", "B4", "B5"],
      ["B6", "B7"],
    ]);
  });

  it.each<[number, string[][]]>([
    [2, [["B1", "B2"]]],
    [5, [["B1", "B2", "B3", "B4", "B5"]]],
    [
      6,
      [
        ["B1", "B2", "B3"],
        ["B4", "B5", "B6"],
      ],
    ],
    [
      11,
      [
        ["B1", "B2", "B3", "B4"],
        ["B5", "B6", "B7", "B8"],
        ["B9", "B10", "B11"],
      ],
    ],
  ])("that are needed less often are in menus at the end of the row: %i", (count, menus) => {
    expect(rowsOf([button("Take"), ...numbered(count, { more: true })])).toEqual([["Take", ...menus]]);
  });

  it("are no menu of one", () => {
    expect(rowsOf([button("Take"), button("Note…", { more: true })])).toEqual([["Take", "Note…"]]);
  });

  it("may all be in a menu", () => {
    expect(rowsOf(numbered(2, { more: true }))).toEqual([[["B1", "B2"]]]);
  });

  it("stand beside the menu when what they carry is too long for it", () => {
    const long = button("Long", {
      more: true,
      press: { action: "choose_article", argument: "a".repeat(150) },
    });
    expect(rowsOf([long, ...numbered(2, { more: true })])).toEqual([["Long", ["B1", "B2"]]]);
  });

  it("have their style, and a label cut at 75 characters", () => {
    const [row] = drawButtons(
      [button("x".repeat(100), { style: "danger" }), button("Take\nit", { style: "primary" })],
      0,
    );
    expect(row?.elements).toMatchObject([
      { style: "danger", text: { type: "plain_text", text: `${"x".repeat(74)}…`, emoji: false } },
      { style: "primary", text: { text: "Take it" } },
    ]);
  });

  it("are told apart within a message, however many rows and menus it has", () => {
    const blocks = [7, 12, 3].map((count) => ({
      kind: "buttons" as const,
      buttons: [...numbered(count), ...numbered(count, { more: true }), button("", { opensForm: true })],
    }));
    const [part] = renderContent({ summary: "x", blocks });
    const ids = objectsIn(part?.blocks).flatMap(({ action_id: id }) => (id === undefined ? [] : [id]));
    expect(ids.length).toBeGreaterThan(25);
    expect(new Set(ids).size).toBe(ids.length);
    expect(blockProblems(part?.blocks ?? [], part?.text)).toEqual([]);
  });
});

describe("A press on Slack", () => {
  const press = fc.record<Press>(
    {
      action: fc.constantFrom("solved", "why", "set_priority", "undo_reply"),
      conversation: fc.string({ maxLength: 60 }),
      ticket: fc.integer({ min: 1 }),
      argument: fc.string({ unit: "grapheme", maxLength: 100 }),
    },
    { requiredKeys: ["action"] },
  );

  it("comes back as it was drawn, from a button or a menu, and says whether it opens a form", () => {
    const buttons = fc.array(
      fc.record(
        {
          label: fc.string(),
          press,
          opensForm: fc.constant(true as const),
          more: fc.constant(true as const),
        },
        { requiredKeys: ["label", "press"] },
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(buttons, (drawn) => {
        const read = actionsOf(drawn).map((action) => readAction(action));
        const key = (one: unknown) => JSON.stringify(one);
        const asked = drawn.map((one) => key({ press: { ...one.press }, opensForm: one.opensForm === true }));
        expect(read.map((one) => key(one && { ...one, press: ordered(one.press) })).toSorted()).toEqual(
          asked.map((one) => key(reordered(one))).toSorted(),
        );
      }),
    );
  });

  it("of a ticket is short enough for a menu", () => {
    const [row] = drawButtons(
      numbered(2, {
        more: true,
        opensForm: true,
        press: { action: "ask_for_more", ticket: Number.MAX_SAFE_INTEGER },
      }),
      0,
    );
    expect(row?.elements[0]?.type).toBe("overflow");
    expect(encodePress({ action: "ask_for_more", ticket: Number.MAX_SAFE_INTEGER }).length).toBeLessThan(75);
  });

  it.each([
    "",
    "take",
    "null",
    "[]",
    "1",
    "{}",
    '{"a":"fly"}',
    '{"a":"toString"}',
    '{"a":"__proto__"}',
    '{"a":["take"]}',
    '{"a":"take","t":"7"}',
    '{"a":"take","t":-1}',
    '{"a":"take","t":0}',
    '{"a":"take","t":1.5}',
    '{"a":"take","t":1e300}',
    '{"a":"take","c":7}',
    '{"a":"take","g":null}',
    '{"a":"take","x":1}',
    '!{"a":"take"}',
    '{"a":"take"',
  ])("that reads %s is none", (value) => {
    expect(readPress(value)).toBeUndefined();
    expect(readAction({ action_id: "press:0", value })).toBeUndefined();
  });

  it("never breaks on what it reads", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (value) => {
        readPress(value);
        readAction({ action_id: value, value, selected_option: { value } });
      }),
    );
  });

  it.each<[string, SlackAction]>([
    ["another app's button", { action_id: "vote:1", value: '{"a":"take"}' }],
    ["the line for questions", { action_id: "ask", value: "press me" }],
    ["a menu's button without a choice", { action_id: "more:1", value: '{"a":"take"}' }],
    ["a button without a value", { action_id: "press:1" }],
  ])("is not %s", (_what, action) => {
    expect(readAction(action)).toBeUndefined();
  });
});

const ordered = ({ action, conversation, ticket, argument }: Press) => ({
  action,
  conversation,
  ticket,
  argument,
});

const reordered = (json: string): unknown => {
  const { press, opensForm } = JSON.parse(json) as { press: Press; opensForm: boolean };
  return { press: ordered(press), opensForm };
};
