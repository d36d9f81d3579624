// What does a value of the wrong kind, a missing one or an unknown key mean to the admin who wrote it?

import type { z } from "zod";
import { complain } from "./checking";
import { didYouMeanText } from "./did-you-mean";
import type { Path, PlanText } from "./plan-text";

type Issue = z.core.$ZodIssue;

const DURATION_EXAMPLE = "minutes, hours or working days: `30m`, `4h`, `2d`, `1d 4h`";

/** How a key looks when it is right; without an entry the kind alone is named. */
const EXAMPLES: Record<string, string> = {
  organisation: "`organisation: Lakeside School District`",
  help_desk: "`help_desk: Lakeside Help Desk`",
  owner: "`owner: mira`, a key under `people`",
  review_by: "`review_by: 2027-06-30`, the day by which the owner looks at the plan again",
  timezone: "`timezone: America/Chicago`",
  people: "a section `people:` with an entry for each person: `dana: { name: ..., email: ... }`",
  tiers: "a section `tiers:` with an entry for each tier: `2: { name: Service Desk, ... }`",
  "2": "`2: { name: Service Desk, channels: { ... }, members: [...] }`",
  name: "`name: ...`, as people should read it",
  email: "`email: name@school.example`",
  site: "`site: ...`, a key under `sites`",
  accounts: "`accounts: { slack: U0123ABCD }`",
  groups: "`groups: { slack: S0123ABCD }`",
  watched_channels: "`watched_channels: { slack: [C0123ABCD] }`",
  channels: "`channels: { sandbox: service-desk, slack: C0123ABCD }`",
  members: "`members: [dana, eli]`, keys under `people`",
  technicians: "`technicians: [dana, eli]`, keys under `people`",
  contacts: "`contacts: { Phone: 555-0100 }`",
  words: "`words: [wifi, network]`",
  phrases: '`phrases: ["clicked ... link"]`',
  unless: '`unless: ["did not click"]`',
  examples: '`examples: ["I clicked a strange link"]`',
  counter_examples: '`counter_examples: ["how do I report spam"]`',
  say: "`say: ...`, the text that the requester reads",
  requesters: "`requesters: [grace, omar]`, keys under `people`",
  requester_groups: "`requester_groups: { slack: S0123ABCD }`",
  affected_at_least: "`affected_at_least: 10`, a number of people",
  open_for: "`open_for: 4h`",
  reopened_at_least: "`reopened_at_least: 2`",
  contact: "`contact: ...`, a key under `people`",
  escalates_to: "`escalates_to: 3`, the number of a tier",
  tier: "`tier: 2`, the number of a tier",
  calendar: "`calendar: ...`, a key under `calendars`",
  hours: "`hours: { mon-fri: 07:00-16:30 }`",
  open_on: "`open_on: [2026-10-12]`",
  holidays: "`holidays: [2026-11-26, 2026-12-21 to 2027-01-01]`",
  hand_over: "`hand_over: { urgent: 15m }`",
  first_response: "`first_response: { urgent: 15m, normal: 4h }`",
  next_response: "`next_response: { urgent: 30m, normal: 1d }`",
  resolution: "`resolution: { urgent: 4h, normal: 3d }`",
  urgent: DURATION_EXAMPLE,
  high: DURATION_EXAMPLE,
  normal: DURATION_EXAMPLE,
  low: DURATION_EXAMPLE,
  warn_at: "`warn_at: 0.75`, a share of the time between 0.1 and 0.99",
  answers: "`answers: { answer_when_sure: 95 % }`",
  answer_when_sure: "`answer_when_sure: 95 %`, between 50 % and 99 %",
  suggest_when_sure: "`suggest_when_sure: 30 %`, between 1 % and 95 %",
  late_answers: "`late_answers: { days: 14, a_day: 50 }`, or `late_answers: off`",
  days: "`days: 14`",
  a_day: "`a_day: 50`",
  webhooks: "`webhooks: { crm: { url: https://crm.school.example/hooks/tierdesk } }`",
  url: "`url: https://crm.school.example/hooks/tierdesk`",
  events: "`events: [ticket_opened, ticket_resolved]`, or leave it out for all",
  remind_after_days: "`remind_after_days: [2, 5]`",
};

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "a section with keys",
  record: "a section with keys",
};

