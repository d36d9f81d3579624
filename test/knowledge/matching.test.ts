// Does a question find its article, and is the bot sure only when it should be?

import type { Article } from "../../src/knowledge/article";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import { whyInFull, whyInShort } from "../../src/knowledge/say-why";

function article(
  id: string,
  title: string,
  questions: string[],
  body: string,
  more: Partial<Article> = {},
): Article {
  const source = { file: `${id}.md`, line: 1 };
  return { id, title, body, questions, not: [], tags: [], sites: [], private: false, source, ...more };
}

const ARTICLES = [
  article(
    "password",
    "Reset your password",
    ["I forgot my password", "My password does not work any more"],
    "Open the portal and choose a new password of 14 characters.",
    { not: ["A student forgot a password"] },
  ),
  article(
    "student-password",
    "Reset the password of a student",
    ["A pupil in my class cannot remember the password"],
    "Teachers open the class list and choose New password.",
  ),
  article(
    "vpn",
    "Connect to the VPN from home",
    ["How do I work from home?", "GlobalProtect set-up"],
    "Install GlobalProtect, then sign in with your work e-mail address.",
  ),
  article(
    "printer",
    "The printer has a paper jam",
    ["Paper is stuck in the copier"],
    "Open the left door, pull the sheet out slowly, close the door.",
  ),
  article(
    "projector",
    "The projector shows no picture",
    ["Projector stays dark"],
    "Press Source on the remote control until the laptop shows.",
  ),
  article(
    "email-phone",
    "Get e-mail on your phone",
    ["Set up Outlook on my iPhone"],
    "Install Outlook from the store and sign in.",
  ),
  article(
    "wifi",
    "Connect to the Wi-Fi",
    ["Which wireless network should I use?"],
    "Choose Lakeside-Staff and sign in. Visitors use Lakeside-Guest.",
  ),
];
const index = buildIndex(ARTICLES);
const ask = (question: string) => matchArticles(index, question);
const best = (question: string) => ask(question).ranked[0]?.article.id;

describe("a question that the knowledge base holds", () => {
  it.each(ARTICLES.flatMap(({ id, title, questions }) => [title, ...questions].map((text) => [text, id])))(
    "%s",
    (question, id) => {
      expect(ask(question).decision).toBe("answer");
      expect(best(question)).toBe(id);
    },
  );

  it.each([
    ["there is paper stuck in the printer", "printer"],
    ["how can I connect to vpn at home", "vpn"],
    ["the projector in my room stays dark", "projector"],
    ["outlook on my new iphone", "email-phone"],
    ["which wifi network do I use", "wifi"],
    ["WLAN", "wifi"],
    ["14 characters", "password"],
  ])("is found in other words: %s", (question, id) => {
    expect(best(question)).toBe(id);
  });
});

describe("a sure answer", () => {
  const sure = "My password does not work any more";

  it.each([
    ["in capitals", "MY PASSWORD DOES NOT WORK ANY MORE"],
    ["with a greeting", "Good morning everyone, my password does not work any more"],
    [
      "asked politely",
      "Hi, could you please help me? My password doesn't work any more. Thank you very much in advance!",
    ],
    ["with curly quotes", "my password doesn’t work any more"],
    ["with a typing error", "My pasword does not work any more"],
    ["with another typing error", "My passwrod does not work any more"],
    ["in wide letters", "Ｍｙ ｐａｓｓｗｏｒｄ does not work any more"],
    ["on several lines", "My password\n\ndoes not work\tany more"],
  ])("stays one %s", (_, question) => {
    expect(ask(sure).decision).toBe("answer");
    expect(ask(question).decision).toBe("answer");
    expect(best(question)).toBe("password");
  });

  it("says what it rests on, and what was read differently", () => {
    const matches = ask("My pasword does not work any more");
    const reasons = whyInFull(matches);
    expect(matches.ranked[0]?.reasons).toMatchObject([
      { kind: "words", words: expect.arrayContaining(["password", "work"]) },
      { kind: "phrasing", text: sure, similarity: expect.any(Number) },
    ]);
    expect(reasons[0]).toMatch(/^"Reset your password" fits best \(\d+ % sure\)\.$/);
    expect(reasons).toContain('"pasword" was read as "password".');
  });
});

