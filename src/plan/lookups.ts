// Who, where and how soon, according to the plan?

import { enhancements, isMeant } from "./criteria";
import { findPhrase, normalisedWords } from "./phrases";
import type {
  Component,
  Contact,
  EscalationPlan,
  KindName,
  PlanPerson,
  PlanPlatform,
  Priority,
  Provider,
  Route,
  Target,
  TargetKind,
  TierNumber,
} from "./plan";

export { criteriaFor } from "./criteria";

/** Who is asked at a tier: a person's key. `isAway`: nobody else is named, and this person is away. */
export type Liaison = { person: string; isDeputy: boolean; isAway: boolean };

/** Somebody's account, in the workspace they are in. */
export function personByAccount(
  plan: EscalationPlan,
  platform: PlanPlatform,
  account: string,
  workspace?: string,
): PlanPerson | undefined {
  return plan.people.find(({ accounts }) => isNamed(accounts[platform], account, workspace));
}

/** The plan may write an id with its workspace, or without. */
const isNamed = (written: string | undefined, id: string, workspace: string | undefined): boolean =>
  written === id || (workspace !== undefined && written === `${workspace}/${id}`);

/** An id of the plan as a platform uses it. Undefined: it is another workspace's. */
function idIn(written: string, workspace: string | undefined): string | undefined {
  const { workspace: of, id } = splitId(written);
  return of === undefined || workspace === undefined || of === workspace ? id : undefined;
}

/** `T0123/C0123` and `C0123`. */
export function splitId(written: string): { workspace?: string; id: string } {
  const slash = written.indexOf("/");
  if (slash < 1) return { id: written };
  return { workspace: written.slice(0, slash), id: written.slice(slash + 1) };
}

/** Channels of a workspace in which every new message is a question. */
export const watchedChannels = (plan: EscalationPlan, platform: PlanPlatform, workspace?: string): string[] =>
  (plan.watchedChannels[platform] ?? []).flatMap((written) => idIn(written, workspace) ?? []);

/**
 * Groups and channels of a workspace whose members work on tickets: a tier's group, and the channel of a tier that names neither
 * members nor a group.
 */
export function technicianRooms(
  plan: EscalationPlan,
  platform: PlanPlatform,
  workspace?: string,
): { channels: string[]; groups: string[] } {
  const tiers = plan.tiers.filter(({ number }) => number > 1);
  const open = tiers.filter(({ members, groups }) => members.length === 0 && !groups[platform]);
  const own = plan.components.flatMap(({ providers }) =>
    open.flatMap(({ number }) => providers[number]?.channels?.[platform] ?? []),
  );
  const here = (written: (string | undefined)[]): string[] =>
    [...new Set(written)].flatMap((id) => (id === undefined ? [] : (idIn(id, workspace) ?? [])));
  return {
    channels: here([...open.map(({ channels }) => channels[platform]), ...own]),
    groups: here(tiers.map(({ groups }) => groups[platform])),
  };
}

/**
 * Groups and channels of which we must know who is in them: those that make technicians, and those that criteria ask for, which
 * give no rights.
 */
export function roomsAskedFor(
  plan: EscalationPlan,
  platform: PlanPlatform,
  workspace?: string,
): { channels: string[]; groups: string[] } {
  const { channels, groups } = technicianRooms(plan, platform, workspace);
  const asked = plan.criteria.flatMap(({ requesterGroups }) => requesterGroups?.[platform] ?? []);
  const here = asked.flatMap((written) => idIn(written, workspace) ?? []);
  return { channels, groups: [...new Set([...groups, ...here])] };
}

/** As an address is compared: `A` and `a` are the same, letters beyond ASCII are what they are (K is not the Kelvin sign). */
export const emailKey = (email: string): string =>
  email.trim().replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

export function personByEmail(plan: EscalationPlan, email: string): PlanPerson | undefined {
  const wanted = emailKey(email);
  return plan.people.find((person) => emailKey(person.email) === wanted);
}

