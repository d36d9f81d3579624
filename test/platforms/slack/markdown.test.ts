/** Does an article look on Slack as its author meant it? */
import type { types } from "@slack/bolt";
import type { Detail } from "../../../src/platforms/slack/drawing/drawing";
import { renderContent } from "../../../src/platforms/slack/drawing/render";
import { blockProblems } from "../../support/slack/block-limits";
import { liveElements, richTextOf, textIn, withoutSpace, wordsIn } from "../../support/slack/reading-blocks";

function draw(markdown: string, detail: Detail = "full"): types.KnownBlock[] {
  const parts = renderContent({ summary: "x", blocks: [{ kind: "text", markdown }] }, detail);
  for (const { blocks, text } of parts) expect(blockProblems(blocks, text)).toEqual([]);
  return parts.flatMap(({ blocks }) => blocks);
}

const text = (words: string, ...styles: string[]) => ({
  type: "text",
  text: words,
  ...(styles.length > 0 && { style: Object.fromEntries(styles.map((style) => [style, true])) }),
});
const section = (...elements: unknown[]) => ({ type: "rich_text_section", elements });
const linesOf = (markdown: string) => richTextOf(draw(markdown));

describe("Markdown on Slack", () => {
  it("has its headings as headers", () => {
    expect(draw("## Connect *now*\n\nText")[0]).toEqual({
      type: "header",
      text: { type: "plain_text", text: "Connect now", emoji: false },
    });
  });

  it.each(["x".repeat(200), "[Portal](https://it.example)"])(
    "has a heading that no header takes as a bold line: %s",
    (words) => {
      const [line] = linesOf(`# ${words}`);
      expect(line?.elements.every((leaf) => "style" in leaf && leaf.style?.bold === true)).toBe(true);
    },
  );

  it("knows bold, italic, struck and code, also one in the other", () => {
    expect(linesOf("a **b *c*** ~~d~~ `*e*`")).toEqual([
      section(
        text("a "),
        text("b ", "bold"),
        text("c", "bold", "italic"),
        text(" "),
        text("d", "strike"),
        text(" "),
        text("*e*", "code"),
      ),
    ]);
  });

  it("keeps line breaks and paragraphs", () => {
    expect(draw("one\ntwo\n\nthree").map((block) => textIn(block))).toEqual(["one\ntwo", "three"]);
  });

  it("nests lists, and goes on counting after what stands between", () => {
    const list = (style: string, indent: number, offset: number, ...items: string[]) => ({
      type: "rich_text_list",
      style,
      indent,
      elements: items.map((item) => section(text(item))),
      ...(offset > 0 && { offset }),
    });
    expect(
      linesOf("Do this:\n\n1. one\n2. two\n   - inner\n3. three\n   ```\n   code\n   ```\n4. four"),
    ).toEqual([
      section(text("Do this:")),
      list("ordered", 0, 0, "one", "two"),
      list("bullet", 1, 0, "inner"),
      list("ordered", 0, 2, "three"),
      { type: "rich_text_preformatted", elements: [text("code")] },
      list("ordered", 0, 3, "four"),
    ]);
  });

  it.each([
    ["0. zero", undefined],
    ["7. seven", 6],
    ["999999999. many", 999_999_998],
  ])("begins an ordered list where it begins: %s", (markdown, offset) => {
    expect(Object.entries(linesOf(markdown)[0] ?? {}).find(([key]) => key === "offset")?.[1]).toBe(offset);
  });

  it("draws lists no deeper than Slack does", () => {
    const deep = Array.from({ length: 14 }, (_, i) => `${"  ".repeat(i)}- level ${i}`).join("\n");
    expect(wordsIn(draw(deep))).toHaveLength(14);
  });

  it("keeps code as it is", () => {
    expect(linesOf("```sh\n  a  <b> & **c**\n\n\td\n```")).toEqual([
      { type: "rich_text_preformatted", elements: [text("  a  <b> & **c**\n\n\td")] },
    ]);
  });

  it("quotes, with the words of lists and code in it", () => {
    const [quoted, ...others] = linesOf("> First\n>\n> ```\n> code\n> ```");
    expect([quoted?.type, others]).toEqual(["rich_text_quote", []]);
    expect(quoted?.elements).toEqual([text("First"), text("\n"), text("code", "code")]);
    expect(textIn(draw("> First\n>\n> 1. a\n> 2. b"))).toBe("First\n1. a\n2. b");
  });

  it("draws a line between", () => {
    expect(draw("a\n\n---\n\nb").map(({ type }) => type)).toEqual(["rich_text", "divider", "rich_text"]);
  });

  it("shows HTML as the letters it is", () => {
    expect(textIn(draw("<b>no</b>\n\n<script>alert(1)</script>"))).toBe("<b>no</b><script>alert(1)</script>");
  });

  it("takes out characters that are none", () => {
    expect(textIn(draw("a\u0000b\u0007c \u202Edcba"))).toBe("abc \u202Edcba");
  });
});

