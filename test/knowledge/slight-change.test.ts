// Is a typo told from a change of what an article says?
import type { Article } from "../../src/knowledge/article";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { editionOf } from "../../src/knowledge/edition";
import { findingAlike, isSlightChange } from "../../src/knowledge/slight-change";
import type { Alike } from "../../src/knowledge/slight-change";

const BODY =
  "Turn the heatt to **2** on the front. Then press `reset` and wait\nfive minutes, see https://x.example/a.";

function article(body: string, front = "questions: [bubbles]"): Article {
  const text = `---\ntitle: Laminator\n${front}\n---\n${body}`;
  const [found] = parseKnowledgeBase([{ path: "laminator.md", text }]).articles;
  if (!found) throw new Error("no article");
  return found;
}

it.each([
  ["a letter too many", BODY.replace("heatt", "heat")],
  ["letters that changed places, and a comma", BODY.replace("press", "prses").replace("front.", "front,")],
  ["emphasis, capitals and lines", BODY.replace("press", "**Press**").replace("\n", " ")],
  ["nothing", BODY],
])("%s: it says what it said before", (_what, body) => {
  expect(isSlightChange(article(BODY), article(body))).toBe(true);
});

it.each([
  ["another number", BODY.replace("2", "3")],
  ["a word more", BODY.replace("front", "front side")],
  ["another short word", BODY.replace(" to ", " so ")],
  ["another word", BODY.replace("front", "back")],
  ["another command", BODY.replace("reset", "resets")],
  ["another address", BODY.replace("/a.", "/b.")],
  ["four words spelt otherwise", BODY.replace("Turn", "Turm").replace("front", "fromt").replace("press", "pres").replace("five", "fiwe")], // prettier-ignore
  ["fewer words", "Turn the heat to **2**."],
])("%s: it is news", (_what, body) => {
  expect(isSlightChange(article(BODY), article(body))).toBe(false);
});

it("another way to ask it is news", () => {
  const asked = article(BODY, "questions: [bubles]");
  expect(isSlightChange(article(BODY), asked)).toBe(false);
});

it("what said the same is known over several typos, until it says something else", () => {
  const [one, two, three, other] = [
    BODY,
    BODY.replace("heatt", "heat"),
    BODY.replace("heatt", "heat").replace("front.", "front!"),
    "Throw it away.",
  ].map((body) => article(body));
  if (!one || !two || !three || !other) throw new Error("no articles");
  const alikeNow = (...given: Parameters<typeof findingAlike>): Alike => {
    const steps = findingAlike(...given);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  };
  const start = alikeNow(new Map(), [], [one]);
  const later = alikeNow(alikeNow(start, [one], [two]), [two], [three]);
  expect(later).toEqual(new Map([[editionOf(three), [editionOf(two), editionOf(one)]]]));
  expect(alikeNow(later, [three], [other])).toEqual(new Map());
  // Back and forth, and it grows no further.
  const back = alikeNow(alikeNow(later, [three], [two]), [two], [three]);
  expect(back.get(editionOf(three))).toHaveLength(3);
});
