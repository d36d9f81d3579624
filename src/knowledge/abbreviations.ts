// Which short forms do people type at work, and what do they stand for?

/** English ones that mean one thing wherever they are asked. Those of two letters that are words too (it, pc, hr) are left alone. */
const LONG: Readonly<Record<string, string>> = {
  acct: "account",
  byod: "own device",
  m365: "microsoft 365 office",
  o365: "office 365",
  ooo: "out of office",
  ppt: "powerpoint",
  pw: "password",
  pwd: "password",
  pword: "password",
  wfh: "working from home",
};

const SHORT = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${Object.keys(LONG).join("|")})(?![\p{L}\p{N}])`,
  "giu",
);

/** The text with short forms written out: neither the words nor the network know them. */
export function writtenOut(text: string): string {
  return text.replaceAll(SHORT, (short) => LONG[short.toLowerCase()] ?? short);
}
