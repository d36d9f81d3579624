/** How is a person's message shown to be waiting, delivered or failed? With one reaction of the help desk, where Teams offers that. */
import type { Mark } from "../../../desk/decision";
import type { Delivered } from "../../../desk/events";
import type { MessageRef } from "../../../desk/model";
import { DeliveryError, type Delivery } from "../../platform";
import { createRecent } from "../../recent";
import { splitIds } from "../address";
import { ConnectorFailure } from "../connector";
import type { TeamsOptions } from "../options";
import type { Calls } from "./calls";
import { isRefusal, isUnclear, tolerate } from "./failures";
import { sayPassedOn } from "./passed-on";
import type { Repeats } from "./repeats";
import { conversationAt, type Room, type Rooms } from "./rooms";
import { isTargeted } from "./targeted";

type State = Mark["state"];

/** https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/teams-reactions-reference */
export const REACTIONS: Record<State, string> = {
  held: "231b_hourglassdone",
  delivered: "2705_whiteheavycheckmark",
  failed: "26a0_warningsign",
  note: "1f4dd_memo",
  withdrawn: "21a9_leftwardsarrowwithhook",
  thanked: "praying",
};

/** What may stand there before, when nobody remembers. Thanks stand beside how the delivery ended. */
const BEFORE: Record<State, State[]> = {
  held: [],
  note: [],
  delivered: ["held", "failed"],
  failed: ["held"],
  withdrawn: ["held", "delivered"],
  thanked: [],
};

const MESSAGES_REMEMBERED = 10_000;
const REFUSED_FOR_MS = 3_600_000;

type Marking = Extract<Delivery, { verb: "mark" }>;

export type Marks = (rooms: Rooms, calls: Calls, delivery: Marking) => Promise<Delivered>;

export function createMarks({ now, log }: Pick<TeamsOptions, "now" | "log">, repeats: Repeats): Marks {
  const shown = createRecent<State>(MESSAGES_REMEMBERED);
  const refusedAt = new Map<string, number>();
  const isRefused = (tenant: string) =>
    now().getTime() - (refusedAt.get(tenant) ?? -Infinity) < REFUSED_FOR_MS;

  async function show(room: Room, calls: Calls, { message, mark: { state } }: Marking): Promise<void> {
    const [id = ""] = splitIds(message);
    const conversation = conversationAt(room, id);
    const key = `${room.tenant}/${room.id}/${id}`;
    const before = shown.get(key);
    const old = state === "thanked" ? [] : before === undefined ? BEFORE[state] : [before];
    for (const one of old)
      if (one !== state)
        await tolerate(
          [404],
          calls.call((call) => room.connector.unreact(conversation, id, REACTIONS[one], call)),
        );
    await calls.call((call) => room.connector.react(conversation, id, REACTIONS[state], call));
    if (state !== "thanked") shown.set(key, state);
  }

  /** False: Teams does not offer reactions here. */
  async function isShown(room: Room, calls: Calls, delivery: Marking): Promise<boolean> {
    const { tenant } = room;
    if (isRefused(tenant)) return false;
    try {
      await show(room, calls, delivery);
      return true;
    } catch (error) {
      if (!isRefusal(error, 400, 403, 404, 405, 501)) throw error;
      if (isOfPlace(error)) return true;
      refusedAt.set(tenant, now().getTime());
      log.info("teams.marks_refused", { tenant, status: error.status, code: error.code });
      return false;
    }
  }

  return async (rooms, calls, delivery) => {
    const { message } = delivery;
    if (!isInTeams(message)) return { message };
    const room = await rooms.open(message.in);
    try {
      if (!(await isShown(room, calls, delivery))) await sayPassedOn(room, calls, repeats, delivery);
    } catch (error) {
      throw notHeldUp(error);
    }
    return { message };
  };
}

/** A press, a command or a word that only one person sees is no message that could carry anything. */
const isInTeams = (message: MessageRef): boolean =>
  !isTargeted(message) && /^[\w.:+-]+$/u.test(message.messageId);

/** That this message or place is gone says nothing about the others. */
const isOfPlace = ({ code }: ConnectorFailure): boolean =>
  ["ActivityNotFoundInConversation", "ConversationNotFound", "BotNotInConversationRoster"].includes(
    code ?? "",
  );

/** What goes to the same place waits behind a mark: that would be too high a price for one. */
function notHeldUp(error: unknown): unknown {
  if (!isUnclear(error)) return error;
  const { status, kind } = error as ConnectorFailure;
  return new DeliveryError(
    "never",
    `Teams did not take the reaction that shows how a message was delivered (${status ?? kind}). Nothing else is missing.`,
  );
}
