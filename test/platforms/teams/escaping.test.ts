/** Can anything that people write become more than letters in Teams? */
import * as fc from "fast-check";
import { plain } from "../../../src/desk/markdown";
import type { Block, Content } from "../../../src/desk/content";
import type { Person } from "../../../src/desk/model";
import { cleanText } from "../../../src/platforms/letters";
import { formDialog } from "../../../src/platforms/teams/drawing/form-card";
import { renderContent } from "../../../src/platforms/teams/drawing/render";
import { SPITEFUL as FRAGMENTS, spitefulText as anyText } from "../../support/slack/spiteful";
import {
  cardProblems,
  cardsOf,
  linksIn,
  mentionsOf,
  shownIn,
  withoutSpace,
} from "../../support/teams-card-limits";
import { spitefulText as contractText } from "../contract-content";

const kofi: Person = {
  platform: "teams",
  account: "87d349ed-44d7-43e1-9a83-5f2406dee5bd",
  name: "Kofi Mensah",
};

const SPITEFUL = [
  ...FRAGMENTS,
  contractText,
  "<at>Kofi Mensah</at>",
  "<AT>kofi mensah</AT>",
  "<at>Kofi Mensah 2</at>",
  '<at id="0">Kofi Mensah</at>',
  "&lt;at&gt;Kofi Mensah&lt;/at&gt;",
  "{{DATE(2027-02-14T06:08:39Z,SHORT)}}",
  "{{{TIME(2027-02-14T06:08:39Z)}}}",
  "${name}",
  "   indented",
];

const spitefulText = (repeats: number): fc.Arbitrary<string> =>
  fc
    .tuple(anyText(repeats), fc.array(fc.constantFrom(...SPITEFUL), { maxLength: 3 }))
    .map(([text, more]) => `${text}${more.join("")}`);

const called = (people: Person[], text: string): Block => ({ kind: "mention", people, text });
const file = (name: string): Block => ({
  kind: "files",
  files: [{ platform: "slack", id: "F1", name, size: 1, mediaType: "" }],
});

/** Where each kind of people's words stands. */
const PLACES: [string, (text: string) => Block][] = [
  ["a quote", (text) => ({ kind: "quote", from: "Ana", text })],
  ["a name", (text) => ({ kind: "quote", from: text, text: "Hello" })],
  ["a fact", (text) => ({ kind: "facts", facts: [{ label: "Site", value: text }] })],
  ["a fact's label", (text) => ({ kind: "facts", facts: [{ label: text, value: "North" }] })],
  ["a file's name", file],
  [
    "the name of a colleague elsewhere",
    (text) => called([{ ...kofi, platform: "slack", name: text }], "please look."),
  ],
  ["what a colleague is told", (text) => called([kofi], text)],
  ["a title in our markdown", (text) => ({ kind: "text", markdown: `### ${plain(text)}\n\nAll about it.` })],
  ["a line of our markdown", (text) => ({ kind: "text", markdown: `- **HD-1** ${plain(text)}: open` })],
];

/** On a card that calls somebody. */
const contentOf = (block: Block): Content => ({
  summary: "x",
  blocks: [called([kofi], "please take over."), block],
});

function expectLetters(content: Content, text: string): void {
  const activities = renderContent(content, "key", { links: new Map([["F1", "https://files.example/1"]]) });
  expect(activities.flatMap(cardProblems)).toEqual([]);
  expect(linksIn(activities.map(cardsOf)).filter(({ url }) => url !== "https://files.example/1")).toEqual([]);
  expect(
    activities
      .flatMap(cardsOf)
      .flatMap(mentionsOf)
      .map(({ mentioned }) => mentioned.id),
  ).toEqual([kofi.account]);
  expect(withoutSpace(shownIn(activities))).toContain(withoutSpace(cleanText(text)));
}

describe.each(PLACES)("People's words as %s", (_place, blockOf) => {
  it("stay letters, all of them, within Teams' limits", () => {
    fc.assert(fc.property(spitefulText(40), (text) => expectLetters(contentOf(blockOf(text)), text)));
  });

  it("show each spiteful fragment as it is", () => {
    for (const fragment of SPITEFUL) expectLetters(contentOf(blockOf(`a${fragment}b`)), `a${fragment}b`);
  });
});

it("what the contract calls spiteful is found letter by letter", () => {
  const content: Content = {
    summary: "x",
    blocks: [{ kind: "quote", from: contractText, text: contractText }],
  };
  expect(shownIn(renderContent(content, "key")).split(contractText)).toHaveLength(3);
});

