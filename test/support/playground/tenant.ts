/** Which tenant does the playground play? Six people of the example plan, its Tier 2 channel, and "General" as the staff room. */
import type { EscalationPlan } from "../../../src/plan/plan";
import { accountId, BOT_NAME, teamsPlan, TENANT } from "../teams-tenant";
import type { PlaygroundPerson, PlaygroundTenant } from "./start";

export { TENANT } from "../teams-tenant";

const TEAM = "19:servicedeskteam@thread.tacv2";
/** The playground calls a team's first channel by the team's own id. */
export const CHANNELS: Record<string, string> = {
  "service-desk": "19:servicedesk@thread.tacv2",
  "staff-room": TEAM,
};

export const userId = (key: string): string => `29:${key}`;

export const keyOf = ({ id }: { id: string }): string => id.replace("29:", "");

const PEOPLE = ["ana", "ben", "omar", "dana", "eli", "kofi"];

export function withPlayground(plan: EscalationPlan): EscalationPlan {
  const known = teamsPlan(plan);
  const tiers = known.tiers.map((tier) =>
    tier.number === 2 ? { ...tier, channels: { teams: CHANNELS["service-desk"] ?? "" } } : tier,
  );
  return { ...known, tiers };
}

/** `me`: who sits at its page. */
export function tenantOfPlayground(plan: EscalationPlan, me: string): PlaygroundTenant {
  const personOf = (key: string): PlaygroundPerson => {
    const { name = key, email = `${key}@nowhere.example` } = plan.people.find((one) => one.key === key) ?? {};
    return { id: userId(key), name, email, entraId: accountId(key) };
  };
  return {
    tenant: TENANT,
    bot: { id: "28:22222222-bbbb-4bbb-8bbb-222222222222", name: BOT_NAME },
    me: personOf(me),
    others: PEOPLE.filter((key) => key !== me).map(personOf),
    personalChat: "a:chat-of-ana",
    groupChat: { id: "19:officechat@thread.v2", name: "Front office" },
    team: { id: TEAM, name: "Service Desk" },
    channel: { id: CHANNELS["service-desk"] ?? "", name: "service-desk" },
  };
}
