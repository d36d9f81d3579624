// What is known of an article while its file is being read?

import type { Article, GuideChoice } from "./article";
import type { FrontMatter } from "./front-matter";
import type { Written } from "./yaml-reading";

/**
 * An article with the lines its questions were written on, and those of a guide's links to other files. The lines are only for checks
 * between articles.
 */
export type DraftArticle = {
  article: Article;
  questions: Written[];
  not: Written[];
  links?: (GuideChoice & { line: number })[];
};

/** What every article takes from its file's front matter. */
export function inherited(
  front: FrontMatter,
): Omit<Article, "id" | "title" | "body" | "questions" | "source"> {
  return {
    not: front.not.map(({ text }) => text),
    tags: front.tags,
    sites: front.sites,
    private: front.private,
    ...(front.component !== undefined && { component: front.component }),
    ...(front.owner !== undefined && { owner: front.owner }),
    ...(front.reviewBy !== undefined && { reviewBy: front.reviewBy }),
    ...(front.escalateTo !== undefined && { escalateTo: front.escalateTo }),
    ...(front.language !== undefined && { language: front.language }),
  };
}
