/** Who helps with what, at which tier: how does the plan look as a table in a terminal? */
import { personName } from "../plan/lookups";
import { peoplesTiers, providedBy, tierStaff } from "../plan/matrix";
import type { Component, EscalationPlan, Tier } from "../plan/plan";
import { readPlan } from "../sources/plan";
import { problemText } from "./plan-check";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";

export async function planShow(file: string): Promise<Outcome> {
  const { plan, problems } = await readPlan(file);
  if (!plan) return refused(problems.map(problemText).join("\n"));
  const parts = [
    `${plan.helpDesk}. Looked after by ${personName(plan, plan.owner)}, to be reviewed by ${plan.reviewBy}.`,
    columns(matrix(plan)),
    "Empty: as for every component. -: not applicable. In brackets: the deputy.",
    ...(plan.sites.length > 0 ? [columns(siteRows(plan))] : []),
  ];
  return { text: parts.join("\n\n"), exitCode: 0 };
}

/** A row a component, below those that hold for every one; a column a tier that people work at. */
function matrix(plan: EscalationPlan): string[][] {
  const tiers = peoplesTiers(plan);
  return [
    ["Component", ...tiers.map(({ number, name }) => `${number} ${name}`)],
    ["Every component", ...tiers.map((tier) => tierCell(plan, tier))],
    ...plan.components.map((component) => [
      component.name,
      ...tiers.map((tier) => providerCell(plan, component, tier)),
    ]),
  ];
}

function tierCell(plan: EscalationPlan, tier: Tier): string {
  const { members, lead } = tierStaff(plan, tier);
  return [members.join(", "), lead === undefined ? "" : `lead ${lead}`]
    .filter((part) => part !== "")
    .join("; ");
}

function providerCell(plan: EscalationPlan, component: Component, tier: Tier): string {
  const provided = providedBy(plan, component, tier);
  if (provided === "not applicable") return "-";
  if (provided === "as the tier") return "";
  const { vendor, liaison, deputy, members } = provided;
  const named = [vendor, liaison, deputy === undefined ? undefined : `(${deputy})`, members.join(", ")];
  return named.filter((part) => part !== undefined && part !== "").join(" ");
}

function siteRows(plan: EscalationPlan): string[][] {
  const heads = ["Site", "Technicians", "Service"];
  return [
    heads,
    ...plan.sites.map(({ name, technicians, onboarded }) => [
      name,
      technicians.map((key) => personName(plan, key)).join(", "),
      onboarded ? "whole" : "reduced: not on-boarded yet",
    ]),
  ];
}

/** Below each other, each column as wide as its widest cell, with a line under the heads. */
function columns([heads = [], ...rows]: string[][]): string {
  const widths = heads.map((_, i) => Math.max(...[heads, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(heads), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
