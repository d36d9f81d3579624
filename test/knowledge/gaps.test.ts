// Are questions that ask the same one gap, counted right, and gone when an article answers them?
import { findingGaps, findingWordings, gapWith } from "../../src/knowledge/gaps";
import type { AnswersNow, Gap, Unanswered } from "../../src/knowledge/gaps";
import { groupingWordings, textsToGroup } from "../../src/knowledge/grouping";
import type { Encode } from "../../src/knowledge/meaning";
import { finish } from "../../src/knowledge/steps";

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number));
const nothing: AnswersNow = () => undefined;

function asked(text: string, changes: Partial<Unanswered> = {}, ticket = 1): Unanswered {
  return { text, person: "ana", at: day(ticket), ticket, ...changes };
}

/** Each by somebody else, one a day. */
const all = (...texts: string[]): Unanswered[] =>
  texts.map((text, i) => asked(text, { person: `p${i}` }, i + 1));

function gaps(
  questions: Unanswered[],
  {
    answersNow = nothing,
    encode,
    most = 20,
  }: { answersNow?: AnswersNow; encode?: Encode; most?: number } = {},
): Gap[] {
  const wordings = finish(findingWordings(questions, "en"));
  return finish(findingGaps(questions, { wordings, language: "en", encode, answersNow, most }));
}

const examples = (found: Gap[]): string[][] => found.map((gap) => gap.examples.toSorted());

describe("by their words", () => {
  it.each([
    ["The beamer shows no picture", "no picture on the beamer"],
    ["How do I book a meeting room?", "book a meeting room for Monday"],
    ["Where is the lost property office?", "lost property"],
    ["My webcam is black in Meet", "webcam black in meet today"],
  ])("%p and %p are one", (one, other) => {
    expect(gaps(all(one, other, "who waters the plants"))).toHaveLength(2);
  });

  it.each([
    ["The beamer shows no picture", "the printer shows an error"],
    ["How do I book a meeting room?", "how do I cancel a subscription?"],
    ["My webcam is black", "my keyboard is wet"],
  ])("%p and %p are two", (one, other) => {
    expect(gaps(all(one, other))).toHaveLength(2);
  });

  it("what says nothing that tells is no gap with everything else", () => {
    expect(gaps(all("it does not work", "???", "the beamer is broken"))).toHaveLength(3);
  });
});

describe("by their meaning", () => {
  /** Two meanings, and words that have neither. */
  const encode: Encode = (text) => {
    if (/beamer|projector/.test(text)) return Float32Array.of(1, 0, 0);
    return /leave|holiday/.test(text) ? Float32Array.of(0, 1, 0) : undefined;
  };

  it("other words for one thing are one", () => {
    const found = gaps(
      all("the beamer is dark", "projector without image", "days of leave", "book a holiday"),
      { encode },
    );
    expect(examples(found)).toEqual([
      ["days of leave", "book a holiday"].toSorted(),
      ["projector without image", "the beamer is dark"],
    ]);
  });

  it("where a meaning is not known, the words tell", () => {
    const found = gaps(all("who waters the plants", "plants water", "the beamer is dark"), { encode });
    expect(found).toHaveLength(2);
  });

  it("asks for no meaning but in the language that is meant", () => {
    const texts = ["the beamer is dark", "¿dónde está la impresora de la oficina?"];
    const wordings = finish(findingWordings(all(...texts), "en"));
    expect(textsToGroup(texts, wordings, "en")).toEqual(["the beamer is dark"]);
    expect(finish(groupingWordings(texts, wordings, { language: "en", encode }))).toHaveLength(2);
  });
});

