/** Who saw or changed what on the dashboard? Lines that are written once, and read by the admin. */
import { personKey } from "../desk/address";
import type { Person } from "../desk/model";
import { storable } from "./stored-text";
import type { Sql } from "./transaction";

export type AuditAction =
  | "signed_in"
  | "signed_out"
  | "sessions_revoked"
  | "saw_ticket"
  | "saw_people"
  | "saw_audit"
  | "downloaded"
  | "texts_removed"
  | "person_exported"
  | "person_erased";

/** `subject`: what it was done to, `ticket 12` or `times by tier`; never what anybody wrote. */
export type AuditLine = { at: Date; byId: string; byName: string; action: AuditAction; subject: string };

/** Of the command line: whoever may run it there has no account here. */
export const OPERATOR = { byId: "operator", byName: "the operator, at the command line" };

export const auditedAs = (person: Person): Pick<AuditLine, "byId" | "byName"> => ({
  byId: personKey(person),
  byName: person.name,
});

export async function recordAudit(database: Sql, desk: string, line: AuditLine): Promise<void> {
  await database.$executeRaw`
    INSERT INTO "AuditEntry" (desk, at, "byId", "byName", action, subject)
    VALUES (${desk}, ${line.at}, ${line.byId}, ${storable(line.byName)}, ${line.action}, ${storable(line.subject)})`;
}

/** The newest first. `before`: the number of a line, to go on from there. */
export async function loadAudit(
  database: Sql,
  desk: string,
  { from, to, before, limit = 200 }: { from?: Date; to?: Date; before?: bigint; limit?: number } = {},
): Promise<(AuditLine & { seq: bigint })[]> {
  return database.$queryRaw<(AuditLine & { seq: bigint })[]>`
    SELECT seq, at, "byId", "byName", action, subject FROM "AuditEntry"
     WHERE desk = ${desk} AND (${from ?? null}::timestamptz IS NULL OR at >= ${from ?? null}::timestamptz)
       AND (${to ?? null}::timestamptz IS NULL OR at < ${to ?? null}::timestamptz)
       AND (${before ?? null}::bigint IS NULL OR seq < ${before ?? null}::bigint)
     ORDER BY seq DESC LIMIT ${limit}::int`;
}
