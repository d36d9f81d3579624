/** Does a form open as a dialog of Teams, and is what was filled in read back? */
import * as fc from "fast-check";
import type { Field, Form } from "../../../src/desk/content";
import { threadUnder } from "../../../src/platforms/teams/address";
import type { Attachment } from "../../../src/platforms/teams/activity";
import { formDialog, readForm, type FormNote } from "../../../src/platforms/teams/drawing/form-card";
import { cardProblems, isFields, partsOf, type Fields } from "../../support/teams-card-limits";

const KOFI = "87d349ed-44d7-43e1-9a83-5f2406dee5bd";
const note: FormNote = {
  press: { action: "reply", ticket: 12 },
  place: threadUnder("tenant", "19:tier2@thread.tacv2", "1700000000000"),
  once: "card-12#3",
};
const field = (extra: Partial<Field>): Field => ({
  name: "text",
  label: "Your reply",
  kind: "text",
  required: true,
  ...extra,
});
const formOf = (...fields: Field[]): Form => ({ title: "Reply on HD-12", submit: "Send", fields });

function bodyOf(card: Attachment): Fields[] {
  expect(cardProblems({ type: "message", attachments: [card] })).toEqual([]);
  return partsOf(card.content).filter(({ type }) => type !== "AdaptiveCard");
}
const inputOf = (extra: Partial<Field>, again?: Parameters<typeof formDialog>[2]) =>
  bodyOf(formDialog(formOf(field(extra)), note, again).card).find(({ type }) =>
    String(type).startsWith("Input."),
  );

/** What Teams sends when the dialog is filled in so. */
function submit(card: Attachment, typed: Record<string, string>): unknown {
  const button = partsOf(card.content).find(({ type }) => type === "Action.Submit");
  return JSON.parse(
    JSON.stringify({ data: { ...Object(button?.["data"]), ...typed }, context: { theme: "dark" } }),
  );
}

describe("A form in Teams", () => {
  it("is a dialog with its fields, and what they are for below them", () => {
    const dialog = formDialog(formOf(field({ hint: "The requester reads this.", max: 500 })), note);
    expect(dialog.title).toBe("Reply on HD-12");
    expect(bodyOf(dialog.card)).toMatchObject([
      {
        type: "Input.Text",
        id: "text",
        label: "Your reply",
        isMultiline: true,
        maxLength: 500,
        isRequired: true,
        errorMessage: "Please fill this in.",
      },
      { type: "RichTextBlock" },
      { type: "TextRun", text: "The requester reads this.", isSubtle: true },
      { type: "Action.Submit", title: "Send", style: "positive" },
    ]);
  });

  it("has one line for a line, and what stands there at first", () => {
    const input = inputOf({ kind: "line", initial: "Room 12", required: false });
    expect(input).toMatchObject({ value: "Room 12", maxLength: 3_000 });
    expect(Object.keys(input ?? {})).not.toEqual(expect.arrayContaining(["isMultiline"]));
    expect(Object.keys(input ?? {})).not.toEqual(expect.arrayContaining(["isRequired"]));
  });

  it("begins with no more than may be written", () => {
    expect(inputOf({ initial: "👍".repeat(40), max: 15 })?.["value"]).toBe("👍".repeat(7));
  });

  it("offers choices, with the one chosen so far; many are found by typing", () => {
    const options = Array.from({ length: 11 }, (_, i) => ({ value: `v${i}`, label: `Component ${i}` }));
    expect(inputOf({ kind: "choice", options, initial: "v3" })).toMatchObject({
      style: "filtered",
      value: "v3",
    });
    const few = inputOf({ kind: "choice", options: options.slice(0, 10), initial: "gone" });
    expect(few).toMatchObject({
      style: "compact",
      choices: options.slice(0, 10).map(({ value, label }) => ({ title: label, value })),
    });
    expect(few?.["value"]).toBeUndefined();
  });

  it("lets somebody of the organisation be chosen", () => {
    expect(inputOf({ kind: "person", initial: KOFI })).toMatchObject({
      type: "Input.ChoiceSet",
      "choices.data": { type: "Data.Query", dataset: "graph.microsoft.com/users" },
      value: KOFI,
    });
    expect(inputOf({ kind: "person", initial: "kofi" })?.["value"]).toBeUndefined();
  });

  it("says under a field what to put right, and keeps what was typed", () => {
    const again = { errors: { text: "3,200 characters; 3,000 is the limit." }, typed: { text: "Dear Ana" } };
    expect(inputOf({ initial: "Hello" }, again)?.["value"]).toBe("Dear Ana");
    const parts = bodyOf(formDialog(formOf(field({})), note, again).card);
    expect(parts.filter(({ color }) => color === "attention").map(({ text }) => text)).toEqual([
      again.errors.text,
    ]);
    expect(inputOf({ initial: "Hello" }, { errors: {}, typed: {} })?.["value"]).toBeUndefined();
  });

  it("grows with its fields, up to what a screen has room for", () => {
    const heights = [1, 3, 20].map(
      (count) =>
        formDialog(formOf(...Array.from({ length: count }, (_, i) => field({ name: `f${i}` }))), note).height,
    );
    expect(heights).toEqual([260, 560, 700]);
  });
});

