/**
 * Two weeks at a school, told so that every figure can be counted by hand: seventeen tickets and two other questions.
 *
 * Chicago, working hours 08:00 to 16:00, Monday to Friday. Tuesday 24 November 2026 is the first day; Thursday 26 is a holiday.
 * Promised, in working minutes: a first response in 120 (urgent 15), a resolution in 960 (urgent 240). Replies go out at once.
 */
import { DateTime } from "luxon";
import { createMemoryDesk } from "./memory-desk";
import { ana, ben, dana, direct, eli, grace, kofi, peopleAt, staff } from "./people";
import { aPlan, theRules } from "./rules";

export const ZONE = "America/Chicago";
export const local = (time: string): Date => DateTime.fromISO(time, { zone: ZONE }).toJSDate();

const kind = (key: "incident" | "enhancement" | "request", phrases: string[]) => ({
  key, phrases, examples: [], counterExamples: [], line: 1,
}); // prettier-ignore

export function countedDays() {
  const plan = aPlan({
    holdSeconds: 0,
    gatherSeconds: 0,
    kinds: [kind("enhancement", ["would be nice"])],
    incidents: { withinMinutes: 30, proposeAt: 3 },
  });
  const fails = { on: false };
  const desk = createMemoryDesk(theRules(plan), {
    start: local("2026-11-24T08:00"),
    fails: ({ about, verb }) =>
      fails.on && verb === "post" && about.role === "reply" ? "No such person." : undefined,
  });
  const { says, submits, presses, saysInThread } = peopleAt(desk);
  const at = (time: string) => desk.forward(local(time).getTime() - desk.now().getTime());
  const asks = (ticket: number) => submits(dana, { action: "ask_for_more", ticket }, { text: "Which room?" });
  const resolves = (ticket: number, how = "solved", by = dana, confirmation = "ask") =>
    submits(by, { action: "resolve", ticket }, { text: "Seen to.", kind: how, confirmation });

  // HD-1 Ana, network. Answered in 30 minutes, resolved in 120; confirmed, five stars.
  at("2026-11-24T09:00");
  says(ana, "open a ticket: the wifi in the gym drops every noon");
  // HD-2 Ben, printing. 20 minutes; waits for him from 10:20 to 10:20 the next day; resolved at 11:00: 60 worked, 1500 on the clock.
  at("2026-11-24T09:30");
  saysInThread(dana, 1, "I will look at the access point.");
  at("2026-11-24T10:00");
  says(ben, "open a ticket: the printer in room 9 prints only pink");
  at("2026-11-24T10:20");
  asks(2);
  at("2026-11-24T11:00");
  resolves(1);
  at("2026-11-24T11:10");
  presses(ana, { action: "confirm_resolved", ticket: 1 });
  presses(ana, { action: "rate", ticket: 1, argument: "5" });
  // HD-3 Grace, the new school. Nobody in time: due Wednesday 09:00, answered 09:30: 150 worked, 1110 on the clock.
  at("2026-11-24T15:00");
  says(grace, "open a ticket: the smartboard in room 12 is upside down");
  at("2026-11-25T09:30");
  saysInThread(eli, 3, "On my way.");
  at("2026-11-25T10:20");
  says(ben, "room 9", { in: direct(ben) });
  at("2026-11-25T11:00");
  resolves(2);
  // Resolved by 13:30: 60 + 330 = 390 worked, 1350 on the clock. Grace says nothing: it closes by itself, and is silent.
  at("2026-11-25T13:30");
  resolves(3, "not_reproducible", eli);

  // HD-4 Ana, network. Over the holiday: Wednesday 15:00 to Friday 08:30 is 90 worked, 2490 on the clock.
  at("2026-11-25T15:00");
  says(ana, "new: the network cable in room 4 is cut");
  // HD-5 Ben takes his back.
  at("2026-11-27T08:00");
  says(ben, "new: the bell rings at night");
  at("2026-11-27T08:10");
  presses(ben, { action: "cancel", ticket: 5 });
  at("2026-11-27T08:30");
  saysInThread(dana, 4, "We have a new cable.");
  // Resolved at 09:00, but not: reopened at 10:00, resolved at 11:45. That one counts: 60 + 225 = 285 worked, 2685 on the clock.
  at("2026-11-27T09:00");
  resolves(4);
  // HD-6 Ben, printing. Dana's answer does not arrive: no response, and missed at 11:00. A note is none either.
  says(ben, "open a ticket: the printer in room 3 eats paper and growls");
  at("2026-11-27T09:10");
  fails.on = true;
  saysInThread(dana, 6, "Is it on?");
  fails.on = false;
  saysInThread(dana, 6, "note: he does not answer");
  at("2026-11-27T10:00");
  presses(ana, { action: "reopen", ticket: 4 });
  // HD-7 Grace. Asked at once at 10:30, 30 minutes; never answers, and it is closed on 7 December. That is no resolution.
  says(grace, "new: the clock in the hall is late");
  at("2026-11-27T10:30");
  asks(7);
  // HD-8 Ana, network. Answered in 60; with the vendor from 13:00 to Monday 09:00; worked around at 10:00: 120 + 60 = 180, 4260.
  at("2026-11-27T11:00");
  says(ana, "new: the network line to the city is slow");
  // HD-9 Ana: the same once more, merged into HD-8.
  at("2026-11-27T11:30");
  says(ana, "new: the network line is still slow");
  submits(dana, { action: "merge", ticket: 9 }, { ticket: "HD-8" });
  at("2026-11-27T11:45");
  resolves(4);
  presses(ana, { action: "confirm_resolved", ticket: 4 });
  at("2026-11-27T12:00");
  saysInThread(dana, 8, "We look at it.");
  at("2026-11-27T13:00");
  submits(dana, { action: "escalate", ticket: 8 }, { text: "the line" });
  submits(kofi, { action: "escalate", ticket: 8 }, { text: "the provider" });
  at("2026-11-30T09:00");
  presses(kofi, { action: "continue", ticket: 8 });
  at("2026-11-30T10:00");
  resolves(8, "workaround", kofi);

  // HD-10 Ben wishes for something: on the list, with no promise and in no time.
  says(ben, "new: it would be nice if the gym had a second clock");

  // HD-11 to HD-13, three of the staff: one outage, HD-14. They are told of it at 11:20; it is resolved at 12:00.
  at("2026-11-30T11:00");
  for (const number of [1, 2, 3]) says(staff(number), `open a ticket: ${OUTAGE[number]}`);
  presses(dana, { action: "open_incident", ticket: 11 });
  at("2026-11-30T11:20");
  saysInThread(dana, 14, "The controller restarts.");
  at("2026-11-30T12:00");
  resolves(14);
  presses(staff(1), { action: "confirm_resolved", ticket: 11 });

  // HD-15 Grace, at the end of a day: asked 15:50, answered Tuesday 08:05: 15 worked, 975 on the clock. Resolved on her behalf at 08:10.
  at("2026-11-30T15:50");
  says(grace, "new: the projector shows everything in green");
  at("2026-12-01T08:05");
  saysInThread(eli, 15, "Try the other cable.");
  at("2026-12-01T08:10");
  resolves(15, "solved", eli, "done");
  // HD-16 Ana, Tuesday 10:00: nobody yet.
  at("2026-12-01T10:00");
  says(ana, "new: the network socket in room 7 is loose");

  // What Tier 1 was asked besides.
  at("2026-12-01T11:00");
  says(staff(21), "the printer is out of toner");
  presses(staff(21), { action: "solved", conversation: lastConversation() });
  // HD-17, one of the staff, network: the answer did not help.
  says(staff(22), "how do I connect to the vpn");
  presses(staff(22), { action: "need_help", conversation: lastConversation() });
  says(staff(23), "I forgot my password");
  return { desk, plan, at };

  function lastConversation(): string {
    return [...desk.conversations.keys()].at(-1) ?? "";
  }
}

/** Alike, and never in the same words. */
const OUTAGE = [
  "",
  "the wifi is down in room 12",
  "wifi down again in my room",
  "wifi went down in the library",
];
