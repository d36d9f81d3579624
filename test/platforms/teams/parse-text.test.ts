// Is what somebody wrote what the desk reads, whatever they wrote?
import fc from "fast-check";
import type { Activity } from "../../../src/platforms/teams/activity";
import { readHtml } from "../../../src/platforms/teams/receiving/html-text";
import { readText, type PlainText } from "../../../src/platforms/teams/receiving/message-text";
import { createBench, payload } from "./receiving-setup";

const BOT = "28:help";

const read = (activity: Partial<Activity>): Promise<PlainText> =>
  readText({ type: "message", ...activity }, { bot: BOT, named: async () => undefined });

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const rich = (html: string) => [{ contentType: "text/html", content: html }];

/** What people type to find out what happens. */
const typed = fc
  .array(fc.constantFrom("<at>", "</at>", "Tess", "&", "lt;", "amp;", "<b>", "@", "*", " ", "ü", "😕", "x"), {
    maxLength: 12,
  })
  .map((parts) => parts.join("").trim());

test("nobody can fake a mention, or lose a letter, by what they type", async () => {
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const told = await read({ text, textFormat: "plain", attachments: rich(`<p>${escape(text)}</p>`) });
      expect(told).toEqual({ text, mentions: [] });
    }),
  );
});

test("a text that comes only as HTML says the same", async () => {
  await fc.assert(
    fc.asyncProperty(typed, async (text) => {
      const told = await read({ text: "", attachments: rich(`<div><p>${escape(text)}</p></div>`) });
      expect(told.text.replaceAll(/\s+/gu, " ")).toBe(text.replaceAll(/\s+/gu, " "));
    }),
  );
});

test.each([
  ["<p>one</p><p>two</p>", "one\ntwo"],
  ["one<p>two</p>three", "one\ntwo\nthree"],
  ["<p>one<br>two</p>\n<p>&nbsp;</p>\n<p>three</p>", "one\ntwo\n\nthree"],
  ["<ul>\n<li>one</li>\n<li><p>two</p></li>\n</ul>", "- one\n- two"],
  ["a <span>b</span><span> c</span>", "a b c"],
  ["<pre>a\n  b</pre>", "a\n  b"],
  ['<a href="https://x.example/a?b&amp;c">here</a>', "here (https://x.example/a?b&c)"],
  ['<a href="https://x.example/">x.example</a>', "x.example"],
  ['<a href="mailto:ana@x.example">ana@x.example</a>', "ana@x.example"],
  ['<img src="x" alt="image"><b>bold <i>both</i></b>', "bold both"],
  ["5 < 6 &lt; 7 &#128513; &unknown; &#x110000;", "5 < 6 < 7 😁 &unknown; &#x110000;"],
  ["<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
  ["<a>a name</a> that leads nowhere", "a name that leads nowhere"],
  ["<span>never <strong>ended", "never ended"],
])("%s reads as text", (html, text) => {
  expect(readHtml(html).text).toBe(text);
});

test("a mention in a text that comes only as HTML is a name, and ours is left out", async () => {
  const mention = (name: string) =>
    `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${name}</span>`;
  const told = await read({
    text: "",
    entities: [
      { type: "mention", text: "<at>Helpdesk</at>", mentioned: { id: BOT, name: "Helpdesk" } },
      { type: "mention", text: "<at>Tess</at>", mentioned: { id: "29:tess", name: "Tess" } },
    ],
    attachments: rich(`<p>${mention("Helpdesk")}, ask ${mention("Tess")}</p>`),
  });
  expect(told).toEqual({ text: "ask @Tess", mentions: [{ account: "29:tess", name: "Tess" }] });
});

test("somebody mentioned twice is one mention, in both places of the text", async () => {
  const ben = { type: "mention", text: "<at>Ben</at>", mentioned: { id: "29:ben", name: "Ben" } };
  const told = await read({ text: "<at>Ben</at> and <at>Ben</at>", entities: [ben, ben] });
  expect(told).toEqual({ text: "@Ben and @Ben", mentions: [{ account: "29:ben", name: "Ben" }] });
});

// A regular expression that looks for an end which is not there needs minutes for these, and everybody waits.
test.each([
  '<a href="',
  "<a ",
  "<at>",
  "<blockquote ",
  "<!--",
  "<pre>",
  '<blockquote itemtype="http://schema.skype.com/Reply">',
  " ",
  ":",
])("a hundred thousand letters of %p are read at once", async (piece) => {
  const html = `${piece.repeat(100_000 / piece.length)}x`;
  expect((await read({ text: html, attachments: rich(html) })).text).toMatch(/x/u);
});

// What grows with the square of its length takes many minutes here.
test.each([
  ["a tag that does not end", `<${"a".repeat(1_000_000)}`],
  ["links in links", "<a>x".repeat(300_000)],
  ["ends of what never began", `${"<a>".repeat(300_000)}${"</x>".repeat(300_000)}y`],
  ["much text within links in links", `${"<a>".repeat(150_000)}${"x".repeat(500_000)}`],
])("a million letters of %s are read at once", (_, html) => {
  expect(readHtml(html).text.slice(0, 5)).toMatch(/[axy]/u);
});

test("a million letters that may be entities are read at once", async () => {
  const numbered = (sign: string) => Array.from({ length: 100_000 }, (_, i) => `${sign}x${i};`).join("");
  const told = await read({ text: numbered("&"), attachments: rich(numbered("&amp;")) });
  expect(told.text === numbered("&")).toBe(true);
});

test("whatever comes in is taken or passed over: a request of a new shape is no crash", async () => {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const fields = fc.dictionary(
    fc.constantFrom(
      "text",
      "textFormat",
      "attachments",
      "entities",
      "value",
      "name",
      "replyToId",
      "reactionsAdded",
      "membersAdded",
      "membersRemoved",
      "action",
      "timestamp",
      "id",
    ),
    anything,
  );
  const situations = [
    "direct-message",
    "direct-edited",
    "thanks-in-channel",
    "press-in-thread",
    "form-sent",
    "menu-on-message",
    "members-added",
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...situations), fields, async (situation, more) => {
      const bench = createBench();
      await bench.take({ ...payload(situation), ...more });
      await bench.idle();
    }),
    { numRuns: 300 },
  );
});
