/**
 * A helpdesk without a database or a platform: `decide` on a state in memory, delivered at once, with a movable clock.
 * It keeps what the store promises (held messages wait, updates rewrite, receipts come back) and nothing else.
 */
import {
  addressKey,
  chatKey,
  identityKey,
  isSamePerson,
  messageKey,
  personKey,
  relayKeys,
} from "../../src/desk/address";
import { decide } from "../../src/desk/decide";
import { asReport } from "../../src/desk/incident-opening";
import { DEFAULT_DESK } from "../../src/desk/model";
import { decided } from "../../src/desk/situation";
import type { DeskRules } from "../../src/desk/decide";
import type { Content } from "../../src/desk/content";
import type {
  Decision,
  HistoryEntry,
  LateStep,
  OutboundMessage,
  Readdress,
  Retry,
} from "../../src/desk/decision";
import type { DeskEvent, PlanFinding } from "../../src/desk/events";
import type { Address, Conversation, Person, PlatformName, Ticket } from "../../src/desk/model";
import type {
  DeliveryStatus,
  DeskState,
  Duty,
  LateState,
  Load,
  DigestReport,
  ReviewFigures,
} from "../../src/desk/state";

export type Row = {
  message: OutboundMessage;
  status: DeliveryStatus;
  content?: Content;
  /** Not before. */
  due?: Date;
  messageId: string;
  withdrawn: boolean;
};

export type MemoryDesk = ReturnType<typeof createMemoryDesk>;

/**
 * `fails`: a sentence when the delivery of this message is to fail for good. `gone`: and nothing goes to its place any more.
 * `onlyWorkspaces`: which one a platform means where there is only one.
 */
