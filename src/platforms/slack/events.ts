/**
 * Which events do we ask Slack for, why, and which rights does each need? `manifest.json` subscribes to these and to no other.
 * `needs`: every one of them.
 */
export type Subscription = { type: string; why: string; needs: readonly string[] };

export const EVENTS: readonly Subscription[] = [
  { type: "message.im", why: "what people write to the help desk directly", needs: ["im:history"] },
  { type: "app_mention", why: "the help desk is named in a channel", needs: ["app_mentions:read"] },
  {
    type: "message.channels",
    why: "questions in watched channels, and replies in threads of tickets",
    needs: ["channels:history"],
  },
  { type: "message.groups", why: "the same in private channels", needs: ["groups:history"] },
  { type: "reaction_added", why: "a reaction of thanks on an answer", needs: ["reactions:read"] },
  {
    type: "app_home_opened",
    why: "draws the person's home page, and suggests questions in an empty chat",
    needs: [],
  },
  {
    type: "member_joined_channel",
    why: "who is in the plan's channels is a technician",
    needs: ["channels:read", "groups:read"],
  },
  { type: "member_left_channel", why: "and is none any more", needs: ["channels:read", "groups:read"] },
  {
    type: "subteam_members_changed",
    why: "the same for the plan's user groups",
    needs: ["usergroups:read"],
  },
  { type: "user_change", why: "a person's new name or e-mail", needs: ["users:read"] },
  { type: "app_uninstalled", why: "forgets the workspace's token", needs: [] },
  { type: "tokens_revoked", why: "the same when only the token is taken back", needs: [] },
];