it("a colleague's own name calls that colleague only, whatever it is", () => {
  fc.assert(
    fc.property(spitefulText(2), spitefulText(2), (name, other) => {
      const people = [
        { ...kofi, name },
        { ...kofi, account: "11111111-2222-3333-4444-555555555555", name: other },
      ];
      const activities = renderContent({ summary: "x", blocks: [called(people, name)] }, "key", {
        mention: kofi,
      });
      expect(activities.flatMap(cardProblems)).toEqual([]);
      expect(linksIn(activities.map(cardsOf))).toEqual([]);
      const ids = activities
        .flatMap(cardsOf)
        .flatMap(mentionsOf)
        .map(({ mentioned }) => mentioned.id);
      expect(ids).toEqual(people.map(({ account }) => account));
    }),
  );
});

it("nobody is called by a card that mentions nobody", () => {
  fc.assert(
    fc.property(spitefulText(10), (text) => {
      const blocks = PLACES.filter(([place]) => place !== "what a colleague is told").map(([, blockOf]) =>
        blockOf(text),
      );
      const activities = renderContent({ summary: text, blocks }, "key");
      expect(activities.flatMap(cardsOf).flatMap(mentionsOf)).toEqual([]);
      expect(activities.flatMap(cardProblems)).toEqual([]);
    }),
  );
});

it("a summary and a button's label stay one line", () => {
  fc.assert(
    fc.property(spitefulText(10), (text) => {
      const button = { label: text, press: { action: "take" as const, ticket: 1 } };
      const [activity] = renderContent(
        { summary: text, blocks: [{ kind: "buttons", buttons: [button] }] },
        "key",
      );
      expect(activity && cardProblems(activity)).toEqual([]);
      expect(activity?.summary).toMatch(/^.{1,500}$/);
      expect(activity && shownIn([activity]).trim().split("\n")[0]).toMatch(/^\[.{1,100}\]$/);
    }),
  );
});

it("a form takes any words", () => {
  fc.assert(
    fc.property(spitefulText(40), (text) => {
      const fields = [
        { name: "text", label: text, kind: "text" as const, required: true, hint: text, initial: text },
        {
          name: "kind",
          label: text,
          kind: "choice" as const,
          required: true,
          options: [{ value: "a", label: text }],
        },
      ];
      const note = {
        press: { action: "reply" as const },
        place: { platform: "teams" as const, kind: "direct" as const, id: "x" },
        once: "k#1",
      };
      const dialog = formDialog({ title: text, submit: text, fields }, note, {
        errors: { text },
        typed: { text },
      });
      expect(cardProblems({ type: "message", attachments: [dialog.card] })).toEqual([]);
    }),
  );
});

describe("An article's text", () => {
  const wordsIn = (text: string) => withoutSpace(text);

  it("calls nobody, leads where it says, and fits, whatever stands in it", () => {
    fc.assert(
      fc.property(spitefulText(40), (markdown) => {
        const activities = renderContent(contentOf({ kind: "text", markdown }), "key");
        expect(activities.flatMap(cardProblems)).toEqual([]);
        expect(activities.flatMap(cardsOf).flatMap(mentionsOf)).toHaveLength(1);
      }),
    );
  });

  it("is shown whole", () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/);
    const mark = fc.constantFrom(
      "# ",
      "- ",
      "1. ",
      "> ",
      "",
      "    ",
      "**",
      "\n",
      "`",
      "[x](https://it.example) ",
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(mark, word), { maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (pieces, times) => {
          const markdown = pieces
            .map(([one, said]) => `${one}${said} `)
            .join("\n")
            .repeat(times);
          const shown = wordsIn(
            shownIn(renderContent({ summary: "x", blocks: [{ kind: "text", markdown }] }, "key")),
          );
          expect(pieces.map(([, said]) => said).filter((said) => !shown.includes(said))).toEqual([]);
        },
      ),
    );
  });

  it.each(["<at>Kofi Mensah</at>", "@everyone", "<b>x</b>", "{{DATE(2027-02-14T06:08:39Z)}}"])(
    "shows %s as letters",
    (text) => {
      const activities = renderContent(contentOf({ kind: "text", markdown: `Write ${text} never.` }), "key");
      expect(activities.flatMap(cardProblems)).toEqual([]);
      expect(shownIn(activities)).toContain(`Write ${text} never.`);
    },
  );
});
