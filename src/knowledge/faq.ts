// Which articles does a FAQ page hold?

import type { Problem } from "./article";
import { inherited } from "./draft";
import type { DraftArticle } from "./draft";
import type { FrontMatter } from "./front-matter";
import type { Page, Section } from "./sections";

const ALSO_ASKED = /^also asked:\s*/i;

/** True for a page without front matter that was plainly meant as a FAQ: three or more questions as headings, four in five. */
export function looksLikeFaq(page: Page): boolean {
  const asked = page.sections.filter(({ title }) => title.endsWith("?")).length;
  return asked >= 3 && asked >= 0.8 * page.sections.length;
}

/** Every `##` heading becomes an article, `id#heading`; the page's front matter holds for all of them. */
export function parseFaq(
  page: Page,
  front: FrontMatter,
  file: string,
  id: string,
): { drafts: DraftArticle[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const error = (line: number, message: string, fix: string) =>
    problems.push({ file, line, severity: "error", message, fix });
  const stray = front.questions[0];
  if (stray)
    error(
      stray.line,
      "A FAQ page has no `questions` of its own.",
      "Write `Also asked: first way; second way` as the first paragraph below the heading they belong to.",
    );
  if (page.sections.length === 0)
    error(
      page.bodyLine,
      "The FAQ page has no questions.",
      "Write each question as a `## heading`, its answer below.",
    );
  const drafts = page.sections.flatMap((section) => {
    const draft = parseQuestion(section, front, file, id);
    if (draft.article.title !== "" && draft.article.body !== "") return [draft];
    error(
      section.line,
      `"${section.title}" has no answer.`,
      "Write the answer below the heading, or take it out.",
    );
    return [];
  });
  return { drafts, problems };
}

function parseQuestion(section: Section, front: FrontMatter, file: string, id: string): DraftArticle {
  const { questions, body } = takeAlsoAsked(section.text);
  const { line, slug } = section;
  return {
    article: {
      ...inherited(front),
      id: `${id}#${slug}`,
      title: section.title,
      body,
      questions,
      source: { file, line, slug },
    },
    questions: questions.map((text) => ({ text, line: section.textLine })),
    not: front.not,
  };
}

/** The first paragraph, when it starts with `Also asked:`, lists further ways to ask, parted by `;`. Lines may be wrapped. */
function takeAlsoAsked(text: string): { questions: string[]; body: string } {
  if (!ALSO_ASKED.test(text)) return { questions: [], body: text };
  const lines = text.split("\n");
  const end = lines.findIndex((line) => line.trim() === "");
  const paragraph = lines.slice(0, end < 0 ? lines.length : end).join("\n");
  const questions = paragraph.replace(ALSO_ASKED, "").replaceAll("\n", " ").split(";");
  const body = end < 0 ? "" : lines.slice(end).join("\n").trim();
  return { questions: questions.map((q) => q.trim()).filter((q) => q !== ""), body };
}
