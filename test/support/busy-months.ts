/** What does a help desk look like after half a year? Some thousand believable questions and tickets, the same each time. */
import { addBusinessMinutes, businessMinutesBetween } from "../../src/desk/business-hours";
import { calendarOf, nextTarget, startTargets } from "../../src/desk/targets";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { HistoryEntry } from "../../src/desk/decision";
import type { Conversation, Offer, Person, ResolutionKind, Target, Ticket } from "../../src/desk/model";
import type { DeskState } from "../../src/desk/state";
import type { Article } from "../../src/knowledge/article";
import type { EscalationPlan, KindName, Priority, TierNumber } from "../../src/plan/plan";
import { saveHistory } from "../../src/store/history";
import { saveDecision } from "../../src/store/save";
import { carryOut } from "../../src/store/statement";
import { inTransaction, type Database } from "../../src/store/transaction";
import { decided } from "../../src/desk/situation";

export type BusyMonths = {
  plan: EscalationPlan;
  articles: readonly Article[];
  now: Date;
  days?: number;
  tickets?: number;
  questions?: number;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const MATTERS: Record<string, string[]> = {
  accounts: [
    "My account is locked after the holidays and the portal says try again later",
    "A new colleague starts on Monday and has no account yet",
    "I changed my name, can my sign-in change too?",
  ],
  network: [
    "The Wi-Fi in room 214 drops every few minutes since Monday",
    "No internet on the second floor, wired and wireless",
    "VPN connects but I reach no file server from home",
    "The access point in the gym blinks orange",
  ],
  email: [
    "Mail to parents bounces with 550 5.7.1",
    "I cannot see the shared mailbox of the front office any more",
    "Calendar invitations come twice",
  ],
  printing: [
    "The copier on the first floor prints stripes",
    "My badge is unknown to the printer in the library",
    "Printing from the student laptops is stuck in the queue",
  ],
  devices: [
    "The projector cart in 118 shows no picture from my new laptop",
    "A student Chromebook has a broken hinge",
    "My laptop gets very hot and turns itself off",
    "The document camera is not found after the update",
  ],
  software: [
    "I need the statistics program for two classes by next week",
    "The grade book add-in asks for an administrator",
    "Photos app freezes when I open a large album",
  ],
  "student-records": [
    "Grades of period 3 cannot be changed although the term is open",
    "Attendance of Friday is missing for two classes",
    "A transferred student shows up twice in Compass",
  ],
  meetings: ["The board meeting's recording has no sound", "Teams shows me as away in every meeting"],
  files: ["I deleted the budget folder by mistake", "Somebody has the enrolment sheet locked"],
  security: ["A student may have seen a list of addresses", "I got a call from somebody who wanted my code"],
};
const OTHER = [
  "The bell rings ten minutes early",
  "Who do I ask about the new phones?",
  "The door panel beeps",
];

const FIRST = [
  "Maria",
  "James",
  "Aisha",
  "Tom",
  "Lucia",
  "Noah",
  "Ines",
  "Paul",
  "Sofia",
  "Marcus",
  "Emma",
  "Ravi",
];
const LAST = [
  "Ortiz",
  "Walsh",
  "Nguyen",
  "Baker",
  "Rossi",
  "Khan",
  "Meyer",
  "Silva",
  "Jones",
  "Park",
  "Evans",
];

/** How many tickets come in which hour of a working day. */
const BY_HOUR = [0, 0, 0, 0, 0, 0, 1, 6, 12, 11, 9, 7, 4, 7, 8, 6, 3, 1, 1, 1, 0, 0, 0, 0];

/** mulberry32: numbers that look like chance, the same ones each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Dice = ReturnType<typeof dice>;

function dice(seed: number) {
  const roll = chance(seed);
  const weighted = <T>(all: [T, number][]): T => {
    let left = roll() * all.reduce((sum, [, weight]) => sum + weight, 0);
    const found = all.find(([, weight]) => (left -= weight) < 0) ?? all[0];
    if (!found) throw new Error("Nothing to choose from.");
    return found[0];
  };
  const one = <T>(all: readonly T[]): T => weighted(all.map((each) => [each, 1]));
  /** Half below 1, a long tail above. */
  const long = (): number => Math.exp((roll() + roll() + roll() - 1.5) * 1.9);
  return { roll, weighted, one, long };
}

