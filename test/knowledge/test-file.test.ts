// Are the tests of a knowledge base read as they are written, and slips told where they stand?

import { parseTests } from "../../src/knowledge/test-file";

const KNOWN = {
  article: ["network/guest-wifi", "network/own-phone-wifi", "faq#where-is-it"],
  route: ["payroll"],
  criterion: ["phishing"],
  site: ["high"],
};
const read = (text: string) => parseTests(text, "tests.yaml", KNOWN);
const told = (text: string) =>
  read(text).problems.map(({ line, message, fix }) => `${line}: ${message} ${fix}`);

it("reads questions, what is expected of them, and on which line they stand", () => {
  const { tests, problems } = read(
    [
      "- ask: wifi for visitors",
      "  expect: network/guest-wifi",
      "- ask:",
      "    - my pay is wrong",
      "    - 12345",
      "  expect: [route payroll, nothing]",
      "  as: clarify",
      "  site: high",
      "- { ask: I clicked, expect: criterion phishing }",
      "- { ask: where, expect: faq.md#where-is-it }",
    ].join("\n"),
  );
  expect(problems).toEqual([]);
  expect(tests).toEqual([
    {
      ask: "wifi for visitors",
      expect: [{ kind: "article", key: "network/guest-wifi" }],
      as: "answer",
      line: 1,
    },
    ...[4, 5].map((line) => ({
      ask: line === 4 ? "my pay is wrong" : "12345",
      expect: [{ kind: "route", key: "payroll" }, { kind: "nothing" }],
      as: "clarify",
      site: "high",
      line,
    })),
    { ask: "I clicked", expect: [{ kind: "criterion", key: "phishing" }], as: "answer", line: 9 },
    { ask: "where", expect: [{ kind: "article", key: "faq#where-is-it" }], as: "answer", line: 10 },
  ]);
});

it.each([
  ["nothing at all", ""],
  ["only a comment", "# later\n"],
  ["an empty list", "[]"],
])("%s is no test and no problem", (_, text) => {
  expect(read(text)).toEqual({ tests: [], problems: [] });
});

it.each([
  [
    "a slip in an article",
    "- ask: q\n  expect: network/gest-wifi",
    "2: There is no article `network/gest-wifi` in the knowledge base. Did you mean `network/guest-wifi`?",
  ],
  [
    "an article without its folder",
    "- ask: q\n  expect: guest-wifi",
    "2: There is no article `guest-wifi` in the knowledge base. Did you mean `network/guest-wifi`?",
  ],
  [
    "a slip in a route",
    "- ask: q\n  expect: route payrol",
    "2: There is no route `payrol` in the plan. Did you mean `payroll`?",
  ],
  [
    "a criterion nobody has",
    "- ask: q\n  expect: criterion flood",
    "2: There is no criterion `flood` in the plan. Write one of: phishing.",
  ],
  [
    "a site nobody has",
    "- ask: q\n  expect: nothing\n  site: moon",
    "3: There is no site `moon` in the plan. Write one of: high.",
  ],
  [
    "another `as`",
    "- ask: q\n  expect: nothing\n  as: maybe",
    "3: `as` is neither `answer` nor `clarify`. Write `as: clarify` where asking back is good enough, or leave it out.",
  ],
  [
    "a key that is none",
    "- ask: q\n  expects: nothing",
    "2: `expects` is not a key of a test. Did you mean `expect`?",
  ],
  ["no question", "- expect: nothing", "1: A test has no `ask`. Write `ask: ...`."],
  ["no expectation", "- ask: q", "1: A test has no `expect`. Write `expect: ...`."],
  ["an empty list", "- ask: []\n  expect: nothing", "1: `ask` is empty. Write a text, or a list of texts."],
  [
    "a text for a test",
    "- what is it",
    "1: A test is not a list of keys. Write `- ask: ...` and below it `expect: ...`.",
  ],
  [
    "no list",
    "ask: q\nexpect: nothing",
    "1: The tests are not a list. Begin each with a dash: `- ask: ...`, below it `expect: ...`.",
  ],
  ["a list of lists", "- ask: [[q]]\n  expect: nothing", "1: An entry of `ask` is not a text."],
])("%s is told with its line and what to write", (_, text, message) => {
  const { tests } = read(text);
  expect(tests).toEqual([]);
  expect(told(text)[0]).toContain(message);
});

it("broken YAML is told where it breaks, and the other tests of a file with a slip hold", () => {
  expect(told('- ask: "q\n  expect: nothing')[0]).toMatch(/^\d: Broken YAML: .*Check the indentation/);
  expect(read("- ask: q\n  expect: guest\n- ask: r\n  expect: nothing").tests).toHaveLength(1);
});
