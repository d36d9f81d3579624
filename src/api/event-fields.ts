/** Which fields has an event that another system is sent, and what does each mean? */
import { z } from "zod";
import { WEBHOOK_EVENTS } from "../plan/webhooks";
import { moment, personFields, ticketFields } from "./ticket-fields";

export const eventFields = z.strictObject({
  type: z.enum(WEBHOOK_EVENTS),
  timestamp: moment.describe("When it happened."),
  data: z.strictObject({
    desk: z.string(),
    change: z
      .string()
      .nullable()
      .describe("The line of history it is of: `ticket_changed` is of priority_set, component_set, ..."),
    by: personFields.pick({ name: true }).nullable().describe("null: the help desk itself, or without text."),
    text: z.string().nullable().describe("What they wrote; null where they wrote nothing, or without text."),
    ticket: ticketFields.describe("As it stands when the event is sent."),
  }),
});

export type Payload = z.output<typeof eventFields>;