/** The people who ask: some of them often. */
function staffOf(count: number, { one }: Dice): Person[] {
  return Array.from({ length: count }, (_, index): Person => {
    const name = `${one(FIRST)} ${one(LAST)}`;
    return { platform: "sandbox", account: `staff-${index}`, name, email: `staff-${index}@lakeside.example` };
  });
}

/** On a day that has work, more of late than long ago. */
function momentOf({ now, days = 182 }: BusyMonths, { roll, weighted }: Dice): Date {
  for (;;) {
    const back = Math.floor((1 - Math.sqrt(1 - roll() * 0.75)) * 2 * days);
    const day = new Date(now.getTime() - (back % days) * DAY);
    const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
    if (isWeekend && roll() > 0.04) continue;
    const hour = weighted(BY_HOUR.map((weight, at) => [at, weight]));
    // Chicago is five or six hours behind.
    day.setUTCHours(hour + 6, Math.floor(roll() * 60), Math.floor(roll() * 60), 0);
    if (day < now) return day;
  }
}

const somebodyOf = (plan: EscalationPlan, key: string): Person => {
  const person = plan.people.find((one) => one.key === key);
  return { platform: "sandbox", account: key, name: person?.name ?? key, email: person?.email ?? "", key };
};

function aTicket(months: BusyMonths, number: number, staff: Person[], d: Dice): Ticket {
  const { plan, now } = months;
  const openedAt = momentOf(months, d);
  const component = d.weighted<string | undefined>([
    ["devices", 22], ["network", 17], ["accounts", 14], ["printing", 12], ["student-records", 10], ["email", 8],
    ["software", 8], ["files", 4], ["meetings", 4], ["security", 2], [undefined, 6],
  ]); // prettier-ignore
  const priority = d.weighted<Priority>([["normal", 62], ["low", 17], ["high", 17], ["urgent", 4]]); // prettier-ignore
  const site = d.weighted<string | undefined>([
    ["lakeside-high", 40], ["maple-elementary", 22], ["riverbend-middle", 20], ["district-office", 14], [undefined, 4],
  ]); // prettier-ignore
  const kind = d.weighted<KindName | undefined>([
    ["incident", 50], ["request", 25], ["question", 17], ["enhancement", 3], [undefined, 5],
  ]); // prettier-ignore
  const tier: TierNumber = d.roll() < 0.17 ? 3 : 2;
  const base: Ticket = {
    number,
    desk: DEFAULT_DESK,
    conversation: `seed-t${number}`,
    requester: d.roll() < 0.35 ? d.one(staff.slice(0, 12)) : d.one(staff),
    origin: { platform: "sandbox", kind: "direct", id: "staff" },
    question: d.one((component && MATTERS[component]) || OTHER),
    status: "open",
    tier,
    ...(kind && { kind }),
    ...(component && { component }),
    ...(site && { site }),
    priority,
    reasons: [],
    openedAt,
    thread: `ticket-${number}`,
    channel: { platform: "sandbox", kind: "channel", id: "service-desk" },
    card: `seed-card-${number}`,
    targets: [],
    waits: [],
    remindersSent: 0,
    lastSpokenAt: openedAt,
    version: 1,
  };
  return worked(months, { ...base, targets: startTargets(plan, base, openedAt) }, now, d);
}

/** Taken, answered, perhaps waited for, and mostly resolved. */
function worked({ plan }: BusyMonths, ticket: Ticket, now: Date, d: Dice): Ticket {
  const { openedAt, tier, priority } = ticket;
  const calendar = calendarOf(plan, ticket.targets[0]?.calendar ?? plan.calendars[0]?.key ?? "");
  const hurry = { urgent: 0.12, high: 0.4, normal: 1, low: 2 }[priority];
  const respondedAt = addBusinessMinutes(calendar, openedAt, 55 * hurry * d.long());
  const resolvedAt = addBusinessMinutes(
    calendar,
    respondedAt,
    (tier === 3 ? 900 : 330) * hurry * d.long() * d.long(),
  );
  if (respondedAt > now) return { ...ticket, targets: asAt(ticket.targets, now) };
  const people = plan.tiers.find(({ number }) => number === tier)?.members ?? [];
  const assignee = somebodyOf(plan, d.weighted(people.map((key, index) => [key, people.length + 1 - index])));
  const minutes = businessMinutesBetween(calendar, openedAt, respondedAt);
  const answered: Ticket = {
    ...ticket,
    assignee,
    assignedAt: respondedAt,
    firstResponse: { at: respondedAt, minutes },
    lastSpokenAt: respondedAt,
    targets: ended(ticket.targets, ["hand_over", "first_response"], respondedAt),
  };
  const isLeft = d.roll() < 0.02;
  if (resolvedAt > now || isLeft) return stillOpen(answered, now, d);
  return resolved(answered, resolvedAt, {
    now,
    d,
    minutes: businessMinutesBetween(calendar, openedAt, resolvedAt),
  });
}

