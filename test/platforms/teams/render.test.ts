/** Does a message in Teams show what its content says, and does Teams take it? */
import type { Block, Button, Content } from "../../../src/desk/content";
import type { Person } from "../../../src/desk/model";
import { renderContent, type Extras } from "../../../src/platforms/teams/drawing/render";
import {
  cardProblems,
  cardsOf,
  isFields,
  linksIn,
  mentionsOf,
  partsOf,
  shownIn,
  withoutSpace,
  type Fields,
} from "../../support/teams-card-limits";

const kofi: Person = {
  platform: "teams",
  account: "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
  name: "Kofi Mensah",
};
const contentOf = (...blocks: Block[]): Content => ({ summary: "HD-12 is open", blocks });

function draw(blocks: Block[], extras: Extras = {}) {
  const activities = renderContent(contentOf(...blocks), "key", extras);
  expect(activities.flatMap(cardProblems)).toEqual([]);
  return activities;
}
const linesOf = (blocks: Block[], extras?: Extras) => shownIn(draw(blocks, extras)).trim().split("\n");
const bodiesOf = (blocks: Block[]): Fields[][] =>
  draw(blocks)
    .flatMap(cardsOf)
    .map(({ body }) => (Array.isArray(body) ? body.filter(isFields) : []));

describe("A message in Teams", () => {
  it("has a card as wide as the chat, and a summary for notifications", () => {
    const [activity] = draw([{ kind: "text", markdown: "Hello" }]);
    expect(activity).toMatchObject({ type: "message", summary: "HD-12 is open" });
    expect(activity && cardsOf(activity)[0]).toMatchObject({ version: "1.5", msteams: { width: "Full" } });
  });

  it("quotes people on a ground of its own, under their name", () => {
    const [card] = draw([{ kind: "quote", from: "Ana Lopez", text: "It is\n  dark.", edited: true }]).flatMap(
      cardsOf,
    );
    expect(card?.["body"]).toMatchObject([{ type: "Container", style: "emphasis" }]);
    expect(partsOf(card?.["body"]).flatMap(({ text }) => text ?? [])).toEqual([
      "Ana Lopez",
      " (edited)",
      "It is\n\u00A0\u00A0dark.",
    ]);
  });

  it("has one fact a row, the label beside it", () => {
    const facts = [
      { label: "Status", value: "Open" },
      { label: "Site", value: "North\nSchool" },
    ];
    const [rows] = bodiesOf([{ kind: "facts", facts }]);
    expect(rows?.map((row) => partsOf(row).flatMap(({ text }) => text ?? []))).toEqual([
      ["Status", "Open"],
      ["Site", "North School"],
    ]);
  });

  it("names files with their size, and links those that can be had", () => {
    const files = [
      { platform: "slack" as const, id: "F1", name: "bank.example", size: 1_234_567, mediaType: "" },
      { platform: "slack" as const, id: "F2", name: "log.txt", size: 640, mediaType: "" },
    ];
    const links = new Map([
      ["F1", "https://files.lakeside.example/F1?a=(b)"],
      ["F2", "javascript:alert(1)"],
    ]);
    expect(linesOf([{ kind: "files", files }], { links })).toEqual([
      "📎 bank.example (1.2 MB)",
      "Open the file",
      "📎 log.txt (640 B)",
    ]);
    expect(linksIn(draw([{ kind: "files", files }], { links }).map(cardsOf))).toEqual([
      { label: "Open the file", url: "https://files.lakeside.example/F1?a=(b)" },
    ]);
  });

  it("says in small what is said besides: that it was sent again, how to answer", () => {
    expect(
      linesOf([{ kind: "text", markdown: "Hello" }], { again: true, note: "Answer with *HD-12*." }),
    ).toEqual([
      "Sent again: Teams did not say whether the first one arrived.",
      "Hello",
      "Answer with *HD-12*.",
    ]);
  });

  it.each<[string, Block[]]>([
    ["nothing", []],
    ["an empty text", [{ kind: "text", markdown: " \n\n" }]],
    ["an empty quote", [{ kind: "quote", from: "", text: " " }]],
    ["nobody to call", [{ kind: "mention", people: [], text: "" }]],
    [
      "no facts, files and buttons",
      [
        { kind: "facts", facts: [{ label: "", value: "" }] },
        { kind: "files", files: [] },
        { kind: "buttons", buttons: [] },
      ],
    ],
  ])("shows its summary when there is %s", (_name, blocks) => {
    expect(linesOf(blocks)).toEqual(["HD-12 is open"]);
  });

  it("shows a line to type into on a home page only", () => {
    expect(linesOf([{ kind: "ask", label: "Ask", placeholder: "What?" }])).toEqual(["HD-12 is open"]);
  });
});

