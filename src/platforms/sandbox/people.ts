/** How do stories and tests act as somebody in the sandbox? As the page does, without a page. */
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Address } from "../../desk/model";
import { buttonLabelled, deleteMessage, editMessage, postMessage, pressButton, submitForm } from "./acting";
import type { Acting, Done, Refused } from "./acting";
import { saveFile } from "./files";
import { viewPlace, type MessageView } from "./view";

/** Each rejects with what the person would read when the act is refused. `by`: an account. `once`: see ButtonAct. */
export type People = {
  /** Resolves with the message's id; it is empty for a command. */
  post(by: string, to: Address, text: string, files?: { name: string; data: Buffer }[]): Promise<string>;
  edit(by: string, message: string, text: string): Promise<void>;
  remove(by: string, message: string): Promise<void>;
  press(by: string, message: string, label: string, once?: string): Promise<void>;
  submit(
    by: string,
    message: string,
    label: string,
    values: Record<string, string>,
    once?: string,
  ): Promise<void>;
  /** All messages that this person sees there; a thread without the message it hangs under. */
  see(by: string, place: Address): MessageView[];
  /** Are all acts stored by the desk? */
  allGiven(): boolean;
};

export function createPeople(acting: () => Acting, filesFolder: string): People {
  return {
    async post(by, to, text, files = []) {
      const ids: string[] = [];
      for (const { name, data } of files) ids.push(await upload(acting(), filesFolder, by, name, data));
      return done(postMessage(acting(), by, { in: to, text, files: ids })).message ?? "";
    },
    async edit(by, message, text) {
      done(editMessage(acting(), by, message, text));
    },
    async remove(by, message) {
      done(deleteMessage(acting(), by, message));
    },
    async press(by, message, label, once = randomUUID()) {
      done(pressButton(acting(), by, { message, button: buttonOf(acting(), message, label), once }));
    },
    async submit(by, message, label, values, once = randomUUID()) {
      const button = buttonOf(acting(), message, label);
      done(submitForm(acting(), by, { message, button, once, values }));
    },
    see(by, place) {
      const { setup, world } = acting();
      return viewPlace(setup, world, by, place, Number.MAX_SAFE_INTEGER)?.messages ?? [];
    },
    allGiven: () => acting().world.pending.length === 0,
  };
}

async function upload(
  acting: Acting,
  folder: string,
  by: string,
  name: string,
  data: Buffer,
): Promise<string> {
  const file = await saveFile(folder, name, Readable.from([data]));
  if (!file) throw new Error("This file is too large.");
  acting.record({ type: "uploaded", file, by });
  return file.id;
}

/** An unknown label is sent on as it is: the act is then refused. */
const buttonOf = (acting: Acting, message: string, label: string): string =>
  buttonLabelled(acting.world, message, label) ?? label;

function done(outcome: Done | Refused): Done {
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome;
}