function stillOpen(ticket: Ticket, now: Date, d: Dice): Ticket {
  const waitsFor = d.weighted([[undefined, 60], ["requester" as const, 28], ["vendor" as const, 12]]); // prettier-ignore
  if (!waitsFor) return { ...ticket, targets: asAt(ticket.targets, now) };
  const paused = ticket.targets.map((t): Target => (t.state === "running" ? { ...t, state: "paused" } : t));
  return {
    ...ticket,
    status: "waiting",
    waitingOn: waitsFor,
    waitingSince: ticket.lastSpokenAt,
    targets: paused,
  };
}

function resolved(
  ticket: Ticket,
  at: Date,
  { now, d, minutes }: { now: Date; d: Dice; minutes: number },
): Ticket {
  const kind = d.weighted<ResolutionKind>([
    ["solved", 76], ["workaround", 8], ["not_ours", 3], ["not_reproducible", 3], ["cancelled", 4], ["no_response", 4],
    ["duplicate", 2],
  ]); // prettier-ignore
  const isOld = now.getTime() - at.getTime() > 4 * DAY;
  const rating = d.roll() < 0.3 ? d.weighted([[5, 50], [4, 28], [3, 12], [2, 6], [1, 4]]) : undefined; // prettier-ignore
  return {
    ...ticket,
    status: isOld ? "closed" : "resolved",
    targets: ended(ticket.targets, ["resolution"], at),
    resolution: {
      kind,
      note: "Settled with the requester and checked once more.",
      by: ticket.assignee ?? ticket.requester,
      at,
      minutes,
      ...(d.roll() < 0.55 && { confirmed: true }),
    },
    ...(rating !== undefined && { rating }),
    ...(d.roll() < 0.06 && { reopenings: 1 }),
    lastSpokenAt: at,
  };
}

const ended = (targets: Target[], kinds: Target["kind"][], at: Date): Target[] =>
  targets.map((t) => (kinds.includes(t.kind) ? { ...t, state: at > t.due ? "breached" : "met" } : t));

const asAt = (targets: Target[], now: Date): Target[] =>
  targets.map((t) => (t.state === "running" && t.due < now ? { ...t, state: "breached" } : t));

function conversationOf(ticket: Ticket): Conversation {
  const { conversation: id, desk, requester, origin, question, openedAt, number } = ticket;
  return {
    id, desk, requester, origin, question, status: "ticket", files: [], offers: [], parts: [],
    askedAt: openedAt, lastMessageAt: ticket.lastSpokenAt, ticket: number, version: 1,
  }; // prettier-ignore
}

function storyOf({ ticket, d }: { ticket: Ticket; d: Dice }): [HistoryEntry, Date][] {
  const { conversation, number, requester: by, question, assignee, firstResponse, resolution } = ticket;
  const line = (type: HistoryEntry["type"], person: Person | undefined, text?: string): HistoryEntry => ({
    conversation,
    ticket: number,
    type,
    ...(person && { by: person }),
    ...(text !== undefined && { text }),
  });
  const at = firstResponse?.at ?? ticket.openedAt;
  return [
    [line("asked", by, question), ticket.openedAt],
    [line("ticket_opened", by), ticket.openedAt],
    ...(firstResponse
      ? ([
          [line("taken", assignee), at],
          [
            line(
              "replied",
              assignee,
              "I am looking at it now. Is it only this room, or the ones beside it too?",
            ),
            at,
          ],
          [line("requester_wrote", by, "Only here as far as I can see."), new Date(at.getTime() + 400_000)],
          ...(d.roll() < 0.4
            ? [[line("noted", assignee, "Looks like last month's. Check the switch first."), at]]
            : []),
        ] as [HistoryEntry, Date][])
      : []),
    ...(resolution
      ? ([[line("resolved", resolution.by, resolution.note), resolution.at]] as [HistoryEntry, Date][])
      : []),
  ];
}

const nothingKnown: DeskState = {
  desk: DEFAULT_DESK, openTickets: [], similar: [], standing: [], incidents: [], reports: [], nextTicketNumber: 1,
  nextConversationId: "",
}; // prettier-ignore

