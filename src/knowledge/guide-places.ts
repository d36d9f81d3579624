// Where does a guide's choice lead: to a step, to another article, or to one of the two ends that every guide has?

import type { Article, GuideChoice, GuideStep } from "./article";

/** What opens a ticket, and what says that it is solved: no step can be called so. */
export const OPEN_TICKET = "ticket";
export const SOLVED = "solved";

/** Where somebody stands in a guide. An article that is none is one step, which ends it. */
export type Place = { article: Article; step: GuideStep };

/** `lost`: what it leads to is not there any more. */
export type Destination = "ticket" | "solved" | "lost" | Place;

const ELSEWHERE = /^([^#?:]+\.md)(?:#(.*))?$/i;

/** The file and heading of a `to` that leads to another article. */
export function elsewhere(to: string): { file: string; heading?: string } | undefined {
  const [, file, heading] = ELSEWHERE.exec(to) ?? [];
  return file === undefined ? undefined : { file, ...(heading && { heading }) };
}

/** A link in `from` to another markdown file, as a `to`. Undefined: no such link, or one that leaves the knowledge base. */
export function linkToArticle(from: string, href: string): string | undefined {
  const link = href.startsWith("/") ? undefined : elsewhere(href);
  if (!link) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of link.file.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return link.heading === undefined ? parts.join("/") : `${parts.join("/")}#${link.heading}`;
}

/** Where a guide begins. */
export const startOf = (article: Article): Place => ({
  article,
  step: stepsOf(article)[0] ?? wholeOf(article),
});

/** The step of this name, if the article still has it. */
export const placeAt = (article: Article, slug: string): Place | undefined => {
  const step = stepsOf(article).find((one) => one.slug === slug);
  return step && { article, step };
};

export function destinationOf(articles: readonly Article[], from: Article, { to }: GuideChoice): Destination {
  if (to === OPEN_TICKET || to === SOLVED) return to;
  return elsewhere(to) ? (articleAt(articles, to) ?? "lost") : (placeAt(from, to) ?? "lost");
}

/** The place that a link to another file names. A page with several articles has to be named with a heading. */
export function articleAt(articles: readonly Article[], to: string): Place | undefined {
  const { file, heading } = elsewhere(to) ?? {};
  const there = articles.filter(({ source }) => source.file === file);
  const article =
    there.find(({ source }) => source.slug !== undefined && source.slug === heading) ??
    there.find(({ source }) => source.slug === undefined);
  if (!article) return undefined;
  return article.guide && heading !== undefined ? placeAt(article, heading) : startOf(article);
}

/** By their ids, the guides of which a way leads to an article. What is shown there counts for the guide, not for the article. */
export function guidesTo(articles: readonly Article[]): ReadonlyMap<string, Article[]> {
  const found = new Map<string, Article[]>();
  for (const guide of articles) {
    const choices = (guide.guide ?? []).flatMap((step) => step.choices);
    const led = choices.flatMap(({ to }) => articleAt(articles, to)?.article.id ?? []);
    for (const id of new Set(led)) if (id !== guide.id) found.set(id, [...(found.get(id) ?? []), guide]);
  }
  return found;
}

const stepsOf = (article: Article): GuideStep[] => article.guide ?? [wholeOf(article)];

const wholeOf = ({ title, body }: Article): GuideStep => ({ slug: "", title, text: body, choices: [] });
