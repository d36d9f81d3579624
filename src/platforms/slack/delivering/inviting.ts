/** How is a person brought into a channel, and what must be done by hand when the help desk may not? */
import type { Delivered } from "../../../desk/events";
import { DeliveryError, type Delivery } from "../../platform";
import { SlackFailure, tolerate } from "./failures";
import type { Rooms } from "./rooms";

type Invite = Extract<Delivery, { verb: "invite" }>;

const BY_HAND = "Somebody in {place} can add this person by hand.";
const NOT_THERE =
  "The help desk is not in {place}. Invite it there with /invite, and add this person by hand.";
const GUEST = `This person is a guest whom Slack does not let into {place}. Ask an owner of the workspace.`;

/** Why Slack does not let somebody in. What is not here is a failure like any other. */
const REFUSALS: Readonly<Record<string, string>> = {
  channel_not_found: NOT_THERE,
  not_in_channel: NOT_THERE,
  no_permission: NOT_THERE,
  is_archived: "{place} is archived, so nobody can be added. Unarchive it.",
  cant_invite: `Slack does not let the help desk add this person to {place}. ${BY_HAND}`,
  cant_invite_self: "The help desk cannot add itself. Name a person as the liaison in the plan.",
  restricted_action: `The workspace allows only some people to add others to {place}. ${BY_HAND}`,
  ura_max_channels: GUEST,
  user_is_restricted: GUEST,
  user_is_ultra_restricted: GUEST,
  org_user_not_in_team:
    "This person is not in this workspace. Ask an owner of the workspace to add them to it first.",
  user_team_not_in_channel:
    "This person is not in this workspace. Ask an owner of the workspace to add them to it first.",
  user_not_found: "Slack knows no such person ({account}). Put the liaison's Slack id right in the plan.",
  user_disabled: "This person's Slack account ({account}) is deactivated. Name another liaison in the plan.",
  method_not_supported_for_channel_type: "Nobody can be added to {place}.",
};

export async function invite(rooms: Rooms, delivery: Invite): Promise<Delivered> {
  const { to, person, key } = delivery;
  if (to.kind === "direct") throw new DeliveryError("never", "Nobody can be added to a direct chat.");
  if (person.platform !== "slack")
    throw new DeliveryError("never", "This person has no account in Slack, so they cannot be added there.");
  if (person.account.startsWith("mailto:"))
    throw new DeliveryError(
      "never",
      "Slack knows nobody with the e-mail address that the plan has for this person. Write their Slack id into the plan: accounts: { slack: U0123ABCD }",
    );
  const { call, channel } = await rooms.open(to);
  const inviting = call((client) => client.conversations.invite({ channel, users: person.account }));
  await tolerate(["already_in_channel"], inviting).catch((error: unknown) => {
    throw withAdvice(error, person.account, `the channel ${channel}`);
  });
  // "Invited" stands at no message: it says where the person is now.
  return { message: { in: to, messageId: key } };
}

/** That somebody cannot be added does not mean that nothing can be posted there. No name: what is said here is logged. */
function withAdvice(error: unknown, account: string, place: string): unknown {
  if (!(error instanceof SlackFailure)) return error;
  const { code, reason } = error;
  const advice =
    code === "missing_scope"
      ? `${reason} ${BY_HAND}`
      : Object.hasOwn(REFUSALS, code)
        ? REFUSALS[code]
        : undefined;
  if (advice === undefined) return error;
  const told = advice.replaceAll("{account}", () => account).replaceAll("{place}", () => place);
  return new SlackFailure(code, "never", `${told.charAt(0).toUpperCase()}${told.slice(1)}`);
}
