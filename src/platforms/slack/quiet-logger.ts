/** What do Slack's libraries write to the console? Nothing: their lines can hold tokens, addresses with codes, people's words. */
import { LogLevel, type Logger } from "@slack/bolt";

const nothing = (): void => {};

export const QUIET: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
