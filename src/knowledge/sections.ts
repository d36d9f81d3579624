// Which headings does a markdown text have, and what stands below each?

import MarkdownIt from "markdown-it";
import type Token from "markdown-it/lib/token.mjs";

/** `line` and `textLine` count from 1 in the file; `text` is the markdown below the heading, up to the next section. */
export type Section = { title: string; slug: string; line: number; text: string; textLine: number };

/** `intro` is what stands before the first `##` heading, without the page's `#` heading. */
export type Page = {
  heading?: { title: string; line: number };
  /** Everything but the page's heading. */
  body: string;
  bodyLine: number;
  intro: string;
  sections: Section[];
};

type Heading = { level: number; title: string; from: number; to: number };

const markdown = new MarkdownIt();

/** Parses a markdown text whose first line is line `firstLine` of its file. */
export function parsePage(text: string, firstLine: number): Page {
  const lines = text.split("\n");
  const headings = headingsOf(text);
  const first = lines.findIndex((line) => line.trim() !== "");
  const own = headings[0]?.level === 1 && headings[0].from === first ? headings[0] : undefined;
  const bodyFrom = own ? own.to : 0;
  const starts = headings.filter((heading) => heading.level <= 2 && heading !== own);
  const slugs = new Map<string, number>();
  const sections = starts.map((heading, i) => {
    const below = textBetween(lines, heading.to, starts[i + 1]?.from);
    const slug = uniqueSlug(heading.title, slugs);
    return {
      title: heading.title,
      slug,
      line: firstLine + heading.from,
      text: below.text,
      textLine: firstLine + below.from,
    };
  });
  const body = textBetween(lines, bodyFrom);
  return {
    ...(own && { heading: { title: own.title, line: firstLine + own.from } }),
    body: body.text,
    bodyLine: firstLine + body.from,
    intro: textBetween(lines, bodyFrom, starts[0]?.from).text,
    sections,
  };
}

/** The lines without the blank ones around them, and the line they start on. */
function textBetween(lines: string[], from: number, to = lines.length): { text: string; from: number } {
  const first = lines.findIndex((line, i) => i >= from && i < to && line.trim() !== "");
  if (first < 0) return { text: "", from };
  return { text: lines.slice(first, to).join("\n").trimEnd(), from: first };
}

/** Markdown's block and inline tokens, for those who look inside a section. */
export function markdownTokens(text: string): Token[] {
  return markdown.parse(text, {});
}

/** What an inline token reads as, without its markup. */
export function plainText(inline: Token | undefined): string {
  const parts = (inline?.children ?? []).map((child) => {
    if (child.type === "softbreak" || child.type === "hardbreak") return " ";
    return child.type === "text" || child.type === "code_inline" ? child.content : "";
  });
  return parts.join("").trim();
}

/** A heading as a link's target, the way GitHub writes it: `Reset it!` is `reset-it`, `Réinitialiser ?` is `réinitialiser-`. */
export function slugOf(title: string): string {
  const kept = title
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, "");
  return kept.replaceAll(/\s/gu, "-") || "section";
}

function headingsOf(text: string): Heading[] {
  const tokens = markdownTokens(text);
  return tokens.flatMap((token, i) => {
    if (token.type !== "heading_open" || token.level !== 0 || !token.map) return [];
    const [from, to] = token.map;
    return [{ level: Number(token.tag.slice(1)), title: plainText(tokens[i + 1]), from, to }];
  });
}

function uniqueSlug(title: string, seen: Map<string, number>): string {
  const slug = slugOf(title);
  const times = seen.get(slug) ?? 0;
  seen.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}
