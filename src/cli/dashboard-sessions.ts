/** Who is signed in on the dashboard, and how does the operator end that? */
import { OPERATOR, recordAudit } from "../store/audit";
import { listSessions, revokeSessions } from "../store/dashboard-sessions";
import type { Database } from "../store/transaction";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";
import { counted } from "./saying";

export async function dashboardSessions(database: Database, now: Date): Promise<Outcome> {
  const lines = (await listSessions(database, now)).map(
    ({ personId, person, desk, createdAt, lastSeenAt }) =>
      `${personId}  ${person.name}, desk ${desk}, since ${createdAt.toISOString()}, last seen ${lastSeenAt.toISOString()}`,
  );
  if (lines.length === 0) return { text: "Nobody is signed in.", exitCode: 0 };
  return { text: [...lines, "End one: tierdesk dashboard revoke <account>"].join("\n"), exitCode: 0 };
}

/** `account`: as `sessions` lists it, `slack/T123/U456`. Without one: everybody's. */
export async function dashboardRevoke(
  database: Database,
  account: string | undefined,
  now: Date,
): Promise<Outcome> {
  const ended = await revokeSessions(database, account);
  for (const desk of new Set(ended.map((one) => one.desk)))
    await recordAudit(database, desk, {
      at: now,
      ...OPERATOR,
      action: "sessions_revoked",
      subject: account ?? "everybody",
    });
  if (ended.length === 0 && account !== undefined)
    return refused(`${account} is not signed in. \`tierdesk dashboard sessions\` lists who is.`);
  return {
    text: `${counted(ended.length, "session")} ended, and links that nobody has used yet.`,
    exitCode: 0,
  };
}
