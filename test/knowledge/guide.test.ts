import type { Article, SourceFile } from "../../src/knowledge/article";
import { articleAt, destinationOf } from "../../src/knowledge/guide-places";
import { parseKnowledgeBase } from "../../src/knowledge/parse";

/** The guide's own text starts on line 4. */
const guide = (path: string, ...lines: string[]): SourceFile => ({
  path,
  text: ["---", "guide: true", "---", ...lines].join("\n"),
});
const problemsOf = (...files: SourceFile[]) => parseKnowledgeBase(files).problems;
const vpn: SourceFile = { path: "network/vpn.md", text: "---\ntitle: VPN\n---\nStart it." };
const faq: SourceFile = {
  path: "badges.md",
  text: "---\nfaq: true\n---\n## Where is mine?\n\nAt the office.\n\n## May I lend it?\n\nNo.",
};

test.each(["[](#b)", "[![green](lamp.png)](#b)"])(
  "a choice without words, %s, is an error: nobody could press it",
  (link) => {
    expect(problemsOf(guide("g.md", "## A", "", `- ${link}`, "- [On](#b)", "", "## B", "", "text"))).toEqual([
      expect.objectContaining({ line: 6, severity: "error", message: "A choice has no words." }),
    ]);
  },
);

describe("the ends of a guide", () => {
  it("are steps without choices, #solved, #ticket and other articles", () => {
    const end = guide(
      "network/g.md",
      "## Is it on?",
      "",
      "- [It is](#solved)",
      "- [It is not](#ticket)",
      "- [I do not know](#wait)",
      "- [I am at home](vpn.md)",
      "",
      "## Wait",
      "",
      "For an hour.",
    );
    expect(problemsOf(end, vpn)).toEqual([]);
  });

  it("cannot be called as a step is, nor a step as they are", () => {
    expect(problemsOf(guide("g.md", "## Solved", "", "text"))).toEqual([
      expect.objectContaining({ line: 4, severity: "error", message: expect.stringContaining("#solved") }),
    ]);
  });

  it.each([
    ["## Is the lamp on?", "Look.", "asks, but has no choices"],
    ["## Look at the lamp", "", "neither text nor choices"],
  ])("are not reached by forgetting something: %s", (heading, text, message) => {
    expect(
      problemsOf(
        guide(
          "g.md",
          "## A",
          "",
          "- [x](#b)".replace("b", heading.slice(3).toLowerCase().replace("?", "").replaceAll(" ", "-")),
          "",
          heading,
          "",
          text,
        ),
      ),
    ).toEqual([
      expect.objectContaining({ line: 8, severity: "warning", message: expect.stringContaining(message) }),
    ]);
  });
});

it.each([
  ["La prise est-elle branchée ?", "la-prise-est-elle-branchée-"],
  ["🔌 Plug it in", "-plug-it-in"],
  ["Sign in & out", "sign-in--out"],
  ["¿Está encendido?", "está-encendido"],
])("the step %p is called as on GitHub, so that a link works in both: #%s", (title, slug) => {
  expect(
    problemsOf(guide("g.md", "## A", "", `- [On](#${slug})`, "", `## ${title}`, "", "- [x](#solved)")),
  ).toEqual([]);
});

describe("a choice that could not be pressed", () => {
  const end = ["", "## B", "", "text"];

  it.each([
    ["- [x](#b)\n  - [inner](#solved)\n- [y](#b)", 7, '"inner" stands below a choice'],
    ["- [x](#b)\n  - wait an hour\n- [y](#b)", 7, '"wait an hour" stands below a choice'],
    ["- [x](#b)\n\n  ```\n  ipconfig\n  ```\n- [y](#b)", 8, "A code block stands below a choice"],
    ["- [x](#b) or [y](#ticket)", 6, 'The choice "x or y" has more than one link.'],
  ])("%j would be lost, and is an error", (list, line, message) => {
    expect(problemsOf(guide("g.md", "## A", "", ...list.split("\n"), ...end))).toEqual([
      expect.objectContaining({ line, severity: "error", message: expect.stringContaining(message) }),
    ]);
  });

  it.each(["Or [give up](#ticket).", "1. Wait.\n   - [give up](#ticket)\n2. Go."])(
    "%j is a warning: it is read as text",
    (text) => {
      const [problem, ...others] = problemsOf(
        guide("g.md", "## A", "", ...text.split("\n"), "", "Now:", "", "- [x](#b)", ...end),
      );
      expect(problem).toMatchObject({
        line: text.includes("\n") ? 7 : 6,
        severity: "warning",
        message: "The link to `#ticket` is no choice: nobody can press it in a chat.",
      });
      expect(others).toEqual([]);
    },
  );

  it("is not what code shows", () => {
    const code = ["```", "## no step", "# a comment", "- [x](#nowhere)", "```", "", "- [x](#b)"];
    const { articles, problems } = parseKnowledgeBase([guide("g.md", "## A", "", ...code, ...end)]);
    expect(problems).toEqual([]);
    expect(articles[0]?.guide?.map(({ title }) => title)).toEqual(["A", "B"]);
    expect(articles[0]?.guide?.[0]?.text).toContain("# a comment");
  });
});