/** What somebody is called. A plan names nobody whom it does not have. */
export const personName = (plan: EscalationPlan, key: string): string =>
  plan.people.find((person) => person.key === key)?.name ?? key;

/** Keys of the people who work at a tier; a component's own members take the place of the tier's. */
export function tierMembers(plan: EscalationPlan, tier: TierNumber, component?: string): string[] {
  return providerOf(plan, component, tier)?.members ?? tierOf(plan, tier)?.members ?? [];
}

/**
 * The channels in which a tier works on a component, the best first: a component's own channel says where its people are, so it
 * comes before the tier's, on whichever of the platforms it is. `written`: as the plan writes the id.
 */
export function tierChannels(
  plan: EscalationPlan,
  component: string | undefined,
  tier: TierNumber,
  platforms: readonly PlanPlatform[],
): { platform: PlanPlatform; written: string }[] {
  const own = providerOf(plan, component, tier)?.channels ?? {};
  const ofTier = tierOf(plan, tier)?.channels ?? {};
  const named = [own, ofTier].flatMap((channels) =>
    platforms.map((platform) => ({ platform, written: channels[platform] })),
  );
  return named.flatMap(({ platform, written }) => (written === undefined ? [] : [{ platform, written }]));
}

/** Where a ticket's thread is opened: an enhancement's where the plan keeps the list, but for what is private. */
export function threadChannels(
  plan: EscalationPlan,
  { kind, component }: { kind?: KindName; component?: string },
  platforms: readonly PlanPlatform[],
): { platform: PlanPlatform; written: string }[] {
  const isPrivate = plan.components.find(({ key }) => key === component)?.private === true;
  const list = kind === "enhancement" && !isPrivate ? (enhancements(plan)?.channels ?? {}) : {};
  const ofList = platforms.flatMap((platform) => {
    const written = list[platform];
    return written === undefined ? [] : [{ platform, written }];
  });
  return [...ofList, ...tierChannels(plan, component, 2, platforms)];
}

/**
 * The person to ask about a component at a tier on a day (ISO date): the liaison, the deputy when the liaison is away, the
 * liaison again when both are. Undefined when the plan names nobody.
 */
export function liaisonFor(
  plan: EscalationPlan,
  component: string | undefined,
  tier: TierNumber,
  on: string,
): Liaison | undefined {
  const { liaison, deputy } = providerOf(plan, component, tier) ?? {};
  const named = [liaison, deputy].filter((key) => key !== undefined);
  const present = named.find((key) => !isAway(plan, key, on));
  const person = present ?? named[0];
  if (person === undefined) return undefined;
  return { person, isDeputy: person !== liaison, isAway: present === undefined };
}

/** Keys of those who serve a site and are there on a day (ISO date). */
export function siteTechnicians(plan: EscalationPlan, site: string | undefined, on: string): string[] {
  const technicians = plan.sites.find(({ key }) => key === site)?.technicians ?? [];
  return technicians.filter((key) => !isAway(plan, key, on));
}

/** The tier that a ticket goes to next. Tiers not applicable to the component are skipped; undefined at the end. */
export function nextTier(
  plan: EscalationPlan,
  component: string | undefined,
  tier: TierNumber,
): TierNumber | undefined {
  const seen = new Set<TierNumber>([tier]);
  let next = tierOf(plan, tier)?.escalatesTo;
  while (next !== undefined && !seen.has(next)) {
    if (isApplicable(plan, component, next)) return next;
    seen.add(next);
    next = tierOf(plan, next)?.escalatesTo;
  }
  return undefined;
}

/** Whether a tier can do something about a component: a vendor tier only where the plan names a vendor. */
export function isApplicable(plan: EscalationPlan, component: string | undefined, tier: TierNumber): boolean {
  const provider = providerOf(plan, component, tier);
  if (provider?.applicable === false || !tierOf(plan, tier)) return false;
  return tier < 4 || provider?.vendor !== undefined;
}

/** Key of the person told about warnings and breaches at a tier. */
export function leadOf(plan: EscalationPlan, tier: TierNumber): string | undefined {
  return tierOf(plan, tier)?.lead;
}

