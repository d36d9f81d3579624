/** Can anything that people write become more than letters on Slack? */
import * as fc from "fast-check";
import { plain } from "../../../src/desk/markdown";
import type { Block, Content } from "../../../src/desk/content";
import type { Person } from "../../../src/desk/model";
import { homeView } from "../../../src/platforms/slack/drawing/home-view";
import { cleanText } from "../../../src/platforms/letters";
import { renderContent } from "../../../src/platforms/slack/drawing/render";
import { blockProblems, viewProblems } from "../../support/slack/block-limits";
import { liveElements, objectsIn, textIn, withoutSpace } from "../../support/slack/reading-blocks";
import { SPITEFUL, spitefulText } from "../../support/slack/spiteful";

const someone = (name: string): Person => ({ platform: "teams", account: "<@U999>", name });

/** Where each kind of people's words stands. */
const PLACES: [string, (text: string) => Block][] = [
  ["a quote", (text) => ({ kind: "quote", from: "Ana", text })],
  ["a name", (text) => ({ kind: "quote", from: text, text: "Hello" })],
  ["a fact", (text) => ({ kind: "facts", facts: [{ label: "Site", value: text }] })],
  ["a fact's label", (text) => ({ kind: "facts", facts: [{ label: text, value: "North" }] })],
  [
    "a file's name",
    (text) => ({
      kind: "files",
      files: [{ platform: "slack", id: "F1", name: text, size: 1, mediaType: "" }],
    }),
  ],
  ["a colleague's name", (text) => ({ kind: "mention", people: [someone(text)], text: "please look." })],
  ["what a colleague is told", (text) => ({ kind: "mention", people: [someone("Kofi")], text })],
  ["a title in our markdown", (text) => ({ kind: "text", markdown: `### ${plain(text)}\n\nAll about it.` })],
  ["a line of our markdown", (text) => ({ kind: "text", markdown: `- **HD-1** ${plain(text)}: open` })],
];

/** A fallback text, or any text with Slack's own markup: an angle bracket or a bare ampersand would be read. */
const isEscaped = (text: string): boolean => !/[<>]|&(?!(?:amp|lt|gt);)/.test(text);

const markedUp = (blocks: unknown): string[] =>
  objectsIn(blocks).flatMap(({ type, text }) => (type === "mrkdwn" ? [String(text)] : []));

function expectLetters(content: Content): void {
  for (const { text, blocks } of renderContent(content)) {
    expect(blockProblems(blocks, text)).toEqual([]);
    expect(liveElements(blocks)).toEqual([]);
    expect([text, ...markedUp(blocks)].filter((one) => !isEscaped(one))).toEqual([]);
    expect(text.length).toBeLessThanOrEqual(3_000);
  }
}

const shownBy = (content: Content): string =>
  withoutSpace(textIn(renderContent(content).map(({ blocks }) => blocks)));

describe.each(PLACES)("People's words as %s", (_place, blockOf) => {
  it("stay letters, all of them, within Slack's limits", () => {
    fc.assert(
      fc.property(spitefulText(40), (text) => {
        const content = { summary: "x", blocks: [blockOf(text)] };
        expectLetters(content);
        expect(shownBy(content)).toContain(withoutSpace(cleanText(text)));
      }),
    );
  });

  it("show each spiteful fragment as it is", () => {
    for (const fragment of SPITEFUL) {
      const text = `a${fragment}b`;
      const content = { summary: "x", blocks: [blockOf(text)] };
      expectLetters(content);
      expect(shownBy(content)).toContain(withoutSpace(cleanText(text)));
    }
  });
});

it("a summary stays letters in notifications", () => {
  fc.assert(
    fc.property(spitefulText(200), (summary) => {
      expectLetters({ summary, blocks: [] });
      expectLetters({ summary, blocks: [{ kind: "quote", from: "Ana", text: "Hello" }] });
    }),
  );
  const [part] = renderContent({ summary: "<!channel> & <@U1>", blocks: [] });
  expect(part?.text).toBe("&lt;!channel&gt; &amp; &lt;@U1&gt;");
});

it("a button's label stays letters, cut when it is too long", () => {
  fc.assert(
    fc.property(spitefulText(4), spitefulText(4), (label, other) => {
      const press = { action: "choose_article" as const, conversation: "c", argument: "a.md" };
      const more = { more: true as const, press: { action: "take" as const, ticket: 1 } };
      const buttons = [
        { label, press },
        { label, ...more },
        { label: other, press: { action: "note" as const }, more: true as const },
      ];
      const content: Content = { summary: "x", blocks: [{ kind: "buttons", buttons }] };
      expectLetters(content);
      const start = withoutSpace(cleanText(label)).slice(0, 20);
      expect(shownBy(content).replaceAll("…", "")).toContain(label.length <= 75 ? start : "");
    }),
  );
});

it("a home page takes the same words", () => {
  fc.assert(
    fc.property(spitefulText(40), (text) => {
      const view = homeView({ summary: text, blocks: PLACES.map(([, blockOf]) => blockOf(text)) });
      expect(viewProblems(view)).toEqual([]);
      expect(liveElements(view)).toEqual([]);
    }),
  );
});

describe("An article's text", () => {
  it("calls nobody, whatever stands in it", () => {
    fc.assert(
      fc.property(spitefulText(40), (markdown) => {
        for (const detail of ["full", "simple"] as const)
          for (const { text, blocks } of renderContent(
            { summary: "x", blocks: [{ kind: "text", markdown }] },
            detail,
          )) {
            expect(blockProblems(blocks, text)).toEqual([]);
            const live = liveElements(blocks);
            expect(live.filter(({ type }) => type !== "link")).toEqual([]);
            expect(live.filter(({ url }) => !/^(?:https?|mailto|tel):/i.test(String(url)))).toEqual([]);
          }
      }),
    );
  });

  it.each(["<!channel>", "<@U1>", "@everyone", "<#C1>"])("shows %s as letters", (text) => {
    expect(shownBy({ summary: "x", blocks: [{ kind: "text", markdown: `Write ${text} never.` }] })).toBe(
      withoutSpace(`Write ${text} never.`),
    );
  });
});
