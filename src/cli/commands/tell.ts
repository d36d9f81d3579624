/** How does a command end: what is said where, and with which exit code? */
import type { Database } from "../../store/transaction";

export type Outcome = { text: string; exitCode?: number };

/** What was asked for goes to standard output; why there is none to standard error, or it would end in somebody's file. */
export function tell({ text, exitCode = 0 }: Outcome): void {
  write(exitCode === 0 ? process.stdout : process.stderr, text);
  process.exitCode = exitCode;
}

/** Of a check what it found is what was asked for, also with exit code 1; with 2 it could not be made. */
export function tellFindings({ text, exitCode = 0 }: Outcome): void {
  write(exitCode > 1 ? process.stderr : process.stdout, text);
  process.exitCode = exitCode;
}

const write = (where: NodeJS.WriteStream, text: string): void => {
  if (text !== "") where.write(`${text}\n`);
};

/** The outcome of a command that needs what the help desk has stored. */
export async function tellOfStored(work: (database: Database, now: Date) => Promise<Outcome>): Promise<void> {
  const { withDatabase } = await import("../with-database.js");
  tell(await withDatabase((database) => work(database, new Date())));
}
