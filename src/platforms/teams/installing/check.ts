/** Will the app work in this tenant? Its token, and whether what the plan names is there. Only reads; nothing is posted. */
import type { Finding } from "../../finding";
import { createBotFramework, type AppAccess } from "../bot-framework";
import type { Connector } from "../connector";
import { createGate } from "../gate";
import type { ConversationReferences } from "../options";
import { checkChannels, type NamedChannel } from "./check-channels";
import { checkHearing } from "./check-hearing";
import { checkPeople, type PersonToCheck } from "./check-people";
import { checkToken } from "./check-token";

/** What the plan names for the tenant. */
export type TenantNames = { channels: NamedChannel[]; people: PersonToCheck[] };

/** Where the app's token comes from, and how Teams is called. */
export type Ways = { token(): Promise<string>; connectorFor(serviceUrl: string): Connector };

export const waysOf = (access: AppAccess): Ways => ({
  token: createBotFramework(access).token,
  connectorFor: createGate(access).connectorFor,
});

/** Microsoft's address for all regions but government clouds. */
const ANYWHERE = "https://smba.trafficmanager.net/teams/";

/** `references`: what the running help desk has heard from Teams. Undefined: nothing is known of that. */
export async function checkTenant(
  { access, ways, references }: { access: AppAccess; ways: Ways; references?: ConversationReferences },
  { channels, people }: TenantNames,
): Promise<Finding[]> {
  const { tenant } = access;
  const token = await checkToken(access, ways.token);
  if (token.level !== "ok") return [token];
  const heard = await references?.latest(tenant);
  const find = (id: string) => references?.find(tenant, id) ?? Promise.resolve(undefined);
  // Who only wrote in a channel is known as well, but has no chat with the app.
  const hasApp = async (account: string) => (await find(account))?.conversation !== undefined;
  const learned = new Map<string, string>();
  const learn = (key: string, account: string) => void learned.set(key, account);
  return [
    token,
    ...(await checkChannels(ways.connectorFor(heard?.serviceUrl ?? ANYWHERE), channels, learn)),
    ...(heard ? await checkHearing(channels, find) : []),
    ...(await checkPeople(people, { learned, ...(heard && { hasApp }) })),
  ];
}
