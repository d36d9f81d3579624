/** `tierdesk report`, `tierdesk export tickets`: the figures for people, the tickets for programs. */
import type { Command } from "commander";
import type { ExportOptions } from "../export-tickets";
import type { ReportOptions } from "../report";
import { deskOption, planOption, sinceOption } from "./options";
import { tellOfStored } from "./tell";
import type { Outcome } from "./tell";
import type { Database } from "../../store/transaction";

export const WITHOUT_TEXT = ["--without-text", "figures only: nobody's words, nobody's name"] as const;

export function addReport(program: Command): void {
  program
    .command("report")
    .description(
      "the main figures: what is unresolved, how long things take, what Tier 1 does (docs/figures.md)",
    )
    .option(...sinceOption("counted", "30d"))
    .option("--component <key>", "only tickets about this component of the plan")
    .option("--site <key>", "only tickets of this site of the plan")
    .option("--json", "one JSON object for programs; times in minutes, shares from 0 to 1")
    .option(...deskOption("its --plan"))
    .option(...planOption())
    .action(async (options: ReportOptions) => {
      const { report } = await import("../report.js");
      await tellOfDesk(options.desk, (database, now) => report(options, database, now));
    });
}

export function addExport(program: Command): void {
  program
    .command("export")
    .description("tickets for a spreadsheet or another system")
    .command("tickets")
    .description("all of them, the oldest first; safe beside the running help desk")
    .option("--format <csv|json>", "a table, or a JSON array with a ticket a line", "csv")
    .option(...sinceOption("changed", "all"))
    .option("--out <file>", "where to write it (default: standard output)")
    .option(...deskOption())
    .option(...WITHOUT_TEXT)
    .option("--bom", "mark the table as UTF-8, for Excel")
    .action(async (options: ExportOptions) => {
      const { exportTickets } = await import("../export-tickets.js");
      await tellOfDesk(options.desk, (database, now) => exportTickets(options, database, now));
    });
}

async function tellOfDesk(
  desk: string,
  work: (database: Database, now: Date) => Promise<Outcome>,
): Promise<void> {
  const { neverKnownDesk } = await import("../known-desk.js");
  await tellOfStored(
    async (database, now) =>
      (await neverKnownDesk(desk, process.env, database)) ?? (await work(database, now)),
  );
}
