// Does an editor with the JSON Schema complete and check what `plan check` accepts?

import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { planJsonSchema } from "../../src/plan/json-schema";
import { parsePlan } from "../../src/plan/parse";

const ROOT = resolve(__dirname, "..", "..");
const validate = new Ajv({ allErrors: true, strict: false }).compile(planJsonSchema());

const MINIMAL = `
organisation: School
help_desk: Desk
owner: mira
review_by: 2027-06-30
timezone: America/Chicago
people:
  mira: { name: Mira Chen, email: mira@school.example }
tiers:
  2: { name: Desk, channels: { sandbox: desk }, members: [mira], lead: mira }
`;

/** Places of what the schema refuses. */
function refused(yaml: string): string[] {
  validate(parse(yaml));
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

test("it takes the example plan", () => {
  expect(refused(readFileSync(join(ROOT, "helpdesk.yaml"), "utf8"))).toEqual([]);
});

test.each([
  ["the smallest plan", ""],
  ["a component's short ways", "components: { a: { name: A, words: 'b, c', tiers: { 3: not applicable } } }"],
  [
    "a component's long ways",
    "components: { a: { name: A, words: [b], tiers: { 3: { applicable: false } } } }",
  ],
  [
    "hours in one span or more",
    "calendars: { c: { hours: { mon: 07:00-12:00, tue: [07:00-09:00, 10:00-12:00] } } }",
  ],
])("it takes what the plan takes: %s", (_, more) => {
  expect(parsePlan("helpdesk.yaml", MINIMAL + more).problems).toEqual([]);
  expect(refused(MINIMAL + more)).toEqual([]);
});

test.each([
  ["a key that is not known", "colour: red", ""],
  ["a word where a number is needed", "hold_seconds: soon", "/hold_seconds"],
  ["a priority that is none", "criteria: { a: { phrases: [b], priority: huge } }", "/criteria/a/priority"],
  ["a tier that is none", "tiers: { 5: { name: A } }", ""],
])("it refuses what the plan refuses: %s", (_, more, place) => {
  const yaml = more.startsWith("tiers") ? MINIMAL.replace(/^tiers:[^]*/m, `${more}\n`) : MINIMAL + more;
  expect(parsePlan("helpdesk.yaml", yaml).plan).toBeUndefined();
  expect(refused(yaml).some((at) => at.startsWith(place))).toBe(true);
});

test("it says of every key what it means", () => {
  const silent: string[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value !== "object" || value === null) return;
    const schema = value as Record<string, unknown>;
    const properties = Object.entries(
      (schema["properties"] ?? {}) as Record<string, Record<string, unknown>>,
    );
    for (const [key, one] of properties) {
      if (one["description"] === undefined) silent.push(`${path}.${key}`);
      look(one, `${path}.${key}`);
    }
    for (const inside of [
      schema["items"],
      schema["additionalProperties"],
      ...((schema["anyOf"] ?? []) as unknown[]),
    ])
      look(inside, path);
  };
  look(planJsonSchema(), "");
  expect(silent).toEqual([]);
});
