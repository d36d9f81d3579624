/** How does a question become a ticket: where does it go, how urgent is it, who hears of it? */
import { dayOf } from "../plan/contacts";
import { enhancements } from "../plan/criteria";
import { planEdition } from "../plan/edition";
import { leadOf, liaisonFor, splitId, threadChannels } from "../plan/lookups";
import type { EscalationPlan, KindName } from "../plan/plan";
import { goPrivateButton } from "./answer-parts";
import { ticketCard } from "./cards";
import { packet } from "./packet";
import type { Asked } from "./packet";
import { entryOf, reportsOf, withClocks } from "./changing";
import { opensAtOnce } from "./considering";
import type { Consideration } from "./considering";
import { callContacts } from "./applying-criteria";
import { bringIn } from "./escalation";
import { giveOut } from "./giving-out";
import { plain } from "./markdown";
import { openedAsReport } from "./incident-reports";
import { incidentOf, nearestOf, seenBesideOthers } from "./incidents";
import { aboutTicket, requesterWord, sentence, threadName, threadOf } from "./notices";
import { siteOf, zoneOf } from "./people";
import { decided, together } from "./situation";
import type { DeskRules, Situation } from "./situation";
import { isListed, nextTarget, startTargets } from "./targets";
import { triage } from "./triage";
import type { Chosen } from "./triage";
import { moment, say, ticketName } from "./wording";
import type { Block, Button } from "./content";
import type { Decision, OutboundMessage } from "./decision";
import type { Address, Conversation, Person, Ticket } from "./model";
import type { OpenIncident } from "./state";

/** Opens the ticket, tells the requester, and starts the escalation thread. */
export function openTicket(
  situation: Situation,
  conversation: Conversation,
  considered: Consideration | undefined,
  wishes: Wishes = {},
): Decision {
  const { now } = situation;
  const opened = newTicket(situation, conversation, considered, wishes);
  const { wakeAt: _settled, ...rest } = conversation;
  const handedOn: Conversation = { ...rest, status: "ticket", ticket: opened.number, lastMessageAt: now };
  const by = wishes.openedBy ?? conversation.requester;
  const begun = decided({
    conversations: [handedOn],
    history: [{ conversation: conversation.id, ticket: opened.number, type: "ticket_opened", by }],
  });
  const known = wishes.incident ?? incidentOf(situation, opened);
  return together(
    begun,
    known
      ? openedAsReport(situation, opened, known)
      : withThread(situation, handedOn, opened, { considered, openedBy: wishes.openedBy }),
  );
}

function withThread(
  situation: Situation,
  conversation: Conversation,
  ticket: Ticket,
  { considered, openedBy }: { considered: Consideration | undefined; openedBy: Person | undefined },
): Decision {
  const given = giveOut(situation, ticket);
  const opened = withClocks(situation, given.ticket);
  const saved = decided({
    ticket: opened,
    history: given.stories.map((story) => entryOf(opened, story)),
    messages: [
      toldRequester(situation, opened, { openedBy, said: saidThen(considered) }),
      ...askedAbout(situation, opened, considered),
      ...escalationThread(situation, conversation, opened),
      ...given.messages,
    ],
  });
  const { criterion } = considered ?? {};
  return together(
    saved,
    // A criterion may send it straight to the specialists: Tier 2's thread, with them in it.
    opened.tier > 2 && given.messages.length === 0 ? bringIn(situation, opened) : decided({}),
    criterion ? callContacts(situation, opened, [criterion]) : decided({}),
    seenBesideOthers(situation, opened),
  );
}

/** Who helps depends on what it is about: whoever asked knows it best. */
function askedAbout(
  situation: Situation,
  ticket: Ticket,
  considered: Consideration | undefined,
): OutboundMessage[] {
  const { components, ticketPrefix } = situation.rules.plan;
  const between = components.filter(({ key }) => considered?.between?.includes(key));
  if (between.length < 2 || ticket.component !== undefined || isListed(ticket)) return [];
  const buttons = between.map(({ key, name }): Button => ({
    label: name,
    press: { action: "say_component", ticket: ticket.number, argument: key },
  }));
  const words = say.whichComponent(ticketName(ticketPrefix, ticket.number));
  return [requesterWord(situation, ticket, sentence(words, buttons), "about")];
}

/** A criterion's words, where they were not the answer already. */
const saidThen = (considered: Consideration | undefined): string =>
  (considered && !opensAtOnce(considered) && considered.criterion?.say) || "";

/** `openedBy`: for whom it is not. `incident`: what the requester says it is a report of. */
export type Wishes = Chosen & { openedBy?: Person; incident?: OpenIncident };

function newTicket(
  { state, rules, now }: Situation,
  conversation: Conversation,
  considered: Consideration | undefined,
  wishes: Wishes,
): Ticket {
  const { plan } = rules;
  const number = state.nextTicketNumber;
  const { kind, component, priority, tier } = triage(plan, considered, wishes);
  const { criterion } = considered ?? {};
  const site = wishes.site ?? siteOf(plan, conversation.requester);
  const ticket: Ticket = {
    number,
    desk: state.desk,
    conversation: conversation.id,
    requester: conversation.requester,
    ...(wishes.openedBy && { openedBy: wishes.openedBy }),
    origin: conversation.origin,
    question: conversation.question,
    status: "open",
    tier,
    ...(kind && { kind }),
    ...(component && { component }),
    ...(site && { site }),
    priority,
    ...nearestOf(considered),
    reasons: considered?.reasons ?? ["The requester asked for a person."],
    ...(criterion && { applied: [criterion.key] }),
    openedAt: now,
    thread: threadName(number),
    channel: channelFor(rules, { kind, component }, conversation.origin),
    card: `ticket/${number}/card`,
    targets: [],
    plan: planEdition(plan),
    remindersSent: 0,
    lastSpokenAt: now,
    version: 0,
  };
  return { ...ticket, targets: startTargets(plan, ticket, now) };
}