describe("A link on Slack", () => {
  const link = (url: string, words: string) => ({ type: "link", url, text: words });

  it.each([
    ["[the portal](https://it.example/a?b=c&d=e)", [link("https://it.example/a?b=c&d=e", "the portal")]],
    ["https://it.example/x.", [link("https://it.example/x", "https://it.example/x"), text(".")]],
    ["[a|b> c](https://it.example)", [link("https://it.example", "a|b> c")]],
    ["[write us](mailto:it@lakeside.example)", [link("mailto:it@lakeside.example", "write us")]],
    ["it@lakeside.org", [link("mailto:it@lakeside.org", "it@lakeside.org")]],
    ["[call](tel:+4912345)", [link("tel:+4912345", "call")]],
    ["[it.example](https://it.example/vpn)", [link("https://it.example/vpn", "it.example")]],
    ["[](https://it.example)", [link("https://it.example", "https://it.example")]],
  ])("%s leads there", (markdown, expected) => {
    expect(linesOf(markdown)).toEqual([section(...expected)]);
  });

  it.each([
    ["[https://bank.example](https://evil.example)", "https://evil.example"],
    ["[bank.example](https://evil.example)", "https://evil.example"],
    ["[**bank**.example](https://evil.example)", "https://evil.example"],
    ["[go to www.bank.example now](https://evil.example)", "https://evil.example"],
    ["[boss@bank.example](mailto:boss@evil.example)", "mailto:boss@evil.example"],
    ["[https://bank.example](https://bank.example@evil.example)", "https://bank.example@evil.example"],
  ])("%s shows where it really leads", (markdown, url) => {
    expect(liveElements(draw(markdown))).toEqual([link(url, url)]);
    expect(textIn(draw(markdown))).toContain("bank");
  });

  it.each([
    ["[x](javascript:alert(1))", "x (javascript:alert(1))"],
    ["[x](JaVaScRiPt:alert(1))", "x (JaVaScRiPt:alert(1))"],
    ["[x](data:text/html,hi)", "x (data:text/html,hi)"],
    ["[x](slack://open)", "x (slack://open)"],
    ["[reset it](forgot-password.md)", "reset it (forgot-password.md)"],
    ["<javascript:alert>", "javascript:alert"],
    [`[x](https://it.example/${"y".repeat(3_000)})`, `x (https://it.example/${"y".repeat(3_000)})`],
  ])("%s leads nowhere, and is shown", (markdown, shown) => {
    expect(liveElements(draw(markdown))).toEqual([]);
    expect(withoutSpace(textIn(draw(markdown)))).toBe(withoutSpace(shown));
  });
});

