// Which articles stand in each other's way: one id twice, one question in two places, a choice that leads to no article?

import type { Article, Problem } from "./article";
import { didYouMean } from "./did-you-mean";
import type { DraftArticle } from "./draft";
import { articleAt, elsewhere } from "./guide-places";
import type { Written } from "./yaml-reading";

/** The articles that can stay, and what was found. Of two with one id the first stays. */
export function checkTogether(drafts: DraftArticle[]): { articles: Article[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const byId = new Map<string, DraftArticle>();
  for (const draft of drafts) {
    const first = byId.get(draft.article.id);
    if (first) problems.push(sameId(draft.article, first.article));
    else byId.set(draft.article.id, draft);
  }
  const kept = [...byId.values()];
  const own = kept.flatMap(contradictions);
  const left = new Set(own.map(({ article }) => article));
  const stay = kept.filter((draft) => !left.has(draft.article));
  const articles = stay.map(({ article }) => article);
  problems.push(...own.map(({ problem }) => problem), ...sharedQuestions(stay), ...lostLinks(stay, articles));
  return { articles, problems };
}

/** The guide stays: the choice itself says that there is nothing behind it, and a ticket helps. */
function lostLinks(drafts: DraftArticle[], articles: Article[]): Problem[] {
  return drafts.flatMap(({ article, links = [] }) =>
    links
      .filter(({ to }) => !articleAt(articles, to))
      .map(({ label, to, line }): Problem => {
        const message = `The choice "${label}" leads to \`${to}\`, and there is no such article.`;
        return { file: article.source.file, line, severity: "error", message, fix: mendLink(articles, to) };
      }),
  );
}

function mendLink(articles: Article[], to: string): string {
  const { file = "", heading } = elsewhere(to) ?? {};
  const headings = articles.flatMap((one) => (one.source.file === file ? headingsOf(one) : []));
  if (headings.length > 0) {
    const meant = didYouMean(heading ?? "", headings);
    return meant
      ? `Did you mean \`#${meant}\`?`
      : `Link to one of its headings: ${headings.map((slug) => `\`#${slug}\``).join(", ")}.`;
  }
  const meant = didYouMean(file, [...new Set(articles.map(({ source }) => source.file))]);
  return meant
    ? `Did you mean \`${meant}\`?`
    : "Write the path of an article as seen from this file, or mend that one if it has an error.";
}

const headingsOf = ({ source, guide = [] }: Article): string[] =>
  source.slug === undefined ? guide.map(({ slug }) => slug) : [source.slug];

function sameId(article: Article, first: Article): Problem {
  const { file, line } = article.source;
  const message = `The id "${article.id}" is already taken by ${first.source.file}:${first.source.line}.`;
  return { file, line, severity: "error", message, fix: "Write another `id` in one of the two files." };
}

/** A question that an article both answers and must not answer. */
function contradictions({ article, questions, not }: DraftArticle): { article: Article; problem: Problem }[] {
  if (not.length === 0) return [];
  const asked = new Set([article.title, ...questions.map(({ text }) => text)].map(questionKey));
  const { file } = article.source;
  return not
    .filter(({ text }) => asked.has(questionKey(text)))
    .map(({ text, line }) => ({
      article,
      problem: {
        file,
        line,
        severity: "error",
        message: `"${text}" is both in \`questions\` and in \`not\`.`,
        fix: "Take it out of one of the two.",
      },
    }));
}

/** A question in two articles makes the bot ask back for ever, so the second is reported. */
function sharedQuestions(drafts: DraftArticle[]): Problem[] {
  const seen = new Map<string, { article: Article; line: number }>();
  return drafts.flatMap((draft) => {
    const { article } = draft;
    return keysOf(draft).flatMap(({ key, written }): Problem[] => {
      const first = seen.get(key);
      if (!first) seen.set(key, { article, line: written.line });
      if (!first || first.article === article) return [];
      const where = `${first.article.source.file}:${first.line}`;
      const message = `"${written.text}" is also a question of another article, ${where}.`;
      const fix = "Keep it where it belongs, and write it under `not` in the other.";
      return [{ file: article.source.file, line: written.line, severity: "warning", message, fix }];
    });
  });
}

/** An article that is as it was has the same keys. */
const known = new WeakMap<DraftArticle, { key: string; written: Written }[]>();

function keysOf(draft: DraftArticle): { key: string; written: Written }[] {
  const { article, questions } = draft;
  const title = { text: article.title, line: article.source.line };
  const keys =
    known.get(draft) ?? [title, ...questions].map((written) => ({ key: questionKey(written.text), written }));
  known.set(draft, keys);
  return keys;
}

function questionKey(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