type About = { kind?: KindName | undefined; component?: string | undefined };

function channelFor(rules: DeskRules, { component, kind }: About, origin: Address): Address {
  const [best] = tierPlaces(rules, component, origin, kind);
  if (!best) throw new Error("The escalation plan gives Tier 2 no channel on a platform that is connected.");
  return best;
}

/**
 * Where Tier 2 works on a component, the best place first; of two alike the one on the platform at hand. In the workspace that
 * the plan names, or the one at hand; on another platform that one finds it out, where it has only one.
 */
export function tierPlaces(
  { plan, platforms = [] }: DeskRules,
  component: string | undefined,
  here: Address,
  kind?: KindName,
): Address[] {
  const connected = [here.platform, ...platforms.filter((platform) => platform !== here.platform)];
  const about = { ...(kind && { kind }), ...(component !== undefined && { component }) };
  return threadChannels(plan, about, connected).map(({ platform, written }) => {
    const atHand = platform === here.platform ? here.workspace : undefined;
    const { workspace = atHand, id } = splitId(written);
    return { platform, kind: "channel", id, ...(workspace !== undefined && { workspace }) };
  });
}

function toldRequester(
  situation: Situation,
  ticket: Ticket,
  { openedBy, said }: { openedBy: Person | undefined; said: string },
): OutboundMessage {
  const { plan } = situation.rules;
  const target = nextTarget(ticket);
  const by = target && moment(target.due, situation.now, zoneOf(plan, ticket.site));
  const name = ticketName(plan.ticketPrefix, ticket.number);
  const words = isListed(ticket) ? listedWords(plan, name) : say.opened(name, whoLooks(plan, ticket), by);
  const site = plan.sites.find((s) => s.key === ticket.site);
  const reduced = site && !site.onboarded && site.note ? `\n\n${plain(site.note)}` : "";
  const more = said === "" ? reduced : `${reduced}\n\n${said}`;
  const other = openedBy ? `${say.openedByOther(openedBy.name)} ` : "";
  const cancel = { label: "Cancel this ticket", press: { action: "cancel" as const, ticket: ticket.number } };
  const buttons = [cancel, ...goPrivateButton(ticket.origin, ticket.conversation)];
  // Whoever is asked for reads in what words.
  const asked: Block[] = openedBy ? [{ kind: "quote", from: openedBy.name, text: ticket.question }] : [];
  return requesterWord(situation, ticket, sentence(other + words + more, buttons, asked), "opened");
}

export const listedWords = (plan: EscalationPlan, name: string, words = say.listed(name)): string =>
  [words, enhancements(plan)?.say ?? ""].filter((part) => part !== "").join("\n\n");

export function whoLooks(plan: EscalationPlan, ticket: Ticket): string {
  const tier = plan.tiers.find((t) => t.number === ticket.tier);
  const name = plan.people.find((p) => p.key === specialist(plan, ticket))?.name;
  return `${plain(tier?.name ?? plan.helpDesk)}${name ? ` (${plain(name)})` : ""}`;
}

const specialist = (plan: EscalationPlan, ticket: Ticket): string | undefined =>
  ticket.tier > 2
    ? (liaisonFor(plan, ticket.component, ticket.tier, dayOf(plan, ticket.openedAt))?.person ??
      leadOf(plan, ticket.tier))
    : undefined;

/** The card opens the thread, the packet is its first message. */
export function escalationThread(
  situation: Situation,
  conversation: Asked,
  ticket: Ticket,
): OutboundMessage[] {
  const { rules, now } = situation;
  const about = { ...aboutTicket(ticket), role: "card" as const, receipt: true as const };
  const card: OutboundMessage = {
    key: ticket.card,
    about,
    verb: "post",
    to: ticket.channel,
    content: ticketCard(rules.plan, ticket, now, reportsOf(situation, ticket)),
    opens: ticket.thread,
  };
  return [card, { ...packetMessage(situation, conversation, ticket), key: packetKey(ticket), verb: "post" }];
}

/** The packet as it is now: its question was edited or deleted. */
export const redrawPacket = (situation: Situation, conversation: Asked, ticket: Ticket): OutboundMessage => ({
  ...packetMessage(situation, conversation, ticket),
  key: `${situation.event.id}/packet`,
  verb: "update",
  of: packetKey(ticket),
});

export const packetKey = (ticket: Ticket): string => `${ticket.card}/packet`;

function packetMessage({ state, rules }: Situation, conversation: Asked, ticket: Ticket) {
  const about = { ...aboutTicket(ticket), role: "packet" as const };
  const content = packet(conversation, ticket, state.similar, rules.plan.ticketPrefix);
  return { about, to: threadOf(ticket), content };
}
