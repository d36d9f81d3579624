/** `tierdesk teams package`: what is uploaded to Teams, with this organisation's app, address and names in it? One zip. */
import { zipSync } from "fflate";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { problem, type Finding } from "../platforms/finding";
import { messagingEndpoint } from "../platforms/teams/installing/addresses";
import {
  teamsManifestFor,
  type PackageSettings,
  type TeamsManifest,
} from "../platforms/teams/installing/manifest";
import { readPackageSettings, type AskedPackage } from "../platforms/teams/installing/package-settings";
import { findingsText } from "./findings";
import { planOfWorkspace } from "./plan-of-workspace";
import { cannotWrite } from "./refusing";
import type { Outcome } from "./refusing";

/** `url`: where Teams reaches us, when PUBLIC_URL does not say so. `name` and `developer`: otherwise as the plan says. */
export type TeamsPackageOptions = {
  out: string;
  plan: string;
  url?: string;
  name?: string;
  developer?: string;
  website?: string;
  privacy?: string;
  terms?: string;
  appVersion?: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

export async function teamsPackage(
  options: TeamsPackageOptions,
  env: Environment = process.env,
): Promise<Outcome> {
  const asked = await readAsked(options, env);
  const read = Array.isArray(asked) ? asked : readPackageSettings(asked);
  if (Array.isArray(read)) return findingsText(read);
  const { bytes, version } = await packageOf(read.settings);
  try {
    await writeFile(options.out, bytes);
  } catch (error) {
    return cannotWrite(options.out, error);
  }
  return { text: written(options.out, read.settings, version), exitCode: 0 };
}

const NO_TENANT = problem(
  "TEAMS_TENANT_ID is not set: which desk of TIERDESK_WORKSPACES the app is for is not known.",
  "Set it, or say both --name and --developer.",
);

const written = (out: string, { appId, publicUrl, name }: PackageSettings, version: string): string =>
  [
    `${out}: "${name}" ${version}, app ${appId}, messaging endpoint ${messagingEndpoint(publicUrl)}.`,
    "Upload it in the Teams admin centre (Teams apps, Manage apps, Upload new app), or in Teams (Apps, Manage your apps, Upload an app).",
  ].join("\n");

async function readAsked(options: TeamsPackageOptions, env: Environment): Promise<AskedPackage | Finding[]> {
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;
  const { url, name, developer, website, privacy, terms, appVersion } = options;
  const asked = {
    appId: given("TEAMS_APP_ID"),
    publicUrl: url ?? given("PUBLIC_URL"),
    ...(website !== undefined && { website }),
    ...(privacy !== undefined && { privacy }),
    ...(terms !== undefined && { terms }),
    ...(appVersion !== undefined && { version: appVersion }),
  };
  if (name !== undefined && developer !== undefined) return { ...asked, name, developer };
  const files = { plan: options.plan, workspaces: given("TIERDESK_WORKSPACES") };
  const tenant = given("TEAMS_TENANT_ID")?.toLowerCase();
  if (files.workspaces !== undefined && tenant === undefined) return [NO_TENANT];
  const found = await planOfWorkspace(files, tenant ?? "");
  if (!("plan" in found)) return [found];
  return {
    ...asked,
    name: name ?? found.plan.helpDesk,
    developer: developer ?? found.plan.organisation,
  };
}

/** From src/cli and from dist/cli alike. */
const FOLDER = join(__dirname, "..", "..", "app-package");

/** The same settings make the same bytes: files bear no time of day. */
async function packageOf(settings: PackageSettings): Promise<{ bytes: Uint8Array; version: string }> {
  const [template, color, outline] = await Promise.all(
    ["manifest.json", "color.png", "outline.png"].map((file) => readFile(join(FOLDER, file))),
  );
  if (!template || !color || !outline) throw new TypeError("The app package has three files.");
  const manifest = teamsManifestFor(JSON.parse(template.toString("utf8")) as TeamsManifest, settings);
  const files = {
    "manifest.json": Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
    "color.png": color,
    "outline.png": outline,
  };
  // Months count from 0, and a zip knows no time zone: the first day that it can name, wherever this runs.
  return { bytes: zipSync(files, { mtime: new Date(1980, 0, 1) }), version: manifest.version };
}
