// Does a sure answer stay the same when the same thing is asked otherwise, or the knowledge base changes elsewhere?

import * as fc from "fast-check";
import type { Article } from "../../src/knowledge/article";
import type { KnowledgeIndex, Matches } from "../../src/knowledge/matching";
import { HELD, UNHELD, isNamed } from "./example-questions";
import { readExample } from "./example-suite";
import { OTHER_WORDS, SAME_WORDS } from "./said-otherwise";
import type { Otherwise } from "./said-otherwise";
import { SLOW_MS, expectShare, summaryOf } from "./ways-of-matching";
import type { Tried, Way } from "./ways-of-matching";

/**
 * Of the same question in other words: the share with the same article, and the share where it is still the answer. `sure`: so many
 * answers there are at least. `every`: each second, third ... of them is tried, where each takes long.
 */
export type Steadiness = { sure: number; every: number; same: number; slip: number; still: number };

/** `slips`: there are typing errors in it already, and a second one in the same word is no fair test. */
type Sure = { question: string; id: string; slips: boolean };

type Compared = Pick<Sure, "question" | "id"> & { from: KnowledgeIndex };

/** About nothing that the example knowledge base holds. */
const UNRELATED: Article[] = [
  elsewhere("pool", "Opening hours of the swimming pool", [
    "When does the pool open?",
    "Can I swim on Sunday?",
  ]),
  elsewhere("hamster", "Feed the class hamster", [
    "What does the hamster eat?",
    "How often is the cage cleaned?",
  ]),
  elsewhere("choir", "Join the choir", ["Who sings in the choir?", "When is the next concert?"]),
];

export function describeSteadiness(how: string, wayOf: () => Way, floors: Steadiness): void {
  describe(`a sure answer of the example knowledge base, matched ${how}`, () => {
    let articles: Article[];
    let index: KnowledgeIndex;
    let all: Sure[];
    let sure: Sure[];

    beforeAll(async () => {
      articles = (await readExample()).articles;
      index = await wayOf().build(articles);
      all = await sureAnswers(wayOf(), index);
      sure = all.filter((_, i) => i % floors.every === 0);
    }, SLOW_MS);

    it("is given often enough for this to show something", () => {
      expect(all.length).toBeGreaterThanOrEqual(floors.sure);
    });

    async function compare(pairs: readonly Compared[]) {
      const same: Tried[] = [];
      const still: Tried[] = [];
      for (const { question, id, from } of pairs) {
        const matches = await wayOf().match(from, question);
        const stays = matches.ranked[0]?.article.id === id && matches.decision !== "escalate";
        same.push({ case: summaryOf(question, matches), holds: stays });
        still.push({ case: summaryOf(question, matches), holds: stays && matches.decision === "answer" });
      }
      return { same, still };
    }

    const otherwise = ({ name, say }: Otherwise) =>
      sure.flatMap((one, i) => {
        const said = one.slips && name.includes("slip") ? undefined : say(one.question, i + 1);
        return said === undefined || said === one.question ? [] : [{ ...one, question: said, from: index }];
      });

    it.each(SAME_WORDS.map((one) => [one.name, one] as const))(
      "stays when asked %s",
      async (_, one) => {
        const { same, still } = await compare(otherwise(one));
        expectShare(same, 1);
        expectShare(still, floors.still);
      },
      SLOW_MS,
    );

    it.each(OTHER_WORDS.map((one) => [one.name, one] as const))(
      "stays when asked %s",
      async (name, one) => {
        // A slip can hit the only word of the subject.
        const { same } = await compare(otherwise(one));
        expectShare(same, name.includes("slip") ? floors.slip : floors.same);
      },
      SLOW_MS,
    );

    it(
      "stays when articles about something else are added",
      async () => {
        const from = await wayOf().build([...articles, ...UNRELATED]);
        const { same, still } = await compare(sure.map((one) => ({ ...one, from })));
        expectShare(same, 1);
        expectShare(still, floors.still);
      },
      SLOW_MS,
    );

    it(
      "stays when other articles are taken away",
      async () => {
        const gone = fc.sample(fc.subarray(articles, { minLength: 1, maxLength: 8 }), {
          seed: 1,
          numRuns: 3,
        });
        for (const some of gone) {
          const ids = new Set(some.map(({ id }) => id));
          const from = await wayOf().build(articles.filter(({ id }) => !ids.has(id)));
          const { same, still } = await compare(
            sure.filter(({ id }) => !ids.has(id)).map((one) => ({ ...one, from })),
          );
          expectShare(same, 1);
          expectShare(still, floors.still);
        }
      },
      SLOW_MS,
    );

    it(
      "is no matter of the articles' order, nor is any other confidence",
      async () => {
        const from = await wayOf().build(articles.toReversed());
        const changed: string[] = [];
        for (const { question } of [...HELD, ...UNHELD].filter((_, i) => i % floors.every === 0)) {
          const [one, other] = [await wayOf().match(index, question), await wayOf().match(from, question)];
          if (!alike(one, other)) changed.push(`${summaryOf(question, one)} / ${summaryOf(question, other)}`);
        }
        expect(changed).toEqual([]);
      },
      SLOW_MS,
    );

    it(
      "is given to each question that is written in an article, whichever others there are",
      async () => {
        const chosen = fc.sample(fc.subarray(articles, { minLength: 1, maxLength: 30 }), {
          seed: 3,
          numRuns: 4,
        });
        for (const some of chosen) {
          const from = await wayOf().build(some);
          const listed = some.flatMap(({ id, questions }) =>
            questions.map((question) => ({ question, id, from })),
          );
          expectShare((await compare(listed)).still, 1);
        }
      },
      SLOW_MS,
    );
  });
}

async function sureAnswers(way: Way, index: KnowledgeIndex): Promise<Sure[]> {
  const sure: Sure[] = [];
  for (const { kind, question, article } of HELD) {
    const { decision, ranked, reading } = await way.match(index, question);
    const id = ranked[0]?.article.id ?? "";
    const slips = kind.startsWith("Typing errors") || reading.corrected.length > 0;
    if (decision === "answer" && isNamed(id, article)) sure.push({ question, id, slips });
  }
  return sure;
}

/** How sure the matcher may be is learnt from some of the phrasings, and which those are depends a little on their order. */
function alike(one: Matches, other: Matches): boolean {
  return Math.abs((one.ranked[0]?.confidence ?? 0) - (other.ranked[0]?.confidence ?? 0)) < 0.03;
}

function elsewhere(id: string, title: string, questions: string[]): Article {
  const source = { file: `${id}.md`, line: 1 };
  const body = `${title}: ask Miss Honey. ${questions.join(" ")}`;
  return { id, title, body, questions, not: [], tags: [], sites: [], private: false, source };
}
