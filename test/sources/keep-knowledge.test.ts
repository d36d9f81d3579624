// Does an index hold until a better one is made?

import type { Article } from "../../src/knowledge/article";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { keepKnowledge } from "../../src/sources/keep-knowledge";
import type { KeptKnowledge, MeaningsKnown } from "../../src/sources/keep-knowledge";

const article = (name: string): Article[] =>
  parseKnowledgeBase([
    { path: `${name}.md`, text: `# The ${name} does not work\n\nSwitch the ${name} off and on.` },
  ]).articles;

const [PRINTER, SCANNER, PROJECTOR] = [article("printer"), article("scanner"), article("projector")] as const;

/** Meanings that are known when the test says so: by `finish`, or never any more, by `lose`. */
function slowMeanings() {
  const waiting: ((encoded: number | undefined) => void)[] = [];
  const told: { texts: string[]; more: boolean }[] = [];
  let isLost = false;
  let asked = 0;
  const settle = async (encoded: number | undefined) => {
    for (const tell of waiting.splice(0)) tell(encoded);
    await quiet();
  };
  return {
    meanings: {
      encode: () => {
        asked++;
        return isLost ? undefined : Float32Array.from({ length: 384 }, (_, i) => (i === 0 ? 1 : 0));
      },
      encodeAll: async (_base: string, texts: string[], more = false) => {
        told.push({ texts, more });
        return isLost ? undefined : new Promise<number | undefined>((tell) => waiting.push(tell));
      },
      stop: async () => {},
    },
    asked: () => asked,
    told,
    finish: () => settle(1),
    lose: () => {
      isLost = true;
      return settle(undefined);
    },
  };
}

/** Everything that can be done without more meanings has been done. */
async function quiet(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise((next) => setImmediate(next));
}

function keep(first: Article[]) {
  const slow = slowMeanings();
  const known: MeaningsKnown[] = [];
  const held: string[] = [];
  const kept = keepKnowledge("kb", buildIndex(first), {
    meanings: slow.meanings,
    onKnown: (one) => known.push(one),
  });
  const change = async (articles: Article[]) => {
    void kept.change(articles, () => held.push(articles[0]?.id ?? ""));
    await quiet();
  };
  return { ...slow, kept, known, held, change };
}

/** Whose articles hold, and whether a question's meaning is asked for. */
function holds({ kept, asked }: { kept: KeptKnowledge; asked: () => number }) {
  const before = asked();
  const { ranked } = matchArticles(kept.current(), "What does not work?");
  return { article: ranked[0]?.article.id, byMeaning: asked() > before };
}

it("goes by words at once, and by meaning as soon as it can", async () => {
  const keeping = keep(PRINTER);
  const { known, finish } = keeping;
  expect(holds(keeping)).toEqual({ article: "printer", byMeaning: false });
  await quiet();
  await finish();
  expect(holds(keeping)).toEqual({ article: "printer", byMeaning: true });
  expect(known).toEqual([{ articles: 1, texts: 2, encoded: 1, tookMs: expect.any(Number) as number }]);
});

it("what goes by meaning holds until the next one does too", async () => {
  const keeping = keep(PRINTER);
  const { held, change, finish } = keeping;
  await quiet();
  await finish();
  await change(SCANNER);
  expect(holds(keeping)).toEqual({ article: "printer", byMeaning: true });
  expect(held).toEqual([]);
  await finish();
  expect(holds(keeping)).toEqual({ article: "scanner", byMeaning: true });
  expect(held).toEqual(["scanner"]);
});

it("while no meanings are known a change holds by its words", async () => {
  const keeping = keep(PRINTER);
  const { held, change, finish } = keeping;
  await change(SCANNER);
  expect(holds(keeping)).toEqual({ article: "scanner", byMeaning: false });
  expect(held).toEqual(["scanner"]);
  await finish();
  expect(holds(keeping)).toEqual({ article: "scanner", byMeaning: true });
  expect(held).toEqual(["scanner"]);
});

it("of a change only what is new is encoded", async () => {
  const keeping = keep(PRINTER);
  const { told, change, finish } = keeping;
  await quiet();
  await finish();
  await change([...PRINTER, ...SCANNER]);
  await finish();
  expect(told.map(({ texts, more }) => [texts[0], texts.length, more])).toEqual([
    ["The printer does not work", 2, false],
    ["The scanner does not work", 2, true],
  ]);
});

it("of changes in quick succession the last one holds", async () => {
  const keeping = keep(PRINTER);
  const { known, held, change, finish } = keeping;
  await quiet();
  await finish();
  await change(SCANNER);
  await change(PROJECTOR);
  await finish();
  expect(holds(keeping)).toEqual({ article: "projector", byMeaning: true });
  expect(held).toEqual(["projector"]);
  expect(known).toHaveLength(2);
});

it("when meanings cannot be told any more a change holds by its words", async () => {
  const keeping = keep(PRINTER);
  const { held, change, finish, lose } = keeping;
  await quiet();
  await finish();
  await lose();
  await change(SCANNER);
  expect(holds(keeping)).toEqual({ article: "scanner", byMeaning: false });
  await change(PROJECTOR);
  expect(holds(keeping)).toEqual({ article: "projector", byMeaning: false });
  expect(held).toEqual(["scanner", "projector"]);
});

it("after it is closed nothing changes", async () => {
  const keeping = keep(PRINTER);
  const { kept, known, finish } = keeping;
  await quiet();
  kept.close();
  await finish();
  expect(holds(keeping)).toEqual({ article: "printer", byMeaning: false });
  expect(known).toEqual([]);
});

it("without meanings it goes by words", async () => {
  const kept = keepKnowledge("kb", buildIndex(PRINTER));
  const held: string[] = [];
  await kept.change(SCANNER, () => held.push("scanner"));
  expect(holds({ kept, asked: () => 0 })).toEqual({ article: "scanner", byMeaning: false });
  expect(held).toEqual(["scanner"]);
});
