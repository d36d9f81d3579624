// How is one YAML value read, with a problem at the right line when it is of the wrong kind?

import { isAlias, isScalar, isSeq } from "yaml";
import type { Document } from "yaml";
import type { Problem } from "./article";

/** A text with the line it was written on, so that a later check can point at it. */
export type Written = { text: string; line: number };

/** One file's front matter while it is being read. Problems are collected, nothing is thrown. */
export type Reading = {
  file: string;
  document: Document;
  /** The file's line a node starts on; the key's line when there is no node. */
  lineOf: (node: unknown) => number;
  problems: Problem[];
};

/** One key and its value, as YAML nodes. */
export type Entry = { key: string; keyNode: unknown; value: unknown };

/** A single text; numbers and dates are taken as they were written. */
export function readText(reading: Reading, entry: Entry): Written | undefined {
  const text = scalarText(reading, entry.value);
  if (text !== undefined && text.trim() !== "")
    return { text: text.trim(), line: reading.lineOf(entry.value) };
  report(
    reading,
    entry,
    `\`${entry.key}\` must be a text.`,
    `Write \`${entry.key}: "..."\` with the text in quotes.`,
  );
  return undefined;
}

/** A list of texts; one text alone is a list of one. */
export function readTexts(reading: Reading, entry: Entry): Written[] {
  const value = resolved(reading, entry.value);
  if (isScalar(value) && value.value === null) return [];
  if (!isSeq(value)) {
    const one = readText(reading, { ...entry, value });
    return one ? [one] : [];
  }
  return value.items.flatMap((item) => {
    const text = scalarText(reading, item);
    if (text !== undefined && text.trim() !== "") return [{ text: text.trim(), line: reading.lineOf(item) }];
    const fix = 'Put the whole line in quotes, such as `- "VPN: how do I connect?"` (a colon needs them).';
    report(reading, { ...entry, value: item }, `An entry of \`${entry.key}\` is not a text.`, fix);
    return [];
  });
}

export function readYesNo(reading: Reading, entry: Entry): boolean | undefined {
  const value = resolved(reading, entry.value);
  if (isScalar(value) && typeof value.value === "boolean") return value.value;
  const fix = `Write \`${entry.key}: true\` or \`${entry.key}: false\`, without quotes.`;
  report(reading, entry, `\`${entry.key}\` must be true or false.`, fix);
  return undefined;
}

/** A calendar day as `2026-09-01`. */
export function readDay(reading: Reading, entry: Entry): string | undefined {
  const text = scalarText(reading, entry.value)?.trim() ?? "";
  if (isDay(text)) return text;
  const fix = `Write year, month and day, such as \`${entry.key}: 2026-09-01\`.`;
  report(reading, entry, `\`${entry.key}\` is not a date.`, fix);
  return undefined;
}

export function readTier(reading: Reading, entry: Entry): 2 | 3 | 4 | undefined {
  const value = Number(scalarText(reading, entry.value));
  if (value === 2 || value === 3 || value === 4) return value;
  const fix = `Write \`${entry.key}: 2\`, \`3\` or \`4\`: the number of a tier above the bot's own.`;
  report(reading, entry, `\`${entry.key}\` is not a tier a ticket can go to.`, fix);
  return undefined;
}

/** Adds an error at the entry's value. */
export function report(reading: Reading, entry: Entry, message: string, fix: string): void {
  const line = reading.lineOf(entry.value ?? entry.keyNode);
  reading.problems.push({ file: reading.file, line, severity: "error", message, fix });
}

function scalarText(reading: Reading, node: unknown): string | undefined {
  const value = resolved(reading, node);
  if (!isScalar(value)) return undefined;
  if (typeof value.value === "string") return value.value;
  return value.value === null ? undefined : value.source;
}

function resolved(reading: Reading, node: unknown): unknown {
  return isAlias(node) ? node.resolve(reading.document) : node;
}

function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
