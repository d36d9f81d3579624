/** Which channels, user groups and people of Slack does the plan name for a workspace, and where does it say so? */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseDesks } from "../plan/desks";
import { enhancements } from "../plan/criteria";
import { splitId, technicianRooms } from "../plan/lookups";
import type { EscalationPlan, PlatformIds } from "../plan/plan";
import type { Named, PlanNames } from "../platforms/slack/installing/check-plan";
import { readPlan } from "../sources/plan";

/** What is wrong already before Slack is asked. */
export type NamesProblem = { what: string; fix: string };

type Files = { plan: string; workspaces: string | undefined };

/** `workspaces`: the file that says which plan is whose. Without it all have `plan`. */
export async function readSlackNames(
  files: Files,
  team: string,
): Promise<{ names?: PlanNames; problems: NamesProblem[] }> {
  const file = await planFileOf(files, team);
  if (typeof file !== "string") return { problems: [file] };
  const { plan } = await readPlan(file);
  if (!plan)
    return {
      problems: [hasErrors(`The plan ${file}`, `\`tierdesk plan check --plan ${file}\` shows them.`)],
    };
  return {
    names: slackNames(plan, team),
    problems: hasTier2Channel(plan, team) ? [] : [noTier2Channel(team)],
  };
}

async function planFileOf({ plan, workspaces }: Files, team: string): Promise<string | NamesProblem> {
  if (workspaces === undefined) return plan;
  const text = await readFile(workspaces, "utf8").catch(() => undefined);
  if (text === undefined)
    return {
      what: `The file ${workspaces} (TIERDESK_WORKSPACES) cannot be read.`,
      fix: "Correct its name, or unset it.",
    };
  const { desks, problems } = parseDesks(workspaces, text);
  if (problems.length > 0) return hasErrors(workspaces, `${problems[0]?.message} ${problems[0]?.fix}`);
  const desk = desks.find((one) => one.workspaces.includes(team));
  if (desk) return resolve(dirname(workspaces), desk.plan);
  return {
    what: `${workspaces} names no desk for ${team}: nobody is answered there.`,
    fix: `Add ${team} to the \`workspaces\` of one, or remove the app there.`,
  };
}

const hasErrors = (what: string, fix: string): NamesProblem => ({ what: `${what} has errors.`, fix });

const noTier2Channel = (team: string): NamesProblem => ({
  what: `The plan names no Tier 2 channel for ${team}: a ticket would have nowhere to go.`,
  fix: "Write its id: tiers: { 2: { channels: { slack: C0123ABCD } } }",
});

/** An id of another workspace is left out; one without a workspace means every workspace. Each id once. */
function slackNames(plan: EscalationPlan, team: string): PlanNames {
  const here = (named: Named[]): Named[] => once(named.flatMap((one) => inWorkspace(one, team)));
  const rooms = technicianRooms(plan, "slack", team).channels;
  return {
    channels: here([...channelsOf(plan), ...watchedOf(plan)]).map((one) => ({
      ...one,
      makesTechnicians: rooms.includes(one.id),
    })),
    groups: here([
      ...plan.tiers.flatMap(({ number, groups }) => named(groups, `tiers.${number}.groups.slack`)),
      ...plan.criteria.flatMap(({ key, requesterGroups = {} }) =>
        named(requesterGroups, `criteria.${key}.requester_groups.slack`),
      ),
    ]),
    people: plan.people.map(({ key, email, accounts }) => {
      const [account] = named(accounts, key).flatMap((one) => inWorkspace(one, team));
      return { key, email, ...(account !== undefined && { account: account.id }) };
    }),
  };
}

/** Without one, the help desk does not start. */
const hasTier2Channel = ({ tiers }: EscalationPlan, team: string): boolean =>
  tiers
    .filter(({ number }) => number === 2)
    .some(({ channels }) => named(channels, "").some((one) => inWorkspace(one, team).length > 0));

function channelsOf(plan: EscalationPlan): Named[] {
  const { tiers, components, gapsTo = {}, digest } = plan;
  return [
    ...named(gapsTo, "gaps_to.slack"),
    ...named(digest?.channels ?? {}, "digest.channels.slack"),
    ...named(enhancements(plan)?.channels ?? {}, "kinds.enhancement.channels.slack"),
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
