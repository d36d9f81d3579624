/** Which commands does `tierdesk` have? `commands/` adds them, a group a file; each loads what it needs only when it is given. */
import { Command, CommanderError } from "commander";
import { version } from "../version";
import { addDeskCommands } from "./commands/desk";
import { addExport, addReport } from "./commands/figures";
import { addKbCommands } from "./commands/kb";
import { addDashboardCommands, addPersonCommands } from "./commands/people";
import { addPlanCommands } from "./commands/plan";
import { addSlackCommands, addTeamsCommands } from "./commands/platforms";
import { addQueueCommands } from "./commands/queues";
import { addTokenCommands } from "./commands/tokens";

/** Their messages say what to do, and are shown as they are. */
const FOR_PEOPLE = [
  "StartError",
  "FilesError",
  "StoreError",
  "ConfigError",
  "ListenError",
  "SlackStartError",
];

const program = new Command("tierdesk")
  .description(
    "A self-hosted helpdesk: answers from a markdown knowledge base, opens tickets, escalates to people.",
  )
  .version(version)
  .showHelpAfterError();

addDeskCommands(program);
addKbCommands(program);
addPlanCommands(program);
addReport(program);
addExport(program);
addPersonCommands(program);
addDashboardCommands(program);
addSlackCommands(program);
addTeamsCommands(program);
addTokenCommands(program);
addQueueCommands(program);

/** Anything else is ours to mend, so it comes with its trace. */
function explain(error: unknown): void {
  if (error instanceof CommanderError) return;
  console.error(error instanceof Error && FOR_PEOPLE.includes(error.name) ? error.message : error);
  process.exitCode = 1;
}

program.parseAsync().catch(explain);
