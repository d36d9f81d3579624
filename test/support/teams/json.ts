/** What is a piece of JSON? An object, a list of them, or words. */
import type { Json } from "./world";

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const wordsIn = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
