// What did somebody write, without Slack's control sequences?
import fc from "fast-check";
import { namesUser, spellOut, readText } from "../../../src/platforms/slack/receiving/message-text";

const BOT = "U0HELPDESK";
const nameOf = async (user: string) => (user === "U0ANA" ? "Ana Lopez" : "Ben Okafor");
const read = (raw: string) => readText(raw, { botUser: BOT, nameOf });
const text = async (raw: string) => (await read(raw)).text;

describe("control sequences become what people read", () => {
  test.each([
    ["<@U0ANA> knows", "@Ana Lopez knows"],
    ["<@U0ANA|ana> knows", "@Ana Lopez knows"],
    ["in <#C0HELP|help>", "in #help"],
    ["in <#C0SECRET|>", "in #C0SECRET"],
    ["<!here> <!channel> <!everyone|@everyone>", "@here @channel @everyone"],
    ["<!subteam^S0T2|@tier2> <!subteam^S0T2>", "@tier2 @group"],
    ["<!date^1769500800^{date_short}|27 Jan>", "27 Jan"],
    ["<https://a.example/x?y=1&amp;z=2>", "https://a.example/x?y=1&z=2"],
    ["<https://a.example|https://a.example>", "https://a.example"],
    ["<http://outlook.com|outlook.com>", "outlook.com"],
    ["<https://evil.example|bank.example>", "bank.example (https://evil.example)"],
    ["<https://a.example|a &lt;b&gt; | c>", "a <b> | c (https://a.example)"],
    ["<mailto:jane@acme.com|jane@acme.com>", "jane@acme.com"],
    ["<mailto:jane@acme.com|Jane>", "Jane (jane@acme.com)"],
    ["<tel:+15550100|+15550100>", "+15550100"],
    ["*bold* _it_ ~no~ `code` ```block```", "*bold* _it_ ~no~ `code` ```block```"],
  ])("%s", async (raw, expected) => {
    expect(await text(raw)).toBe(expected);
  });
});

describe("escapes are undone once", () => {
  test.each([
    ["a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"],
    ["&amp;lt;!here&amp;gt;", "&lt;!here&gt;"],
    ["&lt;@U0ANA&gt;", "<@U0ANA>"],
  ])("%s", async (raw, expected) => {
    expect(await text(raw)).toBe(expected);
  });
});

describe("the help desk's own name", () => {
  test.each([
    ["<@U0HELPDESK> printer jammed", "printer jammed"],
    ["<@U0HELPDESK|helpdesk>: printer jammed", "printer jammed"],
    ["printer jammed, <@U0HELPDESK>", "printer jammed"],
    ["<@U0HELPDESK>", ""],
    ["<@U0HELPDESK>, <@U0ANA> cannot print", "@Ana Lopez cannot print"],
  ])("is left out of %s", async (raw, expected) => {
    expect(await read(raw)).toMatchObject({ text: expected, namesHelpDesk: true });
  });

  test("is no mention of a colleague", async () => {
    expect((await read("<@U0HELPDESK> <@U0ANA> <@U0ANA> <@U0BEN>")).mentions).toEqual([
      { account: "U0ANA", name: "Ana Lopez" },
      { account: "U0BEN", name: "Ben Okafor" },
    ]);
  });

  test.each(["jane@acme.com", "https://acme.com/@U0HELPDESK", "@U0HELPDESK", "&lt;@U0HELPDESK&gt;"])(
    "is not in %s",
    async (raw) => {
      expect(namesUser(raw, BOT)).toBe(false);
      expect(await read(raw)).toMatchObject({ namesHelpDesk: false, mentions: [] });
    },
  );

  test("leaves a text that does not name it as it is", async () => {
    expect(await text(" : indented,\n")).toBe(" : indented,\n");
  });
});

test("a text with very many names asks Slack for a few of them only", async () => {
  let asked = 0;
  const raw = Array.from({ length: 200 }, (_, i) => `<@U${i}X>`).join(" ");
  const found = await readText(raw, {
    botUser: BOT,
    nameOf: async () => {
      asked++;
      return "Ana Lopez";
    },
  });
  expect(found.mentions).toHaveLength(200);
  expect(asked).toBe(20);
});

test("somebody whom Slack cannot tell now is what the text calls them, or somebody: the words are not lost", async () => {
  const raw = "<@U0ANA|ana.lopez> and <@U0BEN> cannot print";
  const found = await readText(raw, { botUser: BOT, nameOf: () => Promise.reject(new Error("ratelimited")) });
  expect(found.text).toBe("@ana.lopez and @somebody cannot print");
  expect(found.mentions).toEqual([
    { account: "U0ANA", name: "ana.lopez" },
    { account: "U0BEN", name: "somebody" },
  ]);
});

const escape = (words: string) =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

describe("whatever people type", () => {
  test("comes out as they typed it", () => {
    const nasty = fc.constantFrom("<!channel>", "<@U0ANA>", "&lt;", "&amp;lt;", "<", ">", "&", "*b*", "`");
    const words = fc.array(fc.oneof(fc.string(), nasty)).map((parts) => parts.join(""));
    fc.assert(
      fc.property(words, (typed) => {
        expect(spellOut(escape(typed), new Map(), BOT)).toBe(typed);
      }),
    );
  });

  test("no control sequence of Slack's is left of what was one", () => {
    const control = fc.constantFrom(
      "<!channel>",
      "<@U0ANA>",
      "<@U0HELPDESK>",
      "<#C0HELP|x>",
      "<https://a.example|b>",
      "<!subteam^S1>",
      "<>",
      "<|>",
      "<!>",
    );
    const words = fc.string().map((part) => escape(part).replaceAll(/&[lg]t;/g, ""));
    fc.assert(
      fc.property(fc.array(fc.oneof(words, control)), (parts) => {
        expect(spellOut(parts.join(""), new Map(), BOT)).not.toMatch(/[<>]/);
      }),
    );
  });
});
