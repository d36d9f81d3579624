/** Which of our buttons was pressed, and where? */
import type { DeskEvent, Press } from "../../../desk/events";
import type { Address } from "../../../desk/model";
import { channelPlace, directChat, isDirectChannel, isTs, momentOf, threadUnder } from "../address";
import type { Interaction } from "./bodies";
import type { ParseContext } from "./parse";
import { ASK_ACTION, readAction } from "../drawing/presses";

/** `once`: the press's name, the same however often Slack tells of it. */
export type Pressed = {
  by: string;
  place: Address;
  press: Press;
  opensForm: boolean;
  once: string;
  at: Date;
};

/** Undefined: none of our buttons, or one that we no longer know. */
export function readPressed(body: Interaction, team: string): Pressed | undefined {
  for (const action of body.actions ?? []) {
    const { action_id: id, action_ts: ts, value, selected_option: option } = action;
    if (id === undefined || !isTs(ts) || !body.user?.id) continue;
    const found = readAction({
      action_id: id,
      ...(typeof value === "string" && { value }),
      ...(option && { selected_option: option }),
    });
    const place = placeOfPress(body, team);
    if (found && place)
      return { by: body.user.id, place, ...found, once: onceOf(body, team, ts), at: momentOf(ts) };
  }
  return undefined;
}

/** What was typed into the home page's line and sent off with Enter. */
export async function parseAsk(body: Interaction, context: ParseContext): Promise<DeskEvent | undefined> {
  const asked = body.actions?.find((action) => action.action_id === ASK_ACTION);
  const user = body.user?.id;
  const text = asked?.value?.trim();
  if (!asked || !isTs(asked.action_ts) || !user || !text) return undefined;
  return {
    id: onceOf(body, context.team, asked.action_ts),
    at: momentOf(asked.action_ts),
    type: "command_given",
    by: await context.who(user, teamHint(body)),
    in: directChat(context.team, user),
    text,
  };
}

export const teamHint = ({ user }: Interaction): { teamId?: string } =>
  user?.team_id === undefined ? {} : { teamId: user.team_id };

/** The place of the message with the button. A home page has none: what comes of it is said in the direct chat. */
function placeOfPress(body: Interaction, team: string): Address | undefined {
  const user = body.user?.id;
  if (!user) return undefined;
  const channel = body.channel?.id ?? body.container?.channel_id;
  if (channel === undefined) return body.view ? directChat(team, user) : undefined;
  const ts = body.message?.ts ?? body.container?.message_ts;
  // A message for one person alone is not in the request, and tells its thread only around it.
  const root = body.message?.thread_ts ?? body.container?.thread_ts;
  if (isDirectChannel(channel)) return directChat(team, user, root ?? ts);
  return root !== undefined && root !== ts ? threadUnder(team, channel, root) : channelPlace(team, channel);
}

function onceOf(body: Interaction, team: string, actionTs: string): string {
  const channel = body.channel?.id ?? body.container?.channel_id ?? "home";
  const stands = body.message?.ts ?? body.container?.message_ts ?? body.view?.id ?? "";
  return `slack/${team}/press/${channel}/${stands}/${body.user?.id}/${actionTs}`;
}
