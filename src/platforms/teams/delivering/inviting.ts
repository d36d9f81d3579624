/** How is a person brought into a channel? An app cannot add anybody to a team: it can only tell who has to, and whom. */
import type { Delivered } from "../../../desk/events";
import type { Address, Person } from "../../../desk/model";
import { DeliveryError, type Delivery } from "../../platform";
import type { Calls } from "./calls";
import { tolerate } from "./failures";
import type { Room, Rooms } from "./rooms";

type Invite = Extract<Delivery, { verb: "invite" }>;

const MAILTO = "mailto:";

export async function invite(rooms: Rooms, calls: Calls, delivery: Invite): Promise<Delivered> {
  const { to, person, key } = delivery;
  if (to.kind === "direct") throw never("Nobody can be added to a direct chat.");
  if (person.platform !== "teams")
    throw never(`${person.name} has no account in Teams, so they cannot be added there.`);
  const room = await rooms.open(to);
  if (!(await isMember(room, calls, person))) throw never(whatToDo(room, person));
  // "Invited" stands at no message: it says where the person is now.
  return { message: { in: at(to, room), messageId: key } };
}

/** Teams looks people up by Entra id and by sign-in name, which mostly is the e-mail address. */
async function isMember(room: Room, calls: Calls, { account }: Person): Promise<boolean> {
  const user = account.startsWith(MAILTO) ? account.slice(MAILTO.length) : account;
  const found = await tolerate([404], room.find(calls, user));
  return found !== undefined;
}

function whatToDo({ kind }: Room, { name, email }: Person): string {
  const named = `They are named in the thread${email === undefined ? "" : ` with their e-mail address (${email})`}.`;
  return kind === "chat"
    ? `${name} is not in this group chat, and Teams lets no app add people. Somebody in the chat can add them. ${named}`
    : `${name} is not in the team of this channel, and Teams lets no app add people. An owner of the team can: Manage team, Add member. ${named}`;
}

const at = (to: Address, { tenant }: Room): Address => ({ ...to, workspace: tenant });

const never = (reason: string) => new DeliveryError("never", reason);
