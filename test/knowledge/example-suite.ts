// Does the example knowledge base answer its people, whichever way a question is matched?

import { join } from "node:path";
import type { Article } from "../../src/knowledge/article";
import type { KnowledgeIndex, Matches } from "../../src/knowledge/matching";
import { readKnowledgeBase } from "../../src/sources/knowledge-base";
import type { Asked } from "./example-questions";
import { HELD, UNHELD, isNamed } from "./example-questions";
import { SLOW_MS, expectShare, summaryOf } from "./ways-of-matching";
import type { Tried, Way } from "./ways-of-matching";

/** Shares from 0 to 1: by kind where `first` is, of all questions else. `handed`: of those that belong to a person at once. */
export type Floors = {
  first: Readonly<Record<string, number>>;
  top3: number;
  answered: number;
  right: number;
  handed: number;
  /** A pinned question does what its line says, or it does at least no harm: not a wrong answer, and the right one in reach. */
  pinned: "as written" | "without harm";
};

export const readExample = () => readKnowledgeBase(join(__dirname, "../../knowledge-base"));

export function describeAnswers(how: string, wayOf: () => Way, floors: Floors): void {
  describe(`the example knowledge base, matched ${how}`, () => {
    let articles: Article[];
    let index: KnowledgeIndex;
    const found = new Map<string, Matches>();
    const match = (question: string) => wayOf().match(index, question);

    beforeAll(async () => {
      articles = (await readExample()).articles;
      index = await wayOf().build(articles);
      for (const { question } of [...HELD, ...UNHELD]) found.set(question, await match(question));
    }, SLOW_MS);

    const tried = (asked: readonly Asked[], holds: (matches: Matches, one: Asked) => boolean): Tried[] =>
      asked.flatMap((one) => {
        const matches = found.get(one.question);
        return matches ? [{ case: summaryOf(one.question, matches), holds: holds(matches, one) }] : [];
      });

    it(
      "answers every question that an article lists, with that article",
      async () => {
        const listed = articles.flatMap(({ id, title, questions }) =>
          [title, ...questions].map((text) => ({ id, text })),
        );
        const checked: Tried[] = [];
        for (const { id, text } of listed) {
          const matches = await match(text);
          const holds = matches.decision === "answer" && matches.ranked[0]?.article.id === id;
          checked.push({ case: summaryOf(text, matches), holds });
        }
        expectShare(checked, 1);
      },
      SLOW_MS,
    );

    it(
      "never suggests an article for a question that it must not answer",
      async () => {
        const checked: Tried[] = [];
        const forbidden = articles.flatMap(({ id, not }) => not.map((question) => [id, question] as const));
        for (const [id, text] of forbidden) {
          const matches = await match(text);
          const own = matches.ranked.find(({ article }) => article.id === id);
          checked.push({ case: `${id}: ${summaryOf(text, matches)}`, holds: (own?.confidence ?? 0) < 0.3 });
        }
        expectShare(checked, 1);
      },
      SLOW_MS,
    );

    it.each([...new Set(HELD.map(({ kind }) => kind))])("puts the right article first: %s", (kind) => {
      const asked = HELD.filter((one) => one.kind === kind && one.wanted !== "top3");
      expectShare(
        tried(asked, (matches, one) => placeOf(matches, one) === 0),
        floors.first[kind] ?? 1,
      );
    });

    it("puts the right article among the first three", () => {
      expectShare(
        tried(HELD, (matches, one) => placeOf(matches, one) < 3),
        floors.top3,
      );
    });

    it("answers most of what it could answer", () => {
      const asked = HELD.filter(({ wanted }) => wanted === "answer");
      expectShare(
        tried(asked, (matches, one) => meets(matches, one)),
        floors.answered,
      );
    });

    it("is right when it answers", () => {
      const answered = HELD.filter(({ question }) => found.get(question)?.decision === "answer");
      expectShare(
        tried(answered, (matches, one) => placeOf(matches, one) === 0),
        floors.right,
      );
    });

    it("answers nothing that it does not hold", () => {
      expectShare(
        tried(UNHELD, ({ decision }) => decision !== "answer"),
        1,
      );
    });

    it("hands what belongs to a person to a person at once", () => {
      const asked = UNHELD.filter(({ wanted }) => wanted === "never");
      expectShare(
        tried(asked, ({ decision }) => decision === "escalate"),
        floors.handed,
      );
    });

    it.each([...HELD, ...UNHELD].filter(({ pinned }) => pinned).map((one) => [one.question, one] as const))(
      "always: %s",
      (_, one) => {
        expectShare(tried([one], floors.pinned === "as written" ? meets : isHarmless), 1);
      },
    );
  });
}

function placeOf({ ranked }: Matches, { article }: Asked): number {
  const place = ranked.findIndex((match) => isNamed(match.article.id, article ?? ""));
  return place < 0 ? Infinity : place;
}

function isHarmless(matches: Matches, one: Asked): boolean {
  if (!one.article) return matches.decision !== "answer";
  const place = placeOf(matches, one);
  return matches.decision === "answer" ? place === 0 : place < 3;
}

/** Is it what the line in example-questions.txt asks for? */
function meets(matches: Matches, one: Asked): boolean {
  const { decision } = matches;
  if (one.wanted === "never") return decision === "escalate";
  if (one.wanted === "doubt") return decision !== "answer";
  if (one.wanted === "top3") return decision !== "escalate" && placeOf(matches, one) < 3;
  const first = placeOf(matches, one) === 0;
  return first && (one.wanted === "answer" ? decision === "answer" : decision !== "escalate");
}
