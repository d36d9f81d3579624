/**
 * Who gets in, and with what do we go out? Requests that Microsoft signed for this app, from this tenant; calls that carry the app's
 * token to the address that such a request gave. With anonymous access: whoever is on this machine, and no token.
 */
import type { Activity } from "./activity";
import { createBotFramework, type AppAccess } from "./bot-framework";
import { ConnectorFailure, type Connector } from "./connector";
import type { TeamsAccess } from "./options";
import { createConnector } from "./rest-connector";
import { claimsToBeFor } from "./token-claims";
import { rememberVerified } from "./verified";

export type Gate = {
  /** Rejects when it cannot be told now: the request has to come again. */
  admits(activity: Activity, authorization: string | undefined): Promise<boolean>;
  connectorFor(serviceUrl: string): Connector;
  /** The app's own. Undefined: it has none. Rejects when it cannot be had now. */
  token(): Promise<string | undefined>;
};

/** For tests: whose signatures hold, where tokens come from, and how long looking at a signature may take. */
export type Trust = { openIdMetadataUrl?: string; token?: () => Promise<string>; verifyWithinMs?: number };

/** Teams gives a request up after 15 seconds, and sends it again. */
const VERIFY_WITHIN_MS = 10_000;

/** Throws, in words for the operator, when the access is not complete. */
export function createGate(access: TeamsAccess, trust?: Trust): Gate {
  if (access.kind === "anonymous") return playgroundGate();
  requireAll(access);
  const sdk = createBotFramework(access, trust?.openIdMetadataUrl);
  const verify = rememberVerified(sdk.verify);
  const token = () => askToken(trust?.token ?? sdk.token);

  return {
    token,
    async admits(activity, authorization) {
      if (!isOfTeams(activity) || tenantOf(activity) !== access.tenant.toLowerCase()) return false;
      if (authorization === undefined || !claimsToBeFor(access, authorization)) return false;
      return within(trust?.verifyWithinMs ?? VERIFY_WITHIN_MS, verify(activity, authorization));
    },
    connectorFor(serviceUrl) {
      // Without encryption: an address from the playground, or a wrong setting.
      const mayHaveToken = trust !== undefined || serviceUrl.startsWith("https://");
      return createConnector(serviceUrl, mayHaveToken ? token : refuse, `28:${access.appId}`);
    },
  };
}

const playgroundGate = (): Gate => ({
  token: async () => undefined,
  admits: async (activity) => isOfTeams(activity) && isHere(activity.serviceUrl),
  connectorFor: (serviceUrl) =>
    createConnector(serviceUrl, isHere(serviceUrl) ? async () => undefined : refuse),
});

const CALLED: Record<string, string> = {
  appId: "app id",
  tenant: "tenant id",
  privateKey: "private key",
};

/** The SDK takes an app without an id for one that wants no authentication. */
function requireAll(access: AppAccess): void {
  const blank = Object.entries(access).find(([, value]) => value.trim() === "")?.[0];
  if (blank !== undefined)
    throw new Error(`Teams has no ${CALLED[blank] ?? blank}: set it, or leave Teams out.`);
}

type FromTeams = Activity & { serviceUrl: string };

/** Without a service address the SDK would not compare it with the signed one. */
const isOfTeams = (activity: Activity): activity is FromTeams =>
  activity.channelId === "msteams" && typeof activity.serviceUrl === "string" && activity.serviceUrl !== "";

function tenantOf({ channelData, conversation }: Activity): string | undefined {
  const tenant: unknown = channelData?.tenant?.id ?? conversation?.tenantId;
  return typeof tenant === "string" ? tenant.toLowerCase() : undefined;
}

const HERE = new Set(["localhost", "127.0.0.1", "[::1]"]);

const isHere = (url: string): boolean => URL.canParse(url) && HERE.has(new URL(url).hostname);

/** Only that there is no token is told: the failure's own words could name a secret. */
async function askToken(token: () => Promise<string>): Promise<string> {
  try {
    return await token();
  } catch (error) {
    const isOffline = (error as { errorCode?: string } | undefined)?.errorCode === "network_error";
    throw new ConnectorFailure("unreachable", undefined, isOffline ? "token_unreachable" : "token_refused");
  }
}

async function refuse(): Promise<never> {
  throw new ConnectorFailure("unreachable", undefined, "address_refused");
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("The signature could not be looked at in time.")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
