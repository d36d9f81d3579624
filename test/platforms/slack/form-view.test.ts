/** Does a form open as Slack wants it, and is what was filled in read back? */
import * as fc from "fast-check";
import type { types } from "@slack/bolt";
import type { Field, Form } from "../../../src/desk/content";
import { formErrors, formView, readFormValues } from "../../../src/platforms/slack/drawing/form-view";
import { homeView } from "../../../src/platforms/slack/drawing/home-view";
import { ASK_ACTION } from "../../../src/platforms/slack/drawing/presses";
import { viewProblems } from "../../support/slack/block-limits";
import { textIn } from "../../support/slack/reading-blocks";
import { spitefulText } from "../../support/slack/spiteful";

const field = (extra: Partial<Field>): Field => ({
  name: "text",
  label: "Your reply",
  kind: "text",
  required: true,
  ...extra,
});
const formOf = (...fields: Field[]): Form => ({ title: "Reply on HD-12", submit: "Send", fields });

/** The one input of a form with one field. */
function inputOf(extra: Partial<Field>): types.InputBlock {
  const view = formView(formOf(field(extra)), "{}", "form");
  expect(viewProblems(view)).toEqual([]);
  return view.blocks[0] as types.InputBlock;
}

describe("A form on Slack", () => {
  it("is a modal with its fields as blocks of their names", () => {
    const view = formView(
      formOf(field({ hint: "The requester reads this.", max: 500 })),
      '{"a":"reply"}',
      "form",
    );
    expect(view).toEqual({
      type: "modal",
      callback_id: "form",
      private_metadata: '{"a":"reply"}',
      title: { type: "plain_text", text: "Reply on HD-12", emoji: false },
      submit: { type: "plain_text", text: "Send", emoji: false },
      close: { type: "plain_text", text: "Cancel", emoji: false },
      blocks: [
        {
          type: "input",
          block_id: "text",
          label: { type: "plain_text", text: "Your reply", emoji: false },
          optional: false,
          hint: { type: "plain_text", text: "The requester reads this.", emoji: false },
          element: {
            type: "plain_text_input",
            action_id: "value",
            multiline: true,
            max_length: 500,
            focus_on_load: true,
          },
        },
      ],
    });
  });

  it("cuts a long title at a word", () => {
    const view = formView({ ...formOf(field({})), title: "Ask for more on HELPDESK-12345" }, "", "form");
    expect(view.title.text).toBe("Ask for more on…");
    expect(viewProblems(view)).toEqual([]);
  });

  it("has one line for a line, and what stands there at first", () => {
    expect(inputOf({ kind: "line", initial: "Room 12", required: false })).toMatchObject({
      optional: true,
      element: { multiline: false, initial_value: "Room 12", max_length: 3_000 },
    });
  });

  it("begins with no more than may be written", () => {
    expect(inputOf({ initial: "👍".repeat(40), max: 15 }).element).toMatchObject({
      initial_value: "👍".repeat(7),
    });
  });

  it("offers choices, with the one chosen so far", () => {
    const options = [
      { value: "low", label: "Low" },
      { value: "high", label: "High" },
    ];
    const element = inputOf({ kind: "choice", options, initial: "high" }).element as types.StaticSelect;
    expect(element.options?.map(({ value, text }) => [value, text.text])).toEqual([
      ["low", "Low"],
      ["high", "High"],
    ]);
    expect(element.initial_option).toEqual(element.options?.[1]);
    expect(inputOf({ kind: "choice", options, initial: "gone" }).element).not.toHaveProperty(
      "initial_option",
    );
  });

  it("offers more than 100 choices in groups", () => {
    const options = Array.from({ length: 230 }, (_, i) => ({ value: `v${i}`, label: `Component ${i}` }));
    const element = inputOf({ kind: "choice", options, initial: "v150" }).element as types.StaticSelect;
    expect(element.option_groups?.map((group) => [group.label.text, group.options.length])).toEqual([
      ["1 to 100", 100],
      ["101 to 200", 100],
      ["201 to 230", 30],
    ]);
    expect(element.initial_option?.value).toBe("v150");
  });

  it("lets somebody of the workspace be chosen", () => {
    expect(inputOf({ kind: "person", initial: "U0KOFI" }).element).toEqual({
      type: "users_select",
      action_id: "value",
      initial_user: "U0KOFI",
    });
    expect(inputOf({ kind: "person", initial: "kofi" }).element).toEqual({
      type: "users_select",
      action_id: "value",
    });
  });

  it("is one that Slack takes, whatever the words in it", () => {
    fc.assert(
      fc.property(spitefulText(60), (text) => {
        const fields = [
          field({ label: text, hint: text, initial: text, max: 200 }),
          field({
            name: "kind",
            kind: "choice",
            label: text,
            options: [{ value: "a", label: text }],
            initial: "a",
          }),
        ];
        expect(viewProblems(formView({ title: text, submit: text, fields }, "", "form"))).toEqual([]);
      }),
    );
  });
});

describe("A filled-in form", () => {
  const read = (values: Parameters<typeof readFormValues>[0]["state"]["values"]) =>
    readFormValues({ state: { values } });

  it("is read by its fields' names", () => {
    expect(
      read({
        text: { value: { value: "Try again" } },
        kind: { value: { selected_option: { value: "solved" } } },
        to: { value: { selected_user: "U0KOFI" } },
      }),
    ).toEqual({ values: { text: "Try again", kind: "solved", to: "U0KOFI" }, people: { to: "U0KOFI" } });
  });

  it("has nothing for what was left empty", () => {
    expect(
      read({
        text: { value: { value: null } },
        kind: { value: { selected_option: null } },
        to: { value: { selected_user: null } },
        none: {},
      }),
    ).toEqual({ values: {}, people: {} });
  });

  it("is answered with what is to be put right, under the field", () => {
    expect(formErrors({ text: "Please fill this in." })).toEqual({ text: "Please fill this in." });
  });
});

describe("A home page on Slack", () => {
  it("has a line to ask in, sent with Enter", () => {
    const view = homeView({
      summary: "x",
      blocks: [{ kind: "ask", label: "Ask", placeholder: "What do you need?" }],
    });
    expect(viewProblems(view)).toEqual([]);
    expect(view.blocks).toMatchObject([
      {
        type: "input",
        dispatch_action: true,
        element: {
          action_id: ASK_ACTION,
          dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
        },
      },
    ]);
  });

  it("has no table: Slack takes them in messages only", () => {
    const view = homeView({
      summary: "x",
      blocks: [{ kind: "text", markdown: "| a | b |\n|---|---|\n| c | d |" }],
    });
    expect(viewProblems(view)).toEqual([]);
    expect(textIn(view)).toBe("a  b\n─  ─\nc  d");
  });

  it("says that there is more than fits", () => {
    const markdown = Array.from({ length: 120 }, (_, i) => `Ticket ${i}`).join("\n\n");
    const view = homeView({ summary: "x", blocks: [{ kind: "text", markdown }] });
    expect(viewProblems(view)).toEqual([]);
    expect(textIn(view.blocks.at(-1))).toContain("more than this page can show");
    expect(textIn(view)).toContain("Ticket 98");
  });
});
