/** Does each kind of content look right on Slack, and does it fit? */
import type { types } from "@slack/bolt";
import type { Block, Content } from "../../../src/desk/content";
import type { FileRef, Person } from "../../../src/desk/model";
import { renderContent } from "../../../src/platforms/slack/drawing/render";
import { blockProblems } from "../../support/slack/block-limits";
import {
  liveElements,
  objectsIn,
  richTextOf,
  textIn,
  withoutSpace,
  wordsIn,
} from "../../support/slack/reading-blocks";

const contentOf = (...blocks: Block[]): Content => ({ summary: "HD-12 is open", blocks });

/** The blocks of a content that is one message. */
function draw(...blocks: Block[]): types.KnownBlock[] {
  const parts = renderContent(contentOf(...blocks));
  expect(parts).toHaveLength(1);
  return parts[0]?.blocks ?? [];
}

const kofi: Person = { platform: "slack", account: "U0KOFI", name: "Kofi Mensah" };
const file = (name: string, size: number): FileRef => ({
  platform: "slack",
  id: "F1",
  name,
  size,
  mediaType: "image/png",
});

describe("A content on Slack", () => {
  it("quotes people under their name", () => {
    expect(draw({ kind: "quote", from: "Ana Lopez, Service Desk", text: "Is it *plugged* in?" })).toEqual([
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [{ type: "text", text: "Ana Lopez, Service Desk", style: { bold: true } }],
          },
          { type: "rich_text_quote", elements: [{ type: "text", text: "Is it *plugged* in?" }] },
        ],
      },
    ]);
  });

  it("says that words were edited", () => {
    expect(textIn(draw({ kind: "quote", from: "Ana", text: "Off", edited: true }))).toBe("Ana (edited)Off");
  });

  it("lists facts, one a line, their labels bold", () => {
    const facts = [
      { label: "Status", value: "Open" },
      { label: "Site", value: "North\nSchool" },
    ];
    const [section] = richTextOf(draw({ kind: "facts", facts }));
    expect(section?.elements).toEqual([
      { type: "text", text: "Status:", style: { bold: true } },
      { type: "text", text: " Open" },
      { type: "text", text: "\n" },
      { type: "text", text: "Site:", style: { bold: true } },
      { type: "text", text: " North School" },
    ]);
  });

  it("names files with their size", () => {
    const files = [file("error screen.png", 1_234_567), file("log.txt", 640), file("notes.docx", 45_678)];
    expect(textIn(draw({ kind: "files", files }))).toBe(
      "📎 error screen.png (1.2 MB)\n📎 log.txt (640 B)\n📎 notes.docx (46 kB)",
    );
  });

  it("mentions people of Slack, and names those of other platforms", () => {
    const people: Person[] = [
      kofi,
      { ...kofi, platform: "teams", name: "Mara Lind" },
      { ...kofi, account: "kofi" },
    ];
    const [section] = richTextOf(draw({ kind: "mention", people, text: "please take over." }));
    expect(section?.elements).toEqual([
      { type: "user", user_id: "U0KOFI" },
      { type: "text", text: " " },
      { type: "text", text: "Mara Lind" },
      { type: "text", text: " " },
      { type: "text", text: "Kofi Mensah" },
      { type: "text", text: " " },
      { type: "text", text: "please take over." },
    ]);
  });

  it("has its summary as the text for notifications", () => {
    expect(renderContent({ summary: "Printers & <Co>", blocks: [] }).map(({ text }) => text)).toEqual([
      "Printers &amp; &lt;Co&gt;",
    ]);
  });

  it("shows a line to type into on a home page only", () => {
    expect(textIn(draw({ kind: "ask", label: "Ask", placeholder: "What?" }))).toBe("HD-12 is open");
  });

  it.each<[string, Block[]]>([
    ["nothing", []],
    ["an empty text", [{ kind: "text", markdown: " \n\n" }]],
    ["an empty quote", [{ kind: "quote", from: "", text: " " }]],
    [
      "no facts, files and buttons",
      [
        { kind: "facts", facts: [] },
        { kind: "files", files: [] },
        { kind: "buttons", buttons: [] },
      ],
    ],
    ["nobody to mention", [{ kind: "mention", people: [], text: "" }]],
  ])("is a message that Slack takes when there is %s", (_name, blocks) => {
    const [part] = renderContent({ summary: "", blocks });
    expect(blockProblems(part?.blocks ?? [], part?.text)).toEqual([]);
    expect(part?.text).not.toBe("");
  });
});

