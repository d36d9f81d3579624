// Does our stand-in for Teams show a message's words as Teams' clients draw them, so that fakes are seen?
import type { Entity } from "../../../src/platforms/teams/activity";
import { readCard } from "../../support/teams/reading";
import { readMarkdown, readXml, withMentions } from "../../support/teams/markup";

const ANA: Entity = { type: "mention", text: "<at>Ana</at>", mentioned: { id: "29:1" } };
const cardOf = (...body: object[]) => ({ type: "AdaptiveCard", version: "1.5", body });

test.each([
  ["**bold** and _it_", "bold and it"],
  ["[bank](https://evil.example)", "bank"],
  ["# Heading", "Heading"],
  ["a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"],
  ["\\*\\*not bold\\*\\* \\[x\\](y)", "**not bold** [x](y)"],
  ["2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"],
  ["<at>all</at>", "<at>all</at>"],
])("markdown: %s", (written, read) => {
  expect(readMarkdown(written)).toBe(read);
});

test("XML loses its tags, and keeps what is escaped", () => {
  expect(readXml("<p>1 &lt; 2</p><p><b>yes</b></p>")).toBe("1 < 2\nyes");
});

test("only who an entity names is mentioned", () => {
  const text = "<at>Ana</at> and <at>all</at>";
  expect(withMentions(text, [ANA], readMarkdown)).toBe("Ana and <at>all</at>");
  expect(withMentions(text, [], readMarkdown)).toBe(text);
});

test("text runs are letters and nothing else, also with an entity", () => {
  const runs = { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "**x** <at>Ana</at>" }, "!"] };
  expect(readCard({ ...cardOf(runs), msteams: { entities: [ANA] } })).toBe("**x** <at>Ana</at>!");
});

test("facts are read with their labels, columns beside each other, the rest below each other", () => {
  const block = (text: string) => ({ type: "TextBlock", text });
  const column = (width: string, text: string) => ({ width, items: [block(text)] });
  const card = cardOf(
    { type: "FactSet", facts: [{ title: "Status", value: "**Open**" }] },
    { type: "ColumnSet", columns: [column("96px", "Tier"), column("stretch", "2")] },
    { type: "ColumnSet", columns: [column("auto", "left"), column("auto", "right")] },
    { type: "Container", items: [block("one"), { ...block("unseen"), isVisible: false }, block("two")] },
    { type: "Table", rows: [{ cells: [{ items: [block("a")] }, { items: [block("b")] }] }] },
  );
  expect(readCard(card)).toBe("Status: Open\nTier: 2\nleft right\none\ntwo\na b");
});
