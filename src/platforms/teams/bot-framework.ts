/**
 * What does Microsoft's SDK do for us? It verifies whose requests come in, and gets the app's tokens. The only file that imports it;
 * loaded when Teams is used, because that takes half a second.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import type { Activity as SdkActivity } from "botbuilder";
import type { Activity } from "./activity";
import type { TeamsAccess } from "./options";

export type AppAccess = Exclude<TeamsAccess, { kind: "anonymous" }>;

export type BotFramework = {
  /** False: the caller is at fault. Rejects: nobody can tell now, because the issuer's keys cannot be had. */
  verify(activity: Activity, authorization: string): Promise<boolean>;
  /** The app's token for calls to Teams; kept until shortly before it ends. */
  token(): Promise<string>;
};

/** Who signs the requests of Teams, and whom the app's token is for. */
export const CONNECTOR = "https://api.botframework.com";

/** Any address of Microsoft's: the credentials know their own tenant. */
const LOGIN = "https://login.microsoftonline.com/botframework.com";

/** Throws, in words for the operator, when a certificate and its key cannot be used. */
export function createBotFramework(access: AppAccess, openIdMetadataUrl?: string): BotFramework {
  const settings = settingsOf(access);
  const loading = load(settings, openIdMetadataUrl);
  // Told to each caller below; without one it is no reason to end the process.
  loading.catch(() => {});

  return {
    async verify({ channelId, serviceUrl }, authorization) {
      const { authentication } = await loading;
      try {
        await authentication.authenticateRequest({ channelId, serviceUrl } as SdkActivity, authorization);
        return true;
      } catch (error) {
        if (isCallersFault(error)) return false;
        throw error;
      }
    },
    async token() {
      const { factory } = await loading;
      const credentials = await factory.createCredentials(access.appId, CONNECTOR, LOGIN, true);
      if (!canGetToken(credentials)) throw new Error("There are no credentials for this kind of access.");
      return credentials.getToken();
    },
  };
}

async function load(settings: Record<string, string>, openIdMetadataUrl: string | undefined) {
  const { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } =
    await import("botbuilder");
  const factory = new ConfigurationServiceClientCredentialFactory(settings);
  const addresses = trusting(openIdMetadataUrl);
  const authentication = new ConfigurationBotFrameworkAuthentication({ ...settings, ...addresses }, factory);
  return { factory, authentication };
}

/** Without a type the SDK would take the app for one of any tenant. */
function settingsOf(access: AppAccess): Record<string, string> {
  const app = { MicrosoftAppId: access.appId, MicrosoftAppTenantId: access.tenant };
  switch (access.kind) {
    case "password":
      return { ...app, MicrosoftAppType: "SingleTenant", MicrosoftAppPassword: access.password };
    case "certificate":
      return { ...app, MicrosoftAppType: "SingleTenant", ...certificateOf(access) };
    case "managed_identity":
      return { ...app, MicrosoftAppType: "UserAssignedMsi" };
  }
}

/** Given the certificate itself, the SDK would start the program `openssl` to find its thumbprint. */
function certificateOf({ certificate, privateKey }: { certificate: string; privateKey: string }) {
  try {
    const read = new X509Certificate(certificate);
    if (!read.checkPrivateKey(createPrivateKey(privateKey))) throw new Error("not its key");
    const thumbprint = read.fingerprint.replaceAll(":", "");
    return { CertificateThumbprint: thumbprint, CertificatePrivateKey: privateKey };
  } catch {
    // Without the reason: it may quote from the key.
    throw new Error(
      "The certificate and the private key of the Teams app do not go together or cannot be read: give both as PEM, the key without a passphrase.",
    );
  }
}

/** All of the SDK's addresses, because it takes one of them alone for a complete set. */
const trusting = (openIdMetadataUrl: string | undefined): Record<string, string> =>
  openIdMetadataUrl === undefined
    ? {}
    : {
        ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
        ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
        ToBotFromChannelTokenIssuer: CONNECTOR,
        ToChannelFromBotOAuthScope: CONNECTOR,
        ToChannelFromBotLoginUrl: LOGIN,
        OAuthUrl: CONNECTOR,
      };

/** How `jsonwebtoken` calls its refusals. The SDK lets them through, and its adapter makes a 500 of them. */
const REFUSALS = ["JsonWebTokenError", "NotBeforeError", "TokenExpiredError"];

function isCallersFault(error: unknown): boolean {
  const { name, statusCode = 0 } = error as { name?: string; statusCode?: number };
  return REFUSALS.includes(name ?? "") || (statusCode >= 400 && statusCode < 500);
}

const canGetToken = (credentials: object): credentials is { getToken(): Promise<string> } =>
  "getToken" in credentials && typeof credentials.getToken === "function";
