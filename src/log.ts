/** Where does the program say what it does? One line an event: a name and facts. Never what people wrote. */
import pino from "pino";

export type Log = Record<"info" | "warn" | "error", (event: string, facts: object) => void>;

/** JSON lines on standard error, so that standard output stays for people. */
export function createLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return {
    info: (event, facts) => logger.info(facts, event),
    warn: (event, facts) => logger.warn(facts, event),
    error: (event, facts) => logger.error(facts, event),
  };
}
