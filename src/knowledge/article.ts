// What is an article of the knowledge base, whichever way it was written?

/** A way on from a guide's step. `to` is another step's slug, `ticket`, `solved`, or a place in another file: `network/vpn.md#step`. */
export type GuideChoice = { label: string; to: string };

/** One step of a guide (a troubleshooting flowchart). `text` is markdown without the choices. */
export type GuideStep = { slug: string; title: string; text: string; choices: GuideChoice[] };

/** Where an article was written: `file` is relative to the knowledge base's folder (posix), `line` counts from 1. */
export type ArticleSource = { file: string; line: number; slug?: string };

export type Article = {
  /** File path without `.md`, plus `#heading-slug` on a FAQ page, unless the front matter says `id`. */
  id: string;
  title: string;
  /** Markdown, without front matter and without the title's heading. */
  body: string;
  /** Ways people ask it, besides the title. */
  questions: string[];
  /** Questions it must not answer. */
  not: string[];
  component?: string;
  tags: string[];
  /** Site keys it holds for; empty: everywhere. */
  sites: string[];
  owner?: string;
  /** ISO date, `2026-09-01`. */
  reviewBy?: string;
  /** The tier that gets the ticket when this article matched and did not help. */
  escalateTo?: 2 | 3 | 4;
  /** Only to be answered in a direct conversation. */
  private: boolean;
  /** The steps when it is a guide; the first is where it starts. */
  guide?: GuideStep[];
  /** BCP 47, `es`; absent: the knowledge base's own language. */
  language?: string;
  source: ArticleSource;
};

/** One markdown file as it was read. `path` is relative to the knowledge base's folder, with `/`. */
export type SourceFile = { path: string; text: string };

/** Something an admin should mend: `message` says what is wrong, `fix` what to write instead. */
export type Problem = {
  file: string;
  line: number;
  severity: "error" | "warning";
  message: string;
  fix: string;
};
