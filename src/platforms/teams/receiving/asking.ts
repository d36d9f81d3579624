/** How is Teams asked while an activity waits to be acknowledged? Briefly; and what it refuses is told apart from what may pass. */
import { ConnectorFailure, type Call, type Connector } from "../connector";

/** Of the 15 seconds within which Teams wants an activity acknowledged, and the five for a form. */
const WITHIN_MS = 3_000;

export type ConnectorFor = (serviceUrl: string) => Connector;

export const briefly = (): Call => ({ signal: AbortSignal.timeout(WITHIN_MS) });

/** It will not be answered next time either: what it is about is not there, or not for us. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ConnectorFailure && [400, 403, 404, 405].includes(error.status ?? 0);

/** For the log: no message text, no secret. */
export function failureName(error: unknown): string {
  if (error instanceof ConnectorFailure) return error.code ?? String(error.status ?? error.kind);
  return error instanceof Error ? error.name : "unknown";
}
