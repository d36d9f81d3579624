/** What do people do in Teams? Everything that a story needs, by their accounts. */
import { createDialogs, type Dialogs } from "./dialogs";
import { editMessage, reactTo, removeMessage, restoreMessage, writeMessage, type Place } from "./writing";
import { pressButton, type Pressed, type PressOptions } from "./pressing";
import type { World } from "./world";

export type { Place } from "./writing";

export type Attachment = { name: string; data: Buffer };

export type People = Dialogs & {
  /** The new message's id. `<at>Name</at>` mentions whoever is called so, and the app. */
  post(account: string, place: Place, text: string, files?: Attachment[]): string;
  edit(account: string, where: string, message: string, text: string): void;
  remove(account: string, where: string, message: string): void;
  restore(account: string, where: string, message: string): void;
  react(account: string, where: string, message: string, reaction: string, how?: "add" | "remove"): void;
  press(
    account: string,
    where: string,
    message: string,
    label: string,
    options?: PressOptions,
  ): Promise<Pressed>;
};

export function actAs(world: World): People {
  return {
    post: (account, place, text, files) => writeMessage(world, account, place, text, files),
    edit: (...act) => editMessage(world, ...act),
    remove: (...act) => removeMessage(world, ...act),
    restore: (...act) => restoreMessage(world, ...act),
    react: (...act) => reactTo(world, ...act),
    press: (...act) => pressButton(world, ...act),
    ...createDialogs(world),
  };
}
