/** What of Bolt's own log does the operator read? Its words, never what it quotes: that can be what people wrote. */
import { LogLevel, type Logger } from "@slack/bolt";
import type { SlackLog } from "../options";

/** Bolt writes `What happened: details` and `What happened (details)`. */
const DETAILS = /[:(].*$/su;

export const createBoltLog = (log: SlackLog): Logger => ({
  debug: nothing,
  info: nothing,
  warn: (...words) => log.warn("slack.connection", { says: ownWords(words[0]) }),
  error: (...words) => log.warn("slack.connection", { says: ownWords(words[0]) }),
  setLevel: nothing,
  setName: nothing,
  // Bolt puts whole requests together only to write them at the level below.
  getLevel: () => LogLevel.ERROR,
});

const ownWords = (words: unknown): string =>
  typeof words === "string" ? words.replace(DETAILS, "").trim() : "something unnamed";

function nothing(): void {}
