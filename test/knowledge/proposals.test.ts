// Are only those ways of asking proposed that people really used and the article does not have?
import { articleNaming } from "../../src/knowledge/named-article";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { proposeQuestions } from "../../src/knowledge/proposals";

const { articles } = parseKnowledgeBase([
  {
    path: "network/vpn.md",
    text: "---\ntitle: Connect to the VPN from home\nquestions: [reach the file server from home]\nnot: [the tunnel of the metro]\n---\nStart it.\n",
  },
  { path: "vpn.md", text: "# VPN\n\nOld.\n" },
  {
    path: "badges.md",
    text: "---\nfaq: true\n---\n# Badges\n\n## Where do I get a new badge?\n\nThere.\n\n## Can I lend it?\n\nNo.\n",
  },
]);

const asked = (text: string, person = text, article = "network/vpn") => ({ article, text, person });
const proposed = (...answered: ReturnType<typeof asked>[]) =>
  proposeQuestions(answered, articles, 3).map(({ article, questions }) => [article.id, questions]);

it("proposes what is new, what most people said first, and no more than is asked for", () => {
  expect(
    proposed(
      asked("tunnel does not start"),
      asked("globalprotect says no", "a"),
      asked("Please, globalprotect says NO!", "b"),
      asked("remote desktop to my office"),
      asked("work on the train"),
    ),
  ).toEqual([
    [
      "network/vpn",
      [
        { text: "globalprotect says no", people: 2 },
        { text: "work on the train", people: 1 },
        { text: "tunnel does not start", people: 1 },
      ],
    ],
  ]);
});

it("counts people, not questions", () => {
  expect(proposed(asked("globalprotect fails", "a"), asked("globalprotect fails", "a"))).toEqual([
    ["network/vpn", [{ text: "globalprotect fails", people: 1 }]],
  ]);
});

it.each([
  ["the title's words", "how can I connect to VPN"],
  ["those of a question, otherwise inflected", "reaching our file servers from home please"],
  ["what it must not answer", "the tunnel of the metro"],
  ["no subject at all", "can you help me with this"],
  ["a story", "well it all began on monday when ".repeat(6)],
])("does not propose %s", (_what, text) => {
  expect(proposed(asked(text))).toEqual([]);
});

it("proposes nothing for an article that is gone", () => {
  expect(proposed(asked("tunnel does not start", "a", "gone"))).toEqual([]);
});

describe("an article is named by", () => {
  const named = articleNaming(articles);
  it.each([
    ["its file", "See network/vpn.md.", "network/vpn"],
    ["its file in the folder", "as in knowledge-base/network/vpn.md", "network/vpn"],
    ["its address", "https://git.example/kb/network/vpn.md says how", "network/vpn"],
    ["its id", "network/vpn had it", "network/vpn"],
    ["its title", "Sent her “Connect to the VPN from home”.", "network/vpn"],
    ["its heading on a page", "badges.md#where-do-i-get-a-new-badge", "badges#where-do-i-get-a-new-badge"],
  ])("%s", (_how, note, id) => expect(named(note)).toBe(id));

  it.each([
    ["a word that is also an id", "restarted the vpn"],
    ["a page with several articles", "see badges.md"],
    ["two of them", "network/vpn.md and badges#can-i-lend-it"],
    ["none", "replaced the cable"],
  ])("not by %s", (_how, note) => expect(named(note)).toBeUndefined());
});
