// Is it said why in sentences that fit a card, and is everything said to whoever looks closer?

import * as fc from "fast-check";
import type { Article } from "../../src/knowledge/article";
import { DEFAULT_BANDS, decideMatches } from "../../src/knowledge/deciding";
import type { Bands, Match, Matches, Reading, Reason } from "../../src/knowledge/match";
import { percent, sure } from "../../src/knowledge/say-reason";
import { evidence, whyInFull, whyInShort } from "../../src/knowledge/say-why";
import { wordsOf } from "../../src/knowledge/words";

function match(title: string, confidence: number, ...reasons: Reason[]): Match {
  const id = title.toLowerCase().replaceAll(" ", "-");
  const source = { file: `${id}.md`, line: 1 };
  const article: Article = {
    id,
    title,
    body: "",
    questions: [],
    not: [],
    tags: [],
    sites: [],
    private: false,
    source,
  };
  return { article, confidence, reasons };
}

const WIFI = match(
  "Wi-Fi at school",
  0.93,
  { kind: "words", words: ["wifi", "school"] },
  { kind: "phrasing", text: "How do I get on the wifi?", similarity: 0.82, by: "words" },
);
const PRINT = match("Print at school", 0.14, { kind: "words", words: ["school"] });
const withConfidence = (m: Match, confidence: number): Match => ({ ...m, confidence });

/** The decision on these matches, for a question in which nothing is unknown unless said. */
function decided(ranked: Match[], reading: Partial<Reading> = {}, bands: Bands = DEFAULT_BANDS): Matches {
  const { words } = wordsOf("how do I get on the wifi at school");
  const matches = decideMatches(ranked, { written: words, read: words, unknown: [], cut: false }, bands);
  return { ...matches, reading: { ...matches.reading, ...reading } };
}

const PLAN: Bands = { ...DEFAULT_BANDS, answer: 0.99, saidBy: "the escalation plan" };

