import * as fc from "fast-check";
import { isSamePerson } from "../../src/desk/address";
import { decide } from "../../src/desk/decide";
import { isTechnician } from "../../src/desk/people";
import { nextCriterionAt } from "../../src/desk/later-criteria";
import { isReport } from "../../src/desk/incidents";
import { ownerOf } from "../../src/desk/ownership";
import { isVendors } from "../../src/desk/targets";
import { nextFollowUp, nextUpdate } from "../../src/desk/waking";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import type { ActionName } from "../../src/desk/events";
import type { MessageRef, Person, Ticket } from "../../src/desk/model";
import { createMemoryDesk, textOf } from "../support/memory-desk";
import type { MemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, eli, kofi, peopleAt, stranger } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const taken = ([2, 3] as const).map((tier) => ({
  kind: "hand_over" as const, tier, priority: "normal" as const, minutes: 20, calendar: "school", line: 1,
})); // prettier-ignore
const rule = { unless: [], examples: [], counterExamples: [], line: 1 };

/** With everything that the clock may have to do. */
const eventful = (): EscalationPlan => {
  const plan = aPlan();
  const tiers = plan.tiers.map((tier) =>
    tier.number === 2 || tier.number === 3
      ? {
          ...tier,
          contactsAt: { breach: ["priya", "eli"] },
          onCall: { priorities: ["urgent" as const, "high" as const], people: ["dana", "kofi"] },
          assign: "auto" as const,
          capacity: 2,
          followUp: { updateRequesterEvery: { minutes: 600, calendar: "school" } },
        }
      : tier,
  );
  const people = plan.people.map((one) =>
    one.key === "eli" ? { ...one, awayFrom: "2026-11-25", awayUntil: "2026-11-25", traineeOf: "dana" } : one,
  );
  return {
    ...plan,
    tiers,
    people,
    targets: [...plan.targets, ...taken],
    incidents: { proposeAt: 2, openAt: 4, withinMinutes: 600 },
    kinds: [{ ...rule, key: "enhancement", phrases: ["bell"] }],
    criteria: [
      ...plan.criteria,
      { ...rule, key: "long", phrases: [], openForMinutes: 300, priority: "high", tier: 3, contact: "mira" },
      { ...rule, key: "again", phrases: [], reopenedAtLeast: 1, contact: "priya" },
    ],
  };
};

const RULES = theRules(eventful());
const SECRET_NOTE = "only technicians may read this";

const everybody: Person[] = [ana, ben, dana, eli, kofi, stranger];
const texts = [
  "open a ticket: the wifi is down in room 12",
  "open a ticket: wifi down again in my room",
  "I forgot my password",
  "the smartboard in room 12 is upside down",
  "is it toner or paper that the printer needs?",
  "I clicked a phishing link",
  "my tickets",
  "plan",
  "plan network",
  "cancel HD-1",
  "HD-2: more about it",
  "thanks",
  "no",
  "1",
  "open a ticket: the bell rings at night",
  `note: ${SECRET_NOTE}`,
  "",
];
const actions: ActionName[] = [
  "solved", "need_help", "why", "choose_article", "guide_step", "guide_back", "back_to_guide", "none_of_these", "new_question", "about_ticket", "confirm_resolved",
  "reopen", "cancel", "rate", "take", "release",
  "continue", "reply", "note", "ask_for_more", "resolve", "escalate", "set_priority",
  "undo_reply", "set_component", "set_kind", "set_site", "assign", "merge", "open_ticket", "read_article", "go_private", "add_to_ticket",
  "say_component", "split", "open_incident", "keep_apart", "set_incident", "leave_incident", "list_reports", "me_too",
  "set_case", "vendor_answered", "vendor_packet", "packet_sent",
  "approve_reply", "edit_reply", "take_over_reply",
]; // prettier-ignore

type Step =
  | { do: "say"; by: number; text: number; inThread: number }
  | { do: "edit" | "delete"; message: number; text: number }
  | { do: "press" | "submit"; by: number; action: number; ticket: number }
  | { do: "wait"; minutes: number };

