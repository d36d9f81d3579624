/** How does `manifest.json` look for Socket Mode, or for an address of one's own? Pure. */

import { EVENTS_PATH, REDIRECT_PATH } from "../paths";

/** The parts of a manifest that differ; all others are kept as they are. */
export type Manifest = {
  features: { slash_commands: { command: string; url?: string }[]; [other: string]: unknown };
  oauth_config: { redirect_urls?: string[]; scopes: { bot: string[] }; [other: string]: unknown };
  settings: {
    event_subscriptions: { request_url?: string; bot_events: string[]; [other: string]: unknown };
    interactivity: { is_enabled: boolean; request_url?: string; [other: string]: unknown };
    socket_mode_enabled: boolean;
    [other: string]: unknown;
  };
  [other: string]: unknown;
};

/** `address`: `https://helpdesk.example.com`, as `readAddress` gives it. With both, people install over it and events come by socket. */
export type Variant = { socket: boolean; address?: string };

export function manifestFor(manifest: Manifest, { socket, address }: Variant): Manifest {
  const url = !socket && address !== undefined ? { url: `${address}${EVENTS_PATH}` } : {};
  const redirects = address === undefined ? {} : { redirect_urls: [`${address}${REDIRECT_PATH}`] };
  const { features, oauth_config, settings, ...rest } = withoutAddresses(manifest);
  const requests = "url" in url ? { request_url: url.url } : {};
  return {
    ...rest,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, ...url })),
    },
    oauth_config: { ...redirects, ...oauth_config },
    settings: {
      ...settings,
      event_subscriptions: { ...requests, ...settings.event_subscriptions },
      interactivity: { ...settings.interactivity, ...requests },
      socket_mode_enabled: socket,
    },
  };
}

function withoutAddresses(manifest: Manifest): Manifest {
  const { redirect_urls: _redirects, ...oauth_config } = manifest.oauth_config;
  const { request_url: _events, ...event_subscriptions } = manifest.settings.event_subscriptions;
  const { request_url: _interactions, ...interactivity } = manifest.settings.interactivity;
  return {
    ...manifest,
    features: {
      ...manifest.features,
      slash_commands: manifest.features.slash_commands.map(({ url: _url, ...command }) => command),
    },
    oauth_config,
    settings: { ...manifest.settings, event_subscriptions, interactivity },
  };
}

/** `https://host[:port][/path]` without a slash at its end; undefined for anything that Slack would not call. */
export function readAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  if (protocol !== "https:" || search !== "" || hash !== "" || username !== "") return undefined;
  const path = pathname.replace(/\/+$/, "");
  // Somebody who pastes the whole events URL means the same.
  return `${origin}${path.endsWith(EVENTS_PATH) ? path.slice(0, -EVENTS_PATH.length) : path}`;
}
