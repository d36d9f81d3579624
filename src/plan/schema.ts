// Which keys does the plan have, and of what kind is each value?

import { z } from "zod";
import { readHours } from "./hours";
import { wordList } from "./phrases";
import {
  day,
  daysKept,
  email,
  line,
  pattern,
  percent,
  readBy,
  region,
  text,
  ticketPrefix,
  timezone,
  webhookAddress,
} from "./schema-values";
import { readDuration, readHolidays, readShortTime, readTimeOfDay, readWeekday } from "./times";
import { WEBHOOK_EVENTS } from "./webhooks";

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
  trainee_of: reference.optional(),
});

const silentDays = whole(1, 365);

const followUp = section({
  remind_after_days: z.array(silentDays).default([2, 5]),
  close_after_days: silentDays.default(10),
  close_resolved_after_days: silentDays.default(3),
});

/** What is left out is the plan's own. */
const tierFollowUp = section({
  remind_after_days: z.array(silentDays).optional(),
  close_after_days: silentDays.optional(),
  close_resolved_after_days: silentDays.optional(),
  update_requester_every: readBy(readDuration).optional(),
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
  contacts_at: section({
    warning: z.array(reference).min(1).optional(),
    breach: z.array(reference).min(1).optional(),
  }).optional(),
  on_call: section({
    priorities: z.array(priority).min(1).default(["urgent"]),
    people: z.array(reference).min(1),
    calendar: reference.optional(),
  }).optional(),
  assign: z.enum(["auto", "manual"]).optional(),
  capacity: whole(1, 1000).optional(),
  follow_up: tierFollowUp.optional(),
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

const promises = section({
  urgent: readBy(readDuration).optional(),
  high: readBy(readDuration).optional(),
  normal: readBy(readDuration).optional(),
  low: readBy(readDuration).optional(),
});
const durations = promises.default({});

const vendor = section({
  name: line,
  contacts,
  hours: line.optional(),
  case_pattern: pattern.optional(),
  case_example: line.optional(),
  calendar: reference.optional(),
  answers_within: promises.optional(),
});

const rule = {
  phrases,
  unless: z.array(line).default([]),
  examples: z.array(line).default([]),
  counter_examples: z.array(line).default([]),
};

export const routeSchema = section({ ...rule, sites: z.array(reference).optional(), say: text });

export const criterionSchema = section({
  ...rule,
  phrases: phrases.default([]),
  components: z.array(reference).min(1).optional(),
  sites: z.array(reference).min(1).optional(),
  requesters: z.array(reference).min(1).optional(),
  requester_groups: platformIds.optional(),
  affected_at_least: whole(2, 100_000).optional(),
  open_for: readBy(readDuration).optional(),
  reopened_at_least: whole(1, 100).optional(),
  contact: reference.optional(),
  priority: priority.optional(),
  tier: tierNumber.optional(),
  component: reference.optional(),
  say: text.optional(),
});

export const kindSchema = section({ ...rule, phrases: phrases.default([]) });
export const enhancementSchema = section({
  ...rule,
  phrases: phrases.default([]),
  channels: platformIds.optional(),
  say: text.optional(),
});

/** In the order in which they are tried: what is broken is never put on a list. */
const kinds = section({
  incident: kindSchema.optional(),
  enhancement: enhancementSchema.optional(),
  request: kindSchema.optional(),
  question: kindSchema.optional(),
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

const targets = section({
  tier: tierNumber,
  calendar: reference,
  hand_over: durations,
  first_response: durations,
  next_response: durations,
  resolution: durations,
});

/** More tickets that stand alone are never looked at together: store/incidents.ts. */
const MOST_TOGETHER = 200;

const incidents = section({
  propose_at: whole(2, MOST_TOGETHER).default(5),
  open_at: whole(3, MOST_TOGETHER).optional(),
  within_minutes: whole(1, 1440).default(30),
});

const digest = section({
  day: readBy(readWeekday).prefault("monday"),
  at: readBy(readTimeOfDay).prefault("09:00"),
  channels: platformIds.default({}),
});

/** Less than even is a guess, and nobody can be sure of more than 99 in 100. */
const answers = section({
  answer_when_sure: percent(50, 99).optional(),
  suggest_when_sure: percent(1, 95).optional(),
});

/** `off` is the short way to write `{ a_day: 0 }`. YAML of an older kind reads it as false. */
const lateAnswers = z.preprocess(
  (written) => (written === "off" || written === false ? { a_day: 0 } : written),
  section({ days: whole(1, 90).default(14), a_day: whole(0, 1000).default(50) }),
);

const webhook = section({
  url: webhookAddress,
  events: z
    .array(z.enum(WEBHOOK_EVENTS))
    .min(1)
    .default([...WEBHOOK_EVENTS]),
  with_text: z.boolean().default(false),
});

const retention = section({
  questions: daysKept.optional(),
  tickets: daysKept.optional(),
});

export const planSchema = section({
  organisation: line,
  help_desk: line,
  ticket_prefix: ticketPrefix.default("HD"),
  owner: reference,
  review_by: day,
  gaps_to: platformIds.optional(),
  digest: digest.optional(),
  timezone,
  warn_at: z.number().min(0.1).max(0.99).default(0.75),
  hold_seconds: whole(0, 300).default(5),
  gather_seconds: whole(0, 300).default(20),
  call_next_after: readBy(readShortTime).optional(),
  watched_channels: section({ sandbox: ids, slack: ids, teams: ids }).default({}),
  outside_people: z.enum(["help", "refuse"]).default("refuse"),
  follow_up: followUp.prefault({}),
  incidents: incidents.prefault({}),
  answers: answers.optional(),
  late_answers: lateAnswers.prefault({}),
  webhooks: keyed(webhook),
  retention: retention.optional(),
  people: z.record(z.string(), person),
  tiers: section({ "1": tier.optional(), "2": tier, "3": tier.optional(), "4": tier.optional() }),
  components: keyed(component),
  sites: keyed(site),
  vendors: keyed(vendor),
  criteria: keyed(criterionSchema),
  kinds: kinds.optional(),
  routes: keyed(routeSchema),
  calendars: keyed(calendarSchema),
  targets: z.array(targets).default([]),
});

/** The plan as its file says it: right in itself, names not looked up yet. */
export type WrittenPlan = z.output<typeof planSchema>;
