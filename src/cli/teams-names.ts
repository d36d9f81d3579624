/** Which channels and people of Teams does the plan name for a tenant, and where does it say so? */
import { enhancements } from "../plan/criteria";
import { splitId, technicianRooms } from "../plan/lookups";
import type { EscalationPlan, PlanPerson, PlatformIds, Provider } from "../plan/plan";
import type { NamedChannel, NamedPerson } from "../platforms/teams/installing/check-channels";
import type { PersonToCheck } from "../platforms/teams/installing/check-people";

type Place = { id: string; where: string; people: NamedPerson[] };

/** An id of another tenant is left out; one without a tenant means this one. Each channel once. */
export function teamsChannels(plan: EscalationPlan, tenant: string): NamedChannel[] {
  const rooms = technicianRooms(plan, "teams", tenant);
  const makers = new Set([...rooms.channels, ...rooms.groups]);
  const places = [
    ...tierPlaces(plan, tenant),
    ...componentPlaces(plan, tenant),
    ...listPlaces(plan),
    ...watchedPlaces(plan),
  ];
  const here = places.flatMap((place) => idHere(place.id, tenant).map((id) => ({ ...place, id })));
  return [...new Map(here.toReversed().map((place) => [place.id, place])).values()]
    .toReversed()
    .map((place) => ({ ...place, makesTechnicians: makers.has(place.id) }));
}

export function teamsPeople(plan: EscalationPlan, tenant: string): PersonToCheck[] {
  const working = new Set([
    ...plan.tiers.filter(({ number }) => number > 1).flatMap(({ members, lead }) => [...members, lead]),
    ...plan.components.flatMap(({ providers }) => Object.values(providers).flatMap(peopleOf)),
  ]);
  return plan.people.map(({ key, accounts }) => {
    const [account] = named(accounts).flatMap((id) => idHere(id, tenant));
    return { key, works: working.has(key), ...(account !== undefined && { account }) };
  });
}

/** Where tickets go: to a channel of this tenant, to one of Slack, or nowhere, and then the help desk does not start. */
export function tier2Of({ tiers }: EscalationPlan, tenant: string): "teams" | "slack" | undefined {
  const tier2 = tiers.filter(({ number }) => number === 2).map(({ channels }) => channels);
  if (tier2.some((channels) => named(channels).some((id) => idHere(id, tenant).length > 0))) return "teams";
  return tier2.some(({ slack }) => slack !== undefined) ? "slack" : undefined;
}

function tierPlaces(plan: EscalationPlan, tenant: string): Place[] {
  return plan.tiers.flatMap(({ number, channels, groups, members, lead }) => [
    ...named(channels).map((id) => ({
      id,
      where: `tiers.${number}.channels.teams`,
      people: peopleBy(plan, [...members, lead], tenant),
    })),
    ...named(groups).map((id) => ({ id, where: `tiers.${number}.groups.teams`, people: [] })),
  ]);
}

function componentPlaces(plan: EscalationPlan, tenant: string): Place[] {
  return plan.components.flatMap(({ key, providers }) =>
    Object.entries(providers).flatMap(([tier, provider]) =>
      named(provider.channels ?? {}).map((id) => ({
        id,
        where: `components.${key}.${tier}.channels.teams`,
        people: peopleBy(plan, peopleOf(provider), tenant),
      })),
    ),
  );
}

/** Where enhancements are listed, where gaps and the week are told, and groups that criteria ask for: nobody in particular works there. */
function listPlaces(plan: EscalationPlan): Place[] {
  const groups = plan.criteria.map(({ key, requesterGroups = {} }) => ({
    ids: requesterGroups,
    where: `criteria.${key}.requester_groups.teams`,
  }));
  const list = { ids: enhancements(plan)?.channels ?? {}, where: "kinds.enhancement.channels.teams" };
  const gaps = { ids: plan.gapsTo ?? {}, where: "gaps_to.teams" };
  const digest = { ids: plan.digest?.channels ?? {}, where: "digest.channels.teams" };
  return [list, gaps, digest, ...groups].flatMap(({ ids, where }) =>
    named(ids).map((id) => ({ id, where, people: [] })),
  );
}

const watchedPlaces = ({ watchedChannels }: EscalationPlan): Place[] =>
  (watchedChannels.teams ?? []).map((id) => ({ id, where: "watched_channels.teams", people: [] }));

const peopleOf = ({ members = [], liaison, deputy }: Provider): (string | undefined)[] => [
  ...members,
  liaison,
  deputy,
];

function peopleBy(plan: EscalationPlan, keys: (string | undefined)[], tenant: string): NamedPerson[] {
  const wanted = new Set(keys);
  return plan.people
    .filter(({ key }) => wanted.has(key))
    .map((person) => ({ key: person.key, user: userOf(person, tenant) }));
}

const userOf = ({ accounts, email }: PlanPerson, tenant: string): string =>
  named(accounts).flatMap((id) => idHere(id, tenant))[0] ?? email;

const named = ({ teams }: PlatformIds): string[] => (teams === undefined ? [] : [teams]);

function idHere(written: string, tenant: string): string[] {
  // Not an id of another tenant's: a link that somebody pasted, and the check must see it.
  if (/^https?:/.test(written)) return [written];
  const { workspace, id } = splitId(written);
  return workspace === undefined || workspace === tenant ? [id] : [];
}
