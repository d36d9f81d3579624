/** In which tenant are stories of Teams played? The example plan's people and rooms, known to Teams by its own ids. */
import type { EscalationPlan } from "../../src/plan/plan";
import type { TenantOptions } from "./teams/options";

export const TENANT = "11111111-aaaa-4aaa-8aaa-111111111111";
export const APP_ID = "22222222-bbbb-4bbb-8bbb-222222222222";
export const BOT_NAME = "Lakeside Help Desk";
/** What the app calls with. */
export const APP_TOKEN = "a-token-of-no-worth";

/** An Entra id that is the same in each run. */
export function accountId(key: string): string {
  const hex = Buffer.from(key).toString("hex").slice(0, 12).padEnd(12, "0");
  return `a0a0a0a0-0000-4000-8000-${hex}`;
}

const keyed = (id: string): string => `19:${id.padEnd(32, "0")}@thread.tacv2`;

export const SERVICE_TEAM = keyed("servicedeskteam");
export const STAFF_TEAM = keyed("staffteam");
export const GROUP_CHAT = `19:${"officechat".padEnd(32, "0")}@thread.v2`;

const channelIds: Record<string, string> = {
  "service-desk": keyed("servicedesk"),
  "staff-room": keyed("staffroom"),
};
export const channelId = (name: string): string => channelIds[name] ?? keyed("nowhere");

/** Whoever works on tickets at any tier is in the team of the service desk, as Teams lets nobody else in. */
const isAtWork = (plan: EscalationPlan, key: string): boolean =>
  plan.tiers.some(({ members, lead }) => members.includes(key) || lead === key) ||
  plan.components.some(({ providers }) =>
    Object.values(providers).some((one) => JSON.stringify(one).includes(`"${key}"`)),
  );

export function teamsPlan(plan: EscalationPlan): EscalationPlan {
  const tiers = plan.tiers.map((tier) =>
    tier.number === 2 ? { ...tier, channels: { teams: channelId("service-desk") } } : tier,
  );
  const people = plan.people.map((person) => ({
    ...person,
    accounts: { ...person.accounts, teams: accountId(person.key) },
  }));
  return { ...plan, tiers, people };
}

export function tenantOfPlan(plan: EscalationPlan): TenantOptions {
  const everybody = plan.people.map(({ key }) => accountId(key));
  const atWork = plan.people.filter(({ key }) => isAtWork(plan, key)).map(({ key }) => accountId(key));
  return {
    tenant: TENANT,
    appId: APP_ID,
    botName: BOT_NAME,
    people: plan.people.map(({ key, name, email }) => ({ account: accountId(key), name, email })),
    teams: [
      {
        id: SERVICE_TEAM,
        name: "Service Desk",
        members: atWork,
        channels: [{ id: channelId("service-desk"), name: "service-desk" }],
      },
      {
        id: STAFF_TEAM,
        name: "Staff",
        members: everybody,
        channels: [{ id: channelId("staff-room"), name: "staff-room" }],
      },
    ],
    chats: [
      {
        id: GROUP_CHAT,
        name: "Front office",
        members: ["ana", "ben", "omar"].map(accountId),
      },
    ],
  };
}