describe("Somebody who is called", () => {
  const mentionsIn = (blocks: Block[], extras?: Extras) =>
    draw(blocks, extras).flatMap(cardsOf).flatMap(mentionsOf);
  const call = (people: Person[], text = "please take over."): Block => ({ kind: "mention", people, text });

  it("is called in one line with what is asked", () => {
    expect(linesOf([call([kofi])])).toEqual(["<at>Kofi Mensah</at> please take over."]);
    expect(mentionsIn([call([kofi])])).toEqual([
      { type: "mention", text: "<at>Kofi Mensah</at>", mentioned: { id: kofi.account, name: "Kofi Mensah" } },
    ]);
  });

  it("may be known by the address they sign in with", () => {
    const account = "mailto:kofi@lakeside.example";
    expect(mentionsIn([call([{ ...kofi, account }])])[0]?.mentioned.id).toBe("kofi@lakeside.example");
  });

  it("is only named when they are elsewhere", () => {
    const mara = { ...kofi, platform: "slack" as const, account: "U0MARA", name: "Mara Lind" };
    expect(mentionsIn([call([mara])])).toEqual([]);
    expect(linesOf([call([mara])])).toEqual(["Mara Lind please take over."]);
    expect(linesOf([call([mara, kofi])])).toEqual(["<at>Kofi Mensah</at> Mara Lind please take over."]);
    expect(mentionsIn([call([{ ...kofi, account: "kofi" }])])).toEqual([]);
  });

  it("is called at the top where a chat has many people, and once though named twice", () => {
    expect(linesOf([{ kind: "text", markdown: "Hello" }], { mention: kofi })).toEqual([
      "<at>Kofi Mensah</at>",
      "Hello",
    ]);
    expect(mentionsIn([call([kofi])], { mention: kofi })).toHaveLength(1);
  });

  it("has a text of their own, though another has the same name or somebody wrote it", () => {
    const other = { ...kofi, account: "11111111-2222-3333-4444-555555555555" };
    const quote: Block = { kind: "quote", from: "Ana", text: "<at>kofi mensah</at>" };
    expect(mentionsIn([call([kofi, other])]).map(({ text }) => text)).toEqual([
      "<at>Kofi Mensah</at>",
      "<at>Kofi Mensah 2</at>",
    ]);
    expect(mentionsIn([call([kofi]), quote]).map(({ text }) => text)).toEqual(["<at>Kofi Mensah 2</at>"]);
  });

  it("is called on the message on which the call stands, not on the others", () => {
    const text = "Well then. ".repeat(6_000);
    const parts = draw([call([kofi]), { kind: "quote", from: "Ana", text }]).flatMap(cardsOf);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((card) => mentionsOf(card).length)).toEqual(parts.map((_, i) => (i === 0 ? 1 : 0)));
  });

  it("may be many", () => {
    const people = Array.from({ length: 30 }, (_, i) => ({
      ...kofi,
      account: `person${i}@lakeside.example`,
    }));
    expect(mentionsIn([call(people)])).toHaveLength(30);
  });
});

