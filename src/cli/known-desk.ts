/** Is there a help desk of the name that a command was given? A slip of the pen must not make a token that reads nothing. */
import { DEFAULT_DESK } from "../desk/model";
import { deskNames } from "../sources/desks";
import { readTickets } from "../store/kept-tickets";
import type { Database } from "../store/transaction";
import { refused, type Outcome } from "./refusing";

type Environment = Readonly<Record<string, string | undefined>>;

/** Why not; undefined: there is. Throws FilesError where the file that names the desks cannot be read. */
export async function unknownDesk(desk: string, env: Environment): Promise<Outcome | undefined> {
  const file = env["TIERDESK_WORKSPACES"]?.trim() || undefined;
  const names = await deskNames(file);
  if (names.includes(desk)) return undefined;
  return refused(
    file === undefined
      ? `There is no desk \`${desk}\` here: TIERDESK_WORKSPACES, whose file names several, is not set. Leave out --desk for the one there is, \`${DEFAULT_DESK}\`.`
      : `There is no desk \`${desk}\`. ${file} names: ${names.join(", ")}. Choose one with --desk.`,
  );
}

/** To look back at a desk it need not be served any more, if it has left tickets. */
export async function neverKnownDesk(
  desk: string,
  env: Environment,
  database: Database,
): Promise<Outcome | undefined> {
  const unknown = await unknownDesk(desk, env);
  if (unknown === undefined) return undefined;
  const left = await readTickets(database, { desk }, undefined, 1);
  return left.length > 0 ? undefined : unknown;
}
