/** How does a question become a ticket: where does it go, how urgent is it, who hears of it? */
import { planEdition } from "../plan/edition";
import { leadOf, liaisonFor, splitId, tierChannels } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import { goPrivateButton } from "./answers";
import { packet, ticketCard } from "./cards";
import type { Consideration } from "./considering";
import { bringIn } from "./escalation";
import { plain } from "./markdown";
import { aboutTicket, requesterWord, sentence, threadOf } from "./notices";
import { siteOf, zoneOf } from "./people";
import { decided, together } from "./situation";
import type { DeskRules, Situation } from "./situation";
import { nextTarget, startTargets, withWakeAt } from "./targets";
import { triage } from "./triage";
import type { Chosen } from "./triage";
import { moment, say, ticketName } from "./wording";
import type { Address, Block, Conversation, Decision, OutboundMessage, Person, Ticket } from "./model";

/** Opens the ticket, tells the requester, and starts the escalation thread. */
export function openTicket(
  situation: Situation,
  conversation: Conversation,
  considered: Consideration | undefined,
  wishes: Wishes = {},
): Decision {
  const { rules, now } = situation;
  const opened = withWakeAt(rules.plan, newTicket(situation, conversation, considered, wishes));
  const { wakeAt: _settled, ...rest } = conversation;
  const handedOn: Conversation = { ...rest, status: "ticket", ticket: opened.number, lastMessageAt: now };
  const saved = decided({
    conversations: [handedOn],
    ticket: opened,
    history: [
      {
        conversation: conversation.id,
        ticket: opened.number,
        type: "ticket_opened",
        by: wishes.openedBy ?? conversation.requester,
      },
    ],
    messages: [
      toldRequester(situation, opened, wishes.openedBy),
      ...escalationThread(situation, handedOn, opened),
    ],
  });
  // A criterion may send it straight to the specialists: Tier 2's thread, with them in it.
  return opened.tier > 2 ? together(saved, bringIn(situation, opened)) : saved;
}

/** `openedBy`: for whom it is not. */
export type Wishes = Chosen & { openedBy?: Person };

function newTicket(
  { state, rules, now }: Situation,
  conversation: Conversation,
  considered: Consideration | undefined,
  wishes: Wishes,
): Ticket {
  const { plan } = rules;
  const number = state.nextTicketNumber;
  const { component, priority, tier } = triage(plan, considered, wishes);
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
    ...(component && { component }),
    ...(site && { site }),
    priority,
    reasons: considered?.reasons ?? ["The requester asked for a person."],
    openedAt: now,
    thread: `ticket-${number}`,
    channel: channelFor(rules, component, conversation.origin),
    card: `ticket/${number}/card`,
    targets: [],
    plan: planEdition(plan),
    remindersSent: 0,
    lastSpokenAt: now,
    version: 0,
  };
  return { ...ticket, targets: startTargets(plan, ticket, now) };
}

function channelFor(rules: DeskRules, component: string | undefined, origin: Address): Address {
  const [best] = tierPlaces(rules, component, origin);
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
): Address[] {
  const connected = [here.platform, ...platforms.filter((platform) => platform !== here.platform)];
  return tierChannels(plan, component, 2, connected).map(({ platform, written }) => {
    const atHand = platform === here.platform ? here.workspace : undefined;
    const { workspace = atHand, id } = splitId(written);
    return { platform, kind: "channel", id, ...(workspace !== undefined && { workspace }) };
  });
}

function toldRequester(situation: Situation, ticket: Ticket, openedBy: Person | undefined): OutboundMessage {
  const { plan } = situation.rules;
  const target = nextTarget(ticket);
  const by = target && moment(target.due, situation.now, zoneOf(plan, ticket.site));
  const words = say.opened(ticketName(plan.ticketPrefix, ticket.number), whoLooks(plan, ticket), by);
  const site = plan.sites.find((s) => s.key === ticket.site);
  const reduced = site && !site.onboarded && site.note ? `\n\n${plain(site.note)}` : "";
  const other = openedBy ? `${say.openedByOther(openedBy.name)} ` : "";
  const cancel = { label: "Cancel this ticket", press: { action: "cancel" as const, ticket: ticket.number } };
  const buttons = [cancel, ...goPrivateButton(ticket.origin, ticket.conversation)];
  // Whoever is asked for reads in what words.
  const asked: Block[] = openedBy ? [{ kind: "quote", from: openedBy.name, text: ticket.question }] : [];
  return requesterWord(situation, ticket, sentence(other + words + reduced, buttons, asked), "opened");
}

function whoLooks(plan: EscalationPlan, ticket: Ticket): string {
  const tier = plan.tiers.find((t) => t.number === ticket.tier);
  const name = plan.people.find((p) => p.key === specialist(plan, ticket))?.name;
  return `${plain(tier?.name ?? plan.helpDesk)}${name ? ` (${plain(name)})` : ""}`;
}

const specialist = (plan: EscalationPlan, ticket: Ticket): string | undefined =>
  ticket.tier > 2
    ? (liaisonFor(plan, ticket.component, ticket.tier, ticket.openedAt.toISOString().slice(0, 10))?.person ??
      leadOf(plan, ticket.tier))
    : undefined;

/** The card opens the thread, the packet is its first message. */
export function escalationThread(
  situation: Situation,
  conversation: Conversation,
  ticket: Ticket,
): OutboundMessage[] {
  const { rules, now } = situation;
  const about = { ...aboutTicket(ticket), role: "card" as const, receipt: true as const };
  const card: OutboundMessage = {
    key: ticket.card,
    about,
    verb: "post",
    to: ticket.channel,
    content: ticketCard(rules.plan, ticket, now),
    opens: ticket.thread,
  };
  return [card, { ...packetMessage(situation, conversation, ticket), key: packetKey(ticket), verb: "post" }];
}

/** The packet as it is now: its question was edited or deleted. */
export const redrawPacket = (
  situation: Situation,
  conversation: Conversation,
  ticket: Ticket,
): OutboundMessage => ({
  ...packetMessage(situation, conversation, ticket),
  key: `${situation.event.id}/packet`,
  verb: "update",
  of: packetKey(ticket),
});

export const packetKey = (ticket: Ticket): string => `${ticket.card}/packet`;

function packetMessage({ state, rules }: Situation, conversation: Conversation, ticket: Ticket) {
  const about = { ...aboutTicket(ticket), role: "packet" as const };
  const content = packet(conversation, ticket, state.similar, rules.plan.ticketPrefix);
  return { about, to: threadOf(ticket), content };
}
