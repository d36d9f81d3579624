// Is every way of writing an article understood?

import { parseKnowledgeBase, reviewProblems } from "../../src/knowledge/parse";

function parse(text: string, path = "accounts/reset.md") {
  const { articles, problems } = parseKnowledgeBase([{ path, text }]);
  return { articles, problems };
}

describe("an article with front matter", () => {
  const text = `---
title: Reset your password
questions:
  - I forgot my password
  - "VPN: password expired"
not: [A student forgot a password]
component: accounts
tags: password
sites: [lakeside-high]
owner: lena
review_by: 2027-01-31
escalate_to: 3
private: true
language: en
---
# Reset your password

Open the **portal**.
`;

  it("takes everything that is written", () => {
    expect(parse(text)).toEqual({
      problems: [],
      articles: [
        {
          id: "accounts/reset",
          title: "Reset your password",
          body: "Open the **portal**.",
          questions: ["I forgot my password", "VPN: password expired"],
          not: ["A student forgot a password"],
          component: "accounts",
          tags: ["password"],
          sites: ["lakeside-high"],
          owner: "lena",
          reviewBy: "2027-01-31",
          escalateTo: 3,
          private: true,
          language: "en",
          source: { file: "accounts/reset.md", line: 16 },
        },
      ],
    });
  });

  it("reads a byte order mark and Windows line ends as if they were not there", () => {
    const windows = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
    expect(parse(windows)).toEqual(parse(text));
  });

  it("uses the id that is written instead of the path", () => {
    expect(parse("---\nid: pw\n---\ntext").articles[0]?.id).toBe("pw");
  });
});

describe("a file with no front matter", () => {
  it("is titled by its first heading", () => {
    const { articles, problems } = parse("# Book a room\n\nUse the calendar.");
    expect(problems).toEqual([]);
    expect(articles[0]).toMatchObject({ title: "Book a room", body: "Use the calendar.", private: false });
  });

  it("is titled by its name when it has no heading", () => {
    expect(parse("Use the calendar.", "book-a-room.md").articles[0]?.title).toBe("Book a room");
  });

  it("keeps the headings inside its text", () => {
    expect(parse("# Room\n\nFirst.\n\n## Later\n\nThen.").articles[0]?.body).toBe(
      "First.\n\n## Later\n\nThen.",
    );
  });

  it("does not take a heading inside a code block for one", () => {
    expect(parse("```\n# not a title\n```", "code.md").articles[0]?.title).toBe("Code");
  });
});

describe("a FAQ page", () => {
  const page = `---
faq: true
component: email
tags: [outlook]
---
# Outlook

Some words of welcome.

## How do I sign my mail?
Also asked: add a signature; where is
the signature

Under **Options**.

## Where is my *archive*?

Left, below Inbox.
`;

  it("makes an article of each heading, with the page's front matter", () => {
    const { articles, problems } = parse(page, "email/outlook.md");
    expect(problems).toEqual([]);
    expect(articles.map(({ id }) => id)).toEqual([
      "email/outlook#how-do-i-sign-my-mail",
      "email/outlook#where-is-my-archive",
    ]);
    expect(articles[0]).toMatchObject({
      title: "How do I sign my mail?",
      body: "Under **Options**.",
      questions: ["add a signature", "where is the signature"],
      component: "email",
      tags: ["outlook"],
      source: { file: "email/outlook.md", line: 10, slug: "how-do-i-sign-my-mail" },
    });
    expect(articles[1]?.title).toBe("Where is my archive?");
  });

  it("gives two headings with one text two ids", () => {
    const twice = "---\nfaq: true\n---\n## Why?\n\na\n\n## Why?\n\nb";
    expect(parse(twice, "f.md").articles.map(({ id }) => id)).toEqual(["f#why", "f#why-1"]);
  });

  it("is recognised without front matter by three headings that are questions", () => {
    expect(parse("# F\n\n## A?\n\na\n\n## B?\n\nb\n\n## C?\n\nc").articles).toHaveLength(3);
  });

  it("is not guessed from two questions, nor from headings that are mostly statements", () => {
    expect(parse("# F\n\n## A?\n\na\n\n## B?\n\nb").articles).toHaveLength(1);
    expect(
      parse("# F\n\n## A?\n\na\n\n## B?\n\nb\n\n## C?\n\nc\n\n## D\n\nd\n\n## E\n\ne").articles,
    ).toHaveLength(1);
  });
});

describe("a guide", () => {
  const guide = `---
title: No internet
guide: true
---
Let us find out.

## Is the lamp on?

Look at the box.

- [Yes](#restart)
- [No, it is dark](#ticket)

## Restart

1. Switch it off.
2. Switch it on.

- [It works](#done)
- [Still nothing](#ticket)

## Done

Have a good day.
`;

  it("has its steps with their choices, and the introduction as its text", () => {
    const { articles, problems } = parse(guide, "network/guide.md");
    expect(problems).toEqual([]);
    expect(articles[0]?.body).toBe("Let us find out.");
    expect(articles[0]?.guide).toEqual([
      {
        slug: "is-the-lamp-on",
        title: "Is the lamp on?",
        text: "Look at the box.",
        choices: [
          { label: "Yes", to: "restart" },
          { label: "No, it is dark", to: "ticket" },
        ],
      },
      {
        slug: "restart",
        title: "Restart",
        text: "1. Switch it off.\n2. Switch it on.",
        choices: [
          { label: "It works", to: "done" },
          { label: "Still nothing", to: "ticket" },
        ],
      },
      { slug: "done", title: "Done", text: "Have a good day.", choices: [] },
    ]);
  });

  it("can be written in another script", () => {
    const { problems } = parse(
      "---\nguide: true\n---\n## Hilfe\n\n- [weiter](#lösung)\n\n## Lösung\n\nfertig",
    );
    expect(problems).toEqual([]);
  });
});

describe("the review date", () => {
  const { articles } = parse(
    "---\nfaq: true\nowner: lena\nreview_by: 2026-03-01\n---\n## A?\n\na\n\n## B?\n\nb",
  );

  it("is a warning once a file when it has passed", () => {
    expect(reviewProblems(articles, "2026-03-02")).toEqual([
      expect.objectContaining({ severity: "warning", message: "The review was due on 2026-03-01." }),
    ]);
  });

  it("is none on the day itself", () => {
    expect(reviewProblems(articles, "2026-03-01")).toEqual([]);
  });
});