describe("a loop", () => {
  const loop = (...more: string[]) =>
    guide("g.md", "## A", "", "- [x](#b)", "", "## B", "", "- [y](#c)", "", "## C", "", "- [z](#b)", ...more);

  it("without a way out is an error that names its steps", () => {
    const { articles, problems } = parseKnowledgeBase([loop()]);
    expect(problems).toEqual([
      expect.objectContaining({
        line: 4,
        severity: "error",
        message: 'No way leads out of these steps, they only lead to each other: "A", "B", "C".',
      }),
    ]);
    expect(articles).toEqual([]);
  });

  it("with a way out is fine: some things are tried twice", () => {
    expect(problemsOf(loop("- [enough](#ticket)"))).toEqual([]);
  });

  it("of one step is named alone", () => {
    expect(problemsOf(guide("g.md", "## A", "", "- [again](#a)"))).toEqual([
      expect.objectContaining({ message: 'No way leads out of the step "A".' }),
    ]);
  });

  it("is told once where a choice leads to no step", () => {
    const problems = problemsOf(guide("g.md", "## A", "", "- [x](#nowhere)"));
    expect(problems).toEqual([
      expect.objectContaining({ line: 6, fix: "Link to one of: `#a`, `#solved`, `#ticket`." }),
    ]);
  });
});

it("two choices that read the same are a warning: nobody could type one of them", () => {
  expect(problemsOf(guide("g.md", "## A", "", "- [Yes!](#solved)", "- [yes](#ticket)"))).toEqual([
    expect.objectContaining({ line: 7, severity: "warning" }),
  ]);
});

describe("a choice that leads to another file", () => {
  const leading = (link: string) => guide("email/g.md", "## A", "", `- [On](${link})`, "- [Stop](#ticket)");

  it.each([
    ["../network/vpn.md", "network/vpn", ""],
    ["../badges.md#may-i-lend-it", "badges#may-i-lend-it", ""],
    ["../network/second.md", "network/second", "one"],
    ["../network/second.md#two", "network/second", "two"],
  ])("%s is found", (link, article, step) => {
    const second = guide("network/second.md", "## One", "", "- [on](#two)", "", "## Two", "", "text");
    const { articles, problems } = parseKnowledgeBase([leading(link), vpn, faq, second]);
    expect(problems).toEqual([]);
    const from = articles.find(({ id }) => id === "email/g") as Article;
    const [choice] = from.guide?.[0]?.choices ?? [];
    const place = choice && destinationOf(articles, from, choice);
    expect(place).toMatchObject({ article: { id: article }, step: { slug: step } });
  });

  it.each([
    ["../network/vpm.md", "Did you mean `network/vpn.md`?"],
    ["../nothing/here.md", "Write the path of an article"],
    ["../badges.md", "Link to one of its headings: `#where-is-mine`, `#may-i-lend-it`."],
    ["../badges.md#may-i-lent-it", "Did you mean `#may-i-lend-it`?"],
  ])("%s is an error with file and line, and the guide stays", (link, fix) => {
    const { articles, problems } = parseKnowledgeBase([leading(link), vpn, faq]);
    expect(problems).toEqual([
      expect.objectContaining({
        file: "email/g.md",
        line: 6,
        severity: "error",
        fix: expect.stringContaining(fix),
      }),
    ]);
    expect(articles.map(({ id }) => id)).toContain("email/g");
  });

  it("is noticed when the other file goes", () => {
    const before = parseKnowledgeBase([leading("../network/vpn.md"), vpn]);
    expect(before.problems).toEqual([]);
    expect(parseKnowledgeBase([leading("../network/vpn.md")], before.files).problems).toHaveLength(1);
    expect(articleAt(before.articles, "network/vpn.md#any-heading")?.article.id).toBe("network/vpn");
  });

  it("must not leave the knowledge base", () => {
    expect(problemsOf(leading("../../secret.md"))).toEqual([
      expect.objectContaining({ message: 'The choice "On" leads nowhere.' }),
    ]);
  });

  it("is no choice where an article is only mentioned in a list of things to do", () => {
    const mention = guide("network/g.md", "## A", "", "1. Do as [this](vpn.md) says.", "2. Wait.");
    const { articles, problems } = parseKnowledgeBase([mention, vpn]);
    expect(problems).toEqual([]);
    expect(articles[0]?.guide?.[0]).toMatchObject({ choices: [], text: expect.stringContaining("2. Wait.") });
  });
});
