/** What did a call ask for? A form's fields or a JSON body; what is not plain text comes as JSON within a field. */
import { refuse } from "./refusal";
import type { Json } from "./world";

export function readArguments(contentType: string, body: string): Json {
  if (contentType.startsWith("application/json")) return parseObject(body, "invalid_json");
  return Object.fromEntries(new URLSearchParams(body));
}

export const textOf = (args: Json, name: string): string | undefined => {
  const value = args[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
};

export const needText = (args: Json, name: string): string => {
  const value = textOf(args, name);
  return value === undefined || value === ""
    ? refuse("invalid_arguments", {
        response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
      })
    : value;
};

/** A message's time. Whatever else stands there is no name of a message. */
export const needTs = (args: Json, name: string): string => {
  const ts = needText(args, name);
  return /^\d+\.\d+$/u.test(ts) ? ts : refuse("bad_timestamp");
};

export const flagOf = (args: Json, name: string): boolean => args[name] === true || args[name] === "true";

export const numberOf = (args: Json, name: string, otherwise: number): number =>
  Number(textOf(args, name) ?? otherwise);

export function listOf(args: Json, name: string, error = "invalid_arguments"): Json[] | undefined {
  const value = parsed(args[name], error);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isObject)) return refuse(error);
  return value;
}

export function objectOf(args: Json, name: string, error = "invalid_arguments"): Json | undefined {
  const value = parsed(args[name], error);
  if (value === undefined) return undefined;
  return isObject(value) ? value : refuse(error);
}

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(value: unknown, error: string): unknown {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return refuse(error);
  }
}

export function parseObject(body: string, error: string): Json {
  const value = parsed(body, error) ?? {};
  return isObject(value) ? value : refuse(error);
}
