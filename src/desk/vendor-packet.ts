/** What does a vendor get to read of a ticket? A draft without personal data, which a technician reads and sends themselves. */
import { tierContacts } from "../plan/lookups";
import type { EscalationPlan, Vendor } from "../plan/plan";
import { changeTicket } from "./changing";
import { walkLine } from "./guide-content";
import { privateWord, sentence, threadWord } from "./notices";
import { withoutPersonalData } from "./personal-data";
import { withText } from "./prefilled";
import { together } from "./situation";
import type { TicketCase } from "./situation";
import { vendorOf, waitingForVendor } from "./vendors";
import { isWalked } from "./walk";
import { priorityNames, say, ticketName } from "./wording";
import type { Block, Button, Content } from "./content";
import type { Decision } from "./decision";
import type { Address, Conversation, Person, Ticket } from "./model";

const named = ({ rules, ticket }: TicketCase): string => ticketName(rules.plan.ticketPrefix, ticket.number);

/** Shown to whoever pressed, and kept until it was sent, so that what is noted is what was read. */
export function draftPacket(here: TicketCase, by: Person, place: Address): Decision {
  const { ticket, rules, now } = here;
  const vendor = vendorOf(rules.plan, ticket);
  if (ticket.tier !== 4) return privateWord(here, by, place, say.notWithVendor(named(here)));
  if (!vendor) return privateWord(here, by, place, say.noVendor(named(here)));
  const text = packetText(here, vendor);
  const drafted: Ticket = { ...ticket, packetDraft: { vendor: vendor.key, text, at: now } };
  return together(
    changeTicket(here, drafted, []),
    privateWord(here, by, place, draftShown(ticket, vendor, text, now)),
  );
}

function draftShown({ number }: Ticket, vendor: Vendor, text: string, at: Date): Content {
  const sent = { action: "packet_sent" as const, ticket: number };
  const buttons: Button[] = [
    { label: "I have sent this", press: { ...sent, argument: at.toISOString() }, style: "primary" },
    {
      label: "I sent other words…",
      press: { ...sent, argument: withText(at.toISOString(), text) },
      opensForm: true,
    },
  ];
  const words: Block = { kind: "quote", from: `For ${vendor.name}`, text };
  const facts: Block[] = vendor.contacts.length > 0 ? [{ kind: "facts", facts: vendor.contacts }] : [];
  return sentence(say.packetDraft(vendor.name), buttons, [words, ...facts]);
}

/** Neither the requester's name nor what technicians wrote: those are ours. */
function packetText({ ticket, state, rules: { plan } }: TicketCase, vendor: Vendor): string {
  const component = plan.components.find(({ key }) => key === ticket.component)?.name;
  const site = plan.sites.find(({ key }) => key === ticket.site)?.name;
  const isTheirs = ticket.vendorCase?.vendor === vendor.key;
  const reach = tierContacts(plan, 4).map(({ label, value }) => `${label} ${value}`);
  const lines: [string, string | undefined][] = [
    ["From", `${plan.helpDesk}, ${plan.organisation}`],
    ["Our reference", ticketName(plan.ticketPrefix, ticket.number)],
    ["Your case", isTheirs ? ticket.vendorCase?.number : "none yet: please tell us its number"],
    ["About", component],
    ["Site", site],
    ["Priority", priorityNames[ticket.priority]],
    ["Reach us", reach.length > 0 ? reach.join(", ") : undefined],
  ];
  const head = lines.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`]));
  const question = withoutPersonalData(ticket.question, knownTo(plan, ticket));
  return [...head, "", question, ...triedLines(state.conversation)].join("\n");
}

/** The way through a guide, in the guide's own words. */
function triedLines(conversation: Conversation | undefined): string[] {
  const walks = conversation?.offers.filter(isWalked).map(({ walk = [] }) => walk) ?? [];
  const lines = walks.flat().map((at) => `- ${walkLine(at)}`);
  return lines.length > 0 ? ["", "Tried already:", ...lines] : [];
}

function knownTo(plan: EscalationPlan, { requester, openedBy, assignee }: Ticket) {
  const people = [requester, openedBy, assignee].filter((person) => person !== undefined);
  return { people, others: plan.people };
}

/** Somebody has sent it, as it was drafted or in words of their own: from now on we wait for the vendor. */
export function packetSent(
  here: TicketCase,
  by: Person,
  { words, draft, place }: { words: string; draft: string | undefined; place: Address },
): Decision {
  const { ticket, rules } = here;
  const vendor = vendorOf(rules.plan, ticket);
  if (ticket.tier !== 4) return privateWord(here, by, place, say.notWithVendor(named(here)));
  if (!vendor) return privateWord(here, by, place, say.noVendor(named(here)));
  const { packetDraft, ...rest } = ticket;
  const isDraft = packetDraft?.vendor === vendor.key && packetDraft.at.toISOString() === draft;
  const text = words === "" && isDraft ? packetDraft.text : words;
  if (text === "") return privateWord(here, by, place, say.packetStale);
  const sent = ticket.status === "open" ? waitingForVendor(here, rest) : rest;
  const quote: Block = { kind: "quote", from: by.name, text };
  const word = threadWord(
    here,
    sent,
    sentence(say.packetSent(by.name, vendor.name), [], [quote]),
    "packet-sent",
  );
  return changeTicket(here, sent, { type: "packet_sent", by, text: `To ${vendor.name}: ${text}` }, [word]);
}
