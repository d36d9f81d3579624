/** What can go wrong between us and the database, and which of it means "try again"? */
import type { Prisma, PrismaClient } from "../generated/prisma/client";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;
/** Either: for single statements that need no transaction of their own. */
export type Sql = Pick<PrismaClient, "$queryRaw" | "$executeRaw">;

/** Somebody else changed what this transaction had loaded, or took its number: run it again. */
export class Conflict extends Error {
  override name = "Conflict";
}

/** READ COMMITTED, PostgreSQL's own default: versions and unique keys catch what two transactions do at once. */
export const inTransaction = <T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  database.$transaction(work, { maxWait: 10_000, timeout: 20_000 });

/** foreign_key_violation: who was loaded has been erased meanwhile. */
const erasedMeanwhile = "23503";
/** unique_violation, serialization_failure, deadlock_detected */
const clashes = new Set(["23505", "40001", "40P01", erasedMeanwhile]);

export const isConflict = (error: unknown): boolean =>
  error instanceof Conflict || clashes.has(sqlState(error) ?? "");

/** Something still belongs to what was to be removed: restrict_violation since PostgreSQL 18, foreign_key_violation before. */
export const isStillNeeded = (error: unknown): boolean =>
  ["23001", erasedMeanwhile].includes(sqlState(error) ?? "");

/**
 * The database is away, full or restarting: nothing that the event at hand has done. A statement it refuses (classes 22, 23,
 * 42) is not that.
 */
export function isDatabaseTrouble(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|53|55|57|58)/.test(state);
  if (error instanceof Error && awayMessages.test(error.message)) return true;
  return [errorCode(error), driverCause(error)?.["kind"]].some(
    (name) => typeof name === "string" && awayNames.test(name),
  );
}

/** Of pg, which gives them no code. */
const awayMessages =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect)/;

/** Of Prisma, its driver adapter and Node. */
const awayNames =
  /^(P1\d\d\d|P2024|P2028|P2037|ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|TlsConnectionError|DatabaseDoesNotExist|AuthenticationFailed)/;

/** Names an error without what it says: messages of a database quote people's text. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return "Unknown";
  const code = sqlState(error) ?? errorCode(error);
  return code === undefined ? error.name : `${error.name} ${code}`;
}

/** PostgreSQL's five letters, where Prisma's driver adapter hands them on. */
function sqlState(error: unknown): string | undefined {
  const cause = driverCause(error);
  const state = cause?.["originalCode"] ?? cause?.["code"];
  return typeof state === "string" && /^[0-9A-Z]{5}$/.test(state) && !/^P\d/.test(state) ? state : undefined;
}

function errorCode(error: unknown): string | undefined {
  const code = record(error)?.["code"];
  return typeof code === "string" ? code : undefined;
}

function driverCause(error: unknown): Record<string, unknown> | undefined {
  const adapterError = record(record(record(error)?.["meta"])?.["driverAdapterError"]) ?? record(error);
  return record(adapterError?.["cause"]);
}

const record = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
