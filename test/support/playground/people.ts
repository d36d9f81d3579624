/** What do people do and see on the playground? Its own calls for whoever sits at its page; for others it hands activities on. */
import type { Address } from "../../../src/desk/model";
import { splitConversation, splitIds, targetOf } from "../../../src/platforms/teams/address";
import type { Shown } from "../../platforms/contract";
import { actionsIn, inputsIn } from "../teams/card-walk";
import { fieldValues } from "../teams/fields";
import { isObject } from "../teams/json";
import { cardsOf, readMessage } from "../teams/reading";
import type { Json, Message } from "../teams/world";
import type { ActingStage } from "../teams-acting";
import { createHanding, type Handing, type Parts } from "./handing";
import type { Said } from "./recording";
import { userId } from "./tenant";

const WITHDRAWN = "This message was withdrawn.";

/** What somebody wrote, and how many messages of the help desk stood there before. */
type Written = {
  conversation: string;
  id: string;
  text: string;
  files: string[];
  gone: boolean;
  after: number;
};

type Acts = Omit<ActingStage, "person" | "direct" | "channel" | "threadUnder" | "mention" | "setNetwork"> & {
  /** A channel's or chat's id. */
  whereIs(place: Address): string;
  sendLost(): void;
};

export async function playgroundPeople(parts: Parts): Promise<Acts> {
  const handing = await createHanding(parts);
  const { said } = parts.recording;
  const written: Written[] = [];
  const dialogs = new Map<string, { card: Json; conversation: string; replyToId: string }>();
  const find = (id: string): Written => {
    const found = written.find((one) => one.id === id);
    if (!found) throw new Error(`Nobody wrote ${id}.`);
    return found;
  };

  async function press(by: string, place: Address, message: string, label: string): Promise<void> {
    const { one, action, card } = buttonOf(said, place, message, label);
    const at = { conversation: one.conversation, replyToId: one.id };
    const data = { ...fieldValues(inputsIn(card), {}), ...(isObject(action["data"]) ? action["data"] : {}) };
    if (action["type"] === "Action.Execute") return handing.execute(by, at, action, data);
    const { body } = await handing.invoke(by, at, "task/fetch", { data, context: { theme: "default" } });
    const shown = dialogIn(body);
    if (shown) dialogs.set(by, { card: shown, ...at });
  }

  return {
    arrived: handing.idle,
    sendLost: handing.sendLost,
    press,
    async post(by, place, text, files = []) {
      const { conversation, id } = await writeIn(handing, by, place, text, files);
      const names = files.map(({ name }) => name);
      written.push({ conversation, id, text, files: names, gone: false, after: said.length });
      return id;
    },
    async edit(by, id, text) {
      const one = find(id);
      await handing.change(by, one, { type: "messageUpdate", text, eventType: "editMessage" });
      one.text = text;
    },
    async remove(by, id) {
      const one = find(id);
      await handing.change(by, one, { type: "messageDelete", eventType: "softDeleteMessage" });
      one.gone = true;
    },
    async submit(by, place, message, label, values) {
      await press(by, place, message, label);
      const dialog = dialogs.get(by);
      if (!dialog) throw new Error(`No dialog came up for ${by}.`);
      const action = actionsIn(dialog.card).find(({ type }) => type === "Action.Submit");
      const filled = fieldValues(inputsIn(dialog.card), values);
      const data = { ...filled, ...(isObject(action?.["data"]) ? action["data"] : {}) };
      const { body } = await handing.invoke(by, dialog, "task/submit", { data, context: {} });
      dialogs.delete(by);
      const again = dialogIn(body);
      if (again) throw new Error(`The dialog stays: ${JSON.stringify(again["body"])}`);
    },
    whereIs(place) {
      const target = targetOf(place);
      return "account" in target ? handing.chatOfAccount(target.account) : target.channel;
    },
    see: (by, place) => see({ said, written, chatOf: handing.chatOf }, by, place),
  };
}

async function writeIn(
  handing: Handing,
  by: string,
  place: Address,
  text: string,
  files: { name: string; data: Buffer }[],
) {
  const target = targetOf(place);
  const where = "account" in target ? handing.chatOf(by) : target.conversation;
  // The playground knows threads that began with it; only whoever sits at its page can begin one.
  const begins = by === handing.me && place.kind === "channel";
  return begins ? handing.type(where, text) : handing.write(by, where, text, files);
}

function dialogIn(body: unknown): Json | undefined {
  const { task } = (isObject(body) ? body : {}) as { task?: { value?: { card?: { content?: unknown } } } };
  const content = task?.value?.card?.content;
  return isObject(content) ? content : undefined;
}

const asMessage = ({ activity }: Said): Message =>
  ({ text: "", textFormat: "plain", entities: [], attachments: [], ...activity }) as unknown as Message;

function buttonOf(said: Said[], place: Address, message: string, label: string) {
  const ids = splitIds({ in: place, messageId: message });
  for (const one of said.filter(({ id }) => ids.includes(id)))
    for (const card of cardsOf(asMessage(one))) {
      const action = actionsIn(card).find(({ title }) => title === label);
      if (action) return { one, action, card };
    }
  throw new Error(`There is no button ${label}.`);
}

type Timeline = { said: Said[]; written: Written[]; chatOf: (key: string) => string };

function see({ said, written, chatOf }: Timeline, by: string, place: Address): Shown[] {
  const target = targetOf(place);
  const where = "account" in target ? chatOf(by) : target.conversation;
  const isHere = (conversation: string, id: string): boolean => {
    const { base, root } = splitConversation(conversation);
    const isPost = root === undefined || root === id;
    return place.kind === "channel" ? base === where && isPost : conversation === where && root !== id;
  };
  const shown = (one: Said): Shown[] => {
    // Shown to everybody by the playground, to one person by Teams.
    const { id: onlyFor = userId(by) } = one.activity.recipient ?? {};
    if (!isHere(one.conversation, one.id) || onlyFor !== userId(by)) return [];
    const read = readMessage(asMessage(one));
    // The playground deletes nothing.
    const gone = read.text === WITHDRAWN;
    return [{ ...shownNothing, ...read, messageId: one.id, by: "help desk", gone }];
  };
  const typed = (after: number): Shown[] =>
    written
      .filter((one) => one.after === after && isHere(one.conversation, one.id))
      .map(({ id, text, files, gone }) => ({
        ...shownNothing,
        messageId: id,
        by: "person",
        text,
        files,
        gone,
      }));
  return [...said.flatMap((one, i) => [...typed(i), ...shown(one)]), ...typed(said.length)];
}

const shownNothing = { text: "", buttons: [], files: [], gone: false };
