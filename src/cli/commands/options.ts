/** Which options do several commands have? Written once, so that they read alike and mean the same everywhere. */
import { DEFAULT_DESK } from "../../desk/model";

export const defaults = {
  kb: process.env["TIERDESK_KB"]?.trim() || "knowledge-base",
  plan: process.env["TIERDESK_PLAN"]?.trim() || "helpdesk.yaml",
};

export const JSON_OBJECT = ["--json", "one JSON object for programs"] as const;
export const JSON_ARRAY = ["--json", "one JSON array for programs"] as const;

export const kbOption = (what = "the knowledge base") => ["--kb <dir>", what, defaults.kb] as const;
export const planOption = (what = "the escalation plan") => ["--plan <file>", what, defaults.plan] as const;

/** `own`: options that belong to a desk as well, and are to be given with it. */
export const deskOption = (own?: string) =>
  [
    "--desk <name>",
    `whose, where there are several${own === undefined ? "" : ` (${own} too)`}`,
    DEFAULT_DESK,
  ] as const;

/** `what` is looked at. `byDefault`: how far back, when nothing is said. */
export const sinceOption = (what: string, byDefault: string) =>
  [
    "--since <day>",
    `${what} in the last days, 30d, or from a day on, 2026-09-01 (default: ${byDefault})`,
  ] as const;
