// Can an admin say for how long and how many hear of an answer that comes later, and that nobody does?

import { planOf, SMALL_PLAN, told, withMore } from "./samples";

const lateAnswers = (written: string) => planOf(withMore(`late_answers: ${written}\n`)).lateAnswers;

describe("late_answers", () => {
  it("are on when nothing is said", () => {
    expect(planOf(SMALL_PLAN).lateAnswers).toEqual({ days: 14, aDay: 50 });
    expect(lateAnswers("{ days: 30 }")).toEqual({ days: 30, aDay: 50 });
    expect(lateAnswers("{ a_day: 5 }")).toEqual({ days: 14, aDay: 5 });
  });

  it.each(["off", '"off"', "false", "{ a_day: 0 }"])("are off with %s", (written) => {
    expect(lateAnswers(written)).toBeUndefined();
  });

  it.each([
    ["{ days: 0 }", "20: `late_answers.days` is too small. Write 1 or more."],
    ["{ days: 91 }", "20: `late_answers.days` is too large. Write 90 or less."],
    ["{ a_day: 2.5 }", "20: `late_answers.a_day` must be a whole number, and is `2.5`. Write `a_day: 50`."],
    ["{ day: 3 }", "20: `late_answers` has no key `day`. Did you mean `days`? It may hold: days, a_day."],
    [
      "never",
      "20: `late_answers` must be a section with keys, and is a text. Write `late_answers: { days: 14, a_day: 50 }`, or `late_answers: off`.",
    ],
  ])("refuse %s with what to write instead", (written, words) => {
    expect(told(withMore(`late_answers: ${written}\n`))).toEqual([words]);
  });
});