const saveTicket = (database: Database, ticket: Ticket, d: Dice): Promise<void> =>
  inTransaction(database, async (tx) => {
    const conversations = [conversationOf(ticket)];
    await saveDecision(tx, decided({ conversations, ticket }), nothingKnown, ticket.lastSpokenAt);
    await carryOut(
      tx,
      storyOf({ ticket, d }).flatMap(([line, at]) => saveHistory([line], at)),
    );
  });

/** A question that ended at Tier 1. The later, the more the answers help. */
function saveQuestion(database: Database, months: BusyMonths, index: number, staff: Person[], d: Dice) {
  const at = momentOf(months, d);
  const share = 1 - (months.now.getTime() - at.getTime()) / ((months.days ?? 182) * DAY);
  const outcome = d.weighted([
    ["confirmed" as const, 30 + 20 * share], ["silent" as const, 26], ["failed" as const, 14 - 7 * share],
    ["nothing" as const, 12 - 5 * share],
  ]); // prettier-ignore
  const popular = Math.floor(d.roll() ** 2.4 * months.articles.length);
  const article = months.articles[popular];
  const offers: Offer[] =
    outcome === "nothing" || !article
      ? []
      : [{ article: article.id, title: article.title, kind: "answer", confidence: 0.8, at, outcome }];
  const site = months.plan.sites[index % (months.plan.sites.length + 1)];
  const conversation: Conversation = {
    ...conversationOf({
      ...emptyTicket,
      conversation: `seed-q${index}`,
      requester: d.one(staff),
      openedAt: at,
    }),
    status: "ended",
    question: article?.questions[0] ?? OTHER[0] ?? "",
    offers,
    ...(article?.component !== undefined && { component: article.component }),
    ...(site && { site: site.key }),
  };
  const { ticket: _none, ...question } = conversation;
  const history: HistoryEntry[] =
    outcome === "nothing" ? [{ conversation: question.id, type: "not_found" }] : [];
  return inTransaction(database, (tx) =>
    saveDecision(tx, decided({ conversations: [question], history }), nothingKnown, at),
  );
}

const emptyTicket = {
  number: 0, desk: DEFAULT_DESK, origin: { platform: "sandbox", kind: "direct", id: "staff" }, question: "",
  lastSpokenAt: new Date(0),
} as unknown as Ticket; // prettier-ignore

/** An outage that many report at once: one incident, and what belongs to it. */
function outage(months: BusyMonths, number: number, staff: Person[]): Ticket[] {
  const { plan, now } = months;
  const openedAt = new Date(now.getTime() - 2 * HOUR);
  const d = dice(99);
  const one = (offset: number, changes: Partial<Ticket>): Ticket => {
    const ticket = {
      ...aTicket({ ...months, now }, number + offset, staff, d),
      status: "open" as const, openedAt, lastSpokenAt: openedAt, component: "network", site: "lakeside-high",
      question: "No internet in the whole building", incident: number, waits: [], ...changes,
    } as Ticket; // prettier-ignore
    const {
      resolution: _r,
      rating: _s,
      waitingOn: _w,
      waitingSince: _u,
      assignee: _a,
      firstResponse: _f,
      ...open
    } = ticket;
    return { ...open, targets: startTargets(plan, { ...open, targets: [] }, openedAt) };
  };
  const head = one(0, { question: "Network and Wi-Fi: Lakeside High", priority: "urgent", kind: "incident" });
  return [head, ...staff.slice(0, 7).map((requester, i) => one(i + 1, { requester }))].flat();
}

const atOnce = 8;

async function inParallel<T>(all: T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = all.values();
  await Promise.all(Array.from({ length: atOnce }, async () => { for (const one of left) await work(one); })); // prettier-ignore
}

/** Gives the tickets that it made. */
export async function fillBusyMonths(database: Database, months: BusyMonths): Promise<Ticket[]> {
  const d = dice(7);
  const { tickets = 2000, questions = 2500 } = months;
  const staff = staffOf(180, d);
  const made = Array.from({ length: tickets }, (_, index) => aTicket(months, index + 1, staff, d));
  const all = [...made, ...outage(months, tickets + 1, staff)].map((ticket) => {
    const due = nextTarget(ticket)?.due;
    return due ? { ...ticket, wakeAt: due } : ticket;
  });
  await inParallel(all, (ticket) => saveTicket(database, ticket, d));
  await inParallel(
    Array.from({ length: questions }, (_, index) => index),
    (index) => saveQuestion(database, months, index, staff, d),
  );
  return all;
}