/** Adds one issue of the schema to the problems: an unknown key each is one of its own. */
export function complainOfIssue(plan: PlanText, issue: Issue): void {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  const found =
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ at: [...path, key], ...unknownKey(path, key, issue.message) }))
      : [{ at: path, ...wordsFor(plan, path, issue) }];
  for (const { at, message, fix } of found) complain(plan, at, message, fix);
}

type Words = { message: string; fix: string };

function wordsFor(plan: PlanText, path: Path, issue: Issue): Words {
  const name = nameOf(path);
  const written = valueAt(plan.value, path);
  switch (issue.code) {
    case "custom":
      return { message: issue.message, fix: String(issue.params?.["fix"] ?? exampleFor(path)) };
    case "invalid_type":
      return written === undefined ? missing(path) : wrongKind(path, written, issue.expected);
    case "invalid_value":
      return written === undefined ? missing(path) : notAChoice(path, written, issue.values.map(String));
    case "too_small":
      if (issue.origin === "array") return { message: `${name} is an empty list.`, fix: exampleFor(path) };
      return { message: `${name} is too small.`, fix: `Write ${String(issue.minimum)} or more.` };
    case "too_big":
      return { message: `${name} is too large.`, fix: `Write ${String(issue.maximum)} or less.` };
    default:
      return { message: `${name} cannot be read.`, fix: exampleFor(path) };
  }
}

function unknownKey(path: Path, key: string, known: string): Words {
  const meant = didYouMeanText(key, known.split(", "));
  const where = path.length === 0 ? "The plan" : nameOf(path);
  return { message: `${where} has no key \`${key}\`.${meant}`, fix: `It may hold: ${known}.` };
}

function missing(path: Path): Words {
  const parent = path.slice(0, -1);
  const where = parent.length === 0 ? "The plan" : nameOf(parent);
  return { message: `${where} has no \`${String(path.at(-1) ?? "")}\`.`, fix: exampleFor(path) };
}

function wrongKind(path: Path, written: unknown, expected: string): Words {
  const message = `${nameOf(path)} must be ${KINDS[expected] ?? expected}, and is ${kindOf(written)}.`;
  const isDuration = EXAMPLES[String(path.at(-1))] === DURATION_EXAMPLE;
  if (expected === "string" && !isDuration && ["number", "boolean"].includes(typeof written))
    return { message, fix: `Put it in quotes: \`"${String(written)}"\`.` };
  if (expected === "array" && typeof written === "string")
    return { message, fix: `Put it in brackets: \`[${written.slice(0, 60)}]\`.` };
  return { message, fix: exampleFor(path) };
}

function notAChoice(path: Path, written: unknown, choices: readonly string[]): Words {
  const shown = typeof written === "string" ? `\`${written}\`` : kindOf(written);
  const meant = typeof written === "string" ? didYouMeanText(written, choices) : "";
  return {
    message: `${nameOf(path)} is ${shown}, which is not one of the choices.${meant}`,
    fix: `Write one of: ${choices.join(", ")}.`,
  };
}

function exampleFor(path: Path): string {
  if (path.length === 0)
    return "Write the plan as `key: value` lines; helpdesk.yaml of this project is an example.";
  const key = path.findLast((part) => typeof part === "string") ?? "";
  return `Write ${EXAMPLES[key] ?? `\`${key}: ...\``}.`;
}

const nameOf = (path: Path): string => (path.length === 0 ? "The plan" : `\`${path.join(".")}\``);

function kindOf(written: unknown): string {
  if (written === null) return "empty";
  if (Array.isArray(written)) return "a list";
  if (typeof written === "object") return "a section with keys";
  return typeof written === "string" ? "a text" : `\`${JSON.stringify(written)}\``;
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Object.getOwnPropertyDescriptor(at, part)?.value;
  }
  return at;
}
