import { caseNumber, patternInWords } from "../../src/desk/case-pattern";

test.each([
  ["ML-\\d{7}", "“ML-”, then 7 digits"],
  ["INK\\d{6}", "“INK”, then 6 digits"],
  ["CE-\\d{5,6}", "“CE-”, then 5 to 6 digits"],
  ["^[A-Z]{2}\\d+$", "2 capital letters, then digits"],
  ["HX-\\d{4}-[A-Z]", "“HX-”, then 4 digits, then “-”, then a capital letter"],
  ["[0-9]{8,}", "8 digits or more"],
  ["(ML|MX)-\\d{7}", "like the pattern (ML|MX)-\\d{7}"],
  ["ABC?\\d", "like the pattern ABC?\\d"],
])("%s is %s", (pattern, words) => {
  expect(patternInWords(pattern)).toBe(words);
});

const vendor = (casePattern?: string) => ({
  key: "v",
  name: "V",
  contacts: [],
  ...(casePattern && { casePattern }),
});

test("a number is the whole of what is written, small letters or not", () => {
  expect(caseNumber(vendor("ML-\\d{7}"), " ml-1234567 ")).toBe("ML-1234567");
  expect(caseNumber(vendor("ML-\\d{7}"), "see ML-1234567")).toBeUndefined();
  expect(caseNumber(vendor("a|b"), "ab")).toBeUndefined();
});

test("a vendor without a pattern takes any number but a long text", () => {
  expect(caseNumber(vendor(), "4711")).toBe("4711");
  expect(caseNumber(vendor(), "x".repeat(61))).toBeUndefined();
});
