// Can an admin say how long people's words are kept, and is every other way to write it told how?

import { planOf, SMALL_PLAN, told, withMore } from "./samples";

const retention = (inside: string) => withMore(`retention: { ${inside} }\n`);

describe("how long the plan keeps people's words", () => {
  it("is told in days, for questions and for tickets", () => {
    expect(planOf(retention("questions: 180d, tickets: 730 d")).retention).toEqual({
      questionsDays: 180,
      ticketsDays: 730,
    });
    expect(planOf(retention("tickets: 7 days")).retention).toEqual({ ticketsDays: 7 });
  });

  it("is for good when nothing is said", () => {
    expect(planOf(SMALL_PLAN)).not.toHaveProperty("retention");
    expect(planOf(withMore("retention:\n"))).not.toHaveProperty("retention");
  });
});

test.each([
  [
    "questions: 180",
    "20: `180` is not a number of days. Write `180d`. To keep texts for good, take the key out.",
  ],
  [
    "questions: 6 months",
    "20: `6 months` is not a number of days. Write `180d`. To keep texts for good, take the key out.",
  ],
  [
    "questions: -7d",
    "20: `-7d` is not a number of days. Write `180d`. To keep texts for good, take the key out.",
  ],
  [
    "questions: for ever",
    "20: `for ever` is not a number of days. Write `180d`. To keep texts for good, take the key out.",
  ],
  [
    "tickets: 6d",
    "20: After `6d` people still speak of it: its text would be gone too early. Write 7d to 3650d. To keep texts for good, take the key out.",
  ],
  [
    "tickets: 3651d",
    "20: `3651d` is longer than ten years. Write 7d to 3650d. To keep texts for good, take the key out.",
  ],
])("{ %s } is refused with what to write", (inside, words) => {
  expect(told(retention(inside))).toEqual([words]);
});

test("an unknown key is told which there are", () => {
  expect(told(retention("people: 30d"))[0]).toContain("questions");
});