describe("An image on Slack", () => {
  it("stands between the words around it", () => {
    expect(draw("See\n![The globe](https://it.example/globe.png)\nthere.")).toEqual([
      { type: "rich_text", elements: [section(text("See"))] },
      { type: "image", image_url: "https://it.example/globe.png", alt_text: "The globe" },
      { type: "rich_text", elements: [section(text("there."))] },
    ]);
  });

  it("has a text for those who do not see it", () => {
    expect(draw("![](https://it.example/a.png)")).toEqual([
      { type: "image", image_url: "https://it.example/a.png", alt_text: "Image" },
    ]);
  });

  it("stands below the step that it belongs to", () => {
    expect(draw("1. one ![a](https://it.example/a.png)\n2. two").map(({ type }) => type)).toEqual([
      "rich_text",
      "image",
      "rich_text",
    ]);
  });

  it("is a link where Slack cannot load it", () => {
    expect(liveElements(draw("![plan](http://it.example/a.png)"))).toEqual([
      { type: "link", url: "http://it.example/a.png", text: "plan" },
    ]);
    expect(draw("![plan](plan.png)")).toEqual([
      { type: "rich_text", elements: [section(text("plan"), text(" (plan.png)"))] },
    ]);
    expect(liveElements(draw("![plan](https://it.example/a.png)", "simple"))).toEqual([
      { type: "link", url: "https://it.example/a.png", text: "plan" },
    ]);
  });
});

describe("A table on Slack", () => {
  const table = "| Message | Means |\n|---|---:|\n| **A** | b |\n| c | |";

  it("is Slack's own", () => {
    expect(draw(table)).toEqual([
      {
        type: "table",
        rows: [
          [
            { type: "raw_text", text: "Message" },
            { type: "raw_text", text: "Means" },
          ],
          [
            { type: "rich_text", elements: [section(text("A", "bold"))] },
            { type: "raw_text", text: "b" },
          ],
          [
            { type: "raw_text", text: "c" },
            { type: "raw_text", text: " " },
          ],
        ],
        column_settings: [
          { is_wrapped: true, align: "left" },
          { is_wrapped: true, align: "right" },
        ],
      },
    ]);
  });

  it("stands in columns of letters when it is a message's second", () => {
    const [first, second] = draw(
      `${table}\n\nand\n\n| Key | Where |\n|---|---|\n| Esc | top left |\n| F1 | top |`,
    ).filter(({ type, ...block }) => type === "table" || textIn(block).includes("Key"));
    expect(first?.type).toBe("table");
    expect(textIn(second)).toBe("Key  Where\n───  ────────\nEsc  top left\nF1   top");
  });

  it("is a list when it is wide and Slack takes no table", () => {
    const wide =
      "| Message | What it usually means | See |\n|---|---|---|\n| Portal not reached | no internet, or a typing error in the portal's name | [page](https://it.example) |";
    expect(richTextOf(draw(wide, "simple"))).toEqual([
      section(text("Message · What it usually means · See", "bold")),
      {
        type: "rich_text_list",
        style: "bullet",
        elements: [
          section(
            text("Portal not reached", "bold"),
            text("\nWhat it usually means: "),
            text("no internet, or a typing error in the portal's name"),
            text("\nSee: "),
            { type: "link", url: "https://it.example", text: "page" },
          ),
        ],
      },
    ]);
  });

  it.each([
    ["rows", 150, 2, 3],
    ["columns", 3, 25, 3],
    ["letters", 90, 4, 60],
  ])("that has too many %s is shown in full all the same", (_what, rows, columns, length) => {
    const row = (r: number) =>
      `|${Array.from({ length: columns }, (_, c) => `r${r}c${c}${"x".repeat(length)}`).join("|")}|`;
    const markdown = [
      row(0),
      `|${"---|".repeat(columns)}`,
      ...Array.from({ length: rows }, (_, r) => row(r + 1)),
    ].join("\n");
    const shown = textIn(draw(markdown));
    for (let r = 0; r <= rows; r++) for (let c = 0; c < columns; c++) expect(shown).toContain(`r${r}c${c}x`);
  });

  it("is none of Slack's in a simple drawing", () => {
    expect(draw(table, "simple").map(({ type }) => type)).toEqual(["rich_text"]);
  });

  it("shows what stands in its cells as letters", () => {
    const cells = draw("| a \\| b | <!channel> |\n|---|---|\n| `x` | <@U1> |");
    expect(liveElements(cells)).toEqual([]);
    expect(wordsIn(cells)).toEqual(["a | b", "<!channel>", "x", "<@U1>"]);
  });
});
