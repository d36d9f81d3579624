/** Which fields of a ticket does another system get, and what does each mean? Checked, described and exported from here. */
import { z } from "zod";

export const moment = z.iso.datetime().describe("A moment in UTC: 2026-11-24T15:00:00.000Z.");
const momentOrNone = moment.nullable();
const minutes = z.number().min(0).nullable();

export const personFields = z.strictObject({
  name: z.string(),
  email: z.string().nullable().describe("As their platform vouches for it."),
  key: z.string().nullable().describe("Names the person in the escalation plan."),
  platform: z.enum(["slack", "teams", "sandbox"]),
});

const resolutionFields = z.strictObject({
  kind: z.enum([
    "solved",
    "duplicate",
    "workaround",
    "not_reproducible",
    "not_ours",
    "cancelled",
    "no_response",
  ]),
  note: z.string().nullable().describe("What was done. null without text."),
  by: personFields.nullable(),
  at: moment,
  confirmed: z.boolean().describe("The requester said that it is solved. false: nobody said so, or not yet."),
});

const targetFields = z.strictObject({
  kind: z.enum(["first_response", "next_response", "resolution", "hand_over", "vendor_response"]),
  tier: z.int().min(1).max(4),
  vendor: z.string().nullable().describe("Of a vendor's promise: their key in the plan."),
  minutes: z.int().describe("Working minutes promised."),
  calendar: z.string().describe("Whose working time: a key of the plan."),
  due_at: moment,
  state: z
    .enum(["running", "paused", "warned", "met", "breached", "dropped"])
    .describe("dropped: another promise holds instead, or none."),
});

export const ticketFields = z.strictObject({
  number: z.int().describe("12 is the HD-12 that people read."),
  status: z.enum(["open", "waiting", "resolved", "closed"]),
  waiting_on: z.enum(["requester", "vendor"]).nullable().describe("While `status` is waiting."),
  tier: z.int().min(1).max(4),
  priority: z.enum(["low", "normal", "high", "urgent"]),
  kind: z.enum(["incident", "enhancement", "request", "question"]).nullable(),
  component: z.string().nullable().describe("A key of the plan."),
  site: z.string().nullable().describe("A key of the plan."),
  requester: personFields.nullable().describe("null without text."),
  assignee: personFields.nullable().describe("Who works on it. null: nobody yet, or without text."),
  is_assigned: z.boolean(),
  question: z.string().nullable().describe("In the requester's words, secrets masked. null without text."),
  resolution: resolutionFields.nullable().describe("null again once it is reopened."),
  rating: z.int().nullable().describe("1 to 5, by the requester."),
  reopened: z.int().describe("How often."),
  incident: z
    .int()
    .nullable()
    .describe("Number of the incident that it reports. Its own: it is the incident."),
  merged_into: z.int().nullable().describe("Number of the ticket that goes on instead."),
  vendor_case: z
    .strictObject({
      vendor: z.string().describe("Their key in the plan."),
      number: z.string().nullable().describe("As a technician wrote it; null without text."),
      at: moment,
    })
    .nullable()
    .describe("Under which number a vendor works on it."),
  opened_at: moment,
  assigned_at: momentOrNone,
  responded_at: momentOrNone.describe("When a person's words first reached the requester."),
  resolved_at: momentOrNone,
  closed_at: momentOrNone,
  updated_at: moment.describe("When it or its history changed last."),
  first_response_minutes: minutes.describe("Working minutes from opening until then. docs/figures.md"),
  first_response_wall_minutes: minutes.describe("The same by the clock on the wall."),
  resolution_minutes: minutes.describe(
    "Working minutes until an answer of ours ended it; null again once it is reopened.",
  ),
  resolution_wall_minutes: minutes.describe("The same by the clock on the wall."),
  targets: z.array(targetFields).describe("What was promised, the oldest promise first."),
});

export const historyFields = z.strictObject({
  at: moment,
  type: z.string().describe("asked, ticket_opened, replied, noted, escalated, resolved, ..."),
  by: personFields.pick({ name: true }).nullable().describe("null: the help desk itself, or without text."),
  text: z
    .string()
    .nullable()
    .describe("Words of people, secrets masked; null when they were deleted, or without text."),
  internal: z.boolean().describe("The requester does not see it: a note, an escalation, a clock."),
});

export const ticketWithHistory = ticketFields.extend({
  history: z.array(historyFields).describe("The oldest first, at most 2,000 entries."),
});

export const ticketPage = z.strictObject({
  tickets: z.array(ticketFields),
  next: z.string().nullable().describe("Path of the next page; null: this was the last."),
});

export const problemFields = z
  .strictObject({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What was wrong, and what to send instead."),
  })
  .describe("RFC 9457.");

export type ApiTicket = z.output<typeof ticketFields>;
export type ApiHistoryEntry = z.output<typeof historyFields>;
export type ApiPerson = z.output<typeof personFields>;
