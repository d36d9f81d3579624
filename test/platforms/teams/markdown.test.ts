/** Does an article look in Teams as its author meant it? */
import { renderContent } from "../../../src/platforms/teams/drawing/render";
import {
  cardProblems,
  cardsOf,
  isFields,
  linksIn,
  partsOf,
  shownIn,
  type Fields,
} from "../../support/teams-card-limits";

function draw(markdown: string): Fields[] {
  const activities = renderContent({ summary: "x", blocks: [{ kind: "text", markdown }] }, "key");
  expect(activities.flatMap(cardProblems)).toEqual([]);
  return activities
    .flatMap(cardsOf)
    .flatMap(({ body }) => (Array.isArray(body) ? body.filter(isFields) : []));
}
const shown = (markdown: string) =>
  shownIn(renderContent({ summary: "x", blocks: [{ kind: "text", markdown }] }, "key"))
    .trim()
    .split("\n");
const linesWithout = (markdown: string) => {
  expect(linksIn(draw(markdown))).toEqual([]);
  return shown(markdown);
};
const typesOf = (markdown: string) => draw(markdown).map(({ type }) => type);
const runsOf = (markdown: string) =>
  partsOf(draw(markdown))
    .filter(({ type }) => type === "TextRun")
    .map(({ type: _type, ...run }) => run);

describe("Markdown in Teams", () => {
  it.each([
    ["# Connect now", "large"],
    ["### Connect now", "medium"],
    ["#### Connect now", "default"],
  ])("has a heading that screen readers know: %s", (markdown, size) => {
    expect(draw(markdown)).toMatchObject([
      { type: "TextBlock", text: "Connect now", style: "heading", weight: "bolder", size },
    ]);
  });

  it("has a heading with signs of markdown as a bold line", () => {
    expect(runsOf("## Use *\\*_\\_* now")).toMatchObject([
      { text: "Use ", weight: "bolder" },
      { weight: "bolder" },
      { weight: "bolder" },
    ]);
    expect(typesOf("## Use \\* now")).toEqual(["RichTextBlock"]);
  });

  it("knows bold, italic, struck and code, also one in the other", () => {
    expect(runsOf("a **b *c*** ~~d~~ `*e*`")).toEqual([
      { text: "a " },
      { text: "b ", weight: "bolder" },
      { text: "c", weight: "bolder", italic: true },
      { text: " " },
      { text: "d", strikethrough: true },
      { text: " " },
      { text: "*e*", fontType: "monospace" },
    ]);
  });

  it("keeps line breaks and paragraphs, around a link too", () => {
    expect(shown("one\ntwo\n\nthree")).toEqual(["one", "two", "three"]);
    expect(shown("one\nsee [it](https://it.example) now\nthree")).toEqual(["one", "see it now", "three"]);
    expect(draw("one\nsee [it](https://it.example)\nthree").map(({ spacing }) => spacing)).toEqual([
      "medium",
      "none",
      "none",
    ]);
  });

  it("nests lists, each mark in a column of its own, and counts as the author does", () => {
    expect(typesOf("1. one\n2. two\n   - inner\n3. three")).toEqual(["ColumnSet", "ColumnSet", "ColumnSet"]);
    expect(shown("9. nine\n10. ten\n    - inner\n\n      ```\n      code\n      ```")).toEqual([
      "9.",
      "nine",
      "10.",
      "ten",
      "•",
      "inner",
      "code",
    ]);
    expect(draw("9. nine\n10. ten").map((item) => partsOf(item).find(({ text }) => text)?.["text"])).toEqual([
      "\u20079.",
      "10.",
    ]);
  });

  it("draws lists no deeper than a phone has room for, and loses nothing", () => {
    const deep = Array.from({ length: 14 }, (_, i) => `${"  ".repeat(i)}- level ${i}`).join("\n");
    const depthOf = (part: Fields): number =>
      (part["type"] === "ColumnSet" ? 1 : 0) +
      Math.max(
        0,
        ...Object.values(part).flatMap((one) =>
          Array.isArray(one) ? one.filter(isFields).map(depthOf) : [],
        ),
      );
    expect(shown(deep).filter((line) => /^(?:• )?level \d+$/.test(line))).toHaveLength(14);
    expect(Math.max(...draw(deep).map(depthOf))).toBe(4);
  });

  it("keeps code as it is, with its lines and spaces, on a ground of its own", () => {
    const code = "  a  <b> & **c**\n\n    d\n{{DATE(2027-02-14T06:08:39Z)}}";
    expect(draw(`\`\`\`sh\n${code}\n\`\`\``)).toMatchObject([{ type: "Container", style: "emphasis" }]);
    const runs = runsOf(`\`\`\`sh\n${code}\n\`\`\``);
    expect(
      runs
        .map(({ text }) => text)
        .join("")
        .replaceAll("\u00A0", " "),
    ).toBe(code);
    expect(runs.filter(({ fontType }) => fontType !== "monospace")).toEqual([]);
  });

  it("quotes, with lists and code in it", () => {
    expect(typesOf("> First\n>\n> 1. a\n>\n> ```\n> code\n> ```")).toEqual(["Container"]);
    expect(shown("> First\n>\n> 1. a\n>\n> ```\n> code\n> ```")).toEqual(["First", "1.", "a", "code"]);
  });

  it("draws a line between", () => {
    expect(draw("a\n\n---\n\nb\n\n---").map(({ separator }) => separator)).toEqual([undefined, true]);
  });

  it("shows HTML as the letters it is", () => {
    expect(shown("<b>no</b>\n\n<script>alert(1)</script>")).toEqual([
      "<b>no</b>",
      "<script>alert(1)</script>",
    ]);
  });
});