const person = fc.nat(everybody.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      by: person,
      text: fc.nat(texts.length - 1),
      inThread: fc.nat(3),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("edit" as const, "delete" as const),
      message: fc.nat(30),
      text: fc.nat(texts.length - 1),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("press" as const, "submit" as const),
      by: person,
      action: fc.nat(actions.length - 1),
      ticket: fc.integer({ min: 1, max: 5 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      minutes: fc.constantFrom(0.05, 1, 40, 600, 4000),
    }),
  },
);

/** Plays the steps; `check` sees the desk after each. */
function play(steps: Step[], check: (desk: MemoryDesk) => void): MemoryDesk {
  const desk = createMemoryDesk(RULES);
  const { says, saysInThread, edits, deletes, presses, submits } = peopleAt(desk);
  const said: { by: Person; message: MessageRef }[] = [];
  for (const s of steps) {
    if (s.do === "wait") desk.forward(s.minutes * 60_000);
    if (s.do === "say") {
      const by = everybody[s.by] ?? ana;
      const text = texts[s.text] ?? "";
      const inThread = desk.threadAddress(`ticket-${s.inThread}`) !== undefined;
      said.push({ by, message: inThread ? saysInThread(by, s.inThread, text) : says(by, text) });
    }
    if (s.do === "edit" || s.do === "delete") {
      const { by, message } = said[s.message % Math.max(1, said.length)] ?? {
        by: ana,
        message: { in: direct(ana), messageId: "never" },
      };
      if (s.do === "edit") edits(by, message, texts[s.text] ?? "");
      else deletes(message);
    }
    if (s.do === "press" || s.do === "submit") {
      const by = everybody[s.by] ?? ana;
      const undo = [...desk.rows.keys()].findLast((key) => key.startsWith("relay:"));
      const waits = desk.tickets.get(s.ticket);
      const argument =
        {
          rate: "4",
          choose_article: "printer-toner",
          about_ticket: String(s.ticket),
          me_too: String(s.ticket),
          packet_sent: waits?.packetDraft?.at.toISOString(),
          approve_reply: waits?.awaiting?.[0]?.id,
          edit_reply: waits?.awaiting?.[0]?.id,
          take_over_reply: waits?.awaiting?.[0]?.id,
        }[actions[s.action] as string] ?? undo;
      const press = {
        action: actions[s.action] ?? "take",
        ticket: s.ticket,
        conversation: `c${s.ticket}`,
        ...(argument && { argument }),
      };
      if (s.do === "press") presses(by, press);
      else
        submits(
          by,
          press,
          {
            text: press.action === "note" ? SECRET_NOTE : "a text",
            priority: "high",
            kind: press.action === "set_kind" ? (s.ticket === 1 ? "enhancement" : "incident") : "solved",
            confirmation: "ask",
            component: "network",
            site: "new",
            ticket: press.action === "set_incident" && s.ticket < 3 ? "" : `HD-${(s.ticket % 5) + 1}`,
            urgency: "blocked",
            number: "ML-1234567",
          },
          direct(by),
          press.action === "assign" ? { assignee: everybody[s.ticket + 1] ?? eli } : {},
        );
    }
    check(desk);
  }
  return desk;
}

const holds = (check: (desk: MemoryDesk) => void) =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => void play(steps, check)),
    { numRuns: 150 },
  );

