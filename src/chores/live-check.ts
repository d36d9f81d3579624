/** Is what a desk's plan names there today, on the platforms that are connected? Asks them; takes seconds. */
import { checkSlackPlan } from "../cli/slack-check";
import { checkTeamsPlan } from "../cli/teams-check";
import type { Config } from "../config";
import type { PlanFinding } from "../desk/events";
import type { Finding } from "../platforms/finding";

/** `isIts`: whether a workspace is the desk's; undefined: one that does not say which it is. */
export async function askPlatforms(
  config: Config,
  isIts: (workspace: string | undefined) => boolean,
): Promise<PlanFinding[]> {
  const { slack, teams, plan } = config;
  const access = teams?.access;
  const ofTeams = access && access.kind !== "anonymous" && isIts(access.tenant) ? access : undefined;
  const found = [
    ...(slack ? await checkSlackPlan(config, slack, { plan, isMeant: isIts }) : []),
    ...(ofTeams ? await checkTeamsPlan(config, ofTeams, { plan }) : []),
  ];
  return found.flatMap(toFinding);
}

const toFinding = ({ level, what, fix = "" }: Finding): PlanFinding[] =>
  level === "ok" ? [] : [{ message: what, fix }];
