// How is nlp.js set up?

import type { Article } from "../../src/knowledge/article";
import type { Load, Peer } from "./peer";
import { best, textsOf } from "./peer";

type Nlp = {
  settings: Record<string, unknown>;
  nluManager: { settings: Record<string, unknown> };
  addLanguage: (language: string) => void;
  addDocument: (language: string, text: string, intent: string) => void;
  train: () => Promise<unknown>;
  process: (
    language: string,
    text: string,
  ) => Promise<{ classifications: { intent: string; score: number }[] }>;
};

type Container = { use: (plugin: unknown) => void; get: (name: string) => Nlp };

/** Its own way of saying that nothing fits. */
const NONE = "None";

/** As its guide shows for a program of one's own, without the log and the file it would save. A change is a new training. */
export function nlpjs(load: Load): Peer {
  return {
    name: "nlp.js",
    build: async (articles) => {
      const { containerBootstrap } = load("@nlpjs/core") as { containerBootstrap: () => Promise<Container> };
      const container = await containerBootstrap();
      container.use((load("@nlpjs/nlp") as { Nlp: unknown }).Nlp);
      container.use((load("@nlpjs/lang-en-min") as { LangEn: unknown }).LangEn);
      const nlp = container.get("nlp");
      nlp.settings.autoSave = false;
      nlp.nluManager.settings.log = false;
      nlp.addLanguage("en");
      const add = (article: Article) => {
        for (const text of textsOf(article)) nlp.addDocument("en", text, article.id);
      };
      articles.forEach(add);
      await nlp.train();
      return {
        ask: async (question) => {
          const { classifications } = await nlp.process("en", question);
          return best(
            classifications
              .filter(({ intent }) => intent !== NONE)
              .map(({ intent, score }) => ({ id: intent, score })),
          );
        },
        change: async (article) => {
          add(article);
          await nlp.train();
        },
      };
    },
  };
}
