// Which of the system's errors is it?

/** `ENOENT`, `EACCES` ...; the error as text when it is none of the system's. */
export function errorCode(error: unknown): string {
  // Not `instanceof Error`: the file system's errors may come from another realm (jest, vm).
  if (typeof error === "object" && error !== null && "code" in error) return String(error.code);
  return String(error);
}
