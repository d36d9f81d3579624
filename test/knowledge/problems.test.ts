// Is everything that is wrong in a knowledge base found, at its line, all of it at once?

import { parseKnowledgeBase } from "../../src/knowledge/parse";

/** One article file `a.md` with these front matter lines, the first being line 2. */
function withFront(...lines: string[]) {
  return parseKnowledgeBase([{ path: "a.md", text: ["---", ...lines, "---", "The answer."].join("\n") }]);
}

function problemsOf(text: string) {
  return parseKnowledgeBase([{ path: "a.md", text }]).problems;
}

describe("front matter", () => {
  it.each([
    ["an unclosed quote", ["title: A", 'owner: "lena'], 3, "Broken front matter"],
    ["a colon without quotes", ["title: VPN: first steps"], 2, "Broken front matter"],
    ["one key twice", ["title: A", "title: B"], 3, "Broken front matter"],
    ["a slip in a key", ["title: A", "", "quesitons: [b]"], 4, "`quesitons` is not a key"],
    ["another way to write a key", ["review-by: 2026-01-01"], 2, "`review-by` is not a key"],
    ["a yes that is a text", ["title: A", 'private: "yes"'], 3, "`private` must be true or false"],
    ["a day that does not exist", ["review_by: 2026-02-30"], 2, "`review_by` is not a date"],
    ["a tier that there is not", ["escalate_to: 1"], 2, "`escalate_to` is not a tier"],
    ["a title that is a list", ["title:", "  - A"], 3, "`title` must be a text"],
    [
      "a question with a colon",
      ["questions:", "  - one", "  - VPN: how?"],
      4,
      "An entry of `questions` is not a text",
    ],
    ["a list instead of keys", ["- title"], 2, "The front matter is not a list of keys"],
    ["both FAQ page and guide", ["faq: true", "guide: true"], 1, "a FAQ page or a guide"],
  ])("with %s leaves the article out", (_, lines, line, message) => {
    const { articles, problems } = withFront(...lines);
    expect(articles).toEqual([]);
    expect(problems).toEqual([
      expect.objectContaining({
        file: "a.md",
        line,
        severity: "error",
        message: expect.stringContaining(message),
      }),
    ]);
    expect(problems[0]?.fix).not.toBe("");
  });

  it("says which key was meant", () => {
    expect(withFront("quesitons: [b]").problems[0]?.fix).toBe("Did you mean `questions`?");
  });

  it("passes over the keys of other tools, with a warning", () => {
    const { articles, problems } = withFront("title: A", "layout: page");
    expect(articles).toHaveLength(1);
    expect(problems).toEqual([expect.objectContaining({ line: 3, severity: "warning" })]);
  });

  it("reports all that is wrong at once", () => {
    const { problems } = withFront("titel: A", "private: maybe", "escalate_to: 9");
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it("must end", () => {
    expect(problemsOf("---\ntitle: A\n\ntext")).toEqual([
      expect.objectContaining({ line: 1, severity: "error", message: "The front matter has no end." }),
    ]);
  });

  it("nested too deeply is a problem of its file, not a crash", () => {
    const deep = { path: "deep.md", text: `---\ntags: ${"[".repeat(100_000)}\n---\ntext` };
    const { articles, problems } = parseKnowledgeBase([deep, { path: "fine.md", text: "# Fine\n\ntext" }]);
    expect(articles.map(({ id }) => id)).toEqual(["fine"]);
    expect(problems[0]).toMatchObject({ file: "deep.md", severity: "error" });
  });
});

describe("an article", () => {
  it("without a text is left out", () => {
    expect(problemsOf("---\ntitle: A\n---\n\n")).toEqual([
      expect.objectContaining({ severity: "error", message: "The article has no text." }),
    ]);
    expect(problemsOf("# Only a heading")).toHaveLength(1);
    expect(problemsOf("")).toHaveLength(1);
  });

  it("must not both answer a question and not answer it", () => {
    const { articles, problems } = withFront(
      "title: A",
      "questions: [Where is it?]",
      "not:",
      "  - where is it",
    );
    expect(articles).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ line: 5, severity: "error" })]);
  });
});

