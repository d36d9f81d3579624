// What does an editor need to know, to complete and check a plan while it is being written?

import { z } from "zod";
import { describedKey, generalPath } from "./described-keys";
import { planSchema } from "./schema";

type Json = Record<string, unknown>;

/** A JSON Schema (draft 7) of the plan's file. It knows keys and kinds of values; names and phrases only `parsePlan` checks. */
export function planJsonSchema(): Json {
  const schema = z.toJSONSchema(planSchema, { io: "input", target: "draft-7", unrepresentable: "any" });
  return { title: "Tierdesk escalation plan", ...described(schema, "") };
}

/** `path`: keys to here with dots; `*` for keys of the admin's choice, nothing for places in a list. */
function described(schema: Json, path: string): Json {
  const inside: Json = {
    ...schema,
    ...(isObject(schema["properties"]) && { properties: propertiesOf(schema["properties"], path) }),
    ...(isObject(schema["additionalProperties"]) && {
      additionalProperties: described(schema["additionalProperties"], under(path, "*")),
    }),
    // A promise's keys stand in each place of a list.
    ...(isObject(schema["items"]) && { items: described(schema["items"], path) }),
  };
  const description = describedKey(path);
  return { ...(description !== undefined && { description }), ...asRead(inside, generalPath(path)) };
}

function propertiesOf(properties: Json, path: string): Json {
  const all = Object.entries(properties).filter(([, schema]) => isObject(schema)) as [string, Json][];
  return Object.fromEntries(all.map(([key, schema]) => [key, described(schema, under(path, key))]));
}

const under = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

const TEXT = { type: "string" };

/** Some values are read before the schema sees them: they may be written in a short way too. */
function asRead(schema: Json, path: string): Json {
  switch (path) {
    case "components.*.tiers.N":
      return { anyOf: [{ const: "not applicable" }, schema] };
    case "components.*.words":
      return { anyOf: [TEXT, schema] };
    case "calendars.*.hours.*":
      return { anyOf: [TEXT, { type: "array", items: TEXT }] };
    case "late_answers":
      return { anyOf: [{ const: "off" }, schema] };
    default:
      return schema;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
