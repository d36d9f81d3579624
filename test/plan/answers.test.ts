// Can an admin say how sure the bot must be, in one way, and is every other way told how?

import { parsePlan } from "../../src/plan/parse";
import { planOf, SMALL_PLAN, told, withMore } from "./samples";

const answers = (inside: string) => withMore(`answers:\n  ${inside.replaceAll("; ", "\n  ")}\n`);

describe("what the plan says of being sure", () => {
  it("is the chance of being right", () => {
    const text = answers("answer_when_sure: 95 %; suggest_when_sure: 40%");
    expect(planOf(text).answers).toEqual({ answer: 0.95, suggest: 0.4 });
  });

  it("may be written on one line, and be one of the two", () => {
    expect(planOf(withMore("answers: { answer_when_sure: 99 % }\n")).answers).toEqual({ answer: 0.99 });
    expect(planOf(withMore('answers: { suggest_when_sure: "20 %" }\n')).answers).toEqual({ suggest: 0.2 });
  });

  it("is nothing when nothing is said: the plan knows no default", () => {
    expect(planOf(SMALL_PLAN)).not.toHaveProperty("answers");
    expect(planOf(withMore("answers:\n"))).not.toHaveProperty("answers");
    expect(planOf(withMore("answers: {}\n")).answers).toEqual({});
  });
});

describe("another way to write it is refused with the right one", () => {
  it.each([
    ["95", "20: `95` is not in whole percent. Write `95 %`."],
    ["0.95", "20: `0.95` is not in whole percent. Write `95 %`."],
    ["'.95'", "20: `.95` is not in whole percent. Write whole percent, such as `60 %`."],
    ["95.4 %", "20: `95.4 %` is not in whole percent. Write `95 %`."],
    ["95 percent", "20: `95 percent` is not in whole percent. Write whole percent, such as `60 %`."],
    ["very sure", "20: `very sure` is not in whole percent. Write whole percent, such as `60 %`."],
    ["1", "20: `1` is not in whole percent. Write whole percent, such as `60 %`."],
    ["100 %", "20: `100 %` is too high. Write `50 %` to `99 %`."],
    ["49 %", "20: `49 %` is too low. Write `50 %` to `99 %`."],
    ["-95 %", "20: `-95 %` is not in whole percent. Write whole percent, such as `60 %`."],
    [
      "[95]",
      "20: `answers.answer_when_sure` must be a text, and is a list. Write `answer_when_sure: 95 %`, between 50 % and 99 %.",
    ],
  ])("%s", (written, words) => {
    const text = withMore(`answers: { answer_when_sure: ${written} }\n`);
    expect(told(text)).toEqual([words]);
    expect(parsePlan("p", text).plan).toBeUndefined();
  });

  it("a suggestion has limits of its own", () => {
    expect(told(answers("suggest_when_sure: 0 %"))).toEqual(["21: `0 %` is too low. Write `1 %` to `95 %`."]);
  });

  it("a raw score has no key", () => {
    expect(told(answers("answer_when_sre: 95 %"))).toEqual([
      "21: `answers` has no key `answer_when_sre`. Did you mean `answer_when_sure`? It may hold: answer_when_sure, suggest_when_sure.",
    ]);
    expect(told(withMore("answers: 95 %\n"))).toEqual([
      "20: `answers` must be a section with keys, and is a text. Write `answers: { answer_when_sure: 95 % }`.",
    ]);
  });
});

describe("the two together", () => {
  it("suggesting from the same figure on leaves nothing to suggest", () => {
    expect(told(answers("answer_when_sure: 95 %; suggest_when_sure: 95 %"))).toEqual([
      "22: `suggest_when_sure` (95 %) is not below `answer_when_sure` (95 %): nothing would be suggested. Write less than 95 %, or take it out.",
    ]);
    expect(told(answers("answer_when_sure: 95 %; suggest_when_sure: 94 %"))).toEqual([]);
  });

  it("a high suggestion needs the answer's own figure", () => {
    expect(told(answers("suggest_when_sure: 70 %"))).toEqual([
      "21: `suggest_when_sure` is above 50 %, and the plan does not say from when on to answer. Write `answer_when_sure` too, with more than that: `answer_when_sure: 95 %`.",
    ]);
    expect(told(answers("suggest_when_sure: 50 %"))).toEqual([]);
    expect(told(answers("answer_when_sure: 90 %; suggest_when_sure: 70 %"))).toEqual([]);
  });

  it("one that cannot be read is told of once", () => {
    expect(told(answers("answer_when_sure: 0.95; suggest_when_sure: 70 %"))).toHaveLength(1);
  });
});