describe("two articles", () => {
  it("with one id: the first stays, and both places are named", () => {
    const { articles, problems } = parseKnowledgeBase([
      { path: "b.md", text: "---\nid: x\n---\n# B\n\nb" },
      { path: "a.md", text: "---\nid: x\n---\n# A\n\na" },
    ]);
    expect(articles.map(({ title }) => title)).toEqual(["A"]);
    expect(problems).toEqual([
      expect.objectContaining({
        file: "b.md",
        line: 4,
        severity: "error",
        message: 'The id "x" is already taken by a.md:4.',
      }),
    ]);
  });

  it("with one question are both kept, with a warning at the second", () => {
    const { articles, problems } = parseKnowledgeBase([
      { path: "a.md", text: "---\ntitle: A\nquestions:\n  - Where is it?\n---\na" },
      { path: "b.md", text: "---\ntitle: B\nquestions: [something, where is it]\n---\nb" },
    ]);
    expect(articles).toHaveLength(2);
    expect(problems).toEqual([
      expect.objectContaining({
        file: "b.md",
        line: 3,
        severity: "warning",
        message: expect.stringContaining("a.md:4"),
      }),
    ]);
  });

  it("may name each other's questions as not theirs", () => {
    const { problems } = parseKnowledgeBase([
      { path: "a.md", text: "---\ntitle: A\nnot: [how to b]\n---\na" },
      { path: "b.md", text: "---\ntitle: B\nquestions: [how to b]\n---\nb" },
    ]);
    expect(problems).toEqual([]);
  });
});

describe("a FAQ page", () => {
  it("keeps its other articles when one heading has no answer", () => {
    const { articles, problems } = parseKnowledgeBase([
      { path: "f.md", text: "---\nfaq: true\n---\n## A?\n\na\n\n## B?\n\n## C?\nAlso asked: c\n" },
    ]);
    expect(articles.map(({ id }) => id)).toEqual(["f#a"]);
    expect(problems.map(({ line, severity }) => [line, severity])).toEqual([
      [8, "error"],
      [10, "error"],
    ]);
  });

  it("needs a heading, and no questions of its own", () => {
    expect(problemsOf("---\nfaq: true\n---\ntext")).toEqual([
      expect.objectContaining({ line: 4, severity: "error" }),
    ]);
    const own = problemsOf("---\nfaq: true\nquestions: [a]\n---\n## A?\n\na");
    expect(own).toEqual([expect.objectContaining({ line: 3, severity: "error" })]);
  });
});

/** A guide whose text starts on line 4. */
function guide(...lines: string[]) {
  return problemsOf(["---", "guide: true", "---", ...lines].join("\n"));
}

describe("a guide", () => {
  it("must not lead to a step that there is not", () => {
    const problems = guide(
      "## Start",
      "",
      "Text.",
      "",
      "- [Yes](#finsh)",
      "- [No](#ticket)",
      "",
      "## Finish",
      "",
      "ok",
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ line: 8, severity: "error", fix: "Did you mean `#finish`?" }),
    );
  });

  it("must not have a choice that leads nowhere, or a step called Ticket", () => {
    expect(guide("## Start", "", "- [Yes](#ticket)", "- No")).toEqual([
      expect.objectContaining({ line: 7, severity: "error", message: 'The choice "No" leads nowhere.' }),
    ]);
    expect(guide("## Ticket", "", "text")).toEqual([expect.objectContaining({ line: 4, severity: "error" })]);
  });

  it("with a step that no choice leads to is kept, with a warning", () => {
    const text = "---\nguide: true\n---\n## A\n\n- [x](#ticket)\n\n## B\n\n- [y](#a)";
    const { articles, problems } = parseKnowledgeBase([{ path: "g.md", text }]);
    expect(articles).toHaveLength(1);
    expect(problems).toEqual([expect.objectContaining({ line: 8, severity: "warning" })]);
  });

  it("must have steps", () => {
    expect(guide("only text")).toEqual([
      expect.objectContaining({ severity: "error", message: "The guide has no steps." }),
    ]);
  });
});
