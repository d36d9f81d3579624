// What does a simulated year show? As tables, and as sentences for what must not be.

import type { Ticket } from "../../src/desk/model";
import { table } from "../table";
import type { Noise, Year } from "./simulate";

const number = (value: number): string => value.toLocaleString("en");

export const WORLD_HEADS = [
  "where",
  "tickets",
  "events",
  "warnings",
  "breaches",
  "targets met",
  "reminders",
  "closed by the clock",
  "farthest from its moment",
  "broken promises",
  "forgotten at the end",
  "seconds",
];

export const worldRow = (where: string, year: Year): string[] => [
  where,
  ...[year.tickets.size, year.events, year.counts.warned, year.counts.breached, year.counts.met].map(number),
  ...[year.counts.reminded, year.counts.closedByClock].map(number),
  `${Math.round(year.worstMs)} ms`,
  number(year.problems.length),
  number(year.forgotten.length),
  number(Math.round(year.seconds)),
];

/** Tickets by how they ended, or how they stand. */
export function outcomes({ tickets }: Year): string {
  const counts = countBy([...tickets.values()].map(outcomeOf));
  const rows = [...counts].map(([what, count]) => [
    what,
    number(count),
    `${((100 * count) / Math.max(1, tickets.size)).toFixed(1)} %`,
  ]);
  return table([["outcome", "tickets", "share"], ...rows]);
}

function outcomeOf({ status, resolution, waitingOn }: Ticket): string {
  if (status === "waiting") return `still waiting for the ${waitingOn ?? "requester"}`;
  if (status !== "closed") return `still ${status}`;
  const confirmed = resolution?.confirmed ? ", confirmed" : "";
  return `closed: ${(resolution?.kind ?? "none").replaceAll("_", " ")}${confirmed}`;
}

function countBy(all: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return new Map([...counts].toSorted(([, a], [, b]) => b - a));
}

/** Messages a ticket; edits of the card are none. */
export function noise({ noise: all }: Year): string {
  const row = (name: string, of: (noise: Noise) => number): string[] => {
    const sorted = [...all.values()].map(of).toSorted((a, b) => a - b);
    const at = (share: number): string => number(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
    return [name, at(0.5), at(0.95), at(1)];
  };
  return table([
    ["messages a ticket", "p50", "p95", "most"],
    row("that mention somebody", ({ mentions }) => mentions),
    row("in its thread", ({ inThread }) => inThread),
    row("to its requester", ({ toRequester }) => toRequester),
  ]);
}

/** What must not be: the first of each, and how many. */
export function brokenIn(where: string, { problems, forgotten }: Year): string[] {
  const stand = countBy(
    forgotten.map(
      (t) =>
        `${t.status}${t.waitingOn ? ` (on the ${t.waitingOn})` : ""} at tier ${t.tier}, like ticket ${forgotten.find((f) => f.tier === t.tier && f.status === t.status)?.number}`,
    ),
  );
  return [
    ...problems.slice(0, 20).map((problem) => `${where}: ${problem}`),
    ...(problems.length > 20 ? [`${where}: and ${problems.length - 20} more`] : []),
    ...[...stand].map(([what, count]) => `${where}: ${count} that no clock looks at any more: ${what}`),
  ];
}
