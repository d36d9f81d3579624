/** How does a person become a row, and a row a person; and which rows are one person? */
import { knownEmail, personKey } from "../desk/address";
import type { Person } from "../desk/model";
import { emailKey } from "../plan/lookups";
import { Prisma } from "../generated/prisma/client";
import { optional } from "./stored-text";

export type PersonRow = {
  platform: Person["platform"];
  workspace: string | null;
  account: string;
  name: string;
  email: string | null;
  key: string | null;
  outside: string | null;
};

/** Ids of all accounts that somebody has, on every platform: their own, and those known by the same e-mail address. */
export function accountsOf(person: Person): Prisma.Sql {
  const email = knownEmail(person);
  const own = Prisma.sql`SELECT ${personKey(person)}::text`;
  return email === undefined
    ? own
    : Prisma.sql`${own} UNION SELECT id FROM "Person" WHERE email = ${email} AND outside IS NULL`;
}

/** As it is stored: addresses in small letters, so that they are the same wherever they are written. */
export const toPersonRow = (person: Person) => ({
  id: personKey(person),
  platform: person.platform,
  workspace: person.workspace,
  account: person.account,
  name: person.name,
  email: person.email && emailKey(person.email),
  key: person.key,
  outside: person.outside,
});

export const fromPersonRow = (row: PersonRow): Person => ({
  platform: row.platform,
  ...optional("workspace", row.workspace),
  account: row.account,
  name: row.name,
  ...optional("email", row.email),
  ...optional("key", row.key),
  ...optional("outside", row.outside),
});
