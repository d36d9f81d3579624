// Which Teams do the variables describe? One app in one tenant, and how it proves itself; every problem told, no value of any.
import { readCertificate } from "./teams-certificate";

export type TeamsConfig = {
  /** `anonymous`: requests are taken unsigned, from the playground on this machine. */
  access: { kind: "anonymous" } | ({ appId: string; tenant: string } & Proof);
};

/** `certificate`, `privateKey`: PEM texts. */
type Proof =
  | { kind: "password"; password: string }
  | { kind: "certificate"; certificate: string; privateKey: string }
  | { kind: "managed_identity" };

export const TEAMS_VARIABLES = [
  "TEAMS_APP_ID",
  "TEAMS_TENANT_ID",
  "TEAMS_APP_PASSWORD",
  "TEAMS_CERTIFICATE",
  "TEAMS_PRIVATE_KEY",
  "TEAMS_MANAGED_IDENTITY",
  "TEAMS_ALLOW_ANONYMOUS",
] as const;

type Name = (typeof TEAMS_VARIABLES)[number] | "PUBLIC_URL";

/** The variable's text, or undefined when it is unset or blank. */
type Given = (name: Name) => string | undefined;

/** Undefined: Teams is not configured, or wrongly; then `problems` has grown. */
export function readTeams(given: Given, host: string, problems: string[]): TeamsConfig | undefined {
  if (TEAMS_VARIABLES.every((name) => given(name) === undefined)) return undefined;
  const before = problems.length;
  const isAnonymous = given("TEAMS_ALLOW_ANONYMOUS") !== undefined;
  const access = isAnonymous ? readAnonymous(given, host, problems) : readAccess(given, problems);
  return problems.length > before || access === undefined ? undefined : { access };
}

function readAccess(given: Given, problems: string[]): TeamsConfig["access"] | undefined {
  problems.push(...missingProblems(given), ...shapeProblems(given));
  const proof = readProof(given, problems);
  // Microsoft writes them in small letters; elsewhere they are compared letter by letter.
  const appId = given("TEAMS_APP_ID")?.toLowerCase();
  const tenant = given("TEAMS_TENANT_ID")?.toLowerCase();
  if (appId === undefined || tenant === undefined || proof === undefined) return undefined;
  return { appId, tenant, ...proof };
}

function readProof(given: Given, problems: string[]): Proof | undefined {
  const password = given("TEAMS_APP_PASSWORD");
  if (password !== undefined) return { kind: "password", password };
  const certificateFile = given("TEAMS_CERTIFICATE");
  const keyFile = given("TEAMS_PRIVATE_KEY");
  if (certificateFile !== undefined && keyFile !== undefined) {
    const pair = readCertificate({ certificateFile, keyFile }, problems);
    return pair && { kind: "certificate", ...pair };
  }
  return given("TEAMS_MANAGED_IDENTITY") === undefined ? undefined : { kind: "managed_identity" };
}

const WAYS = ["TEAMS_APP_PASSWORD", "TEAMS_CERTIFICATE", "TEAMS_MANAGED_IDENTITY"] as const;

/** What one variable needs of the others. */
function missingProblems(given: Given): string[] {
  const isSet = (name: Name): boolean => given(name) !== undefined;
  const problems: string[] = [];
  if (!isSet("TEAMS_APP_ID"))
    problems.push(
      "TEAMS_APP_ID is missing: the Application (client) ID of your app's registration in Microsoft Entra.",
    );
  if (!isSet("TEAMS_TENANT_ID"))
    problems.push(
      "TEAMS_TENANT_ID is missing: the Directory (tenant) ID of your organisation. Without it anybody's organisation could speak to the help desk.",
    );
  const ways = WAYS.filter(isSet);
  if (ways.length > 1)
    problems.push(
      `${ways.join(" and ")} are different ways to prove who the app is. Keep one of them, and unset the rest.`,
    );
  if (isSet("TEAMS_CERTIFICATE") && !isSet("TEAMS_PRIVATE_KEY"))
    problems.push("TEAMS_PRIVATE_KEY is missing: the file with the key of TEAMS_CERTIFICATE.");
  else if (isSet("TEAMS_PRIVATE_KEY") && !isSet("TEAMS_CERTIFICATE"))
    problems.push("TEAMS_CERTIFICATE is missing: the file with the certificate of TEAMS_PRIVATE_KEY.");
  else if (ways.length === 0)
    problems.push(
      "TEAMS_APP_PASSWORD is missing (or TEAMS_CERTIFICATE and TEAMS_PRIVATE_KEY, or TEAMS_MANAGED_IDENTITY=1): without it the help desk cannot say anything in Teams.",
    );
  return problems;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Values that stand in the wrong place, or are no such value at all. */
function shapeProblems(given: Given): string[] {
  const problems: string[] = [];
  const [app, tenant] = [given("TEAMS_APP_ID"), given("TEAMS_TENANT_ID")];
  if (app !== undefined && !GUID.test(app))
    problems.push(
      "TEAMS_APP_ID must be the Application (client) ID: 32 hexadecimal digits with four hyphens between them.",
    );
  if (tenant !== undefined && !GUID.test(tenant))
    problems.push(
      "TEAMS_TENANT_ID must be the Directory (tenant) ID: 32 hexadecimal digits with four hyphens between them, not the organisation's name or domain.",
    );
  if (app !== undefined && app.toLowerCase() === tenant?.toLowerCase())
    problems.push(
      "TEAMS_APP_ID and TEAMS_TENANT_ID are the same. Both stand on the Overview page of the app's registration.",
    );
  if (GUID.test(given("TEAMS_APP_PASSWORD") ?? ""))
    problems.push(
      "TEAMS_APP_PASSWORD holds the secret's id. Copy its Value, which is shown only once: make a new secret if you do not have it.",
    );
  return [...problems, ...switchProblems(given, "TEAMS_MANAGED_IDENTITY")];
}

/** Whoever reaches the port can speak as anybody: so nobody but this machine may reach it. */
function readAnonymous(given: Given, host: string, problems: string[]): TeamsConfig["access"] {
  problems.push(...switchProblems(given, "TEAMS_ALLOW_ANONYMOUS"));
  const isOther = (name: Name): boolean => name !== "TEAMS_ALLOW_ANONYMOUS" && given(name) !== undefined;
  const others = TEAMS_VARIABLES.filter(isOther);
  if (others.length > 0)
    problems.push(
      `TEAMS_ALLOW_ANONYMOUS is for the playground, which signs nothing, and ${others.join(", ")} for Microsoft Teams. Unset one or the other.`,
    );
  if (!["127.0.0.1", "localhost", "::1"].includes(host.toLowerCase()))
    problems.push(
      "TEAMS_ALLOW_ANONYMOUS needs HOST=127.0.0.1: whoever reaches the help desk could speak as anybody.",
    );
  if (given("PUBLIC_URL") !== undefined)
    problems.push(
      "TEAMS_ALLOW_ANONYMOUS and PUBLIC_URL do not go together: whoever reaches the help desk could speak as anybody.",
    );
  return { kind: "anonymous" };
}

/** `0` or `false` might be meant as a no, and would be read as a yes. */
function switchProblems(given: Given, name: Name): string[] {
  const value = given(name);
  return value === undefined || value === "1" ? [] : [`${name} must be 1. Unset it if you do not want it.`];
}
