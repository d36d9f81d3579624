// Which keys does the plan have, and of what kind is each value?

import { z } from "zod";
import { readHours } from "./hours";
import { wordList } from "./phrases";
import {
  day,
  email,
  line,
  pattern,
  percent,
  readBy,
  region,
  text,
  ticketPrefix,
  timezone,
} from "./schema-values";
import { readDuration, readHolidays } from "./times";

/** A section with these keys and no others; an unknown key is told which there are. */
const section = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? Object.keys(shape).join(", ") : undefined),
  });

/** Entries under keys of the admin's choice. */
const keyed = <T extends z.ZodType>(entry: T) => z.record(z.string(), entry).default({});

/** A name that the plan defines elsewhere: `check-references.ts` looks whether it does. */
const reference = z.string();
const tierNumber = z.literal([1, 2, 3, 4]);
const priority = z.enum(["low", "normal", "high", "urgent"]);
const contacts = keyed(line);
const platformIds = section({ sandbox: line.optional(), slack: line.optional(), teams: line.optional() });
const ids = z.array(line).optional();
const phrases = z.array(line).min(1);
const whole = (least: number, most: number) => z.int().min(least).max(most);

const person = section({
  name: line,
  email,
  site: reference.optional(),
  title: line.optional(),
  accounts: platformIds.default({}),
  away_from: day.optional(),
  away_until: day.optional(),
});

const tier = section({
  name: line,
  channels: platformIds.default({}),
  members: z.array(reference).default([]),
  groups: platformIds.default({}),
  lead: reference.optional(),
  contacts,
  escalates_to: tierNumber.optional(),
  relay: z.enum(["reply", "notes"]).default("reply"),
});

/** `3: not applicable` is the short way to write `3: { applicable: false }`. */
const provider = z.preprocess(
  (written) =>
    typeof written === "string" && /^not[ -]applicable$/i.test(written.trim())
      ? { applicable: false }
      : written,
  section({
    applicable: z.boolean().default(true),
    channels: platformIds.optional(),
    members: z.array(reference).optional(),
    liaison: reference.optional(),
    deputy: reference.optional(),
    vendor: reference.optional(),
  }),
);

const component = section({
  name: line,
  words: z.preprocess(wordList, z.array(line).default([])),
  private: z.boolean().default(false),
  tiers: section({
    "1": provider.optional(),
    "2": provider.optional(),
    "3": provider.optional(),
    "4": provider.optional(),
  }).default({}),
});

const site = section({
  name: line,
  timezone: timezone.optional(),
  technicians: z.array(reference).default([]),
  onboarded: z.boolean().default(true),
  note: text.optional(),
});

const vendor = section({
  name: line,
  contacts,
  hours: line.optional(),
  case_pattern: pattern.optional(),
});

const rule = {
  phrases,
  unless: z.array(line).default([]),
  examples: z.array(line).default([]),
  counter_examples: z.array(line).default([]),
};

export const routeSchema = section({ ...rule, say: text });

export const criterionSchema = section({
  ...rule,
  priority: priority.optional(),
  tier: tierNumber.optional(),
  component: reference.optional(),
  say: text.optional(),
});

export const calendarSchema = section({
  timezone: timezone.optional(),
  hours: z.record(z.string(), z.unknown()).transform((written, context) => {
    const { hours, refusals } = readHours(written);
    for (const { path, message, fix } of refusals)
      context.addIssue({ code: "custom", path, message, params: { fix } });
    return hours;
  }),
  holidays: z.array(readBy(readHolidays)).default([]),
  public_holidays: region.optional(),
  open_on: z.array(readBy(readHolidays)).optional(),
});

const durations = section({
  urgent: readBy(readDuration).optional(),
  high: readBy(readDuration).optional(),
  normal: readBy(readDuration).optional(),
  low: readBy(readDuration).optional(),
}).default({});

const targets = section({
  tier: tierNumber,
  calendar: reference,
  first_response: durations,
  next_response: durations,
  resolution: durations,
});

const followUp = section({
  remind_after_days: z.array(whole(1, 365)).default([2, 5]),
  close_after_days: whole(1, 365).default(10),
  close_resolved_after_days: whole(1, 365).default(3),
});

/** Less than even is a guess, and nobody can be sure of more than 99 in 100. */
const answers = section({
  answer_when_sure: percent(50, 99).optional(),
  suggest_when_sure: percent(1, 95).optional(),
});

export const planSchema = section({
  organisation: line,
  help_desk: line,
  ticket_prefix: ticketPrefix.default("HD"),
  owner: reference,
  review_by: day,
  gaps_to: platformIds.optional(),
  timezone,
  warn_at: z.number().min(0.1).max(0.99).default(0.75),
  hold_seconds: whole(0, 300).default(5),
  gather_seconds: whole(0, 300).default(20),
  watched_channels: section({ sandbox: ids, slack: ids, teams: ids }).default({}),
  outside_people: z.enum(["help", "refuse"]).default("refuse"),
  follow_up: followUp.prefault({}),
  answers: answers.optional(),
  people: z.record(z.string(), person),
  tiers: section({ "1": tier.optional(), "2": tier, "3": tier.optional(), "4": tier.optional() }),
  components: keyed(component),
  sites: keyed(site),
  vendors: keyed(vendor),
  criteria: keyed(criterionSchema),
  routes: keyed(routeSchema),
  calendars: keyed(calendarSchema),
  targets: z.array(targets).default([]),
});

/** The plan as its file says it: right in itself, names not looked up yet. */
export type WrittenPlan = z.output<typeof planSchema>;
