/** How does the desk reach the owner of its plan, or those who are to hear of the plan, and who hears when it cannot? */
import { splitId } from "../plan/lookups";
import type { PlatformIds } from "../plan/plan";
import { addressKey, directChatOf } from "./address";
import { post } from "./notices";
import { tierPlaces } from "./opening";
import { onPlatform } from "./people";
import { decided, ignored } from "./situation";
import type { DeskRules, EventOf, Situation } from "./situation";
import { say } from "./wording";
import type { Content } from "./content";
import type { Decision, Destination, OutboundMessage } from "./decision";
import type { Address, Person, PlatformName } from "./model";

/** In a direct message. */
export const wordToOwner = (here: Situation, content: Content, name: string): OutboundMessage =>
  ownWord(here, ownersChat(here.rules), content, name);

/** To somebody of the plan: whoever looks after an article. */
export const wordToPerson = (here: Situation, key: string, content: Content, name: string): OutboundMessage =>
  ownWord(here, directChatOf(personOf(here.rules, key)), content, name);

/** What the check has found: in the channel that the plan names for it, else to the owner. */
export const wordOfGaps = (here: Situation, content: Content): OutboundMessage =>
  ownWord(here, gapsChannel(here.rules) ?? ownersChat(here.rules), content, GAPS);

/** Ends the keys of these words: a failure is to tell where they went first. */
const GAPS = "gaps";

/** The week's figures: in the channel that the plan names for them, else in Tier 2's. */
export function wordOfWeek(here: Situation, content: Content): OutboundMessage[] {
  const { rules } = here;
  const to = channelOf(rules, rules.plan.digest?.channels) ?? tier2Anywhere(rules);
  return to ? [ownWord(here, to, content, "digest")] : [];
}

/** About no ticket: the desk is said, so that a failure comes back to it. */
const ownWord = (here: Situation, to: Destination, content: Content, name: string): OutboundMessage =>
  post(here, to, content, name, { desk: here.state.desk });

/** Not connected, as far as the rules know: where nothing is said of platforms, there is the sandbox. */
const connected = ({ platforms }: DeskRules): readonly PlatformName[] =>
  platforms !== undefined && platforms.length > 0 ? platforms : ["sandbox"];

const gapsChannel = (rules: DeskRules): Address | undefined => channelOf(rules, rules.plan.gapsTo);

/** On the first platform that is connected and has one. */
function channelOf(rules: DeskRules, channels: PlatformIds | undefined): Address | undefined {
  const platform = connected(rules).find((one) => channels?.[one] !== undefined);
  const written = platform && channels?.[platform];
  if (platform === undefined || written === undefined) return undefined;
  const { workspace, id } = splitId(written);
  return { platform, kind: "channel", id, ...(workspace !== undefined && { workspace }) };
}

/** Where the plan says who they are there, before where they are found by their e-mail address. */
function personOf({ plan, ...rules }: DeskRules, key: string): Person {
  const { accounts, name, email } = plan.people.find((person) => person.key === key) ?? {
    accounts: {},
    name: key,
    email: "",
  };
  const known = connected({ plan, ...rules });
  const platform = known.find((one) => accounts[one] !== undefined) ?? known[0] ?? "sandbox";
  const place = tier2({ plan, ...rules }, platform);
  const around = place?.platform === platform ? place : { platform, kind: "channel" as const, id: "" };
  return onPlatform(plan, key, around) ?? { platform, account: key, name, email };
}

const owner = (rules: DeskRules): Person => personOf(rules, rules.plan.owner);

const tier2 = (rules: DeskRules, platform: PlatformName): Address | undefined =>
  tierPlaces(rules, undefined, { platform, kind: "channel", id: "" })[0];

const tier2Anywhere = (rules: DeskRules): Address | undefined =>
  connected(rules).flatMap((platform) => tier2(rules, platform) ?? [])[0];

const ownersChat = (rules: DeskRules): Address => directChatOf(owner(rules));

/** The owner hears what the channel, or whoever looks after an article, could not be told; where the owner cannot be reached, Tier 2 does. */
export function ownerUnreached(here: Situation<EventOf<"delivery_failed">>): Decision {
  const { event, rules } = here;
  if (!event.to || "thread" in event.to) return ignored("a word to nobody");
  const desk = tier2(rules, event.to.platform);
  const first = event.key.endsWith(`/${GAPS}`) ? gapsChannel(rules) : undefined;
  const isForOther = !isSame(event.to, desk) && !isSame(event.to, ownersChat(rules));
  if (isSame(event.to, first) || isForOther)
    return decided({ readdresses: [{ key: event.key, to: ownersChat(rules) }] });
  // Where it went already, it does not go again.
  if (!desk || isSame(desk, event.to) || isSame(desk, first)) return ignored("nobody left who could hear it");
  const text = say.ownerUnreached(event.reason);
  const person = owner(rules);
  const people =
    person.platform === desk.platform ? [person] : [onPlatform(rules.plan, rules.plan.owner, desk) ?? person];
  const word: Content = {
    summary: `${person.name} ${text}`,
    blocks: [{ kind: "mention", people, text }],
  };
  return decided({
    messages: [ownWord(here, desk, word, "owner-unreached")],
    readdresses: [{ key: event.key, to: desk }],
  });
}

const isSame = (one: Address, other: Address | undefined): boolean =>
  other !== undefined && addressKey(one) === addressKey(other);
