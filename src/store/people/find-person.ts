/** Whom does a command mean, and which accounts are theirs? On every platform, joined by the e-mail address that those vouch for. */
import { knownEmail, personKey } from "../../desk/address";
import type { Person } from "../../desk/model";
import { emailKey } from "../../plan/lookups";
import { optional } from "../stored-text";
import type { Sql } from "../transaction";

type Row = { [K in keyof Person]: Person[K] | null } & { email: string | null };

/** `several`: one account, but not one person: a command must say which. */
export type Found = { accounts: Person[] } | { several: Person[] };

/** `who`: an account, an e-mail address, or platform/account as `tierdesk` shows it. Nobody: no accounts. */
export async function findPerson(database: Sql, who: string): Promise<Found> {
  const named = await peopleLike(database, { who: who.trim(), email: emailKey(who) });
  const emails = new Set(named.map((person) => knownEmail(person) ?? personKey(person)));
  if (emails.size > 1) return { several: named };
  const email = named.map(knownEmail).find((known) => known !== undefined);
  const same = email === undefined ? [] : await peopleLike(database, { who: email, email });
  return { accounts: unique([...named, ...same.filter((person) => knownEmail(person) === email)]) };
}

/**
 * Whoever works on tickets need not have asked anything: they stand only where they acted, or were signed in. Whoever only said hello
 * stands in our answer to it.
 */
async function peopleLike(database: Sql, { who, email }: { who: string; email: string }): Promise<Person[]> {
  const rows = await database.$queryRaw<Row[]>`
    WITH seen AS (
      SELECT to_jsonb(p) AS person FROM "Person" p WHERE id = ${who} OR account = ${who} OR email = ${email}
      UNION ALL
      SELECT person FROM "Ticket" CROSS JOIN LATERAL (VALUES (detail->'assignee'), (detail->'openedBy'),
             (detail->'resolution'->'by'), (detail->'vendorCase'->'by')) AS named (person)
       WHERE person IS NOT NULL
      UNION ALL SELECT person FROM "DashboardSession"
      UNION ALL SELECT person FROM "DashboardLink"
      UNION ALL
      SELECT jsonb_build_object('key', NULL, 'name', "byName", 'platform', split_part("byId", '/', 1),
             'workspace', CASE WHEN "byId" LIKE '%/%/%' THEN split_part("byId", '/', 2) END,
             'account', regexp_replace("byId", '^[^/]*/([^/]*/)?', ''))
        FROM (SELECT "byId", max("byName") AS "byName" FROM "HistoryEntry"
               WHERE "byId" = ${who} OR right("byId", length(${who}) + 1) = '/' || ${who} GROUP BY "byId") spoke
      UNION ALL
      SELECT DISTINCT jsonb_build_object('key', NULL, 'name', '', 'platform', message->'to'->>'platform',
             'workspace', message->'to'->>'workspace', 'account', message->'to'->>'id')
        FROM "OutboxMessage"
       WHERE message->'to'->>'kind' = 'direct' AND right('/' || ${who}, length(message->'to'->>'id') + 1) = '/' || (message->'to'->>'id')
    )
    SELECT DISTINCT person->>'platform' AS platform, person->>'workspace' AS workspace, person->>'account' AS account,
           person->>'name' AS name, lower(person->>'email') AS email, person->>'key' AS key, person->>'outside' AS outside
      FROM seen
     WHERE person->>'account' <> '' AND (person->>'account' = ${who} OR lower(person->>'email') = ${email}
        OR concat_ws('/', person->>'platform', person->>'workspace', person->>'account') = ${who})`;
  return unique(rows.map(toPerson));
}

/** One an account: what tells more goes before what tells less. */
function unique(people: Person[]): Person[] {
  const known = new Map<string, Person>();
  for (const person of people) {
    const before = known.get(personKey(person));
    known.set(personKey(person), { ...person, ...before, name: before?.name || person.name });
  }
  return [...known.values()].toSorted((a, b) => personKey(a).localeCompare(personKey(b)));
}

const toPerson = (row: Row): Person => ({
  platform: row.platform ?? "sandbox",
  account: row.account ?? "",
  name: row.name ?? "",
  ...optional("workspace", row.workspace),
  ...optional("email", row.email),
  ...optional("key", row.key),
  ...optional("outside", row.outside),
});
