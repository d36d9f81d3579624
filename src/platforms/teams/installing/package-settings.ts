/** What goes into the app package of this organisation, and what is still missing for it? Pure; every problem at once. */
import { problem, type Finding } from "../../finding";
import { httpsAddress, isGuid } from "./addresses";
import type { Developer, PackageSettings } from "./manifest";

/** As the operator gave it, or as the plan says (`name`: the help desk's, `developer`: the organisation's). */
export type AskedPackage = {
  appId: string | undefined;
  publicUrl: string | undefined;
  name: string | undefined;
  developer: string | undefined;
  website?: string;
  privacy?: string;
  terms?: string;
  version?: string;
};

/** Longest that Teams takes. */
const NAME = 30;
const DEVELOPER = 32;

export function readPackageSettings(asked: AskedPackage): { settings: PackageSettings } | Finding[] {
  const problems: Finding[] = [];
  const settings = {
    appId: readAppId(asked.appId, problems),
    publicUrl: readPublicUrl(asked.publicUrl, problems),
    name: readName(asked.name, NAME, "--name", problems),
  };
  const developer = readDeveloper(asked, settings.publicUrl, problems);
  const version = readVersion(asked.version, problems);
  return problems.length > 0
    ? problems
    : { settings: { ...settings, developer, ...(version !== undefined && { version }) } };
}

function readAppId(appId: string | undefined, problems: Finding[]): string {
  if (appId !== undefined && isGuid(appId)) return appId.toLowerCase();
  problems.push(
    appId === undefined
      ? problem(
          "TEAMS_APP_ID is not set.",
          "It is the Application (client) ID of the app registration: docs/teams.md, step 1.",
        )
      : problem(
          "TEAMS_APP_ID is not the id of an app.",
          "It looks like 3f2504e0-4f89-41d3-9a0c-0305e82c3301: the Application (client) ID, not the secret's id.",
        ),
  );
  return "";
}

function readPublicUrl(url: string | undefined, problems: Finding[]): string {
  const address = url === undefined ? undefined : httpsAddress(url);
  if (address === undefined)
    problems.push(
      problem(
        url === undefined
          ? "PUBLIC_URL is not set."
          : "PUBLIC_URL (or --url) is no address that Teams would call.",
        "Write where Teams reaches the help desk, with https: https://helpdesk.example.com.",
      ),
    );
  return address ?? "";
}

function readName(text: string | undefined, longest: number, option: string, problems: Finding[]): string {
  const name = text?.trim() ?? "";
  if (name === "" || name.length > longest)
    problems.push(
      problem(
        name === "" ? `${option} is not given.` : `"${name}" has more than ${longest} characters.`,
        `Give a shorter one for Teams with ${option}.`,
      ),
    );
  return name;
}

/** Teams wants three pages; who has none names the help desk's own address. */
function readDeveloper(asked: AskedPackage, publicUrl: string, problems: Finding[]): Developer {
  const page = (option: string, url: string | undefined, otherwise: string): string => {
    if (url === undefined) return otherwise;
    if (URL.canParse(url) && new URL(url).protocol === "https:") return url;
    problems.push(
      problem(`${option} is no address with https.`, `Write it like ${option} https://example.com/page.`),
    );
    return otherwise;
  };
  const websiteUrl = page("--website", asked.website, publicUrl);
  return {
    name: readName(asked.developer, DEVELOPER, "--developer", problems),
    websiteUrl,
    privacyUrl: page("--privacy", asked.privacy, websiteUrl),
    termsOfUseUrl: page("--terms", asked.terms, websiteUrl),
  };
}

function readVersion(version: string | undefined, problems: Finding[]): string | undefined {
  if (version === undefined || /^[1-9]\d{0,5}(?:\.(?:0|[1-9]\d{0,5})){2}$/.test(version)) return version;
  problems.push(
    problem("--app-version is no version.", "Write three numbers, from 1.0.0 on: --app-version 1.0.1."),
  );
  return undefined;
}