describe("A content that is over Slack's limits", () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");
  const fits = (content: Content) =>
    renderContent(content).forEach(({ text, blocks }) => expect(blockProblems(blocks, text)).toEqual([]));
  const shown = (content: Content) => renderContent(content).map(({ blocks }) => wordsIn(blocks).join(" "));

  it.each<[string, Block]>([
    ["quote", { kind: "quote", from: "Ana", text: words(6_000).slice(0, 40_000) }],
    ["article", { kind: "text", markdown: words(6_000).slice(0, 40_000) }],
    ["fact", { kind: "facts", facts: [{ label: "Note", value: words(6_000).slice(0, 40_000) }] }],
  ])("splits a %s of 40,000 characters between words, and shows them all", (_kind, block) => {
    const content = contentOf(block);
    fits(content);
    const said = new Set(shown(content).join(" ").split(/\s+/));
    const asked = words(6_000).slice(0, 40_000).split(" ");
    expect(asked.filter((word) => !said.has(word))).toEqual([]);
  });

  it("numbers the parts in notifications", () => {
    const texts = renderContent(contentOf({ kind: "quote", from: "Ana", text: words(3_000) })).map(
      ({ text }) => text,
    );
    expect(texts).toEqual(["HD-12 is open", "HD-12 is open (2 of 3)", "HD-12 is open (3 of 3)"]);
  });

  it("splits at paragraphs where it can", () => {
    const paragraph = "A printer is out of paper again. ".repeat(50).trim();
    const text = Array.from({ length: 4 }, () => paragraph).join("\n\n");
    const pieces = richTextOf(draw({ kind: "quote", from: "Ana", text })).slice(1);
    expect(pieces.map((piece) => textIn(piece))).toEqual([paragraph, paragraph, paragraph, paragraph]);
  });

  it("cuts a word of 10,000 characters, and no letter of it", () => {
    const text = "👩‍👩‍👧‍👦".repeat(1_000).slice(0, 10_000);
    const content = contentOf({ kind: "quote", from: "Ana", text: text.slice(0, text.lastIndexOf("👩‍👩‍👧‍👦")) });
    fits(content);
    const pieces = renderContent(content).flatMap(({ blocks }) => wordsIn(blocks).slice(0));
    expect(pieces.filter((piece) => piece !== "Ana" && !/^(?:👩‍👩‍👧‍👦)+$/u.test(piece))).toEqual([]);
    const plain = contentOf({ kind: "quote", from: "Ana", text: "x".repeat(10_000) });
    fits(plain);
    expect(shown(plain).join("").replaceAll(/[^x]/g, "")).toHaveLength(10_000);
  });

  it("keeps code as code over several messages, line by line", () => {
    const lines = Array.from({ length: 900 }, (_, i) => `  ${i}  Get-Printer -Name "room ${i}"`);
    const parts = renderContent(contentOf({ kind: "text", markdown: `\`\`\`\n${lines.join("\n")}\n\`\`\`` }));
    expect(parts.length).toBeGreaterThan(1);
    const pieces = parts.flatMap(({ blocks }) => richTextOf(blocks));
    expect(new Set(pieces.map(({ type }) => type))).toEqual(new Set(["rich_text_preformatted"]));
    expect(pieces.map((piece) => textIn(piece)).join("\n")).toBe(lines.join("\n"));
  });

  it("goes on with the numbers of a long list", () => {
    const steps = Array.from({ length: 60 }, (_, i) => `${i + 1}. ${`Step ${i + 1} `.repeat(20)}`).join("\n");
    const lists = renderContent(contentOf({ kind: "text", markdown: steps })).flatMap(({ blocks }) =>
      richTextOf(blocks),
    );
    expect(lists.length).toBeGreaterThan(1);
    let next = 0;
    for (const list of lists) {
      expect(objectsIn(list)[0]?.["offset"] ?? 0).toBe(next);
      next += list.elements.length;
    }
    expect(next).toBe(60);
  });

  it("leaves buttons on the last message, and a heading with what it heads", () => {
    const buttons: Block = {
      kind: "buttons",
      buttons: [{ label: "Take", press: { action: "take", ticket: 1 } }],
    };
    const markdown = Array.from({ length: 70 }, (_, i) => `## Heading ${i}\n\nText ${i}`).join("\n\n");
    const content = contentOf(buttons, { kind: "text", markdown });
    fits(content);
    const parts = renderContent(content).map(({ blocks }) => blocks.map(({ type }) => type));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map((part) => part.includes("actions"))).toEqual([...parts.slice(1).map(() => false), true]);
    expect(parts.filter((part) => part.at(-1) === "header")).toEqual([]);
    expect(parts.at(-1)).not.toEqual(["actions"]);
  });

  it("fits also when every letter has a style of its own", () => {
    const content = contentOf({ kind: "text", markdown: "**a**b*c*`d`".repeat(1_000) });
    fits(content);
    expect(withoutSpace(shown(content).join(""))).toBe("abcd".repeat(1_000));
    expect(liveElements(renderContent(content).map(({ blocks }) => blocks))).toEqual([]);
  });

  it("cuts a summary, but no entity in it", () => {
    const [part] = renderContent({ summary: "&".repeat(5_000), blocks: [] });
    expect(part?.text).toMatch(/^(?:&amp;)+…$/);
    expect(part?.text.length).toBeGreaterThan(2_900);
    expect(part?.text.length).toBeLessThanOrEqual(3_000);
  });
});
