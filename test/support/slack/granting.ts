/** What does the app's manifest grant it? Its scopes, the events it hears, its commands and shortcuts. */
import { z } from "zod";

const manifestSchema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
    slash_commands: z
      .array(z.object({ command: z.string(), should_escape: z.boolean().default(false) }))
      .default([]),
    shortcuts: z
      .array(z.object({ name: z.string(), type: z.enum(["message", "global"]), callback_id: z.string() }))
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional(),
    interactivity: z.object({ is_enabled: z.boolean() }).optional(),
  }),
});

export type App = {
  id: string;
  name: string;
  scopes: string[];
  events: Set<string>;
  commands: { command: string; should_escape: boolean }[];
  shortcuts: { name: string; type: "message" | "global"; callback_id: string }[];
  interactive: boolean;
  homeTab: boolean;
};

export function readManifest(manifest: unknown): App {
  const { display_information, features, oauth_config, settings } = manifestSchema.parse(manifest);
  return {
    id: "A0TIERDESK1",
    name: display_information.name,
    scopes: oauth_config.scopes.bot,
    events: new Set(settings.event_subscriptions?.bot_events),
    commands: features.slash_commands,
    shortcuts: features.shortcuts,
    interactive: settings.interactivity?.is_enabled ?? false,
    homeTab: features.app_home?.home_tab_enabled ?? false,
  };
}

/** An event is sent only to an app that was granted one of these scopes (docs). None: to every subscriber. */
const EVENT_SCOPES: Record<string, string[]> = {
  app_mention: ["app_mentions:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  channel_archive: ["channels:read"],
  channel_unarchive: ["channels:read"],
  channel_rename: ["channels:read"],
  channel_left: ["channels:read"],
  group_archive: ["groups:read"],
  group_unarchive: ["groups:read"],
  group_rename: ["groups:read"],
  group_left: ["groups:read"],
  user_change: ["users:read"],
};

export function hears(app: App, scopes: Set<string>, subscription: string): boolean {
  const needed = EVENT_SCOPES[subscription] ?? [];
  return app.events.has(subscription) && (needed.length === 0 || needed.some((scope) => scopes.has(scope)));
}
