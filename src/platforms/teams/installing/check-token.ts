/** Can the app prove to Microsoft who it is? A token is asked for, and not kept. */
import { ok, problem, type Finding } from "../../finding";
import type { AppAccess } from "../bot-framework";
import { fieldOf } from "../rest-call";
import { causeOf } from "./cause";

/** `token`: gets one, or rejects with what the sign-in service said. No word of that is told but its code. */
export async function checkToken(
  { kind, appId, tenant }: AppAccess,
  token: () => Promise<string>,
): Promise<Finding> {
  try {
    await token();
    return ok(`Microsoft gives the app ${appId} a token in the tenant ${tenant}.`);
  } catch (error) {
    const code = codeOf(error);
    const [what, fix] = WHY[code ?? ""] ?? otherwise(kind, error);
    return problem(`${what} (${code ?? causeOf(error)}).`, fix);
  }
}

const SECRET =
  "Make a new one under Certificates & secrets, and put its Value, not its ID, into TEAMS_APP_PASSWORD.";

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const WHY: Record<string, [what: string, fix: string]> = {
  AADSTS7000215: ["The app's secret is not right", SECRET],
  AADSTS7000222: ["The app's secret has expired", SECRET],
  AADSTS700016: [
    "There is no such app in the tenant",
    "Compare TEAMS_APP_ID and TEAMS_TENANT_ID with the app registration's Overview page.",
  ],
  AADSTS7000229: [
    "The app is registered, but not in use in the tenant",
    "Open the app registration's Overview page, and create its enterprise application there (Managed application in local directory).",
  ],
  AADSTS90002: [
    "There is no such tenant",
    "Copy the Directory (tenant) ID from the app registration's Overview page into TEAMS_TENANT_ID.",
  ],
  AADSTS700027: [
    "The app's certificate is not known, or has expired",
    "Upload the certificate under Certificates & secrets, and name the same one in TEAMS_CERTIFICATE.",
  ],
  AADSTS7000112: [
    "The app is switched off",
    "Switch on sign-in in Entra: Enterprise applications, the app, Properties.",
  ],
};

function otherwise(kind: AppAccess["kind"], error: unknown): [what: string, fix: string] {
  if (kind === "managed_identity")
    return [
      "This machine has no managed identity that gives the app a token",
      "It must run in Azure, with the user-assigned identity of the Azure Bot among its identities, and TEAMS_APP_ID must be the identity's client id.",
    ];
  return isSigninRefusal(error)
    ? ["Microsoft gives the app no token", "Look the code up at https://login.microsoftonline.com/error."]
    : [
        "Microsoft's sign-in service cannot be reached",
        "Look at the network, the proxy and the firewall: https://login.microsoftonline.com must be reachable.",
      ];
}

const isSigninRefusal = (error: unknown): boolean => codeOf(error) !== undefined;

/** `AADSTS7000215`, out of a text that has much besides. */
function codeOf(error: unknown): string | undefined {
  const message = fieldOf(error, "message");
  return typeof message === "string" ? /\bAADSTS\d+/.exec(message)?.[0] : undefined;
}
