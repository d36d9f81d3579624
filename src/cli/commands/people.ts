/** `tierdesk person ...`, `tierdesk dashboard ...`: what is known of somebody, and who is signed in? */
import type { Command } from "commander";
import { planOption } from "./options";
import { tellOfStored } from "./tell";

type EraseOptions = { yes?: true; dryRun?: true; plan: string };

const WHO = ["<who>", "an e-mail address, an account, or platform/workspace/account"] as const;

export function addPersonCommands(program: Command): void {
  const person = program.command("person").description("what is known of somebody");

  person
    .command("export")
    .description("all that is stored of somebody, on every platform, as JSON")
    .argument(...WHO)
    .option("--out <file>", "write it there (default: print it)")
    .action(async (who: string, options: { out?: string }) => {
      const { personExport } = await import("../person.js");
      await tellOfStored((database, now) => personExport(who, options, database, now));
    });

  person
    .command("erase")
    .description(
      "forget somebody: words, names, addresses and accounts go, counts stay. Without --yes: only says what would go",
    )
    .argument(...WHO)
    .option("--yes", "do it; it cannot be undone")
    .option("--dry-run", "only say what would go: the default")
    .option(...planOption("the escalation plan: says whether it names them"))
    .action(async (who: string, { dryRun, yes, plan: file }: EraseOptions) => {
      const [{ personErase }, { readPlan }] = await Promise.all([
        import("../person.js"),
        import("../../sources/plan.js"),
      ]);
      const { plan } = await readPlan(file);
      const options = { plan, ...(yes && !dryRun && { yes }) };
      await tellOfStored((database, now) => personErase(who, options, database, now));
    });
}

export function addDashboardCommands(program: Command): void {
  const dashboard = program.command("dashboard").description("who is signed in on the dashboard");

  dashboard
    .command("sessions")
    .description("who is signed in, since when, and seen when last")
    .action(async () => {
      const { dashboardSessions } = await import("../dashboard-sessions.js");
      await tellOfStored(dashboardSessions);
    });

  dashboard
    .command("revoke")
    .description("sign out everybody, or the account named, on all devices")
    .argument("[account]", "as `sessions` lists it")
    .action(async (account: string | undefined) => {
      const { dashboardRevoke } = await import("../dashboard-sessions.js");
      await tellOfStored((database, now) => dashboardRevoke(database, account, now));
    });
}
