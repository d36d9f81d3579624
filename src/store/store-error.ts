// What does the person who starts Tierdesk read when its database cannot be used?

/** The message says what is wrong and what to do: print it alone, without a stack. */
export class StoreError extends Error {
  override name = "StoreError";
}

/** The way out that always exists, for the end of a message about the embedded database. */
export const useOwnServer =
  "Or use a PostgreSQL server of your own (15 or newer): set DATABASE_URL=postgresql://user:password@host/database.";

/** The code of a failed system call (`EACCES`, ...) or of PostgreSQL (`28P01`, ...), if it was one. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
