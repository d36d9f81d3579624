/** How does the manifest in `app-package/` look with this organisation's app, address and names in it? Pure. */

/** The parts that differ from one organisation to the next; all others are kept as they are. */
export type TeamsManifest = {
  version: string;
  id: string;
  developer: Developer;
  name: { short: string; full?: string };
  bots: { botId: string; [other: string]: unknown }[];
  composeExtensions: { botId: string; [other: string]: unknown }[];
  validDomains: string[];
  webApplicationInfo: { id: string; resource: string };
  [other: string]: unknown;
};

/** Whom Teams names as the maker of the app: whoever runs the help desk. */
export type Developer = { name: string; websiteUrl: string; privacyUrl: string; termsOfUseUrl: string };

export type PackageSettings = {
  appId: string;
  /** As `httpsAddress` gives it. */
  publicUrl: string;
  name: string;
  developer: Developer;
  /** Teams takes a package over an older one only when this has grown. Undefined: the file's own. */
  version?: string;
};

/** One id for the app, its bot and its registration: Teams wants one app for each registration. */
export function teamsManifestFor(manifest: TeamsManifest, settings: PackageSettings): TeamsManifest {
  const { appId, publicUrl, name, developer, version = manifest.version } = settings;
  const withBot = <T extends { botId: string }>(part: T): T => ({ ...part, botId: appId });
  return {
    ...manifest,
    version,
    id: appId,
    developer,
    name: { short: name, full: name },
    bots: manifest.bots.map(withBot),
    composeExtensions: manifest.composeExtensions.map(withBot),
    validDomains: [new URL(publicUrl).hostname],
    // Consent for a team asks for an address here and never opens it.
    webApplicationInfo: { id: appId, resource: publicUrl },
  };
}
