// What holds for any question and any articles?

import * as fc from "fast-check";
import type { Article } from "../../src/knowledge/article";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import type { Matches } from "../../src/knowledge/matching";
import type { Encode } from "../../src/knowledge/meaning";
import { whyInFull, whyInShort } from "../../src/knowledge/say-why";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { MOST_WORDS, wordsOf } from "../../src/knowledge/words";

/** Half characters, control characters and marks that combine come up too. */
const anything = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  anything,
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom("", "not", "constructor __proto__ toString", "'s n't", "a-b-c", "\uD83D", "the of and to"),
);

const article: fc.Arbitrary<Article> = fc.record(
  {
    id: fc.uuid(),
    title: text,
    body: text,
    questions: fc.array(text, { maxLength: 4 }),
    not: fc.array(text, { maxLength: 2 }),
    tags: fc.array(text, { maxLength: 2 }),
    sites: fc.constant([]),
    private: fc.boolean(),
    language: fc.constantFrom("en", "es", "de", "xx"),
    source: fc.constant({ file: "a.md", line: 1 }),
  },
  { requiredKeys: ["id", "title", "body", "questions", "not", "tags", "sites", "private", "source"] },
);

/** Texts with the same letters mean the same to it; of some it cannot tell, as when there was no time. */
const byLetters: Encode = (said) => {
  if (said.length % 7 === 6) return undefined;
  const meaning = new Float32Array(16).fill(0.01);
  for (const letter of said) {
    const at = (letter.codePointAt(0) ?? 0) % 16;
    meaning[at] = (meaning[at] ?? 0) + 1;
  }
  const length = Math.hypot(...meaning);
  return meaning.map((value) => value / length);
};
const always: Encode = (said) => byLetters(said) ?? byLetters(`${said} `);

const WAYS = [
  ["by words alone", undefined],
  ["by meaning too", always],
  ["by a meaning that cannot always be told", byLetters],
] as const;

function expectSound(matches: Matches): void {
  const { ranked, reading } = matches;
  const confidences = ranked.map(({ confidence }) => confidence);
  expect(ranked.length).toBeLessThanOrEqual(10);
  expect(new Set(ranked.map((match) => match.article)).size).toBe(ranked.length);
  expect(confidences.every((value) => value >= 0 && value <= 1)).toBe(true);
  expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  expect(reading.words).toBeLessThanOrEqual(MOST_WORDS);
  expect(whyInFull(matches).length).toBeGreaterThan(0);
  expect(whyInShort(matches).length).toBeLessThanOrEqual(3);
}

