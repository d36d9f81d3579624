// Does reading a plan end in problems, and never in an exception, whatever the text?

import fc from "fast-check";
import { parsePlan } from "../../src/plan/parse";
import { SMALL_PLAN } from "./samples";

const lineCount = (text: string): number => text.split("\n").length;

/** Pieces that YAML and the plan give a meaning to. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."organisation:|people:|tiers:|criteria:|calendars:|targets:|components:|\n|\n  |\n    |- |: |[|]|{|}|, |&a |*a|!!int |'|\"|#|---\n|? || |>-\n|2:|3:|hours:|mon-fri:|07:00-16:30|1d|phrases:|examples:|...|null|~|true|-1|1e999|__proto__:|constructor:|\t|\r\n|\u0000|\u2028|\uD800|%YAML 9\n|<<: ".split(
      "|",
    ),
  ),
  fc.string({ maxLength: 8 }),
);
const yamlish = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

/** The small plan with a stretch of it replaced by something else. */
const damaged = fc
  .tuple(fc.nat(SMALL_PLAN.length), fc.nat(40), yamlish)
  .map(([at, length, text]) => SMALL_PLAN.slice(0, at) + text + SMALL_PLAN.slice(at + length));

/** A message may repeat what stands in the text: somebody may call a person `NaN`. */
function holdsWhatNobodyWrote(message: string, text: string): boolean {
  const [found] = /undefined|\[object|NaN/.exec(message) ?? [];
  return found !== undefined && !text.includes(found);
}

/** Any values at all, as YAML can write them, under the plan's own keys. */
const anyValues = fc
  .dictionary(
    fc.constantFrom(
      "people",
      "tiers",
      "components",
      "criteria",
      "routes",
      "calendars",
      "targets",
      "sites",
      "owner",
    ),
    fc.jsonValue({ maxDepth: 4 }),
  )
  .map((values) => JSON.stringify(values));

it.each([
  ["text like YAML", yamlish],
  ["a damaged plan", damaged],
  ["values of any kind", anyValues],
  ["any text", fc.string({ unit: "binary", maxLength: 200 })],
])("%s gives a plan, or problems with a line of the file and words", (_name, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const { plan, problems } = parsePlan("helpdesk.yaml", text);
      const errors = problems.filter(({ severity }) => severity === "error");
      expect(plan === undefined).toBe(errors.length > 0);
      const last = lineCount(text) + 1;
      const unclear = problems.filter(
        ({ line, message, fix }) =>
          line < 1 || line > last || fix === "" || holdsWhatNobodyWrote(message, text),
      );
      expect(unclear).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it.each(["[", "{a: ", "- ", "? ", "a:\n ", "!!x ", "&a ", "\t", "'", '"', "|\n", "--- ", "\u0000"])(
  "a run of %j ends",
  (part) => {
    expect(parsePlan("p", part.repeat(10_000)).problems.length).toBeGreaterThan(0);
  },
);
