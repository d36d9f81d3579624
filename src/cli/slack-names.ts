/** Which channels, user groups and people of Slack does the plan name for a workspace, and where does it say so? */
import { splitId } from "../plan/lookups";
import type { EscalationPlan, PlatformIds } from "../plan/plan";

export type Named = { id: string; where: string };
export type Names = {
  channels: Named[];
  groups: Named[];
  people: { key: string; email: string; account?: string }[];
};

/** An id of another workspace is left out; one without a workspace means every workspace. Each id once. */
export function slackNames(plan: EscalationPlan, team: string): Names {
  const here = (named: Named[]): Named[] => once(named.flatMap((one) => inWorkspace(one, team)));
  return {
    channels: here([...channelsOf(plan), ...watchedOf(plan)]),
    groups: here(plan.tiers.flatMap(({ number, groups }) => named(groups, `tiers.${number}.groups.slack`))),
    people: plan.people.map(({ key, email, accounts }) => {
      const [account] = named(accounts, key).flatMap((one) => inWorkspace(one, team));
      return { key, email, ...(account !== undefined && { account: account.id }) };
    }),
  };
}

/** Without one, a ticket of Slack has nowhere to go. */
export const hasTier2Channel = (plan: EscalationPlan, team: string): boolean => {
  const tier2 = channelsOf(plan).filter(({ where }) => where.includes(".2.channels"));
  return tier2.some((one) => inWorkspace(one, team).length > 0);
};

function channelsOf({ tiers, components }: EscalationPlan): Named[] {
  return [
    ...tiers.flatMap(({ number, channels }) => named(channels, `tiers.${number}.channels.slack`)),
    ...components.flatMap(({ key, providers }) =>
      Object.entries(providers).flatMap(([tier, { channels }]) =>
        named(channels ?? {}, `components.${key}.${tier}.channels.slack`),
      ),
    ),
  ];
}

const watchedOf = ({ watchedChannels }: EscalationPlan): Named[] =>
  (watchedChannels.slack ?? []).map((id) => ({ id, where: "watched_channels.slack" }));

const named = ({ slack }: PlatformIds, where: string): Named[] =>
  slack === undefined ? [] : [{ id: slack, where }];

function inWorkspace({ id, where }: Named, team: string): Named[] {
  const { workspace, id: bare } = splitId(id);
  return workspace === undefined || workspace === team ? [{ id: bare, where }] : [];
}

const once = (all: Named[]): Named[] => [...new Map(all.map((one) => [one.id, one])).values()];