describe("on a card", () => {
  it("an answer names the article, what it rests on, and the runner-up", () => {
    expect(whyInShort(decided([WIFI, PRINT]))).toEqual([
      '"Wi-Fi at school" fits best (93 % sure).',
      'Shared words: wifi, school. Nearest way of asking: "How do I get on the wifi?" (82 % alike).',
      'Runner-up: "Print at school", 14 % sure.',
    ]);
  });

  it("an answer without a rival says so", () => {
    const far = withConfidence(PRINT, 0.02);
    expect(whyInShort(decided([WIFI, far])).at(-1)).toBe("No other article comes near.");
    expect(whyInShort(decided([WIFI])).at(-1)).toBe("No other article comes near.");
  });

  it("what was asked back says what it takes, and which words no article has", () => {
    const unsure = [withConfidence(WIFI, 0.61), PRINT];
    expect(whyInShort(decided(unsure, { unknown: ["blorp"] }))).toEqual([
      '"Wi-Fi at school" fits best (61 % sure). It takes 80 % to answer.',
      'Shared words: wifi, school. Nearest way of asking: "How do I get on the wifi?" (82 % alike).',
      'No article has the word "blorp". Runner-up: "Print at school", 14 % sure.',
    ]);
  });

  it("what goes to a person says what it takes to suggest anything", () => {
    const [first] = whyInShort(decided([withConfidence(WIFI, 0.12)]));
    expect(first).toBe('"Wi-Fi at school" fits best (12 % sure). It takes 30 % to suggest anything.');
  });

  it("where nothing is near no article is named: it would only lead astray", () => {
    const far = withConfidence(WIFI, 0.02);
    expect(whyInShort(decided([far], { unknown: ["blorp", "zorp"] }))).toEqual([
      "No article is near to this question.",
      "No article has the words: blorp, zorp.",
    ]);
    expect(whyInShort(decided([]))).toEqual(["No article is near to this question."]);
    const offeredAllTheSame = whyInShort(decided([far], {}, { ...DEFAULT_BANDS, clarify: 0.01 }));
    expect(offeredAllTheSame[0]).toBe('"Wi-Fi at school" fits best (2 % sure). It takes 80 % to answer.');
    expect(whyInShort(decided([], { words: 0 }))).toEqual(["There are no words in the question."]);
  });

  it("two that are close are both named, once", () => {
    const text = whyInShort(decided([withConfidence(WIFI, 0.88), withConfidence(PRINT, 0.8)]));
    expect(text[0]).toBe(
      '"Wi-Fi at school" (88 % sure) and "Print at school" (80 %) are too close to each other to choose.',
    );
    expect(text.join(" ").match(/Print at school/g)).toHaveLength(1);
  });

  it("what the plan wants is said to be the plan's, and only that", () => {
    const unsure = decided([withConfidence(WIFI, 0.97)], {}, PLAN);
    expect(unsure.decision).toBe("clarify");
    expect(whyInShort(unsure)[0]).toBe(
      '"Wi-Fi at school" fits best (97 % sure). It takes 99 % to answer here, as the escalation plan says.',
    );
    const far = decided([withConfidence(WIFI, 0.2)], {}, PLAN);
    expect(whyInShort(far)[0]).toMatch(/It takes 30 % to suggest anything\.$/);
  });

  it("one that somebody chose is spoken of first, then what fits best", () => {
    expect(whyInShort(decided([withConfidence(WIFI, 0.61), PRINT]), "print-at-school")).toEqual([
      '"Print at school" fits too (14 % sure).',
      "Shared words: school.",
      '"Wi-Fi at school" fits best (61 % sure). It takes 80 % to answer.',
    ]);
    expect(whyInShort(decided([WIFI, PRINT]), "wi-fi-at-school")).toEqual(whyInShort(decided([WIFI, PRINT])));
    expect(whyInShort(decided([WIFI, PRINT]), "gone-since")).toEqual(whyInShort(decided([WIFI, PRINT])));
  });

  it("whatever is written into titles, questions and words, it is three lines of bounded length", () => {
    const text = fc.string({ unit: "binary", maxLength: 400 });
    const reason: fc.Arbitrary<Reason> = fc.oneof(
      fc.record({
        kind: fc.constant("words" as const),
        words: fc.array(fc.string({ maxLength: 40 }), { maxLength: 30 }),
      }),
      fc.record({
        kind: fc.constant("phrasing" as const),
        text,
        similarity: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({ kind: fc.constant("not" as const), text }),
      fc.record({ kind: fc.constant("experience" as const), confirmed: fc.nat(99), failed: fc.nat(99) }),
    );
    const anyMatch = fc
      .tuple(
        text,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.uniqueArray(reason, { selector: (r) => r.kind }),
      )
      .map(([title, confidence, reasons]) => match(title, confidence, ...reasons));
    const unknown = fc.array(fc.string({ maxLength: 40 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(anyMatch, { maxLength: 4 }), unknown, (found, words) => {
        const ranked = found.toSorted((a, b) => b.confidence - a.confidence);
        const lines = whyInShort(decided(ranked, { unknown: words }), found[0]?.article.id);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect(Array.from(line).length).toBeLessThan(700);
        for (const line of lines) expect(line).not.toMatch(/[\n\r]/);
      }),
    );
  });
});

describe("a reason", () => {
  const said = (reason: Reason) => evidence(match("Wi-Fi at school", 0.5, reason));

  it.each<[string, Reason, string[]]>([
    [
      "near by its meaning",
      { kind: "phrasing", text: "Get online", similarity: 0.62, by: "meaning" },
      ['Nearest way of asking, in other words: "Get online" (62 % alike).'],
    ],
    [
      "near by its title",
      { kind: "phrasing", text: "Wi-Fi at school", similarity: 0.9 },
      ["Its title is nearest (90 % alike)."],
    ],
    [
      "near by its title's meaning",
      { kind: "phrasing", text: "Wi-Fi at school", similarity: 0.7, by: "meaning" },
      ["Its title is nearest, in other words (70 % alike)."],
    ],
    [
      "a question it must not answer",
      { kind: "not", text: "Wi-Fi at home" },
      ['It must not answer "Wi-Fi at home", which is near to the question.'],
    ],
    [
      "people it helped",
      { kind: "experience", confirmed: 9, failed: 1 },
      ["It solved this for 9 of 10 people."],
    ],
    [
      "people it did not help",
      { kind: "experience", confirmed: 1, failed: 5 },
      ["It failed for 5 of 6 people, so it is less sure."],
    ],
    ["nobody who said how it ended", { kind: "experience", confirmed: 0, failed: 0 }, []],
    ["no shared word", { kind: "words", words: [] }, []],
  ])("%s", (_name, reason, words) => {
    expect(said(reason)).toEqual(words);
  });

  it("long texts are cut at a word, long lists at a number", () => {
    const long = `How do I ${"really ".repeat(40)}?`;
    const [phrase] = said({ kind: "phrasing", text: long, similarity: 1 });
    expect(phrase).toMatch(/^Nearest way of asking: "How do I (really )+really…" \(100 % alike\)\.$/);
    expect(phrase?.length).toBeLessThan(145);
    const [blob] = said({ kind: "not", text: "🙂".repeat(300) });
    expect(blob).toMatch(/"(🙂){99}…"/u);
    const words = Array.from({ length: 12 }, (_, i) => `w${i}`);
    expect(said({ kind: "words", words })).toEqual([
      "Shared words: w0, w1, w2, w3, w4, w5, w6, w7, w8, w9 and 2 more.",
    ]);
  });
});

describe("in full", () => {
  it("everything that counted is a sentence, the verdict first", () => {
    const forbidden = match("Wi-Fi at home", 0.04, { kind: "not", text: "wifi at school" });
    const matches = decided([withConfidence(WIFI, 0.61), PRINT, forbidden], {
      corrected: [{ written: "wfi", read: "wifi" }],
      unknown: ["blorp", "zorp"],
      cut: true,
      language: "de",
    });
    expect(whyInFull(matches)).toEqual([
      '"Wi-Fi at school" fits best (61 % sure).',
      "It takes 80 % to answer.",
      "Shared words: wifi, school.",
      'Nearest way of asking: "How do I get on the wifi?" (82 % alike).',
      'Runner-up: "Print at school", 14 % sure.',
      '"Wi-Fi at home" counts for less, because it must not answer "wifi at school".',
      "No article has the words: blorp, zorp.",
      '"wfi" was read as "wifi".',
      "The question was read as German.",
      "Only the beginning of this long text was looked at.",
    ]);
  });

  it("a language that is none is named by its code", () => {
    expect(whyInFull(decided([WIFI], { language: "not a code" }))).toContain(
      "The question was read as not a code.",
    );
  });
});

it("what was read otherwise than written is told word by word", () => {
  const written = wordsOf("my pasword on the lptop").words;
  const read = wordsOf("my password on the laptop").words;
  const { reading } = decideMatches([], { written, read, unknown: [], cut: false }, DEFAULT_BANDS);
  expect(reading).toEqual({
    words: 5,
    corrected: [
      { written: "pasword", read: "password" },
      { written: "lptop", read: "laptop" },
    ],
    unknown: [],
    cut: false,
  });
});

it.each([
  [1, undefined, "99 % sure"],
  [0.996, undefined, "99 % sure"],
  [0.934, undefined, "93 % sure"],
  [0, undefined, "0 % sure"],
  [0.987, 0.99, "98.7 % sure"],
  [0.98999, 0.99, "98.9 % sure"],
  [0.99, 0.99, "99 % sure"],
  [0.61, 0.8, "61 % sure"],
])("a confidence of %p where it takes %p reads %p", (confidence, takes, words) => {
  expect(sure(confidence, takes)).toBe(words);
});

test("a share is rounded, but only all is 100 % and only none is 0 %", () => {
  expect([0, 0.001, 0.29, 0.664, 0.667, 0.996, 1].map(percent)).toEqual([
    "0 %", "1 %", "29 %", "66 %", "67 %", "99 %", "100 %",
  ]); // prettier-ignore
});
