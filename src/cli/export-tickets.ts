/** How do all tickets get into a file? Page by page, so that a million take no more memory than a thousand. */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { csvHead, csvLines } from "../api/csv";
import { allPages } from "../api/pages";
import { toApiTicket } from "../api/ticket";
import type { ApiTicket } from "../api/ticket-fields";
import type { Database } from "../store/transaction";
import type { KeptTicket } from "../store/kept-tickets";
import { systemCode } from "../store/store-error";
import { readSince } from "./since";
import { cannotWrite, refused } from "./refusing";
import type { Outcome } from "./refusing";

export type ExportOptions = {
  format: string;
  since?: string;
  out?: string;
  desk: string;
  withoutText?: true;
  bom?: true;
};

/** A new file is for whoever made it alone: it is full of names and words. */
const OWN = 0o600;

/** What stands before all tickets, between two pages, and after them. */
type Format = { head: string; page: (tickets: ApiTicket[], isFirst: boolean) => string; tail: string };

export async function exportTickets(
  { format, since: from, out, desk, withoutText, bom }: ExportOptions,
  database: Database,
  now: Date,
): Promise<Outcome> {
  const chosen = formats(bom === true)[format];
  if (!chosen) return refused(`"${format}" is no format. Write --format csv or --format json.`);
  const since = readSince(from, now, undefined);
  if (typeof since === "string") return refused(since);
  const count = { tickets: 0 };
  const pages = allPages(database, { desk, ...(since && { updatedSince: since }) }, now);
  const texts = textsOf(chosen, pages, !withoutText, count);
  try {
    if (out === undefined) await pipeline(texts, process.stdout, { end: false });
    else await pipeline(texts, createWriteStream(out, { mode: OWN }));
  } catch (error) {
    // Who reads a part only (`| head`) has what they wanted.
    if (out === undefined && systemCode(error) === "EPIPE") return { text: "", exitCode: 0 };
    if (out === undefined || !isOfFile(error)) throw error;
    return cannotWrite(out, error);
  }
  return { text: out === undefined ? "" : `${count.tickets} tickets in ${out}`, exitCode: 0 };
}

async function* textsOf(
  { head, page, tail }: Format,
  pages: AsyncIterable<KeptTicket[]>,
  withText: boolean,
  count: { tickets: number },
): AsyncGenerator<string> {
  yield head;
  for await (const kept of pages) {
    const tickets = kept.map((one) => toApiTicket(one, withText));
    yield page(tickets, count.tickets === 0);
    count.tickets += kept.length;
  }
  yield tail;
}

const isOfFile = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "syscall" in error &&
  ["open", "write", "close"].includes(String(error.syscall));

const formats = (bom: boolean): Record<string, Format> => ({
  csv: { head: csvHead(bom), page: csvLines, tail: "" },
  json: {
    head: "[",
    page: (tickets, isFirst) =>
      tickets.map((one, i) => `${isFirst && i === 0 ? "\n" : ",\n"}${JSON.stringify(one)}`).join(""),
    tail: "\n]\n",
  },
});
