/** How is a story played on Teams? On our own stand-in for it, with signed requests, the real verification and our own client. */
import { technicianRooms, watchedChannels } from "../../src/plan/lookups";
import type { EscalationPlan } from "../../src/plan/plan";
import type { Platform } from "../../src/platforms/platform";
import {
  createTeams,
  MESSAGES_PATH,
  type ConversationReference,
  type ConversationReferences,
} from "../../src/platforms/teams";
import { quietLog } from "./database-server";
import type { Backstage, MakeStage, Stage } from "./stage";
import { listen } from "./stage-server";
import { actingOn } from "./teams-acting";
import { newKeys, startIssuer } from "./teams-issuer";
import { APP_ID, APP_TOKEN, TENANT, teamsPlan, tenantOfPlan } from "./teams-tenant";
import type { SimulatorOptions, TenantOptions } from "./teams/options";
import { startTeamsSimulator, type TeamsSimulator } from "./teams/simulator";

export type TeamsStage = Stage & {
  teams: TeamsSimulator;
  /** Where the house's own server takes what Teams sends. */
  url: string;
  references: Map<string, ConversationReference>;
};

/** `tenant` and `plan`: change those of the example. `paceMs`: 0 unless said. */
export type TeamsStageOptions = {
  tenant?: (plan: EscalationPlan) => TenantOptions;
  plan?: (plan: EscalationPlan) => EscalationPlan;
  paceMs?: number;
  resendAfterMs?: number[];
  answerWithinMs?: number;
};

/** Made once: keys take longer to make than all else that a stage needs. */
let stageKeys: ReturnType<typeof newKeys> | undefined;

export const teamsStage =
  (options: TeamsStageOptions = {}): MakeStage<TeamsStage> =>
  (backstage) =>
    openTeamsStage(backstage, options);

export async function openTeamsStage(
  backstage: Backstage,
  { tenant = tenantOfPlan, plan: change = (plan) => plan, paceMs = 0, ...sending }: TeamsStageOptions = {},
): Promise<TeamsStage> {
  const plan = change(teamsPlan(backstage.plan));
  const issuer = await startIssuer((stageKeys ??= newKeys()));
  const teams = await startTeamsSimulator({
    ...tenant(plan),
    ...(sending satisfies Partial<SimulatorOptions>),
    now: backstage.now,
    sign: ({ serviceUrl }) => issuer.sign({ audience: APP_ID, serviceUrl }),
    accepts: (bearer) => bearer === APP_TOKEN,
  });
  let platform: Platform | undefined;
  const server = await listen(() => platform);
  const url = `${server.url}${MESSAGES_PATH}`;
  teams.pointTo(url);
  const references = new Map<string, ConversationReference>();
  const trust = { openIdMetadataUrl: issuer.metadataUrl, token: async () => APP_TOKEN };

  return {
    ...actingOn(teams, plan),
    plan,
    teams,
    url,
    references,
    open() {
      platform = createTeams(
        {
          access: { kind: "password", appId: APP_ID, tenant: TENANT, password: "of-no-worth" },
          references: keptIn(references),
          serviceUrl: teams.serviceUrl,
          paceMs,
          formFor: backstage.formFor,
          ...(backstage.openFile && { openFile: backstage.openFile }),
          planFor: (workspace) => ({
            watched: watchedChannels(plan, "teams", workspace),
            memberships: technicianRooms(plan, "teams", workspace).channels,
          }),
          now: backstage.now,
          log: backstage.log ?? quietLog,
        },
        trust,
      );
      return platform;
    },
    async close() {
      await teams.close();
      await server.stop();
      await issuer.close();
    },
  };
}

/** As the database keeps them: the next start of the program has them. */
export function keptIn(references: Map<string, ConversationReference>): ConversationReferences {
  const keyOf = (tenant: string, id: string): string => `${tenant} ${id}`;
  return {
    async save(reference) {
      const key = keyOf(reference.tenant, reference.id);
      const known = references.get(key);
      references.delete(key);
      references.set(key, { ...known, ...reference });
    },
    find: async (tenant, id) => references.get(keyOf(tenant, id)),
    latest: async (tenant) => [...references.values()].findLast((one) => one.tenant === tenant),
    remove: async (tenant, id) => void references.delete(keyOf(tenant, id)),
  };
}