describe.each(WAYS)("matched %s", (_, encode) => {
  it("nothing throws, confidences lie in [0, 1] and fall, and everything is the same each time", () => {
    fc.assert(
      fc.property(fc.array(article, { maxLength: 12 }), text, (articles, question) => {
        const index = buildIndex(articles, encode);
        const matches = matchArticles(index, question);
        expectSound(matches);
        expect(matchArticles(index, question)).toEqual(matches);
        expect(matchArticles(buildIndex(articles, encode), question)).toEqual(matches);
      }),
      { numRuns: 150 },
    );
  });

  it.each(Object.entries(knowledgeBases()))("no question is too odd for %s", (_name, articles) => {
    const index = buildIndex(articles, encode);
    for (const question of Object.values(ODD_QUESTIONS)) expectSound(matchArticles(index, question));
  });

  it("two articles that are the same are never guessed between", () => {
    fc.assert(
      fc.property(article, fc.array(article, { maxLength: 3 }), (one, others) => {
        const index = buildIndex([one, { ...one, id: "twin" }, ...others], encode);
        for (const question of [one.title, ...one.questions]) {
          const { decision, ranked } = matchArticles(index, question);
          const twins = ranked[0]?.article.id === "twin" || ranked[0]?.article.id === one.id;
          expect(twins && decision === "answer").toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("nobody is answered by an article that does not hold for them", () => {
    fc.assert(
      fc.property(fc.array(article, { maxLength: 8 }), text, (articles, question) => {
        const mayAnswer = (some: Article) => !some.private;
        const { ranked } = matchArticles(buildIndex(articles, encode), question, { mayAnswer });
        expect(ranked.every((match) => mayAnswer(match.article))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

/** Whatever is asked, one knowledge base or another is not made for it. */
const ODD_QUESTIONS = {
  empty: "",
  "no words": " \n\t?!… ",
  "only emoji": "🙂🔥👩‍👩‍👧🏽🇩🇪",
  "only words that every question has": "can you please help me with this so that I get it",
  "only ways of saying no": "not no never without",
  "one long word": "x".repeat(100_000),
  "one long word with accents": "e\u0301".repeat(50_000),
  "a long story": "I forgot my password and then nothing happened. ".repeat(2100),
  "10,000 equal words": "password ".repeat(10_000),
  "10,000 different words": Array.from({ length: 10_000 }, (_, i) => `word${i}`).join(" "),
  "many signs": "'".repeat(20_000) + "-a".repeat(20_000) + "(".repeat(20_000),
  "many greetings": "hi hello ".repeat(10_000),
  "blanks and line ends": `${" ".repeat(50_000)}password${"\n".repeat(50_000)}`,
  "half characters": "\uD83D\uDE42\uD83D pass\uDC00word \uDBFF",
  "control characters": "\u0000\u0007pass\u0008word\u001B[31m\u007F\u0085",
  "invisible characters": "pass\u200Bword \u202Edrowssap\u202C \uFEFFreset\u00AD",
  "piled marks": `p${"\u0300\u0489\u036F".repeat(3000)}assword`,
  "right to left": "كيف يمكنني إعادة تعيين كلمة المرور؟ שכחתי את הסיסמה",
  "no blanks between words": "パスワードを忘れました。リセットする方法を教えてください",
  "names of the language": "__proto__ constructor hasOwnProperty toString valueOf",
  numbers: "0 00 1e400 NaN -0 Infinity ٣ Ⅷ ½ ²",
  "a page of code": "SELECT * FROM t WHERE a = '\\'; {\"a\": [1, 2]} <script>alert(1)</script> $(rm -rf)",
  "many addresses": "https://example.com/a?b=c#d ".repeat(3000),
};

function knowledgeBases(): Record<string, Article[]> {
  const source = { file: "a.md", line: 1 };
  const write = (id: string, title: string, questions: string[], body = ""): Article => {
    return { id, title, body, questions, not: [], tags: [], sites: [], private: false, source };
  };
  const password = write("p", "Reset your password", ["I forgot my password", "new password"]);
  return {
    "no article": [],
    "one article": [password],
    "one article without words": [write("e", "🙂", ["", "?!"], "…")],
    "articles without a body or a question": [write("a", "Password", []), write("b", "Printer", [])],
    "articles that are all the same": Array.from({ length: 40 }, (_, i) => ({ ...password, id: `p${i}` })),
    "articles of common words": [write("a", "How do I get it", ["what is this", "can you do that"])],
    "a very long article": [password, write("l", "Everything", [], "password printer wifi ".repeat(20_000))],
    "an article asked in 1,000 ways": [
      write(
        "m",
        "Many",
        Array.from({ length: 1000 }, (_, i) => `password question ${i}`),
      ),
      password,
    ],
  };
}

describe("of a text of any length", () => {
  const index = buildIndex(knowledgeBases()["one article"] ?? []);

  it("no more than a beginning is looked at, which is said", () => {
    for (const [name, question] of Object.entries(ODD_QUESTIONS)) {
      const { words, cut } = wordsOf(question);
      expect([name, words.length <= MOST_WORDS]).toEqual([name, true]);
      expect([name, words.every(({ written }) => written.length <= 40)]).toEqual([name, true]);
      if (question.length > 20_000) expect([name, cut]).toEqual([name, true]);
    }
  });

  it("what stands far behind changes nothing", () => {
    const long = "my laptop asks for a password ".repeat(400);

    fc.assert(
      fc.property(text, (behind) => {
        expect(matchArticles(index, `${long}${behind}`)).toEqual(matchArticles(index, long));
      }),
      { numRuns: 30 },
    );
  });

  it("the meaning is asked for once at most", () => {
    let asked = 0;
    const counting: Encode = (said) => {
      asked += 1;
      return always(said);
    };
    const counted = buildIndex(knowledgeBases()["one article"] ?? [], counting);
    for (const question of Object.values(ODD_QUESTIONS)) {
      asked = 0;
      matchArticles(counted, question);
      expect(asked).toBeLessThanOrEqual(1);
    }
  });
});

it("any text is parsed to articles and problems whose lines are in the file", () => {
  const line = fc.oneof(
    text,
    fc.constantFrom(
      "---",
      "# A",
      "## B?",
      "faq: true",
      "guide: true",
      "title: x",
      "not: [a",
      "- [a](#b)",
      "\t- x",
      "> ```",
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const whole = lines.join("\n");
      const { articles, problems } = parseKnowledgeBase([{ path: "a.md", text: whole }]);
      const most = whole.split(/\r\n|\r|\n/).length + 1;
      for (const at of [
        ...problems.map((problem) => problem.line),
        ...articles.map(({ source }) => source.line),
      ]) {
        expect(at).toBeGreaterThanOrEqual(1);
        expect(at).toBeLessThanOrEqual(most);
      }
      for (const { title, body, guide } of articles)
        expect([title, body, guide?.length]).not.toEqual(["", "", undefined]);
    }),
    { numRuns: 500 },
  );
});
