// Is a trainee's mentor somebody who may approve?

import { changed, planOf, told } from "./samples";

const DANA = "email: dana@school.example }";
const trainee = (of: string) => changed(DANA, `email: dana@school.example, trainee_of: ${of} }`);

it("knows whose trainee somebody is", () => {
  expect(planOf(trainee("mira")).people.find(({ key }) => key === "dana")?.traineeOf).toBe("mira");
});

it.each([
  [
    "is not in the plan",
    trainee("mirra"),
    "The mentor `mirra` is not a person of the plan. Did you mean `mira`?",
  ],
  ["is the trainee", trainee("dana"), "`dana` is a trainee too, and cannot approve."],
  [
    "is no technician",
    trainee("eve").replace("tiers:", "  eve: { name: Eve Adams, email: eve@school.example }\ntiers:"),
    "The mentor `eve` is no technician.",
  ],
])("refuses a mentor who %s", (_what, text, words) => {
  expect(told(text)).toEqual([expect.stringContaining(words)]);
});

it("takes anybody's word for it where a group says who works there", () => {
  const text = trainee("eve")
    .replace("tiers:", "  eve: { name: Eve Adams, email: eve@school.example }\ntiers:")
    .replace("members: [dana]", "members: [dana]\n    groups: { slack: S0123ABCD }");
  expect(told(text)).toEqual([]);
});
