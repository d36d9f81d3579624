/** How does a person become a row, and a row a person? */
import type { Person } from "../desk/model";
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

export const fromPersonRow = (row: PersonRow): Person => ({
  platform: row.platform,
  ...optional("workspace", row.workspace),
  account: row.account,
  name: row.name,
  ...optional("email", row.email),
  ...optional("key", row.key),
  ...optional("outside", row.outside),
});
