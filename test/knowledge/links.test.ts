// Are links that lead nowhere found, and those that lead somewhere let alone?

import { brokenLinks, linkedElsewhere, linkProblem } from "../../src/knowledge/links";

const files = (text: string) =>
  new Map([
    ["net/vpn.md", { text }],
    [
      "net/wifi.md",
      { text: '# Wi-Fi\n\n## Über uns & mehr\n\n## Twice\n\n## Twice\n\n<a id="Below"></a>text' },
    ],
    ["guide.md", { text: "---\nguide: true\n---\n# G\n\n## One\n\n- [No](#ticket)\n- [Yes](#one)" }],
  ]);
const broken = (text: string, there: string[] = []) =>
  brokenLinks(files(text), (path) => there.includes(path)).map(linkProblem);

test.each([
  ["a file beside it", "[a](wifi.md)"],
  ["a file by a way round", "[a](../net/./wifi.md)"],
  ["a heading of its own", "# Here it is\n\n[a](#here-it-is)"],
  ["a heading of another file", "[a](wifi.md#twice-1)"],
  ["a heading with other letters, percent-encoded", "[a](wifi.md#%C3%BCber-uns--mehr)"],
  ["a named place", "[a](wifi.md#below)"],
  ["a picture that is there", "![a](pictures/a%20b.png)"],
  ["a folder", "[a](..)"],
  ["a file outside of the folder that is there", "[a](../../README.md)"],
  ["a reference", "[a][wifi]\n\n[wifi]: wifi.md"],
  [
    "the web, a mailbox and a telephone",
    "[a](https://x.example/y.md) [b](mailto:a@x.example) [c](tel:555) <https://z.example>",
  ],
  ["what begins at a root", "[a](/docs/x.md)"],
  ["code", "`[a](nowhere.md)`\n\n    [a](nowhere.md)"],
  ["no file at all", "[a]()"],
])("%s is fine", (_, text) => {
  expect(broken(text, ["net/pictures/a b.png", ".", "../README.md"])).toEqual([]);
});

test.each([
  [
    "a file that is not there",
    "x\n\n[a](nothing.md)",
    3,
    "there is no net/nothing.md.",
    "Write where the file is now",
  ],
  ["a slip", "[a](wfi.md)", 1, "there is no net/wfi.md.", "Did you mean net/wifi.md?"],
  ["a file that moved", "[a](../old/wifi.md)", 1, "there is no old/wifi.md.", "Did you mean net/wifi.md?"],
  [
    "a heading that is not there",
    "[a](wifi.md#elsewhere)",
    1,
    "net/wifi.md has no heading #elsewhere.",
    "Write it as the heading is now",
  ],
  [
    "a slip in a heading",
    "[a](wifi.md#twiec)",
    1,
    "net/wifi.md has no heading #twiec.",
    "Did you mean #twice?",
  ],
  [
    "a picture that is not there",
    "---\ntitle: T\n---\nfirst\n![a](b.png)",
    5,
    "there is no net/b.png.",
    "Write where",
  ],
  ["`#ticket` where there is no guide", "[a](#ticket)", 1, "net/vpn.md has no heading #ticket.", "Write it"],
  [
    "a file outside of the folder that is not there",
    "[a](../../x.md)",
    1,
    "there is no ../x.md.",
    "Write where",
  ],
  ["nonsense in percent signs", "[a](%E0%A4%A.md)", 1, "there is no net/%E0%A4%25A.md.", "Write where"],
])("%s is told with its line and what to write", (_, text, line, why, fix) => {
  expect(broken(text)).toEqual([
    expect.objectContaining({
      file: "net/vpn.md",
      line,
      severity: "warning",
      message: expect.stringContaining(why),
      fix: expect.stringContaining(fix),
    }),
  ]);
});

test("only what is no article's file has to be looked for", () => {
  expect(linkedElsewhere(files("[a](wifi.md) ![b](b.png) [c](b.png) [d](https://x.example)"))).toEqual([
    "net/b.png",
  ]);
});