export function targetFor(
  plan: EscalationPlan,
  kind: TargetKind,
  tier: TierNumber,
  priority: Priority,
): Target | undefined {
  return plan.targets.find((t) => t.kind === kind && t.tier === tier && t.priority === priority);
}

/** How a tier can be reached: a tier that says nothing of it is reached as the one below. */
export function tierContacts(plan: EscalationPlan, tier: TierNumber): Contact[] {
  const below = plan.tiers.filter(({ number, contacts }) => number <= tier && contacts.length > 0);
  return below.toSorted((a, b) => b.number - a.number)[0]?.contacts ?? [];
}

/** The key of the vendor who supports a component. */
export const vendorFor = (plan: EscalationPlan, component: string | undefined): string | undefined =>
  providerOf(plan, component, 4)?.vendor;

/** How soon a vendor must answer us. Undefined: the plan says nothing of it. */
export function vendorPromise(
  plan: EscalationPlan,
  key: string | undefined,
  priority: Priority,
): { minutes: number; calendar: string } | undefined {
  const promised = plan.vendors.find((vendor) => vendor.key === key)?.answersWithin;
  const minutes = promised?.minutes[priority];
  return promised && minutes !== undefined ? { minutes, calendar: promised.calendar } : undefined;
}

/** Whose question it is, when it is somebody else's. The first of the plan's routes wins, of those that hold at the requester's site. */
export function routeFor(plan: EscalationPlan, text: string, site?: string): Route | undefined {
  const words = normalisedWords(text);
  const holdsThere = ({ sites }: Route) => !sites || (site !== undefined && sites.includes(site));
  return plan.routes.find((route) => holdsThere(route) && isMeant(route, words));
}

/**
 * The key of the component whose words cover most of the text. Undefined when no component's do, or two cover as many:
 * "e-mail on my phone" may be either, and a wrong component costs more than a question.
 */
export function componentFromText(plan: EscalationPlan, text: string): string | undefined {
  const [best, other] = componentsNamed(plan, text);
  return other === undefined ? best : undefined;
}

/** Keys of the components whose words cover most of the text: several when they cover as many. */
export function componentsNamed(plan: EscalationPlan, text: string): string[] {
  const words = normalisedWords(text);
  const found = plan.components.map((component) => ({
    key: component.key,
    covered: wordsCovered(component, words),
  }));
  const most = Math.max(0, ...found.map(({ covered }) => covered));
  return found.flatMap(({ key, covered }) => (covered > 0 && covered === most ? [key] : []));
}

/** The component that a text names and says nothing else: "wifi?". */
export function onlyComponentNamed(plan: EscalationPlan, text: string): Component | undefined {
  const words = normalisedWords(text);
  const component = plan.components.find(({ key }) => key === componentFromText(plan, text));
  return component && wordsCovered(component, words) === words.length ? component : undefined;
}

function wordsCovered(component: Component, words: readonly string[]): number {
  const phrases = [component.name, ...component.words];
  return new Set(phrases.flatMap((phrase) => findPhrase(words, phrase) ?? [])).size;
}

/** Whether a component's tickets are for its own people only. */
export const isPrivateComponent = (plan: EscalationPlan, key: string | undefined): boolean =>
  plan.components.some((component) => component.key === key && component.private);

/** Whether the plan says so, on an ISO date. */
export function isAway(plan: EscalationPlan, key: string, on: string): boolean {
  const person = plan.people.find((each) => each.key === key);
  if (!person?.awayFrom && !person?.awayUntil) return false;
  return (person.awayFrom ?? "") <= on && on <= (person.awayUntil ?? "9999-12-31");
}

const tierOf = (plan: EscalationPlan, tier: TierNumber) => plan.tiers.find((t) => t.number === tier);

function providerOf(
  plan: EscalationPlan,
  component: string | undefined,
  tier: TierNumber,
): Provider | undefined {
  return plan.components.find((c) => c.key === component)?.providers[tier];
}
