/** `tierdesk person export|erase`: what is known of somebody, and how is it forgotten? */
import { closeSync, fchmodSync, openSync, writeFileSync } from "node:fs";
import { personKey } from "../desk/address";
import type { Person } from "../desk/model";
import { planPerson } from "../desk/people";
import type { EscalationPlan } from "../plan/plan";
import { OPERATOR, recordAudit } from "../store/audit";
import type { AuditAction } from "../store/audit";
import { erasePerson } from "../store/people/erase-person";
import type { Erasure } from "../store/people/erase-person";
import { exportPerson } from "../store/people/export-person";
import { findPerson } from "../store/people/find-person";
import { knownOf, type Known } from "../store/people/known-of";
import type { Database } from "../store/transaction";
import type { Outcome } from "./refusing";
import { cannotWrite, refused } from "./refusing";

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export async function personExport(
  who: string,
  { out }: { out?: string },
  database: Database,
  now: Date,
): Promise<Outcome> {
  const people = await peopleFor(database, who);
  if (typeof people === "string") return refused(people);
  const exported = JSON.stringify(await exportPerson(database, people, now), null, 2);
  await record(database, people, "person_exported", now);
  if (out === undefined) return { text: exported, exitCode: 0 };
  try {
    writeForOwner(out, `${exported}\n`);
  } catch (error) {
    return cannotWrite(out, error);
  }
  const known = await knownOf(database, people.map(personKey));
  return { text: `Wrote ${out}: ${knownText(known)}.\n${FILES_ELSEWHERE}`, exitCode: 0 };
}

/** Whoever else works on this machine need not read it, nor what stood there before. */
function writeForOwner(out: string, text: string): void {
  const file = openSync(out, "w", 0o600);
  try {
    fchmodSync(file, 0o600);
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

const FILES_ELSEWHERE =
  "Files are listed by name; they lie in Slack, Teams or the sandbox, which are asked there.";

export async function personErase(
  who: string,
  { yes, plan }: { yes?: true; plan?: EscalationPlan | undefined },
  database: Database,
  now: Date,
): Promise<Outcome> {
  const people = await peopleFor(database, who);
  if (typeof people === "string") return refused(people);
  const known = await knownOf(database, people.map(personKey));
  if (known.open.length > 0) return refused(stillOpenText(people, known));
  if (known.working.length > 0) return refused(stillWorkingText(people, known));
  if (!yes) return { text: planText(people, known, plan), exitCode: 0 };
  // Before: afterwards nobody can tell whose it was, and this line forgets it too.
  await record(database, people, "person_erased", now);
  const erasure = await erasePerson(database, people);
  return erasure.done ? { text: doneText(people, known, erasure, plan), exitCode: 0 } : refused(NOT_DONE);
}

async function peopleFor(database: Database, who: string): Promise<Person[] | string> {
  const found = await findPerson(database, who);
  if ("several" in found)
    return `"${who}" is the account of several people. Say which:\n${list(found.several)}`;
  if (found.accounts.length > 0) return found.accounts;
  return `Nobody is known as "${who}". Write an e-mail address, an account (U0123ABCD), or platform/workspace/account.`;
}

const list = (people: Person[]): string =>
  people
    .map((person) => `  ${personKey(person)}  ${person.name}${person.email ? `, ${person.email}` : ""}`)
    .join("\n");

const knownText = (known: Known): string =>
  [
    counted(known.questions, "question"),
    counted(known.tickets, "ticket"),
    counted(known.lines, "line of history", "lines of history"),
    counted(known.elsewhere, "line on tickets of others", "lines on tickets of others"),
  ].join(", ");

const planText = (people: Person[], known: Known, plan: EscalationPlan | undefined): string =>
  [
    `Nothing has been changed. With --yes these are forgotten:\n${list(people)}`,
    `${knownText(known)}.`,
    ...inPlanText(people, plan),
    "Their words, names, addresses and accounts go, for good; counts, times and outcomes stay. A backup first, if in doubt: docs/privacy.md.",
  ].join("\n");

const stillOpenText = (people: Person[], { open }: Known): string =>
  `${people[0]?.name ?? "They"} still ${open.length === 1 ? "has a ticket" : "has tickets"} that ${open.length === 1 ? "is" : "are"} not closed: ${open.join(", ")}. Close or merge ${open.length === 1 ? "it" : "them"} first, so that nobody works for an answer that reaches no one.`;

const stillWorkingText = (people: Person[], { working }: Known): string =>
  `${people[0]?.name ?? "They"} works on ${working.length === 1 ? "a ticket" : "tickets"} of others: ${working.join(", ")}. Let somebody else take ${working.length === 1 ? "it" : "them"} first, so that nobody waits for someone who is not there.`;

/** Whom the plan names is known again by name as soon as it calls them. */
function inPlanText(people: Person[], plan: EscalationPlan | undefined): string[] {
  if (!plan) return ["No plan was read, so look for them there: --plan says where it is."];
  const keys = [...new Set(people.flatMap((person) => planPerson(plan, person)?.key ?? []))];
  if (keys.length === 0) return [];
  return [`The plan names them: "${keys.join('", "')}". Take them out of it, or they are known again.`];
}

const doneText = (
  people: Person[],
  known: Known,
  { rows, namesakes }: Erasure,
  plan: EscalationPlan | undefined,
): string =>
  [
    `Forgotten: ${knownText(known)}. ${counted(rows, "other row")} named them.`,
    ...inPlanText(people, plan),
    ...(namesakes.length === 0
      ? []
      : [
          `Where only "${namesakes.join('", "')}" stands on tickets of others, it stays: somebody else is called so, or it is a word.`,
        ]),
    "Not reached: Slack and Teams themselves, backups, the plan's file. docs/privacy.md says what to do there.",
  ].join("\n");

const NOT_DONE =
  "They are writing to the help desk at this moment: what came last is not forgotten. Run it once more.";

async function record(database: Database, people: Person[], action: AuditAction, at: Date): Promise<void> {
  for (const desk of await desksOf(database, people.map(personKey)))
    await recordAudit(database, desk, { at, ...OPERATOR, action, subject: people.map(personKey).join(", ") });
}

/** Where nothing tells: the first one. */
async function desksOf(database: Database, keys: string[]): Promise<string[]> {
  const { desks } = await knownOf(database, keys);
  return desks.length > 0 ? desks : ["main"];
}