describe("A link in Teams", () => {
  it.each([
    ["See [the **new** portal](https://it.example/a?b=c&d=e).", "https://it.example/a?b=c&d=e"],
    ["https://it.example/x.", "https://it.example/x"],
    ["[a|b> c](https://it.example)", "https://it.example"],
    ["[it](https://it.example/a_(b))", "https://it.example/a_(b)"],
    ["[write us](mailto:it@lakeside.example)", "mailto:it@lakeside.example"],
    ["it@lakeside.org", "mailto:it@lakeside.org"],
    ["[it.example](https://it.example/vpn)", "https://it.example/vpn"],
    ["[](https://it.example)", "https://it.example"],
    ["# [Portal](https://it.example)", "https://it.example"],
    ["- **1.** [Portal](https://it.example), *now*", "https://it.example"],
    ["1) [Portal](https://it.example)", "https://it.example"],
    ["| a |\n|---|\n| [Portal](https://it.example) |", "https://it.example"],
    ["[![p](https://it.example/p.png) words](https://it.example)", "https://it.example"],
  ])("%s leads there", (markdown, url) => {
    expect(new Set(linksIn(draw(markdown)).map((link) => link.url))).toEqual(new Set([url]));
  });

  it("to a mail address is an address in letters where it cannot stand in markdown: no run opens a mail", () => {
    expect(linesWithout("`a` [write **us**](mailto:it@lakeside.example)")).toEqual([
      "a write us (it@lakeside.example)",
    ]);
    expect(linesWithout("`a` it@lakeside.org")).toEqual(["a it@lakeside.org"]);
  });

  it("stands in markdown where nothing else in its line could be read as such, else in a run", () => {
    expect(draw("See the [VPN guide](https://it.example/vpn) *first*.")).toMatchObject([
      { type: "TextBlock", text: "See the [VPN guide](https://it.example/vpn) _first_." },
    ]);
    expect(draw("See \\[x\\]([VPN guide](https://it.example/vpn))")).toMatchObject([
      { type: "RichTextBlock" },
    ]);
  });

  it.each([
    ["[https://bank.example](https://evil.example)", "https://evil.example"],
    ["[bank.example](https://evil.example)", "https://evil.example"],
    ["[**bank**.example](https://evil.example)", "https://evil.example"],
    ["[go to www.bank.example now](https://evil.example)", "https://evil.example"],
    ["[boss@bank.example](mailto:boss@evil.example)", "mailto:boss@evil.example"],
    ["[https://bank.example](https://bank.example@evil.example)", "https://bank.example@evil.example"],
  ])("%s shows where it really leads", (markdown, url) => {
    expect(linksIn(draw(markdown))).toEqual([{ label: url, url }]);
    expect(shown(markdown).join()).toContain("bank");
  });

  it.each([
    ["[x](javascript:alert(1))", "x (javascript:alert(1))"],
    ["[x](JaVaScRiPt:alert(1))", "x (JaVaScRiPt:alert(1))"],
    ["[x](data:text/html,hi)", "x (data:text/html,hi)"],
    ["[call](tel:+4912345)", "call (tel:+4912345)"],
    ["[reset it](forgot-password.md)", "reset it (forgot-password.md)"],
    ["<javascript:alert>", "javascript:alert"],
  ])("%s leads nowhere, and is shown", (markdown, words) => {
    expect(linksIn(draw(markdown))).toEqual([]);
    expect(shown(markdown)).toEqual([words]);
  });
});

describe("An image in Teams", () => {
  it("stands between the words around it, with a text for those who do not see it", () => {
    expect(draw("See\n![The globe](https://it.example/globe.png)\nthere.")).toMatchObject([
      { type: "RichTextBlock" },
      { type: "Image", url: "https://it.example/globe.png", altText: "The globe" },
      { type: "RichTextBlock" },
    ]);
    expect(draw("![](https://it.example/a.png)")).toMatchObject([{ altText: "Image" }]);
  });

  it("is a link where Teams cannot load it, and in a table", () => {
    const url = "http://it.example/a.png";
    expect(linksIn(draw(`![plan](${url})`))).toEqual([{ label: "plan", url }]);
    expect(shown("![plan](data:image/png;base64,xx)")).toEqual(["plan (data:image/png;base64,xx)"]);
    expect(linksIn(draw("| a |\n|---|\n| ![plan](https://it.example/a.png) |"))).toEqual([
      { label: "plan", url: "https://it.example/a.png" },
    ]);
  });
});

describe("A table in Teams", () => {
  it("is one, with bold headings and columns as wide as their words ask for", () => {
    const [table] = draw(
      "| Sign | What to do |\n|---|--:|\n| Red | Check the cable, then wait for the green light |\n| | `x` |",
    );
    expect(table).toMatchObject({
      type: "Table",
      firstRowAsHeaders: true,
      columns: [{ width: 7 }, { width: 24, horizontalCellContentAlignment: "right" }],
    });
    expect(
      partsOf(table)
        .filter(({ weight }) => weight === "bolder")
        .map(({ text }) => text),
    ).toEqual(["Sign", "What to do"]);
  });

  it("is a list when it has more columns than a phone has room for", () => {
    expect(shown("| Room | a | b | c | d |\n|---|---|---|---|---|\n| 12 | 1 | 2 | 3 | 4 |")).toEqual([
      "Room: 12",
      "a: 1",
      "b: 2",
      "c: 3",
      "d: 4",
    ]);
    expect(shown("| a | b | c | d | e |\n|---|---|---|---|---|").join()).toBe("a · b · c · d · e");
  });
});
