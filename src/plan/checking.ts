// How do the checks get at what was written, right or wrong, and how do they say what they found?

import type { Path, PlanText } from "./plan-text";

/** Messages hold what was written, and that may be a pasted page. */
const LONGEST_MESSAGE = 300;

/** A value and where it stands. */
export type Found = { path: Path; value: unknown };

/**
 * Every value at a place such as `tiers.*.members.*`; `*` stands for any key or list position. The checks read what was
 * written and not what passed the schema, so that one wrong e-mail address does not hide a wrong name elsewhere.
 */
export function valuesAt(value: unknown, place: string): Found[] {
  let found: Found[] = [{ path: [], value }];
  for (const part of place.split(".")) found = found.flatMap((each) => step(each, part));
  return found;
}

/** The same, only texts. */
export function textsAt(value: unknown, place: string): { path: Path; value: string }[] {
  return valuesAt(value, place).flatMap(({ path, value: text }) =>
    typeof text === "string" ? [{ path, value: text }] : [],
  );
}

/** The keys of a section of the plan. */
export function keysOf(value: unknown, section: string): string[] {
  return valuesAt(value, `${section}.*`).map(({ path }) => String(path.at(-1)));
}

function step({ path, value }: Found, part: string): Found[] {
  if (Array.isArray(value))
    return part === "*" ? value.map((item: unknown, i) => ({ path: [...path, i], value: item })) : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => part === "*" || key === part)
    .map(([key, item]) => ({ path: [...path, key], value: item }));
}

/** Adds a problem at a place. An error keeps the plan from being used; a warning does not. */
export function complain(
  plan: PlanText,
  path: Path,
  message: string,
  fix: string,
  severity: "error" | "warning" = "error",
): void {
  const short = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}...` : message;
  plan.problems.push({ file: plan.file, line: plan.lineOf(path), severity, message: short, fix });
}
