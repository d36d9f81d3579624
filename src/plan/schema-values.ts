// Which single texts may stand in the plan, and what is said about one that may not?

import { z } from "zod";
import { didYouMeanText } from "./did-you-mean";
import { readPercent } from "./percent";
import { isRegion, refuseRegion } from "./public-holidays";
import { isDay, isRefusal, isTimezone, knownTimezones, readDaysKept } from "./times";
import type { Refusal } from "./times";

/** Words that a bot's message can hold on every platform. */
const LONGEST_TEXT = 2000;
const LONGEST_LINE = 200;

/** A custom issue takes what to write instead along in its `params`. */
function refuse(context: z.RefinementCtx, refusal: Refusal): never {
  context.addIssue({ code: "custom", message: refusal.message, params: { fix: refusal.fix } });
  return z.NEVER;
}

/** A text that is read into something else, or refused with words. */
export const readBy = <T extends object>(read: (written: string) => T | Refusal) =>
  z.string().transform((written, context): T => {
    const value = read(written);
    return isRefusal(value) ? refuse(context, value) : value;
  });

/** A text that must pass a test. */
const checkedBy = (isGood: (written: string) => boolean, words: (written: string) => Refusal) =>
  z.string().transform((written, context) => {
    const text = written.trim();
    return isGood(text) ? text : refuse(context, words(text));
  });

const textUpTo = (most: number) =>
  checkedBy(
    (text) => text !== "" && text.length <= most,
    (text) =>
      text === ""
        ? { message: "The text is empty.", fix: "Write it, or take the key out." }
        : { message: `The text has ${text.length} characters.`, fix: `Shorten it to ${most} at most.` },
  );

/** `95 %`, as a share of 1. A bare number is refused with what was most likely meant. */
export const percent = (least: number, most: number) =>
  z
    .preprocess(
      (written) => (typeof written === "number" ? String(written) : written),
      readBy((written) => readPercent(written, least, most)),
    )
    .transform(({ percent: whole }) => whole / 100);

/** `180d`. A bare number is told what to write. */
export const daysKept = z.preprocess(
  (written) => (typeof written === "number" ? String(written) : written),
  readBy(readDaysKept),
);

export const line = textUpTo(LONGEST_LINE);
export const text = textUpTo(LONGEST_TEXT);

export const email = checkedBy(
  (written) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(written),
  (written) => ({
    message: `\`${written}\` is not an e-mail address.`,
    fix: "Write `email: name@school.example`.",
  }),
);

export const day = checkedBy(isDay, (written) => ({
  message: `\`${written}\` is not a date.`,
  fix: "Write year, month and day: `2027-06-30`.",
}));

export const timezone = checkedBy(isTimezone, (written) => ({
  message: `\`${written}\` is not a time zone.${didYouMeanText(written, knownTimezones())}`,
  fix: "Write a name of the time zone database: `America/Chicago`, `Europe/Berlin`, `UTC`.",
}));

export const region = checkedBy(isRegion, refuseRegion);

/** Over the network only encrypted; to a program on the same machine as it likes. */
const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

function isWebhookAddress(written: string): boolean {
  if (written.length > LONGEST_TEXT || !URL.canParse(written)) return false;
  const { protocol, hostname, username, password } = new URL(written);
  const isSafe = protocol === "https:" || (protocol === "http:" && LOCAL.includes(hostname));
  return isSafe && username === "" && password === "";
}

/** The refusal does not repeat it: a wrong one may hold a password. */
export const webhookAddress = checkedBy(isWebhookAddress, () => ({
  message: "This is no address that ticket events can be sent to.",
  fix: "Write `url: https://crm.school.example/hooks/tierdesk`, without name and password; `http:` only to localhost.",
}));

const isPattern = (written: string): boolean => {
  try {
    return new RegExp(written) instanceof RegExp;
  } catch {
    return false;
  }
};

/** A group without groups in it, and how often it stands, if that may be more than five times. */
const GROUP = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?([^()]*)\)([+*]|\{\d+,(?:[6-9]|\d\d+)?\})?/;

/** What varies and is repeated fits a text in more ways than can ever be tried: `(\w+-?)+` stops at sixty letters. */
function isEndless(written: string): boolean {
  let rest = written.replaceAll(/\\.|\[(?:\\.|[^\]])*\]/g, "x");
  for (let found = GROUP.exec(rest); found; found = GROUP.exec(rest)) {
    const [group, inside = "", often] = found;
    const varies = /[+*?|]|\{\d+,/.test(inside);
    if (varies && often !== undefined) return true;
    rest = rest.replace(group, varies ? "x+" : "x");
  }
  return false;
}

export const pattern = checkedBy(
  (written) => isPattern(written) && !isEndless(written),
  (written) =>
    isPattern(written)
      ? {
          message: `\`${written}\` repeats a part that can vary: some texts would be tried on it for ever.`,
          fix: "Write how often at most, up to five times: `(-\\d+){1,3}`.",
        }
      : {
          message: `\`${written}\` is not a regular expression.`,
          fix: "Write one in single quotes: `case_pattern: 'CE-\\d{6}'`.",
        },
);

export const ticketPrefix = checkedBy(
  (written) => /^[A-Z][A-Z0-9]{0,9}$/.test(written),
  (written) => ({
    message: `\`${written}\` cannot stand before a ticket's number.`,
    fix: "Write up to ten capital letters and digits, a letter first: `HD` gives HD-1.",
  }),
);
