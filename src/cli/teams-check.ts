/** `tierdesk teams check`: what would not work, before anybody relies on it? Asks Teams, changes nothing. */
import { existsSync } from "node:fs";
import { readConfig, type Config } from "../config";
import { createLog } from "../log";
import type { EscalationPlan } from "../plan/plan";
import { ok, problem, warning, type Finding } from "../platforms/finding";
import { httpsAddress, messagingEndpoint } from "../platforms/teams/installing/addresses";
import { checkTenant, waysOf, type Ways } from "../platforms/teams/installing/check";
import { checkEndpoint } from "../platforms/teams/installing/check-endpoint";
import { connectStore } from "../store/connect";
import { createConversationReferences, type ConversationReferences } from "../store/conversation-references";
import { StoreError } from "../store/store-error";
import { findingsText } from "./findings";
import { planOfWorkspace } from "./plan-of-workspace";
import { teamsChannels, teamsPeople, tier2Of } from "./teams-names";
import type { Outcome } from "./refusing";

type Access = NonNullable<Config["teams"]>["access"];
type AppAccess = Exclude<Access, { kind: "anonymous" }>;

/** `url`: where Teams reaches us, when PUBLIC_URL does not say so. `ways`: for tests, in Microsoft's place. */
export async function teamsCheck(
  options: { plan: string; url?: string },
  env: Readonly<Record<string, string | undefined>> = process.env,
  ways?: Ways,
): Promise<Outcome> {
  const config = readConfig(env);
  if (!config.teams) return findingsText([NOT_CONFIGURED]);
  return findingsText(await checkTeams(config, config.teams.access, options, ways));
}

export async function checkTeams(
  config: Config,
  access: Access,
  options: { plan: string; url?: string },
  ways?: Ways,
): Promise<Finding[]> {
  if (access.kind === "anonymous") return [PLAYGROUND];
  return [
    ...(await checkPlan(config, access, options.plan, ways ?? waysOf(access))),
    ...(await checkAddress(config, options.url)),
  ];
}

const NOT_CONFIGURED = problem(
  "Teams is not configured.",
  "Set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD (or a certificate, or a managed identity). docs/teams.md says where they are.",
);

const PLAYGROUND = warning(
  "TEAMS_ALLOW_ANONYMOUS is set: requests are taken unsigned, from the playground on this machine. Teams was not asked anything.",
  "Unset it for Teams itself, and set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD.",
);

/** What the plan names in the tenant, and the rights to see it, alone. */
export const checkTeamsPlan = (
  config: Config,
  access: AppAccess,
  { plan }: { plan: string },
): Promise<Finding[]> => checkPlan(config, access, plan, waysOf(access));

async function checkPlan(config: Config, access: AppAccess, file: string, ways: Ways): Promise<Finding[]> {
  const { tenant } = access;
  const found = await planOfWorkspace({ plan: file, workspaces: config.workspaces }, tenant);
  const names =
    "plan" in found
      ? { channels: teamsChannels(found.plan, tenant), people: teamsPeople(found.plan, tenant) }
      : { channels: [], people: [] };
  const ofPlan = "plan" in found ? checkTier2(found.plan, tenant, config.slack !== undefined) : [found];
  return withReferences(config, async (references, ofStore) => [
    ...(await checkTenant({ access, ways, ...(references && { references }) }, names)),
    ...ofPlan,
    ...ofStore,
  ]);
}

function checkTier2(plan: EscalationPlan, tenant: string, hasSlack: boolean): Finding[] {
  const where = tier2Of(plan, tenant);
  if (where === "teams") return [];
  if (where === "slack" && hasSlack) return [ok("Tickets go to the Tier 2 channel in Slack.")];
  return [
    problem(
      `The plan names no Tier 2 channel for the tenant ${tenant}: a ticket would have nowhere to go.`,
      'Write its id: tiers: { 2: { channels: { teams: "19:abc123@thread.tacv2" } } }',
    ),
  ];
}

/** Before the first start there is no database, and none is made for this. */
async function withReferences(
  config: Config,
  check: (references: ConversationReferences | undefined, ofStore: Finding[]) => Promise<Finding[]>,
): Promise<Finding[]> {
  if (config.databaseUrl === undefined && !existsSync(config.dataDir)) return check(undefined, []);
  try {
    const store = await connectStore(config, createLog("error"));
    try {
      return await check(createConversationReferences(store.db), []);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return check(undefined, [problem("What was heard from Teams cannot be read.", error.message)]);
  }
}

async function checkAddress({ publicUrl }: Config, url: string | undefined): Promise<Finding[]> {
  const address = httpsAddress(url ?? publicUrl ?? "");
  if (address !== undefined) return [await checkEndpoint(address)];
  if (url !== undefined)
    return [
      problem("--url is no address that Teams would call.", "Write it like https://helpdesk.example.com."),
    ];
  return [
    warning(
      "Whether Teams reaches the help desk was not tried.",
      `Set PUBLIC_URL (or check with --url). The Azure Bot's messaging endpoint is that address with /api/messages: ${messagingEndpoint("https://helpdesk.example.com")}`,
    ),
  ];
}