describe("Buttons in Teams", () => {
  const button = (label: string, extra: Partial<Button> = {}): Button => ({
    label,
    press: { action: "take", ticket: 7 },
    ...extra,
  });
  const numbered = (count: number, extra: Partial<Button> = {}) =>
    Array.from({ length: count }, (_, i) => button(`B${i + 1}`, extra));
  const rowsOf = (buttons: Button[]) =>
    bodiesOf([{ kind: "buttons", buttons }])
      .flat()
      .filter(({ type }) => type === "ActionSet")
      .map(({ actions }) => (Array.isArray(actions) ? actions.filter(isFields) : []));
  const titlesOf = (buttons: Button[]) =>
    rowsOf(buttons).map((row) =>
      row.map(({ title, mode }) => (mode === "secondary" ? `…${String(title)}` : title)),
    );

  it("stand six in a row at most", () => {
    expect(titlesOf(numbered(7))).toEqual([["B1", "B2", "B3", "B4", "B5", "B6"], ["B7"]]);
  });

  it("that are needed less often are behind the three dots", () => {
    expect(titlesOf([button("Take"), ...numbered(3, { more: true })])).toEqual([
      ["Take", "…B1", "…B2", "…B3"],
    ]);
  });

  it("are not hidden alone, nor all of them", () => {
    expect(titlesOf([button("Take"), button("Note", { more: true })])).toEqual([["Take", "Note"]]);
    expect(titlesOf(numbered(2, { more: true }))).toEqual([["B1", "B2"]]);
  });

  it("have their style, also where a client falls back", () => {
    const [[take, cancel] = []] = rowsOf([
      button("Take", { style: "primary" }),
      button("Cancel", { style: "danger" }),
    ]);
    expect(take).toMatchObject({ type: "Action.Execute", verb: "press", style: "positive" });
    expect(take?.["fallback"]).toEqual({
      type: "Action.Submit",
      title: "Take",
      style: "positive",
      data: take?.["data"],
    });
    expect(cancel).toMatchObject({ style: "destructive" });
  });

  it("that open a form ask for a dialog", () => {
    const [[reply] = []] = rowsOf([button("Reply…", { opensForm: true })]);
    expect(reply).toMatchObject({ type: "Action.Submit", data: { msteams: { type: "task/fetch" } } });
  });

  it("are told apart within a message, each by the same id whenever it is drawn again", () => {
    const blocks: Block[] = [5, 9].map((count) => ({
      kind: "buttons",
      buttons: [...numbered(count), ...numbered(count, { more: true })],
    }));
    const idsOf = (key: string) =>
      partsOf(renderContent(contentOf(...blocks), key).map(cardsOf)).flatMap(({ data, fallback }) =>
        isFields(data) && (fallback || true) ? [String(data["once"])] : [],
      );
    const ids = new Set(idsOf("a"));
    expect(ids.size).toBe(28);
    expect(new Set(idsOf("a"))).toEqual(ids);
    expect(idsOf("b").filter((id) => ids.has(id))).toEqual([]);
  });
});