describe("a question that is not in the knowledge base", () => {
  it.each([
    "How do I get one?",
    "What should I do when it is like that?",
    "What is for lunch today?",
    "When is my salary paid?",
    "How do I book a bus for a field trip?",
  ])("goes to a person: %s", (question) => {
    expect(ask(question).decision).toBe("escalate");
  });

  it("names the words that no article has", () => {
    expect(whyInFull(ask("Is the cafeteria open"))).toContain('No article has the word "cafeteria".');
  });
});

describe("two articles that are close to each other", () => {
  const twins = buildIndex([
    article("high", "Print at the high school", ["How do I print?"], "Use the queue HS-1."),
    article("maple", "Print at the elementary school", ["How do I print?"], "Use the queue MS-1."),
    ...ARTICLES,
  ]);

  it("are both offered, never guessed between", () => {
    const matches = matchArticles(twins, "How do I print?");
    const { decision, ranked } = matches;
    expect(decision).toBe("clarify");
    expect(ranked.slice(0, 2).map(({ article: { id } }) => id)).toEqual(["high", "maple"]);
    expect(whyInShort(matches)[0]).toContain("Print at the high school");
  });

  it("stay apart when the question says which", () => {
    const { decision, ranked } = matchArticles(twins, "How do I print at the elementary school?");
    expect(decision).not.toBe("escalate");
    expect(ranked[0]?.article.id).toBe("maple");
  });
});

it("one word of the subject is asked back, not handed to a person", () => {
  expect(ask("vpn").decision).toBe("clarify");
  expect(best("vpn")).toBe("vpn");
});

it("an article is not the answer to what it must not answer", () => {
  const { ranked } = ask("A student forgot a password");
  const own = ranked.find(({ article: { id } }) => id === "password");
  expect(own?.confidence).toBeLessThan(0.1);
  expect(own?.reasons).toContainEqual({ kind: "not", text: "A student forgot a password" });
  expect(ranked[0]?.article.id).toBe("student-password");
});

it("other bands decide differently", () => {
  const unsure = "the printer in the office";
  expect(ask(unsure).decision).not.toBe("answer");
  expect(matchArticles(index, unsure, { bands: { answer: 0, clarify: 0, gap: 0 } }).decision).toBe("answer");
  expect(matchArticles(index, unsure, { bands: { answer: 1, clarify: 1, gap: 0 } }).decision).toBe(
    "escalate",
  );
});

it("the steps of a guide are found too", () => {
  const guide = [{ slug: "a", title: "Blinking lamp", text: "Is the router blinking orange?", choices: [] }];
  const guided = buildIndex([...ARTICLES, article("guide", "No connection", [], "", { guide })]);
  expect(matchArticles(guided, "router blinking orange").ranked[0]?.article.id).toBe("guide");
});

describe("an empty knowledge base", () => {
  it("hands every question to a person", () => {
    expect(matchArticles(buildIndex([]), "I forgot my password")).toMatchObject({
      ranked: [],
      decision: "escalate",
    });
  });
});

describe("a text that is hardly a question", () => {
  it.each([
    ["empty", ""],
    ["blank", " \n\t "],
    ["only emoji", "🙂🔥👩‍👩‍👧"],
    ["only signs", "?!…"],
    ["half a character", "\uD83D"],
  ])("has no match: %s", (_, question) => {
    expect(ask(question)).toMatchObject({ ranked: [], decision: "escalate" });
    expect(whyInFull(ask(question))).toEqual(["There are no words in the question."]);
  });

  it("in a script that no article has goes to a person", () => {
    expect(ask("كيف يمكنني إعادة تعيين كلمة المرور").decision).toBe("escalate");
    expect(ask("パスワードを忘れました").decision).toBe("escalate");
  });

  it("with NUL bytes is read around them", () => {
    expect(best("I forgot\u0000my\u0000password")).toBe("password");
  });

  it("of 100,000 characters is looked at only at its beginning, and says so", () => {
    const long = `I forgot my password. ${"and then nothing happened ".repeat(4000)}`;
    expect(whyInFull(ask(long))).toContain("Only the beginning of this long text was looked at.");
    expect(ask("x".repeat(100_000)).decision).toBe("escalate");
  });

  it("of 10,000 equal words is read as the one word", () => {
    const matches = ask("password ".repeat(10_000));
    const { ranked, decision } = matches;
    expect(decision).not.toBe("answer");
    expect(ranked.map(({ confidence }) => confidence)).toEqual(
      ask("password").ranked.map(({ confidence }) => confidence),
    );
    expect(whyInFull(matches)).toContain("Only the beginning of this long text was looked at.");
  });
});
