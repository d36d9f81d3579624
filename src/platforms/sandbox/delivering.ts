/** What does a delivery do in the sandbox? It checks that the place and the message are there, and records the change. */
import type { Delivered } from "../../desk/events";
import type { Address, MessageRef } from "../../desk/model";
import { DeliveryError, type Delivery } from "../platform";
import { channelOf, placeKey, threadUnder } from "./address";
import type { Change, Deed } from "./changes";
import { findPerson, placeExists, type Setup } from "./setup";
import type { StoredMessage, World } from "./world";

/** Throws DeliveryError. A post with a key it knows is the message it knows. */
export function carryOut(
  setup: Setup,
  world: World,
  record: (change: Change) => void,
  at: Date,
  delivery: Delivery,
): Delivered {
  if (delivery.verb === "post") return post(setup, world, record, at, delivery);
  if (delivery.verb === "invite") return invite(setup, world, record, delivery);
  if (delivery.verb === "home") throw new DeliveryError("never", "The sandbox has no home pages.");
  const message = knownMessage(world, delivery.message);
  const deed = deedOn(message, delivery);
  if (deed) record(deed);
  return { message: { in: message.in, messageId: message.id } };
}

type Post = Extract<Delivery, { verb: "post" }>;

function post(
  setup: Setup,
  world: World,
  record: (change: Change) => void,
  at: Date,
  { key, to, content, onlyFor, opensThread }: Post,
): Delivered {
  const known = world.messages.get(world.keys.get(key) ?? "");
  if (known) return delivered(known.in, known.id, opensThread);
  checkPlace(setup, world, to);
  if (onlyFor !== undefined && !findPerson(setup, onlyFor))
    throw new DeliveryError("never", "The person it was meant for has no account in the sandbox.");
  const message = `m${world.newest + 1}`;
  const only = onlyFor === undefined ? {} : { onlyFor };
  record({ type: "bot_posted", message, at: at.toISOString(), in: to, key, content, ...only });
  return delivered(to, message, opensThread);
}

/** A direct chat is flat: what "opens a thread" there is answered in the chat itself. A thread holds no threads either. */
function delivered(place: Address, messageId: string, opensThread: boolean): Delivered {
  const message = { in: place, messageId };
  if (!opensThread) return { message };
  if (place.kind !== "channel") return { message, thread: place };
  return { message, thread: threadUnder(channelOf(place) ?? place.id, messageId) };
}

/** "Invited" stands at no message: it says where the person is now. In a direct chat there is nobody to add. */
function invite(
  setup: Setup,
  world: World,
  record: (change: Change) => void,
  { to, person, key }: Extract<Delivery, { verb: "invite" }>,
): Delivered {
  checkPlace(setup, world, to);
  if (to.kind === "direct") throw new DeliveryError("never", "Nobody can be added to a direct chat.");
  const account = person.platform === "sandbox" ? person.account : undefined;
  if (account === undefined || !findPerson(setup, account))
    throw new DeliveryError("never", `${person.name} has no account in the sandbox.`);
  if (!world.guests.get(placeKey(to))?.has(account)) record({ type: "bot_invited", in: to, account });
  return { message: { in: to, messageId: key } };
}

function deedOn(
  message: StoredMessage,
  delivery: Extract<Delivery, { verb: "update" | "withdraw" | "mark" }>,
): Deed | undefined {
  switch (delivery.verb) {
    case "update":
      checkOurs(message);
      if (message.gone) throw new DeliveryError("never", "The message to update was withdrawn.");
      return { type: "bot_updated", message: message.id, content: delivery.content };
    case "withdraw":
      checkOurs(message);
      return message.gone ? undefined : { type: "bot_withdrew", message: message.id };
    case "mark":
      return { type: "bot_marked", message: message.id, mark: delivery.mark };
  }
}

function checkPlace(setup: Setup, world: World, place: Address): void {
  if (placeExists(setup, world, place)) return;
  throw new DeliveryError(
    "never",
    `The sandbox has no ${place.kind === "direct" ? "such person" : place.kind} "${place.id}".`,
  );
}

function checkOurs(message: StoredMessage): void {
  if (message.by !== undefined)
    throw new DeliveryError("never", "Only the help desk's own messages can be changed.");
}

function knownMessage(world: World, ref: MessageRef): StoredMessage {
  const message = world.messages.get(ref.messageId);
  if (!message || placeKey(message.in) !== placeKey(ref.in))
    throw new DeliveryError("never", "The message is not in the sandbox.");
  return message;
}

/** Where a delivery goes: the room whose network it needs. */
export const destinationOf = (delivery: Delivery): Address =>
  "to" in delivery ? delivery.to : delivery.message.in;