describe("a gap", () => {
  const beamer = [
    asked("no picture on the beamer", { person: "ana", component: "av", site: "high" }, 3),
    asked("No picture on the beamer!", { person: "ana", component: "av", site: "high" }, 4),
    asked("the beamer has no picture", { person: "ben", component: "desk", site: "new" }, 7),
  ];

  it("counts questions and people, and says since when, where and about what", () => {
    expect(gaps(beamer)).toEqual([
      {
        id: 3,
        questions: 3,
        people: 2,
        firstAt: day(3),
        lastAt: day(7),
        component: "av",
        sites: ["high", "new"],
        examples: ["no picture on the beamer"],
        tickets: [7, 4, 3],
      },
    ]);
  });

  it("is found by the ticket of any of its questions", () => {
    const found = gaps(beamer);
    expect([3, 4, 7].map((ticket) => gapWith(found, ticket)?.id)).toEqual([3, 3, 3]);
    expect(gapWith(found, 5)).toBeUndefined();
  });

  it("comes before others when more people have it, not when one person asks more often", () => {
    const often = [1, 2, 3, 4, 5].map((i) => asked("who waters the plants", { person: "eli" }, 10 + i));
    expect(gaps([...often, ...beamer]).map(({ people }) => people)).toEqual([2, 1]);
    expect(gaps([...often, ...beamer], { most: 1 }).map(({ id }) => id)).toEqual([3]);
  });

  it("is the same in whatever order the questions come", () => {
    const questions = [
      ...beamer,
      ...all("book a room", "room booking", "plants need water", "the water plants"),
    ];
    expect(gaps(questions.toReversed())).toEqual(gaps(questions));
  });

  it("says which article did not help, when most of them got it", () => {
    const failed = { article: "av/beamer", edition: "1" };
    const most = beamer.map((one, i) => (i === 0 ? one : { ...one, failed }));
    expect(gaps(most)[0]?.article).toBe("av/beamer");
    const one = beamer.map((question, i) => (i === 0 ? { ...question, failed } : question));
    expect(gaps(one)[0]?.article).toBeUndefined();
  });
});

describe("what an article answers by now", () => {
  const failed = { article: "av/beamer", edition: "1" };
  const now =
    (article: string, edition: string): AnswersNow =>
    (text) =>
      text.includes("beamer") ? { article, edition } : undefined;
  const questions = [
    ...["ana", "ben"].map((person, i) => asked("no picture on the beamer", { person, failed }, i + 1)),
    asked("who waters the plants", {}, 9),
  ];

  it.each([
    ["another article", now("av/new", "1"), [9]],
    ["the same article, mended", now("av/beamer", "2"), [9]],
    ["the same article, as it was", now("av/beamer", "1"), [1, 9]],
    ["a route", (text: string) => (text.includes("plants") ? ("elsewhere" as const) : undefined), [1]],
    ["nothing", nothing, [1, 9]],
  ] as [string, AnswersNow, number[]][])("%s: the gaps are these", (_, answersNow, ids) => {
    expect(gaps(questions, { answersNow }).map(({ id }) => id)).toEqual(ids);
  });

  it("counts only those of its questions that are still open", () => {
    const answersNow: AnswersNow = (text) =>
      text.includes("room 5") ? { article: "rooms", edition: "1" } : undefined;
    const found = gaps(
      [
        asked("projector of room 5 has no picture", {}, 1),
        asked("projector has no picture", { person: "ben" }, 2),
      ],
      { answersNow },
    );
    expect(found).toMatchObject([{ id: 2, questions: 1, people: 1 }]);
  });

  it("asks one after the other, with others' turn in between, however many are in one gap", () => {
    const many = all(...Array.from({ length: 40 }, (_, room) => `projector of room ${room} has no picture`));
    let askedNow = 0;
    const answersNow: AnswersNow = () => void askedNow++;
    const wordings = many.map((_, number) => [number]);
    const finding = findingGaps(many, { wordings, language: "en", answersNow, most: 20 });
    let most = 0;
    for (let step = finding.next(); !step.done; step = finding.next()) {
      most = Math.max(most, askedNow);
      askedNow = 0;
    }
    expect(most).toBe(1);
  });

  it("asks with the site that most of them are at", () => {
    const sites: (string | undefined)[] = [];
    gaps([asked("no picture on the beamer", { site: "new" })], {
      answersNow: (_, site) => void sites.push(site),
    });
    expect(sites).toEqual(["new"]);
  });
});
