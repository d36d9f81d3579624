/** Was the app installed or taken away, or did a team, a channel or their people change? Tickets and threads stay in any case. */
import type { Activity } from "../activity";
import { directChat } from "../address";
import { listOf, momentOf, splitOf, tenantOf, textOf, type Scene } from "./scene";
import type { Taking } from "./taking";

/** `scene`: undefined where no person did it. */
export async function takeNotice(
  taking: Taking,
  activity: Activity,
  scene: Scene | undefined,
): Promise<void> {
  const tenant = tenantOf(activity);
  if (tenant === undefined) return;
  if (hasMovedPeople(activity)) taking.people.forget(tenant);
  if (isGone(activity)) return forget(taking, activity, tenant, scene);
  if (!scene) return;
  await taking.references.refresh(placedIn(activity, scene));
  if (isInstalledFor(activity, scene)) await greet(taking, activity, scene);
}

const hasMovedPeople = ({ membersAdded, membersRemoved }: Activity): boolean =>
  listOf(membersAdded).length > 0 || listOf(membersRemoved).length > 0;

const GONE_EVENTS = ["channelDeleted", "teamDeleted", "teamHardDeleted"];

function isGone({ type, action, recipient, membersRemoved, channelData }: Activity): boolean {
  // An upgrade takes the app away and puts it back at once.
  if (type === "installationUpdate") return action === "remove";
  const isRemoved = listOf(membersRemoved).some(({ id }) => id === recipient?.id);
  return isRemoved || GONE_EVENTS.includes(channelData?.eventType ?? "");
}

/** What is not named here is found out when something cannot be delivered. */
async function forget(
  { references, options }: Taking,
  activity: Activity,
  tenant: string,
  scene: Scene | undefined,
): Promise<void> {
  const { channelData, conversation } = activity;
  const isOneChannel = channelData?.eventType === "channelDeleted";
  const ids = [
    textOf(channelData?.channel?.id),
    ...(isOneChannel ? [] : [textOf(channelData?.team?.id), splitOf(conversation)]),
    ...(scene?.kind === "personal" ? [scene.account] : []),
  ].filter((id) => id !== undefined);
  await references.remove(tenant, ids);
  options.log.info("teams.gone", { tenant, what: channelData?.eventType ?? scene?.kind ?? activity.type });
}

/** A notice about a channel comes in the name of its team. */
function placedIn({ channelData }: Activity, scene: Scene): Scene {
  const channel = textOf(channelData?.channel?.id);
  return scene.kind === "channel" && channel !== undefined ? { ...scene, base: channel } : scene;
}

const isInstalledFor = ({ type, action }: Activity, { kind }: Scene): boolean =>
  type === "installationUpdate" && action === "add" && kind === "personal";

/** Once per installation: what the help desk can do, as if it had been asked for help. */
async function greet({ options, people, receive }: Taking, activity: Activity, scene: Scene): Promise<void> {
  const { tenant, account } = scene;
  const at = momentOf(activity, options.now);
  await receive({
    id: `teams/${tenant}/installed/${account}/${activity.id ?? at.getTime()}`,
    at,
    type: "command_given",
    by: await people.who(scene, { rights: false }),
    in: directChat(tenant, account),
    text: "help",
  });
}
