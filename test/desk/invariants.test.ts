import * as fc from "fast-check";
import { isSamePerson } from "../../src/desk/address";
import { decide } from "../../src/desk/decide";
import { isTechnician } from "../../src/desk/people";
import { nextFollowUp } from "../../src/desk/targets";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { ActionName, MessageRef, Person, Ticket } from "../../src/desk/model";
import { createMemoryDesk, textOf } from "../support/memory-desk";
import type { MemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, eli, kofi, peopleAt, stranger } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const RULES = theRules(aPlan());
const SECRET_NOTE = "only technicians may read this";

const everybody: Person[] = [ana, ben, dana, eli, kofi, stranger];
const texts = [
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
  "solved", "need_help", "why", "choose_article", "none_of_these", "new_question", "about_ticket", "confirm_resolved",
  "reopen", "cancel", "rate", "take", "release",
  "continue", "reply", "note", "ask_for_more", "resolve", "escalate", "set_priority",
  "undo_reply", "set_component", "assign", "merge", "open_ticket", "read_article", "go_private", "add_to_ticket",
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
      ticket: fc.integer({ min: 1, max: 3 }),
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
      const argument =
        { rate: "4", choose_article: "printer-toner", about_ticket: String(s.ticket) }[
          actions[s.action] as string
        ] ?? undo;
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
            kind: "solved",
            confirmation: "ask",
            component: "network",
            ticket: `HD-${(s.ticket % 3) + 1}`,
            urgency: "blocked",
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

  test("a closed ticket has no running clock, and nobody but its people changes it", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        if (ticket.status === "closed")
          expect(ticket.targets.filter((t) => ["running", "warned", "paused"].includes(t.state))).toEqual([]);
        if (ticket.status === "closed") expect(ticket.wakeAt).toBeUndefined();
      }
    });
  });

  test("clocks are paused exactly while a ticket waits", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        const states = new Set(ticket.targets.map((t) => t.state));
        expect(ticket.status === "waiting").toBe(ticket.waitingOn !== undefined);
        if (ticket.status === "waiting") expect(states.has("running") || states.has("warned")).toBe(false);
        else expect(states.has("paused")).toBe(false);
      }
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

  test("a merged ticket is closed for good, and goes on as one of the same requester", () => {
    holds((desk) => {
      for (const ticket of desk.tickets.values()) {
        if (ticket.mergedInto === undefined) continue;
        expect(ticket.status).toBe("closed");
        expect(isSamePerson(desk.tickets.get(ticket.mergedInto)?.requester, ticket.requester)).toBe(true);
      }
    });
  });

  test("every outbound message has a key of its own", () => {
    holds(({ decisions }) => {
      const keys = decisions.flatMap(({ decision }) => decision.messages.map((m) => m.key));
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
  const followUp = nextFollowUp(RULES.plan, ticket);
  return [...moments, ...(followUp ? [followUp.at] : [])].toSorted((a, b) => a.getTime() - b.getTime())[0];
}