export function createMemoryDesk(
  rules: DeskRules,
  options: {
    start?: Date;
    fails?: (message: OutboundMessage) => string | undefined;
    gone?: (message: OutboundMessage) => "thread" | "channel" | undefined;
    onlyWorkspaces?: Partial<Record<PlatformName, string>>;
    /** What the store would count for a review of the plan. */
    figures?: ReviewFigures;
    digest?: DigestReport;
    /** What the platforms say when they are asked at night. */
    findings?: () => PlanFinding[];
  } = {},
) {
  let now = options.start ?? new Date("2026-11-24T15:00:00Z");
  const conversations = new Map<string, Conversation>();
  const tickets = new Map<number, Ticket>();
  const rows = new Map<string, Row>();
  const history: HistoryEntry[] = [];
  const late: LateStep[] = [];
  const noLate = new Set<string>();
  const duties = new Map<Duty["name"], Duty>();
  const seen = new Set<string>();
  let failures = 0;
  const decisions: { event: DeskEvent; decision: Decision }[] = [];

  function state(event: DeskEvent): DeskState {
    const { conversation, ticket } = belongsTo(event);
    const openTickets = "by" in event ? openTicketsOf(event.by) : [];
    const copyKey = copyKeyOf(event);
    const other = event.type === "form_submitted" && /\d+/.exec(event.values["ticket"] ?? "")?.[0];
    const otherTicket = other ? tickets.get(Number(other)) : undefined;
    const copy = copyKey === undefined ? undefined : rows.get(copyKey);
    return {
      desk: DEFAULT_DESK,
      ...(otherTicket && { otherTicket }),
      ...(isOwnThread(event, conversation) && { inOwnThread: true as const }),
      ...(event.type === "late_answer_due" && conversation && { late: lateState(conversation, event) }),
      duties: [...duties.values()],
      ...(options.figures && { figures: options.figures }),
      ...(options.digest && { digest: options.digest }),
      ...(event.type === "home_opened" && { home: homeState(event.by) }),
      ...(conversation && { conversation }),
      ...(ticket && { ticket }),
      openTickets,
      load: workOnHand(),
      ...(copy &&
        copyKey !== undefined && {
          copy: {
            key: copyKey,
            status: copy.status,
            about: copy.message.about,
            ...(isTakenBack(event, copyKey, copy) && { isTakenBack: true as const }),
            ...(event.type === "message_delivered" && copy.content && { content: copy.content }),
          },
        }),
      similar: [],
      standing: all((t) => t.status === "open" && t.incident === undefined).map(asReport),
      incidents: all((t) => t.incident === t.number && ["open", "waiting"].includes(t.status)).map(
        (incident) => ({
          ticket: incident,
          reports: all((t) => incident.founders?.includes(t.number) === true).map(asReport),
          ...toldBy(incident),
        }),
      ),
      reports: ticket && ticket.incident === ticket.number ? reportsOf(ticket) : [],
      nextTicketNumber: Math.max(0, ...tickets.keys()) + 1,
      signInCode: "a-code",
      nextConversationId: `c${conversations.size + 1}`,
    };
  }

  const all = (isMeant: (ticket: Ticket) => boolean): Ticket[] =>
    [...tickets.values()].filter(isMeant).toSorted((a, b) => b.number - a.number);

  const reportsOf = ({ number }: Ticket) =>
    all((t) => t.incident === number && t.number !== number).map(asReport);

  function toldBy({ toldAll }: Ticket): { told?: Content } {
    const row = rows.get(toldAll ?? "");
    return row?.content && !row.withdrawn ? { told: row.content } : {};
  }

  function lateState(
    of: Conversation,
    { article, edition }: DeskEvent & { type: "late_answer_due" },
  ): LateState {
    const isTheirs = ({ requester }: { requester: Person }) => isSamePerson(requester, of.requester);
    const own = [...conversations.values()].filter(isTheirs);
    const offers = own.flatMap((c) => c.offers).filter((o) => o.kind === "answer");
    const told = offers.flatMap(({ late: isLate, at }) => (isLate ? [at] : []));
    const spoken = [
      ...own.map((c) => c.lastMessageAt),
      ...[...tickets.values()].filter(isTheirs).map((t) => t.lastSpokenAt),
    ];
    return {
      isOff: noLate.has(identityKey(of.requester)),
      heard: offers.some((o) => o.article === article && (o.late || o.edition === edition)),
      ...(spoken.length > 0 && { spokenAt: latest(spoken) }),
      ...(told.length > 0 && { toldAt: latest(told) }),
    };
  }

  /** As the store counts it: open tickets by account. */
  function workOnHand(): Load[] {
    const work = new Map<string, Load>();
    for (const { status, assignee, assignedAt } of tickets.values()) {
      if (!assignee || (status !== "open" && status !== "waiting")) continue;
      const { open = 0, lastAssignedAt } = work.get(personKey(assignee)) ?? {};
      const last = [lastAssignedAt, assignedAt].flatMap((at) => at?.getTime() ?? []);
      work.set(personKey(assignee), {
        person: assignee,
        open: open + 1,
        ...(last.length > 0 && { lastAssignedAt: new Date(Math.max(...last)) }),
      });
    }
    return [...work.values()];
  }

  function copyKeyOf(event: DeskEvent): string | undefined {
    if (event.type === "message_delivered") return event.about.toAll ? event.key : undefined;
    if (event.type === "message_edited" || event.type === "message_deleted")
      return relayKeys(event.message).findLast((key) => rows.has(key));
    if (event.type === "delivery_failed") return tickets.get(event.about.ticket ?? 0)?.card;
    if (event.type === "message_thanked")
      return [...rows].find(([, row]) => row.messageId === event.message.messageId)?.[0];
    return event.type === "button_pressed" && event.press.action === "undo_reply"
      ? event.press.argument
      : undefined;
  }

  /** Its message was deleted; what was undone is another matter. */
  function isTakenBack(event: DeskEvent, key: string, { status }: Row): boolean {
    if (event.type !== "message_edited") return false;
    const source = messageKey(event.message);
    const isUndone = history.some((h) => h.type === "undone" && h.source && messageKey(h.source) === source);
    const isWithdrawn = [...rows.values()].some(
      ({ message, status: how }) => message.verb === "withdraw" && message.of === key && how !== "failed",
    );
    return !isUndone && (status === "cancelled" || isWithdrawn);
  }

  /** The conversation of the quoted message, when it is one of that chat. */
  function quotedBy(event: DeskEvent): Conversation | undefined {
    if (event.type !== "message_posted" || !event.quotes) return undefined;
    const { quotes, replyIn } = event;
    const ours = [...rows.values()].find(({ messageId }) => messageId === quotes.messageId);
    const theirs = history.find(({ source }) => source && messageKey(source) === messageKey(quotes));
    const found = conversations.get(ours?.message.about.conversation ?? theirs?.conversation ?? "");
    return found && chatKey(found.origin) === chatKey(replyIn) ? found : undefined;
  }

  const isOwnThread = (event: DeskEvent, conversation: Conversation | undefined): boolean =>
    event.type === "message_posted" &&
    (event.replyIn.kind === "thread" ||
      quotedBy(event) !== undefined ||
      (event.replyIn.root !== undefined &&
        conversation !== undefined &&
        addressKey(conversation.origin) === addressKey(event.replyIn)));

  const homeState = (by: Person) => ({
    queue: [...tickets.values()].filter(
      (t) => (t.status === "open" || t.status === "waiting") && (!t.assignee || isSamePerson(t.assignee, by)),
    ),
    mostAsked: history.flatMap((h) => (h.type === "answered" && h.text ? [h.text] : [])),
    failedDeliveries: [...rows.values()].filter((row) => row.status === "failed").length,
    stuckEvents: 0,
    unanswered: history.filter((h) => h.type === "not_found").length,
  });

  const openTicketsOf = (by: Parameters<typeof isSamePerson>[0]) =>
    [...tickets.values()]
      .filter((t) => t.status !== "closed" && isSamePerson(t.requester, by))
      .toSorted((a, b) => b.lastSpokenAt.getTime() - a.lastSpokenAt.getTime() || b.number - a.number);

  function belongsTo(event: DeskEvent): {
    conversation?: Conversation | undefined;
    ticket?: Ticket | undefined;
  } {
    switch (event.type) {
      case "message_posted": {
        const inside = [...tickets.values()].find(
          (t) => threadKey(t.thread) === addressKey(event.message.in),
        );
        return inside
          ? byTicket(inside.number)
          : byConversation(quotedBy(event)?.id ?? latestAt(event.replyIn)?.id);
      }
      case "message_edited":
      case "message_deleted": {
        const entry = history.findLast((h) => h.source && messageKey(h.source) === messageKey(event.message));
        return entry?.ticket === undefined ? byConversation(entry?.conversation) : byTicket(entry.ticket);
      }
      case "button_pressed":
      case "form_submitted":
        return event.press.ticket === undefined
          ? byConversation(event.press.conversation)
          : byTicket(event.press.ticket);
      case "command_given":
        return byConversation(latestAt(event.in)?.id);
      case "message_thanked":
        return byTicket(rows.get(copyKeyOf(event) ?? "")?.message.about.ticket ?? 0);
      case "home_opened":
        return {};
      case "late_answer_due":
        return byConversation(event.conversation);
      case "plan_read":
      case "plan_checked":
      case "digest_asked":
        return {};
      case "draft_written":
        return "ticket" in event.source ? byTicket(event.source.ticket) : {};
      case "deadline_reached":
        if ("duty" in event.subject) return {};
        return "ticket" in event.subject
          ? byTicket(event.subject.ticket)
          : byConversation(event.subject.conversation);
      case "incident_called_for":
      case "reports_changed":
      case "incident_told":
        return byTicket(event.ticket);
      case "message_delivered":
      case "delivery_failed":
        return event.about.ticket === undefined
          ? byConversation(event.about.conversation)
          : byTicket(event.about.ticket);
    }
  }

  const byTicket = (number: number) => {
    const ticket = tickets.get(number);
    return { ticket, conversation: ticket && conversations.get(ticket.conversation) };
  };
  const byConversation = (id: string | undefined) => {
    const conversation = id === undefined ? undefined : conversations.get(id);
    return {
      conversation,
      ticket: conversation?.ticket === undefined ? undefined : tickets.get(conversation.ticket),
    };
  };
  function latestAt(place: Address): Conversation | undefined {
    const inChat = [...conversations.values()]
      .filter((c) => [c.origin, c.formerly].some((at) => at && chatKey(at) === chatKey(place)))
      .toSorted((a, b) => a.lastMessageAt.getTime() - b.lastMessageAt.getTime());
    return inChat.findLast((c) => addressKey(c.origin) === addressKey(place)) ?? inChat.at(-1);
  }

  /** Where the replies of the thread go: the place of the post that opened it. */
  function threadAddress(thread: string): Address | undefined {
    const opener = [...rows.values()].findLast(
      (row) => row.message.verb === "post" && row.message.opens === thread && row.status === "sent",
    );
    if (!opener || opener.message.verb !== "post" || "thread" in opener.message.to) return undefined;
    const { platform, id } = opener.message.to;
    // As a platform with one workspace does where the plan names none.
    const workspace = opener.message.to.workspace ?? options.onlyWorkspaces?.[platform];
    return {
      platform,
      kind: "thread",
      id: `${id}/${opener.messageId}`,
      ...(workspace !== undefined && { workspace }),
    };
  }
  const threadKey = (thread: string): string | undefined => {
    const address = threadAddress(thread);
    return address && addressKey(address);
  };

  function handle(event: DeskEvent): Decision {
    if (seen.has(event.id)) return decided({});
    seen.add(event.id);
    const decision = decide(event, state(event), rules, now);
    decisions.push({ event, decision });
    save(decision);
    for (const next of decision.events) handle(next);
    deliverDue();
    return decision;
  }

  function save(decision: Decision): void {
    for (const c of decision.conversations) conversations.set(c.id, { ...c, version: c.version + 1 });
    if (decision.ticket)
      tickets.set(decision.ticket.number, { ...decision.ticket, version: decision.ticket.version + 1 });
    history.push(...decision.history);
    if (decision.late) late.push(decision.late);
    if (decision.lateWish?.isWanted) noLate.delete(identityKey(decision.lateWish.person));
    else if (decision.lateWish) noLate.add(identityKey(decision.lateWish.person));
    for (const duty of decision.duties ?? []) duties.set(duty.name, duty);
    moveHeirs(decision.ticket);
    for (const key of decision.cancels) setStatus(key, "cancelled", ["held"]);
    for (const readdress of decision.readdresses) moveRows(readdress);
    for (const message of decision.messages) enqueue(message);
    for (const retry of decision.retries)
      for (const [key, row] of rows) {
        if (!isRetried(key, row, retry)) continue;
        row.due = new Date(now.getTime() + ("key" in retry ? retry.afterMs : 0));
        setStatus(key, "pending", ["failed"]);
      }
  }

  const isRetried = (key: string, { message }: Row, retry: Retry): boolean =>
    "key" in retry
      ? key === retry.key
      : message.verb === "post" &&
        message.about.role === "follow_up" &&
        "thread" in message.to &&
        message.to.thread === retry.thread;

  /** What belonged to a merged ticket belongs to the one it goes on as. */
  function moveHeirs(merged: Ticket | undefined): void {
    if (merged?.mergedInto === undefined) return;
    for (const [id, c] of conversations)
      if (c.ticket === merged.number) conversations.set(id, { ...c, ticket: merged.mergedInto });
  }

  function moveRows({ to, ...which }: Readdress): void {
    for (const [key, row] of rows) {
      const { message } = row;
      if (message.verb !== "post" || !isMeant(key, row, which)) continue;
      row.message = { ...message, to };
      if (row.status === "failed") row.status = "pending";
    }
  }

  const isMeant = (
    key: string,
    { message, status }: Row,
    which: { key: string } | { from: Address; conversation: string },
  ): boolean =>
    "key" in which
      ? key === which.key && ["failed", "pending"].includes(status)
      : ["held", "pending"].includes(status) &&
        message.about.conversation === which.conversation &&
        !("thread" in message.to) &&
        addressKey(message.to) === addressKey(which.from);

  function setStatus(key: string, status: DeliveryStatus, from: DeliveryStatus[]): boolean {
    const row = rows.get(key);
    if (!row || !from.includes(row.status)) return false;
    row.status = status;
    return true;
  }

  function enqueue(message: OutboundMessage): void {
    if (rows.has(message.key)) return;
    if (message.verb === "update" && ["held", "pending"].includes(rows.get(message.of)?.status ?? "")) {
      const row = rows.get(message.of);
      if (row) row.content = message.content;
      return;
    }
    if (message.verb === "withdraw" && setStatus(message.of, "cancelled", ["held", "pending"])) return;
    const status = message.verb === "post" && message.holdUntil ? "held" : "pending";
    const content = "content" in message ? { content: message.content } : {};
    rows.set(message.key, { message, status, ...content, messageId: `b${rows.size + 1}`, withdrawn: false });
  }

  function deliverDue(): void {
    for (const [key, row] of rows) {
      const { message } = row;
      const isHeld =
        (row.due && row.due > now) ||
        (message.verb === "post" && message.holdUntil && message.holdUntil > now);
      if (!["held", "pending"].includes(row.status) || isHeld || waitsForThread(message)) continue;
      const what = options.gone?.(message);
      const reason = what ? "The channel is archived." : options.fails?.(message);
      row.status = reason === undefined ? "sent" : "failed";
      if (reason !== undefined) {
        handle({
          type: "delivery_failed",
          id: `failed/${key}/${++failures}`,
          at: now,
          key,
          about: message.about,
          verb: message.verb,
          to: message.to,
          reason,
          ...(what && message.verb === "post" && { gone: { place: message.to, what } }),
        });
        continue;
      }
      applyToTarget(message);
      if (message.about.receipt) receipt(key, row);
    }
  }

  /** What opens a thread goes before all that is said in it. */
  const waitsForThread = (message: OutboundMessage): boolean =>
    "thread" in message.to && [...rows.values()].some((row) => isOpening(row, message.to));

  const isOpening = ({ message, status }: Row, to: OutboundMessage["to"]): boolean =>
    message.verb === "post" && status === "pending" && "thread" in to && message.opens === to.thread;

  function applyToTarget(message: OutboundMessage): void {
    if (message.verb !== "update" && message.verb !== "withdraw") return;
    const target = rows.get(message.of);
    if (target && message.verb === "update") target.content = message.content;
    if (target && message.verb === "withdraw") target.withdrawn = true;
  }

  function receipt(key: string, { message, messageId }: Row): void {
    const place =
      "thread" in message.to
        ? (threadAddress(message.to.thread) ?? { platform: "sandbox", kind: "thread", id: "?" })
        : message.to;
    const delivered = { message: { in: place, messageId } } as const;
    handle({
      type: "message_delivered",
      id: `delivered/${key}`,
      at: now,
      key,
      about: message.about,
      delivered,
    });
  }

  /** Moves the clock on, stopping at every deadline on the way as the clock would. */
  function forward(ms: number): void {
    const end = new Date(now.getTime() + ms);
    for (let guard = 0; guard < 10_000; guard++) {
      deliverDue();
      const next = earliest(end);
      if (!next) break;
      if (next.at > now) now = next.at;
      next.happens();
    }
    now = end;
    deliverDue();
  }

  function earliest(end: Date): { at: Date; happens: () => unknown } | undefined {
    const deadlines = [
      ...[...tickets.values()].map((t) => ({
        at: t.wakeAt,
        subject: { ticket: t.number },
        id: `ticket/${t.number}`,
        version: t.version,
      })),
      ...[...conversations.values()].map((c) => ({
        at: c.wakeAt,
        subject: { conversation: c.id },
        id: `conversation/${c.id}`,
        version: c.version,
      })),
    ].flatMap(({ at, subject, id, version }) => {
      const eventId = `deadline/${id}/${at?.toISOString() ?? ""}/${version}`;
      if (!at || seen.has(eventId)) return [];
      return [
        { at, happens: () => handle({ type: "deadline_reached", id: eventId, at: now, subject, dueAt: at }) },
      ];
    });
    const ownMoments = [...duties.values()].flatMap((duty) => {
      const { wakeAt: at, name } = duty;
      const eventId = `deadline/desk/${name}/${at?.toISOString() ?? ""}`;
      return at && !seen.has(eventId) ? [{ at, happens: () => handle(momentOf(duty, at, eventId)) }] : [];
    });
    const holds = [...rows.values()].flatMap(({ message, status }) =>
      status === "held" && message.verb === "post" && message.holdUntil
        ? [{ at: message.holdUntil, happens: deliverDue }]
        : [],
    );
    return [...deadlines, ...ownMoments, ...holds]
      .filter(({ at }) => at <= end)
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())[0];
  }

  /** The check is made before the desk hears of its moment. */
  const momentOf = ({ name }: Duty, dueAt: Date, id: string): DeskEvent =>
    name === "check"
      ? { id, type: "plan_checked", at: now, desk: DEFAULT_DESK, findings: options.findings?.() ?? [] }
      : { id, type: "deadline_reached", at: now, subject: { desk: DEFAULT_DESK, duty: name }, dueAt };

  /** What stands at a place, in order: texts as people read them. */
  function shownAt(place: Address | { thread: string }): string[] {
    const key = "thread" in place ? `thread/${place.thread}` : addressKey(place);
    return [...rows.values()]
      .filter(({ message, status, withdrawn }) => {
        const at = "thread" in message.to ? `thread/${message.to.thread}` : addressKey(message.to);
        return message.verb === "post" && at === key && status === "sent" && !withdrawn;
      })
      .map(({ content }) => (content ? textOf(content) : ""));
  }

  return {
    handle,
    forward,
    shownAt,
    threadAddress,
    now: () => now,
    rows,
    history,
    tickets,
    conversations,
    duties,
    /** What became of each late answer, in order. */
    late,
    decisions,
  };
}

const latest = (moments: Date[]): Date => new Date(Math.max(...moments.map((at) => at.getTime())));

/** Everything a content says, a line a block. */
export function textOf(content: Content): string {
  return content.blocks
    .map((block) => {
      switch (block.kind) {
        case "text":
          return block.markdown;
        case "quote":
          return `${block.from}: ${block.text}${block.edited ? " (edited)" : ""}`;
        case "facts":
          return block.facts.map((f) => `${f.label}: ${f.value}`).join("\n");
        case "files":
          return block.files.map((f) => `[${f.name}]`).join(" ");
        case "mention":
          return `${block.people.map((p) => `@${p.name}`).join(" ")} ${block.text}`;
        case "buttons":
          return block.buttons.map((b) => `(${b.label})`).join(" ");
        case "ask":
          return block.label;
      }
    })
    .join("\n");
}
