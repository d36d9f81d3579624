// How does a year of many tickets go by in memory? Each lookup by key, each deadline from a heap: a step costs the same at any size.

import { DEFAULT_DESK } from "../../src/desk/model";
import type { Decision } from "../../src/desk/decision";
import type { DeadlineSubject, DeskEvent } from "../../src/desk/events";
import type { Conversation, Ticket } from "../../src/desk/model";
import type { DeskState } from "../../src/desk/state";
import { createHeap } from "./heap";
import type { World, WorldParts } from "./world";

type Due =
  { subject: Exclude<DeadlineSubject, { desk: string }>; at: number } | { receipt: DeskEvent; key: string };

/** Requesters write in their direct chats only, technicians use buttons and forms only. Everything said is delivered. */
export function createMemoryWorld({ start, decide }: WorldParts): Promise<World> {
  let now = start;
  const tickets = new Map<number, Ticket>();
  const conversations = new Map<string, Conversation>();
  /** By account. */
  const latest = new Map<string, Conversation>();
  const openOf = new Map<string, Set<number>>();
  const due = createHeap<Due>();
  const told = new Set<string>();
  const cancelled = new Set<string>();

  function stateFor(event: DeskEvent): DeskState {
    const { ticket, conversation } = belongsTo(event);
    const openTickets = "by" in event ? openTicketsOf(event.by.account) : [];
    return {
      desk: DEFAULT_DESK,
      ...(ticket && { ticket }),
      ...(conversation && { conversation }),
      openTickets,
      similar: [],
      standing: [],
      incidents: [],
      reports: [],
      nextTicketNumber: tickets.size + 1,
      nextConversationId: `c${conversations.size + 1}`,
    };
  }

  const openTicketsOf = (account: string): Ticket[] =>
    [...(openOf.get(account) ?? [])]
      .flatMap((number) => tickets.get(number) ?? [])
      .toSorted((a, b) => b.lastSpokenAt.getTime() - a.lastSpokenAt.getTime() || b.number - a.number);

  function belongsTo(event: DeskEvent): {
    ticket?: Ticket | undefined;
    conversation?: Conversation | undefined;
  } {
    if (event.type === "message_posted") return withTicket(latest.get(event.replyIn.id));
    const ids = idsIn(event);
    const ticket = ids.ticket === undefined ? undefined : tickets.get(ids.ticket);
    if (ticket) return { ticket, conversation: conversations.get(ticket.conversation) };
    return withTicket(ids.conversation === undefined ? undefined : conversations.get(ids.conversation));
  }

  const withTicket = (conversation: Conversation | undefined) => ({
    conversation,
    ticket: conversation?.ticket === undefined ? undefined : tickets.get(conversation.ticket),
  });

  /** What is due at once is put before what comes later, and handled when its turn comes. */
  function handle(event: DeskEvent): void {
    const decision = decide(event, stateFor(event), new Date(now));
    for (const conversation of decision.conversations) saveConversation(conversation);
    if (decision.ticket) saveTicket(decision.ticket);
    for (const key of decision.cancels) cancelled.add(key);
    for (const message of decision.messages) deliver(message);
  }

  function saveConversation(decided: Conversation): void {
    const saved = { ...decided, version: decided.version + 1 };
    conversations.set(saved.id, saved);
    const account = saved.requester.account;
    const before = latest.get(account);
    if (!before || before.id === saved.id || before.lastMessageAt <= saved.lastMessageAt)
      latest.set(account, saved);
    if (saved.wakeAt)
      due.push(saved.wakeAt.getTime(), { subject: { conversation: saved.id }, at: saved.wakeAt.getTime() });
  }

  function saveTicket(decided: Ticket): void {
    const saved = { ...decided, version: decided.version + 1 };
    tickets.set(saved.number, saved);
    const open = openOf.get(saved.requester.account) ?? new Set();
    openOf.set(saved.requester.account, open);
    if (saved.status === "closed") open.delete(saved.number);
    else open.add(saved.number);
    if (saved.wakeAt)
      due.push(saved.wakeAt.getTime(), { subject: { ticket: saved.number }, at: saved.wakeAt.getTime() });
  }

  function deliver(message: Decision["messages"][number]): void {
    if (message.verb !== "post" || !message.about.receipt) return;
    const at = Math.max(now, message.holdUntil?.getTime() ?? now);
    const { key, about } = message;
    const place =
      "thread" in message.to
        ? ({ platform: "sandbox", kind: "thread", id: message.to.thread } as const)
        : message.to;
    const delivered = { message: { in: place, messageId: key } };
    const receipt: DeskEvent = {
      id: `delivered/${key}`,
      type: "message_delivered",
      at: new Date(at),
      key,
      about,
      delivered,
    };
    due.push(at, { receipt, key });
  }

  /** As the clock does it: the same deadline twice is one event. A deadline that has moved is not asked for. */
  function happen(next: Due): void {
    if ("receipt" in next) {
      if (!cancelled.has(next.key)) handle(next.receipt);
      return;
    }
    const { subject, at } = next;
    const found = "ticket" in subject ? tickets.get(subject.ticket) : conversations.get(subject.conversation);
    const id = `deadline/${Object.values(subject)[0]}/${at}/${found?.version}`;
    if (found?.wakeAt?.getTime() !== at || told.has(id)) return;
    told.add(id);
    const dueAt = new Date(at);
    handle({ id, type: "deadline_reached", at: dueAt, subject, dueAt });
  }

  function settle(): void {
    for (let at = due.first(); at !== undefined && at <= now; at = due.first()) {
      const next = due.pop();
      if (next) happen(next);
    }
  }

  return Promise.resolve({
    tell: async (event) => {
      handle(event);
      settle();
    },
    nextAt: async () => due.first(),
    goOn: async (to) => {
      now = Math.max(now, to);
      settle();
    },
    close: async () => {},
  });
}

function idsIn(event: DeskEvent): { ticket?: number; conversation?: string } {
  if (event.type === "button_pressed" || event.type === "form_submitted") return event.press;
  if (event.type === "deadline_reached") return "duty" in event.subject ? {} : event.subject;
  return "about" in event ? event.about : {};
}
