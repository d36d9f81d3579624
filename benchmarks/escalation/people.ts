// What do people do with a ticket, and when? Random, the same for the same seed.

import { onPlatform } from "../../src/desk/people";
import type { DeskEvent, Press } from "../../src/desk/events";
import type { Address, Person, Ticket } from "../../src/desk/model";
import type { EscalationPlan, Priority } from "../../src/plan/plan";
import type { WorkingTime } from "./working-time";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const STAFF = 5000;

/** `isForgotten`: nobody works on it, unless the clock calls somebody. `isSilent`: the requester never answers. */
export type Life = { isForgotten: boolean; isSilent: boolean; acts: number };

/** What is done next, at random; `name` makes its id. */
export type People = ReturnType<typeof createPeople>;

export function createPeople(plan: EscalationPlan, time: WorkingTime, random: () => number) {
  const room: Address = { platform: "sandbox", kind: "channel", id: "service-desk" };
  const technicians = [2, 3].flatMap((tier) =>
    (plan.tiers.find((t) => t.number === tier)?.members ?? []).flatMap(
      (key) => onPlatform(plan, key, room) ?? [],
    ),
  );
  const chance = (share: number): boolean => random() < share;
  const oneOf = <T>(all: T[]): T => {
    const found = all[Math.floor(random() * all.length)];
    if (found === undefined) throw new Error("Nothing to choose from");
    return found;
  };
  /** By weight. */
  const choose = <T extends string>(weights: Record<T, number>): T => {
    const entries = Object.entries(weights) as [T, number][];
    let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    return (entries.find(([, weight]) => (left -= weight) < 0) ?? oneOf(entries))[0];
  };
  /** Log-normal: most are quick, some take for ever. */
  const about = (median: number): number =>
    median * Math.exp(1.1 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));

  const requester = (): Person => {
    const account = `staff-${1 + Math.floor(random() * STAFF)}`;
    return { platform: "sandbox", account, name: `Staff ${account}`, email: `${account}@lakeside.example` };
  };
  const direct = ({ account }: Person): Address => ({ platform: "sandbox", kind: "direct", id: account });

  /** Each time from any seed another id. */
  let made = 0;
  const common = (now: number) => ({ id: `did/${++made}`, at: new Date(now) });

  const presses = (now: number, by: Person, press: Press): DeskEvent => ({
    ...common(now),
    type: "button_pressed",
    by,
    in: direct(by),
    press,
  });
  const submits = (now: number, by: Person, press: Press, values: Record<string, string>): DeskEvent => ({
    ...common(now),
    type: "form_submitted",
    by,
    in: direct(by),
    press,
    values,
  });
  function says(now: number, by: Person, text: string): DeskEvent {
    const place = direct(by);
    const event = common(now);
    const message = { in: place, messageId: event.id };
    return {
      ...event,
      type: "message_posted",
      by,
      message,
      replyIn: place,
      text,
      files: [],
      mentions: [],
      addressed: true,
    };
  }

  function question(): string {
    if (chance(0.07))
      return oneOf(oneOf(plan.criteria.filter(({ examples }) => examples.length > 0)).examples);
    const { words, name } = oneOf(plan.components);
    return `the ${oneOf([name, ...words])} ${oneOf(["is broken", "shows an error", "is slow", "stopped working"])} since ${oneOf(["today", "Monday", "the update"])}, room ${Math.floor(random() * 400)}`;
  }

  function workerOn(ticket: Ticket): Person {
    return ticket.assignee && chance(0.85) ? ticket.assignee : oneOf(technicians);
  }

  function onOpen(now: number, ticket: Ticket): DeskEvent {
    const by = workerOn(ticket);
    const press = { ticket: ticket.number };
    const what = ticket.assignee
      ? choose({
          reply: 38,
          ask_for_more: 17,
          resolve: 28,
          escalate: 6,
          set_priority: 5,
          release: 2,
          note: 2,
          set_component: 2,
        })
      : choose({ take: 55, reply: 25, resolve: 6, escalate: 6, set_priority: 6, ask_for_more: 2 });
    return technician(now, by, { ...press, action: what });
  }

  function technician(now: number, by: Person, press: Press): DeskEvent {
    const { action } = press;
    if (action === "take" || action === "release" || action === "continue") return presses(now, by, press);
    const priorities: Priority[] = ["urgent", "high", "normal", "low"];
    const values: Record<string, Record<string, string>> = {
      set_priority: { priority: oneOf(priorities) },
      set_component: { component: oneOf(plan.components).key },
      resolve: {
        text: "Set up again.",
        kind: choose({ solved: 80, workaround: 12, not_ours: 5, not_reproducible: 3 }),
        ...(chance(0.1) && { confirmation: "done" }),
      },
    };
    return submits(now, by, press, values[action] ?? { text: "We are looking at it, room by room." });
  }

  function requesterOn(now: number, ticket: Ticket): DeskEvent {
    const { number, requester: by } = ticket;
    if (chance(0.02)) return presses(now, by, { action: "cancel", ticket: number });
    if (chance(0.5)) return says(now, by, `${plan.ticketPrefix}-${number} it is the one next to the window`);
    return submits(
      now,
      by,
      { action: "add_to_ticket", ticket: number },
      { text: "It is the one next to the window" },
    );
  }

  function onWaiting(now: number, ticket: Ticket, life: Life): DeskEvent {
    const isRequesters = ticket.waitingOn === "requester" ? !life.isSilent && chance(0.85) : chance(0.1);
    if (isRequesters) return requesterOn(now, ticket);
    const action = choose({ continue: 35, resolve: 25, reply: 25, set_priority: 15 });
    return technician(now, workerOn(ticket), { action, ticket: ticket.number });
  }

  function onResolved(now: number, ticket: Ticket): DeskEvent {
    const { number, requester: by } = ticket;
    const what = choose({ confirm_resolved: 75, reopen: 12, write: 11, cancel: 2 });
    return what === "write" ? requesterOn(now, ticket) : presses(now, by, { action: what, ticket: number });
  }

  function onClosed(now: number, { number, requester: by }: Ticket): DeskEvent {
    return chance(0.85)
      ? presses(now, by, { action: "rate", ticket: number, argument: String(1 + Math.floor(random() * 5)) })
      : presses(now, by, { action: "reopen", ticket: number });
  }

  /** Working time until somebody looks at it again, while the requester waits for a word and else; an urgent one sooner. */
  const patience: Record<Priority, [number, number]> = {
    urgent: [3 * MINUTE, 20 * MINUTE],
    high: [12 * MINUTE, HOUR],
    normal: [50 * MINUTE, 3 * HOUR],
    low: [2 * HOUR, 7 * HOUR],
  };
  const isAwaited = ({ targets }: Ticket): boolean =>
    targets.some(({ kind, state }) => kind !== "resolution" && (state === "running" || state === "warned"));

  return {
    life: (): Life => ({ isForgotten: chance(0.03), isSilent: chance(0.15), acts: 0 }),
    /** Somebody asks: most with the form, the others in their chat. */
    asks(now: number): DeskEvent {
      const by = requester();
      if (chance(0.3)) return says(now, by, `new: ${question()}`);
      const urgency = choose({ wait: 20, around: 55, blocked: 25 });
      return submits(now, by, { action: "open_ticket" }, { text: question(), urgency });
    },
    /** On an answer that solved it or did not. Undefined: they say nothing. */
    onAnswer(now: number, conversation: string, by: Person): DeskEvent | undefined {
      const action = choose({ need_help: 75, solved: 13, silent: 12 });
      return action === "silent" ? undefined : presses(now, by, { action, conversation });
    },
    /** Undefined: nobody will do anything, but for the clock. */
    next(now: number, ticket: Ticket, life: Life): number | undefined {
      if (++life.acts > 60) return undefined;
      if (ticket.status === "closed") return chance(0.25) ? now + about(6 * HOUR) : undefined;
      if (ticket.status === "resolved") return chance(0.5) ? now + about(6 * HOUR) : undefined;
      if (chance(0.01)) life.isForgotten = true;
      if (ticket.status === "waiting" && ticket.waitingOn === "requester")
        return life.isSilent && chance(0.8) ? undefined : now + about(8 * HOUR);
      if (life.isForgotten) return chance(0.3) ? now + about(60 * HOUR) : undefined;
      if (ticket.status === "waiting") return time.after(now, about(16 * HOUR));
      return time.after(now, about(patience[ticket.priority][isAwaited(ticket) ? 0 : 1]));
    },
    acts(now: number, ticket: Ticket, life: Life): DeskEvent {
      if (ticket.status === "closed") return onClosed(now, ticket);
      if (ticket.status === "resolved") return onResolved(now, ticket);
      if (ticket.status === "waiting") return onWaiting(now, ticket, life);
      return life.isForgotten || chance(0.12) ? requesterOn(now, ticket) : onOpen(now, ticket);
    },
    /** The clock has brought somebody new in. */
    called(life: Life): void {
      if (chance(0.6)) life.isForgotten = false;
    },
  };
}
