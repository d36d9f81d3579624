// Which other systems hear of tickets, and of what?

export const WEBHOOK_EVENTS = [
  "ticket_opened",
  "ticket_assigned",
  "ticket_released",
  "ticket_replied",
  "requester_wrote",
  "ticket_changed",
  "ticket_escalated",
  "ticket_waiting",
  "ticket_continued",
  "ticket_resolved",
  "ticket_reopened",
  "ticket_closed",
  "ticket_rated",
  "target_warned",
  "target_breached",
  "incident_opened",
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** `withText`: with what people wrote, and their names; else figures only. Its secret is in the environment. */
export type Webhook = { key: string; url: string; events: WebhookEvent[]; withText: boolean };
