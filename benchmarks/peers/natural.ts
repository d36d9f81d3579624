// How is `natural` set up: its classifier and its tf-idf?

import type { Load, Peer } from "./peer";
import { best, textsOf } from "./peer";

type Classifier = {
  addDocument: (text: string, label: string) => void;
  train: () => void;
  getClassifications: (text: string) => { label: string; value: number }[];
};

type TfIdf = {
  addDocument: (text: string, key: string) => void;
  removeDocument: (key: string) => boolean;
  tfidfs: (terms: string, each: (i: number, score: number, key: string) => void) => void;
};

/** Its values are products of chances that shrink with the question's length: the share among all articles is compared. */
export function naturalBayes(load: Load): Peer {
  return {
    name: "natural Bayes",
    build: async (articles) => {
      const Bayes = load("natural/lib/natural/classifiers/bayes_classifier") as new () => Classifier;
      const classifier = new Bayes();
      const add = (article: (typeof articles)[number]) => {
        for (const text of textsOf(article)) classifier.addDocument(text, article.id);
      };
      articles.forEach(add);
      classifier.train();
      return {
        ask: (question) => {
          const found = classifier.getClassifications(question);
          const sum = found.reduce((total, { value }) => total + value, 0);
          return best(found.map(({ label, value }) => ({ id: label, score: sum > 0 ? value / sum : 0 })));
        },
        // It adds to what it has learnt; it cannot unlearn.
        change: (article) => {
          add(article);
          classifier.train();
        },
      };
    },
  };
}

export function naturalTfIdf(load: Load): Peer {
  return {
    name: "natural TfIdf",
    build: async (articles) => {
      const Counted = load("natural/lib/natural/tfidf/tfidf") as new () => TfIdf;
      const counted = new Counted();
      for (const article of articles) counted.addDocument(textsOf(article).join("\n"), article.id);
      return {
        ask: (question) => {
          const scored: { id: string; score: number }[] = [];
          counted.tfidfs(question, (_, score, id) => scored.push({ id, score }));
          return best(scored);
        },
        change: (article) => {
          counted.removeDocument(article.id);
          counted.addDocument(textsOf(article).join("\n"), article.id);
        },
      };
    },
  };
}