describe("whatever happens, in whatever order", () => {
  test("a note never reaches a requester", () => {
    holds((desk) => {
      // ana and ben never type the note's text themselves into a relayed place but as their own words: look at what others send them.
      for (const { message, content } of desk.rows.values()) {
        if (message.verb !== "post" || message.about.role !== "reply") continue;
        expect(JSON.stringify(content)).not.toContain(SECRET_NOTE);
      }
    });
  });

  test("a ticket's wakeAt is its earliest deadline", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) expect(ticket.wakeAt).toEqual(earliest(ticket));
    });
  });

  test("no ticket is forgotten: whatever is not closed, on a list or told of by its incident wakes again", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        if (ticket.status === "closed" || ticket.kind === "enhancement") continue;
        if (ticket.status === "open" && isReport(ticket)) continue;
        expect(ticket.wakeAt).toBeDefined();
      }
    });
  });

  test("a closed ticket has no running clock, and nobody but its people changes it", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        if (ticket.status === "closed")
          expect(ticket.targets.filter((t) => ["running", "warned", "paused"].includes(t.state))).toEqual([]);
        if (ticket.status === "closed") expect(ticket.wakeAt).toBeUndefined();
      }
    });
  });

  test("on the list of enhancements no clock runs, and nothing is moved up by it", () => {
    holds((desk) => {
      for (const { kind, targets, wakeAt, status } of desk.tickets.values()) {
        if (kind !== "enhancement") continue;
        expect(targets.every((t) => ["met", "breached", "dropped"].includes(t.state))).toBe(true);
        if (status === "open") expect(wakeAt).toBeUndefined();
      }
    });
  });

  test("a criterion counts once for a ticket, and whenever it is due the clock looks", () => {
    holds((desk) => {
      for (const { applied = [], number, wakeAt, status } of desk.tickets.values()) {
        expect(new Set(applied).size).toBe(applied.length);
        const told = desk.history.filter((h) => h.type === "criterion_met" && h.ticket === number);
        const keys = told.flatMap(({ text = "" }) => text.replace(/, priority .*/, "").split(", "));
        expect(new Set(keys).size).toBe(keys.length);
        // No moment that has passed is left behind unseen.
        if (status === "open" && wakeAt)
          expect(wakeAt.getTime()).toBeGreaterThanOrEqual(desk.now().getTime() - 1);
      }
    });
  });

  test("nobody is called to a ticket that somebody has, and everybody only once", () => {
    holds((desk) => {
      for (const { status, assignee, assignedBy, called = [] } of desk.tickets.values())
        for (const { people, nextAt } of called) {
          if (status !== "open" || (assignee && !assignedBy)) expect(nextAt).toBeUndefined();
          expect(new Set(people).size).toBe(people.length);
        }
    });
  });

  test("the clock never comes to the same moment of a ticket twice", () => {
    holds((desk) => {
      desk.forward(0);
      for (const { wakeAt } of desk.tickets.values())
        if (wakeAt) expect(wakeAt.getTime()).toBeGreaterThan(desk.now().getTime());
    });
  });

  test("clocks are paused exactly while a ticket waits", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        const states = new Set(ticket.targets.filter((t) => !isVendors(t)).map((t) => t.state));
        expect(ticket.status === "waiting").toBe(ticket.waitingOn !== undefined);
        if (ticket.status === "waiting") expect(states.has("running") || states.has("warned")).toBe(false);
        else expect(states.has("paused")).toBe(false);
      }
    });
  });

  test("a vendor's clock runs only while a ticket waits for the vendor", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        const running = ticket.targets.filter((t) => isVendors(t) && ["running", "warned"].includes(t.state));
        expect(running.length).toBeLessThanOrEqual(ticket.waitingOn === "vendor" ? 1 : 0);
        expect(ticket.targets.some((t) => isVendors(t) && t.state === "paused")).toBe(false);
      }
    });
  });

  test("nobody is still asked to take what somebody has", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values())
        if (ownerOf(ticket))
          expect(
            ticket.targets.filter(
              (t) => t.kind === "hand_over" && ["running", "warned", "paused"].includes(t.state),
            ),
          ).toEqual([]);
    });
  });

  test("only a technician is ever the assignee, and only the requester's word confirms", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values())
        if (ticket.assignee) expect(isTechnician(RULES.plan, ticket.assignee)).toBe(true);
      for (const entry of desk.history) {
        const ticket = entry.ticket === undefined ? undefined : desk.tickets.get(entry.ticket);
        if (entry.type === "resolution_confirmed")
          expect(isSamePerson(entry.by, ticket?.requester)).toBe(true);
        if (entry.type === "taken") expect(entry.by && isTechnician(RULES.plan, entry.by)).toBe(true);
      }
    });
  });

  test("nothing that a trainee wrote reaches a requester unless another technician has approved it", () => {
    holds((desk) => {
      const approved = desk.history.filter(({ type }) => type === "approved");
      for (const { by } of approved)
        expect(by && isTechnician(RULES.plan, by) && !isSamePerson(by, eli)).toBe(true);
      const replies = [...desk.rows.values()].filter(
        ({ message }) =>
          message.verb !== "mark" && message.about.role === "reply" && "content" in message &&
          textOf(message.content).includes(eli.name),
      ); // prettier-ignore
      expect(replies.length).toBeLessThanOrEqual(approved.length);
    });
  });

  test("what the plan has given somebody is theirs by the plan alone until a person says so", () => {
    holds((desk) => {
      for (const { assignee, assignedBy, assignedAt, notAssigned } of desk.tickets.values()) {
        if (assignedBy || assignedAt) expect(assignee).toBeDefined();
        if (notAssigned) expect(assignee).toBeUndefined();
      }
    });
  });

  test("a merged ticket is closed for good, and goes on as one of the same requester", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        if (ticket.mergedInto === undefined) continue;
        expect(ticket.status).toBe("closed");
        expect(isSamePerson(desk.tickets.get(ticket.mergedInto)?.requester, ticket.requester)).toBe(true);
      }
    });
  });

  test("an open report has an open incident that looks after it, or clocks of its own", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        if (ticket.status !== "open" || ticket.incident === undefined || ticket.incident === ticket.number)
          continue;
        const incident = desk.tickets.get(ticket.incident);
        expect(incident?.incident).toBe(ticket.incident);
        expect(["open", "waiting"]).toContain(incident?.status);
      }
    });
  });

  test("a ticket without a thread of its own is a report of an incident, or over", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values())
        if (ticket.card === "" && ticket.status !== "closed") expect(ticket.incident).toBeDefined();
    });
  });

  test("every outbound message has a key of its own", () => {
    holds(({ decisions }) => {
      // What is proposed, and what is said of an incident, once: the key of a second one says that it is the same.
      const isOnce = (key: string) => key.startsWith("incident");
      const keys = decisions
        .flatMap(({ decision }) => decision.messages.map((m) => m.key))
        .filter((key) => !isOnce(key));
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test("no silence: whoever writes to the bot in a direct chat gets an answer, or their words reach a thread", () => {
    holds((d) => {
      const last = d.decisions.at(-1);
      if (last?.event.type !== "message_posted" || last.event.message.in.kind !== "direct") return;
      if (last.event.text.trim() === "") return;
      expect(last.decision.messages.length).toBeGreaterThan(0);
    });
  });

  test("whatever a requester reads of a ticket in their chat tells its number", () => {
    holds(({ decisions, tickets }) => {
      for (const message of decisions.at(-1)?.decision.messages ?? []) {
        const ticket = tickets.get(message.about.ticket ?? 0);
        if (!ticket || message.verb !== "post" || "thread" in message.to || message.to.kind !== "direct")
          continue;
        expect(textOf(message.content)).toContain(`HD-${ticket.number}`);
      }
    });
  });

  test("the same event and state lead to the same decision", () => {
    const now = new Date("2026-11-24T15:00:00Z");
    const state = {
      desk: DEFAULT_DESK,
      openTickets: [],
      similar: [],
      standing: [],
      incidents: [],
      reports: [],
      nextTicketNumber: 1,
      nextConversationId: "c1",
    };
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const message = { in: direct(ana), messageId: "m1" };
        const event = {
          type: "message_posted" as const, id: "e1", at: now, by: ana, message, replyIn: message.in, text,
          files: [], mentions: [], addressed: true,
        }; // prettier-ignore
        expect(decide(event, state, RULES, now)).toEqual(decide(event, state, RULES, now));
      }),
    );
  });
});

function earliest(ticket: Ticket): Date | undefined {
  const moments = ticket.targets.flatMap((t) =>
    t.state === "running" ? [t.warnAt] : t.state === "warned" ? [t.due] : [],
  );
  const calls = (ticket.called ?? []).flatMap(({ nextAt }) => nextAt ?? []);
  const { plan } = RULES;
  const others = [nextFollowUp(plan, ticket)?.at, nextUpdate(plan, ticket), nextCriterionAt(plan, ticket)];
  return [...moments, ...calls, ...others.flatMap((at) => at ?? [])].toSorted(
    (a, b) => a.getTime() - b.getTime(),
  )[0];
}
