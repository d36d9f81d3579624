/** What is an event wrapped in when it is sent? Each of Slack's own deliveries of it has an id of its own. */
import { hears } from "./granting";
import type { Channel, Json, Workspace, World } from "./world";

/** Slack leaves these out of a mention's envelope. */
const CONTEXT = (team: string): Json => ({ context_team_id: team, context_enterprise_id: null });

export function wrapEvent(world: World, workspace: Workspace, event: Json, channel?: Channel): Json {
  const { team, botUser } = workspace;
  return {
    token: "verification-token",
    team_id: team,
    ...(event["type"] !== "app_mention" && CONTEXT(team)),
    api_app_id: world.app.id,
    event,
    type: "event_callback",
    event_id: world.nextId("Ev"),
    event_time: Math.floor(Number(event["event_ts"])),
    authorizations: [
      { enterprise_id: null, team_id: team, user_id: botUser, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: channel?.shared ?? false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event["type"], tid: team })).toString("base64url")}`,
  };
}

export const isHeard = ({ app }: World, { access, scopes }: Workspace, subscription: string): boolean =>
  access === "granted" && hears(app, scopes, subscription);
