/** What did a check find out, and what is to be done about it? */

/** `problem`: something will not work. `warning`: something may be meant otherwise. Facts and ids; no secret, no one's words. */
export type Finding = { level: "ok" | "warning" | "problem"; what: string; fix?: string };

export const ok = (what: string): Finding => ({ level: "ok", what });
export const warning = (what: string, fix: string): Finding => ({ level: "warning", what, fix });
export const problem = (what: string, fix: string): Finding => ({ level: "problem", what, fix });
