/** What if Teams does not show a message to one person only? With buttons it is for this thread, else for their direct chat. */
import type { Content } from "../../../desk/content";
import type { Delivered } from "../../../desk/events";
import { DeliveryError } from "../../platform";
import { directChat } from "../address";
import type { Account } from "../activity";
import type { TeamsOptions } from "../options";
import { partsOf } from "./drafts";
import { isRefusal, tolerate } from "./failures";
import { post, type Desk, type Post } from "./posting";
import { sendOnce } from "./repeats";
import type { Room } from "./rooms";
import { targetedId } from "./targeted";

const REFUSED_FOR_MS = 3_600_000;

/** Teams does not offer it here, whoever it is for. */
const NOT_OFFERED = [400, 405, 501];
/** This person is not there, or has not the app; or it is too big for this. */
const NOT_THIS_TIME = [403, 404, 413];

export type OnlyFor = (desk: Desk, delivery: Post, account: string) => Promise<Delivered>;

export function createOnlyFor({ now, log }: Pick<TeamsOptions, "now" | "log">): OnlyFor {
  const refusedAt = new Map<string, number>();
  const isRefused = (tenant: string) =>
    now().getTime() - (refusedAt.get(tenant) ?? -Infinity) < REFUSED_FOR_MS;

  async function target(
    desk: Desk,
    room: Room,
    delivery: Post,
    account: string,
  ): Promise<Delivered | undefined> {
    if (isRefused(room.tenant)) return undefined;
    const recipient = await recipientIn(desk, room, account);
    if (!recipient) return undefined;
    try {
      return await sendTargeted(desk, room, delivery, recipient);
    } catch (error) {
      if (!isRefusal(error, ...NOT_OFFERED, ...NOT_THIS_TIME)) throw error;
      if (isRefusal(error, ...NOT_OFFERED)) {
        refusedAt.set(room.tenant, now().getTime());
        log.info("teams.targeted_refused", { tenant: room.tenant, status: error.status, code: error.code });
      }
      return undefined;
    }
  }

  return async (desk, delivery, account) => {
    const { onlyFor: _, ...plain } = delivery;
    if (delivery.to.kind === "direct") return post(desk, plain);
    const room = await desk.rooms.open(delivery.to);
    return (await target(desk, room, delivery, account)) ?? (await postInstead(desk, room, plain, account));
  };
}

/** Undefined: not in this place, so nothing can be shown to them there. */
async function recipientIn({ calls }: Desk, room: Room, account: string): Promise<Account | undefined> {
  const found = await tolerate([...NOT_OFFERED, ...NOT_THIS_TIME], room.find(calls, account));
  return found && { id: found.id, ...(found.name !== undefined && { name: found.name }) };
}

async function sendTargeted(desk: Desk, room: Room, delivery: Post, recipient: Account): Promise<Delivered> {
  const { calls, draftFor, repeats } = desk;
  const { content, key, to } = delivery;
  const { connector, conversation } = room;
  const tries = repeats.triesOf(delivery, "targeted");
  tries.draft ??= await draftFor(room, to, content, calls);
  const all: string[] = [];
  for (const part of partsOf(content, key, tries.draft)) {
    const { id } = await sendOnce(tries, all.length, calls, async (call) => ({
      conversation,
      id: await connector.send(conversation, { ...part, recipient }, { ...call, targeted: true }),
    }));
    all.push(id);
  }
  return { message: { in: { ...to, workspace: room.tenant }, messageId: targetedId(all) } };
}

/** What can be pressed is about this place; what is only to be read, others need not see. */
async function postInstead(desk: Desk, room: Room, delivery: Post, account: string): Promise<Delivered> {
  if (hasButtons(delivery.content)) return post(desk, delivery);
  try {
    return await post(desk, { ...delivery, to: directChat(room.tenant, account), opensThread: false });
  } catch (error) {
    const isNever = error instanceof DeliveryError && error.retry === "never";
    if (!isNever && !isRefusal(error, ...NOT_OFFERED, ...NOT_THIS_TIME)) throw error;
    return post(desk, delivery);
  }
}

const hasButtons = ({ blocks }: Content): boolean => blocks.some((block) => block.kind === "buttons");