describe("A filled-in form in Teams", () => {
  it("is read by its fields' names, and says who was chosen and what it is about", () => {
    const { card } = formDialog(
      formOf(field({}), field({ name: "to", kind: "person" }), field({ name: "cc", kind: "line" })),
      note,
    );
    expect(readForm(submit(card, { text: "Try again", to: KOFI, cc: KOFI }))).toEqual({
      note,
      values: { text: "Try again", to: KOFI, cc: KOFI },
      people: { to: KOFI },
    });
  });

  it("has nothing for what was left empty", () => {
    const { card } = formDialog(formOf(field({}), field({ name: "to", kind: "person" })), note);
    expect(readForm(submit(card, { text: "", to: "" }))).toEqual({ note, values: {}, people: {} });
  });

  it("comes back whatever is typed, and whatever its fields are called", () => {
    const name = fc.string({ minLength: 1 }).filter((one) => one !== "tierdesk.form");
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ minLength: 1 }), { maxKeys: 5, noNullPrototype: true }),
        (typed) => {
          const { card } = formDialog(formOf(...Object.keys(typed).map((one) => field({ name: one }))), note);
          const read = readForm(submit(card, typed));
          expect(read?.note).toEqual(note);
          expect(Object.entries(read?.values ?? {})).toEqual(expect.arrayContaining(Object.entries(typed)));
        },
      ),
    );
  });

  it.each<[string, (sent: Fields) => unknown]>([
    ["no note", () => undefined],
    ["another action", (sent) => ({ ...sent, press: '{"a":"fly"}' })],
    ["no one-time id", (sent) => ({ ...sent, once: "" })],
    ["a place elsewhere", (sent) => ({ ...sent, place: { ...note.place, platform: "slack" } })],
    ["a place of no kind", (sent) => ({ ...sent, place: { ...note.place, kind: "planet" } })],
    ["a place without a name", (sent) => ({ ...sent, place: { ...note.place, id: "" } })],
    ["a tenant that is none", (sent) => ({ ...sent, place: { ...note.place, workspace: 7 } })],
  ])("is none of ours with %s", (_what, change) => {
    const value = submit(formDialog(formOf(field({})), note).card, { text: "Hello" });
    const data = isFields(value) && isFields(value["data"]) ? value["data"] : {};
    const sent = isFields(data["tierdesk.form"]) ? data["tierdesk.form"] : {};
    expect(readForm({ data: { ...data, "tierdesk.form": sent } })?.note).toEqual(note);
    expect(readForm({ data: { ...data, "tierdesk.form": change(sent) } })).toBeUndefined();
  });

  it("names nobody by what is no account", () => {
    const { card } = formDialog(formOf(field({ name: "to", kind: "person" })), note);
    expect(readForm(submit(card, { to: "kofi" }))).toMatchObject({ values: { to: "kofi" }, people: {} });
  });

  it("never breaks on what it reads", () => {
    fc.assert(fc.property(fc.anything(), (value) => void readForm({ data: { "tierdesk.form": value } })));
    fc.assert(fc.property(fc.anything(), (value) => expect(readForm(value)).toBeUndefined()));
  });
});