describe("A content that is over Teams' limits", () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");
  const shown = (blocks: Block[]) => shownIn(draw(blocks));

  it.each<[string, (text: string) => Block]>([
    ["quote", (text) => ({ kind: "quote", from: "Ana", text })],
    ["article", (text) => ({ kind: "text", markdown: text })],
    ["list", (text) => ({ kind: "text", markdown: `1. One\n2. ${text}\n   - ${text}` })],
    ["quote in an article", (text) => ({ kind: "text", markdown: `> ${text}` })],
    ["link", (text) => ({ kind: "text", markdown: `\`a\` [${text}](https://it.example)` })],
    ["fact", (text) => ({ kind: "facts", facts: [{ label: "Note", value: text }] })],
    ["fact's label", (text) => ({ kind: "facts", facts: [{ label: text, value: "Note" }] })],
    ["table's cell", (text) => ({ kind: "text", markdown: `| a | b |\n|---|---|\n| c | ${text} |` })],
    ["table's heading", (text) => ({ kind: "text", markdown: `| a | ${text} |\n|---|---|\n| c | d |` })],
  ])("splits a %s of 60,000 characters between words, and shows them all", (_kind, blockOf) => {
    const text = words(9_000).slice(0, 60_000);
    const said = new Set(shown([blockOf(text)]).split(/\s+/));
    expect(text.split(" ").filter((word) => !said.has(word))).toEqual([]);
  });

  it("numbers the parts in notifications", () => {
    const summaries = draw([{ kind: "quote", from: "Ana", text: words(6_000) }]).map(
      ({ summary }) => summary,
    );
    expect(summaries).toEqual(["HD-12 is open", "HD-12 is open (2 of 3)", "HD-12 is open (3 of 3)"]);
  });

  it("splits a long table between rows, under its headings", () => {
    const rows = Array.from({ length: 300 }, (_, i) => `| Room ${i} | ${"Projector ".repeat(3)} |`);
    const [...cards] = bodiesOf([
      { kind: "text", markdown: `| Where | What |\n|---|---|\n${rows.join("\n")}` },
    ]);
    const tables = cards.flat().filter(({ type }) => type === "Table");
    expect(cards.length).toBeGreaterThan(1);
    expect(tables.map((table) => partsOf(table).find(({ text }) => text !== undefined)?.["text"])).toEqual(
      tables.map(() => "Where"),
    );
    expect(partsOf(tables).filter(({ type }) => type === "TableRow")).toHaveLength(300 + tables.length);
  });

  it("goes on with an item of a list below its mark, not as a new one", () => {
    const lines = shown([{ kind: "text", markdown: `8. One\n9. ${words(4_000)}\n10. Three` }]).split("\n");
    expect(lines.filter((line) => /^\s*\d+\.$/.test(line)).map((line) => line.trim())).toEqual([
      "8.",
      "9.",
      "10.",
    ]);
  });

  it("keeps code as code, cut between lines", () => {
    const lines = Array.from({ length: 900 }, (_, i) => `  ${i}  Get-Printer -Name "room ${i}"`);
    const runs = partsOf(
      bodiesOf([{ kind: "text", markdown: `\`\`\`\n${lines.join("\n")}\n\`\`\`` }]),
    ).filter(({ type }) => type === "TextRun");
    expect(runs.length).toBeGreaterThan(1);
    expect(new Set(runs.map(({ fontType }) => fontType))).toEqual(new Set(["monospace"]));
    expect(
      runs
        .map(({ text }) => text)
        .join("\n")
        .replaceAll("\u00A0", " "),
    ).toBe(lines.join("\n"));
  });

  it("cuts a word of 30,000 letters, and no letter of it", () => {
    const family = "👩‍👩‍👧‍👦";
    const texts = partsOf(bodiesOf([{ kind: "quote", from: "Ana", text: family.repeat(3_000) }]))
      .flatMap(({ text }) => text ?? [])
      .slice(1)
      .map(String);
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.filter((text) => text.replaceAll(family, "") !== "")).toEqual([]);
    expect(texts.join("")).toBe(family.repeat(3_000));
  });

  it("leaves buttons on the last message, and a heading with what it heads", () => {
    const buttons: Block = {
      kind: "buttons",
      buttons: [{ label: "Take", press: { action: "take", ticket: 1 } }],
    };
    const markdown = Array.from({ length: 300 }, (_, i) => `## Heading ${i}\n\nText ${i}`).join("\n\n");
    const cards = bodiesOf([buttons, { kind: "text", markdown }]);
    expect(cards.length).toBeGreaterThan(2);
    const has = cards.map((body) => body.some(({ type }) => type === "ActionSet"));
    expect(has).toEqual([...cards.slice(1).map(() => false), true]);
    expect(cards.filter((body) => body.at(-1)?.["style"] === "heading")).toEqual([]);
  });

  it("fits also when every letter has a style of its own", () => {
    const markdown = "**a**b*c*`d`".repeat(1_000);
    expect(withoutSpace(shown([{ kind: "text", markdown }]))).toBe("abcd".repeat(1_000));
  });

  it("says how to answer on the last message only", () => {
    const activities = draw([{ kind: "quote", from: "Ana", text: words(6_000) }], {
      note: "Answer here.",
      again: true,
    });
    expect(activities.map((one) => shownIn([one]).includes("Answer here."))).toEqual([false, false, true]);
    expect(activities.map((one) => shownIn([one]).includes("Sent again"))).toEqual([true, false, false]);
  });
});

// Each brace was a run of its own: a message of them became dozens, and took minutes to cut.
test.each(["{", "{{ ", "{{DATE", "{{DATE(1)}} "])(
  "a long text of %p is drawn at once, in no more messages than it needs",
  (piece) => {
    const text = piece.repeat(200_000 / piece.length);
    const parts = renderContent({ summary: "Long", blocks: [{ kind: "quote", from: "Ana", text }] }, "key");
    const letters = Buffer.byteLength(text);
    const runs = text.split("{{DATE").length;
    expect(parts.length).toBeLessThanOrEqual(Math.ceil((letters + 40 * runs) / 14_000));
  },
);
