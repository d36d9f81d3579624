/** A school's wireless network is down, and many say so: a desk on which their reports become one incident. */
import { createMemoryDesk } from "./memory-desk";
import { dana, direct, peopleAt, staff } from "./people";
import { aPlan, theRules } from "./rules";
import type { Person } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";

/** Never twice in the same words. */
export const OUTAGE = [
  "the wifi is down in room 12",
  "wifi down again in my room",
  "wifi went down in the library",
  "the wifi in the gym is down",
  "our wifi is down since this morning",
  "wifi down for the whole class",
  "is the wifi down for others too",
];
export const OTHER = "the smartboard in room 12 is upside down";

export const serviceDesk = { platform: "sandbox", kind: "channel", id: "service-desk" } as const;

type Options = Parameters<typeof createMemoryDesk>[1];

export function deskOfOutage(changes: Partial<EscalationPlan> = {}, options: Options = {}) {
  const plan = aPlan({ incidents: { withinMinutes: 30, proposeAt: 4 }, ...changes });
  const desk = createMemoryDesk(theRules(plan), options);
  const people = peopleAt(desk);
  return {
    desk,
    ...people,
    ticket: (number: number) => desk.tickets.get(number),
    /** One person each. */
    report: (howMany: number, from = 0) => {
      for (let i = from; i < from + howMany; i++)
        people.says(staff(i), `open a ticket: ${OUTAGE[i % OUTAGE.length]}`);
    },
    inChannel: () => desk.shownAt(serviceDesk).join("\n"),
    inThread: (number: number) => desk.shownAt({ thread: `ticket-${number}` }).join("\n"),
    cardOf: (number: number) =>
      JSON.stringify(desk.rows.get(desk.tickets.get(number)?.card ?? "")?.content?.blocks),
    told: (person: Person) => desk.shownAt(direct(person)).join("\n"),
  };
}

/** HD-1 to HD-4 are reports of HD-5. */
export function anIncident(changes: Partial<EscalationPlan> = {}, options: Options = {}) {
  const at = deskOfOutage(changes, options);
  at.report(4);
  at.presses(dana, { action: "open_incident", ticket: 1 });
  return at;
}
