// How are the full-text searches set up: minisearch, and BM25 by wink?

import type MiniSearch from "minisearch";
import type { Article } from "../../src/knowledge/article";
import type { Load, Peer } from "./peer";

type Bm25 = {
  defineConfig: (config: { fldWeights: Record<string, number> }) => void;
  definePrepTasks: (tasks: unknown[]) => void;
  addDoc: (doc: Record<string, string>, id: string) => void;
  consolidate: () => void;
  search: (question: string, most: number) => [id: string, score: number][];
};

type WinkText = {
  string: { lowerCase: unknown; removeExtraSpaces: unknown; tokenize0: unknown };
  tokens: { stem: unknown; propagateNegations: unknown; removeWords: unknown };
};

const fieldsOf = ({ id, title, questions, body }: Article) => ({
  id,
  title,
  questions: questions.join("\n"),
  body,
});

/** With the tolerance for spelling that its guide shows. Built in its own way that leaves time between documents. */
export function minisearch(load: Load): Peer {
  return {
    name: "minisearch",
    build: async (articles) => {
      const Search = load("minisearch") as typeof MiniSearch;
      const search = new Search({
        fields: ["title", "questions", "body"],
        searchOptions: { fuzzy: 0.2 },
      });
      await search.addAllAsync(articles.map(fieldsOf));
      return {
        ask: (question) =>
          search
            .search(question)
            .slice(0, 10)
            .map(({ id, score }) => ({ id: String(id), score })),
        change: (article) => search.replace(fieldsOf(article)),
      };
    },
  };
}

/** With the steps its guide shows. It takes nothing in once it is consolidated: a change is a new build. */
export function bm25(load: Load): Peer {
  const consolidated = (articles: Article[]): Bm25 => {
    const create = load("wink-bm25-text-search") as () => Bm25;
    const { string, tokens } = load("wink-nlp-utils") as WinkText;
    const engine = create();
    engine.defineConfig({ fldWeights: { title: 1, questions: 1, body: 1 } });
    engine.definePrepTasks([
      string.lowerCase,
      string.removeExtraSpaces,
      string.tokenize0,
      tokens.propagateNegations,
      tokens.removeWords,
      tokens.stem,
    ]);
    for (const article of articles) {
      const { id, ...fields } = fieldsOf(article);
      engine.addDoc(fields, id);
    }
    engine.consolidate();
    return engine;
  };
  return {
    name: "BM25 (wink)",
    build: async (articles) => {
      let engine = consolidated(articles);
      return {
        ask: (question) => engine.search(question, 10).map(([id, score]) => ({ id, score })),
        change: (article) => {
          engine = consolidated([...articles.filter(({ id }) => id !== article.id), article]);
        },
      };
    },
  };
}
