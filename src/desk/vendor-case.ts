/** What do technicians note of a vendor: the number of their case, and that they have answered? */
import { caseLooks, caseNumber } from "./case-pattern";
import { changeTicket, redrawCard } from "./changing";
import { continued } from "./escalation";
import { privateWord, sentence, threadWord } from "./notices";
import { decided } from "./situation";
import { spoken } from "./spoken";
import type { TicketCase } from "./situation";
import { vendorCaseLine, vendorDone, vendorOf, waitingForVendor } from "./vendors";
import { say, ticketName } from "./wording";
import type { Vendor } from "../plan/plan";
import type { Decision } from "./decision";
import type { Address, Person, Ticket } from "./model";

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

/** The vendor's own number for it, as a technician has written it. */
export function setCase(here: TicketCase, by: Person, written: string, place: Address): Decision {
  const { ticket, rules } = here;
  const vendor = vendorOf(rules.plan, ticket);
  if (ticket.tier !== 4) return privateWord(here, by, place, say.notWithVendor(named(here)));
  if (!vendor) return privateWord(here, by, place, say.noVendor(named(here)));
  const number = caseNumber(vendor, written);
  if (number !== undefined) return caseKnown(here, by, vendor, number);
  const looks = caseLooks(vendor) ?? "shorter";
  return privateWord(here, by, place, say.noCaseNumber(written, vendor.name, looks));
}

/** The first one means that they have it: from then on we wait for them. */
function caseKnown(here: TicketCase, by: Person, vendor: Vendor, number: string): Decision {
  const { ticket, rules, now } = here;
  const before = ticket.vendorCase;
  const isTheirs = before?.vendor === vendor.key;
  if (isTheirs && before.number === number) return decided({ messages: [redrawCard(here, ticket)] });
  const vendorCase = { vendor: vendor.key, number, at: now, by };
  const changed: Ticket = { ...ticket, vendorCase };
  const set = !isTheirs && ticket.status === "open" ? waitingForVendor(here, changed) : changed;
  const corrected = before ? ` (before: ${vendorCaseLine(rules.plan, before)})` : "";
  const text = `${vendorCaseLine(rules.plan, vendorCase)}${corrected}`;
  const told = say.caseSet(by.name, vendor.name, number, isTheirs ? before.number : undefined);
  return changeTicket(here, set, { type: "case_set", by, text }, [
    threadWord(here, set, sentence(told), "case"),
  ]);
}

/** What they said stays inside; the wait is over, and our own clocks run again. */
export function vendorAnswered(here: TicketCase, by: Person, text: string): Decision {
  const { ticket, met } = vendorDone(here.ticket);
  const going = ticket.waitingOn === "vendor" ? continued(here, ticket) : ticket;
  const words = { text, files: [], mentions: [] };
  const name = vendorOf(here.rules.plan, ticket)?.name ?? "the vendor";
  const shown = spoken(by, words, { reader: ticket.channel, speaksFor: `what ${name} answered` });
  const inside = threadWord(here, going, shown, "vendor-answered");
  return changeTicket(here, going, [{ type: "vendor_answered", by, text }, ...met], [inside]);
}
