/** Somebody who learns wants to answer a requester: who looks at it first, and what becomes of it until they have? */
import { dayOf } from "../plan/contacts";
import { isAway, leadOf } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import { messageKey } from "./address";
import { changeTicket } from "./changing";
import type { Story } from "./changing";
import { readersOf } from "./incident-telling";
import { aboutTicket, named, sentence, threadOf, threadWord } from "./notices";
import { onPlatform, planPerson } from "./people";
import type { TicketCase } from "./situation";
import { withText } from "./prefilled";
import { spoken } from "./spoken";
import type { Words } from "./spoken";
import { say } from "./wording";
import type { Button, Content } from "./content";
import type { Decision, OutboundMessage } from "./decision";
import type { Awaiting, MessageRef, Person, Ticket } from "./model";

/** What they write to requesters goes out when another technician has approved it. */
export const isTrainee = (plan: EscalationPlan, person: Person): boolean =>
  planPerson(plan, person)?.traineeOf !== undefined;

/** The mentor; while they are away, the lead of the tier, if that is somebody else who is there. */
function mentorOf({ rules: { plan }, ticket, now }: TicketCase, trainee: Person): string | undefined {
  const mentor = planPerson(plan, trainee)?.traineeOf;
  const on = dayOf(plan, now);
  const lead = leadOf(plan, ticket.tier) ?? leadOf(plan, 2);
  const mayApprove = (key: string) => plan.people.find((p) => p.key === key)?.traineeOf === undefined;
  const isThere = (key: string | undefined): key is string => key !== undefined && !isAway(plan, key, on);
  return isThere(mentor) || !isThere(lead) || !mayApprove(lead) ? mentor : lead;
}

/** Nothing goes out, and no promise is kept by it: the thread shows the reply to whoever may send it. */
export function awaitApproval(
  here: TicketCase,
  by: Person,
  { text, files, mentions }: Words,
  key: string,
  source?: MessageRef,
): Decision {
  const shown = approvalKey(key);
  const waiting: Awaiting = {
    id: encodeURIComponent(here.event.id),
    by,
    text,
    files,
    mentions,
    key,
    shown,
    ...(source && { source }),
  };
  const asked = { ...here.ticket, awaiting: [...(here.ticket.awaiting ?? []), waiting] };
  const story: Story = { type: "awaits_approval", by, text, ...(source && { source }) };
  const word = { ...threadWord(here, asked, approvalAsked(here, waiting), "approval"), key: shown };
  return changeTicket(here, asked, story, [word]);
}

/** Of the request, by the key of the reply. */
export const approvalKey = (reply: string): string => `${reply}/approval`;

function approvalAsked(here: TicketCase, waiting: Awaiting): Content {
  const { rules, ticket } = here;
  const mentor = mentorOf(here, waiting.by);
  const person = mentor && onPlatform(rules.plan, mentor, ticket.channel);
  const text = say.approvalAsked(waiting.by.name, readersOf(here));
  const quoted = spoken(waiting.by, waiting, { reader: ticket.channel, speaksFor: "waits for approval" });
  return {
    summary: text,
    blocks: [
      { kind: "mention", people: person ? [person] : [], text },
      ...quoted.blocks,
      { kind: "buttons", buttons: approvalButtons(ticket, waiting) },
    ],
  };
}

function approvalButtons({ number }: Ticket, { id, text }: Awaiting): Button[] {
  const edit = { action: "edit_reply" as const, ticket: number, argument: withText(id, text) };
  return [
    { label: "Approve", press: { action: "approve_reply", ticket: number, argument: id }, style: "primary" },
    { label: "Edit…", press: edit, opensForm: true },
    { label: "Take over", press: { action: "take_over_reply", ticket: number, argument: id } },
  ];
}

/** The waiting reply that a message in the thread is. */
export const waitingAs = ({ awaiting }: Ticket, message: MessageRef): Awaiting | undefined =>
  awaiting?.find(({ source }) => source && messageKey(source) === messageKey(message));

export function withoutWaiting(ticket: Ticket, { id }: Awaiting): Ticket {
  const { awaiting = [], ...rest } = ticket;
  const others = awaiting.filter((other) => other.id !== id);
  return others.length > 0 ? { ...rest, awaiting: others } : rest;
}

/** Its author has changed it: another id, so that nobody approves what they have not read. */
export function changeWaiting(here: TicketCase, waiting: Awaiting, words: Words): Decision {
  const { text, files, mentions } = words;
  const changed: Awaiting = { ...waiting, text, files, mentions, id: encodeURIComponent(here.event.id) };
  const awaiting = (here.ticket.awaiting ?? []).map((one) => (one.id === waiting.id ? changed : one));
  const story: Story = {
    type: "edited",
    by: waiting.by,
    text,
    ...(waiting.source && { source: waiting.source }),
  };
  return changeTicket(here, { ...here.ticket, awaiting }, story, [
    redrawn(here, waiting, approvalAsked(here, changed)),
  ]);
}

/** Its author takes it back, as a note or for good. */
export const withdrawWaiting = (here: TicketCase, waiting: Awaiting, story: Story): Decision =>
  changeTicket(here, withoutWaiting(here.ticket, waiting), story, [withoutWords(here, waiting.shown)]);

/** The request stays as a line without the words: what is drawn again is forgotten with the message. */
export const withoutWords = (here: TicketCase, shown: string): OutboundMessage =>
  redrawn(here, { shown }, sentence(say.replyGone));

/** What stands in the place of the request, once it is settled. */
export const redrawn = (
  here: TicketCase,
  { shown }: Pick<Awaiting, "shown">,
  content: Content,
): OutboundMessage => ({
  key: `${here.event.id}/approval-now`,
  about: { ...aboutTicket(here.ticket), role: "notice" },
  verb: "update",
  to: threadOf(here.ticket),
  of: shown,
  content: named(here, here.ticket, content),
});
