/** Under which text is an address, a message or a person looked up? One spelling for keys, lanes and indexes. */
import { emailKey } from "../plan/lookups";
import type { DeskEvent } from "./events";
import type { Address, MessageRef, Person } from "./model";

/** The parts that are there, with `/` between them. */
const spelled = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join("/");

export const addressKey = ({ platform, kind, workspace, id, root }: Address): string =>
  spelled(platform, kind, workspace, id, root);

/** All of a person's tickets are spoken of side by side there. */
export const isWithoutThreads = ({ kind, root }: Address): boolean => kind === "direct" && root === undefined;

/** The same for all threads of one direct chat. */
export const chatKey = ({ platform, kind, workspace, id }: Address): string =>
  spelled(platform, kind, workspace, id);

export const isSameChat = (a: Address, b: Address): boolean => chatKey(a) === chatKey(b);

export const messageKey = (message: MessageRef): string => `${addressKey(message.in)}#${message.messageId}`;

export const personKey = ({
  platform,
  workspace,
  account,
}: Pick<Person, "platform" | "workspace" | "account">): string => spelled(platform, workspace, account);

/** The e-mail address that the person's own platform vouches for, in small letters: it is theirs on every platform. */
export const knownEmail = ({ email = "", outside }: Person): string | undefined =>
  outside === undefined && email.trim() !== "" ? emailKey(email) : undefined;

/** The same for all accounts of a person who is known by e-mail. */
export function identityKey(person: Person): string {
  const email = knownEmail(person);
  return email === undefined ? personKey(person) : `mailto:${email}`;
}

export const isSamePerson = (a: Person | undefined, b: Person | undefined): boolean =>
  a !== undefined && b !== undefined && (personKey(a) === personKey(b) || identityKey(a) === identityKey(b));

/** Where a person is spoken to alone: a platform names the chat by its person. */
export const directChatOf = ({ platform, workspace, account }: Person): Address => ({
  platform,
  kind: "direct",
  id: account,
  ...(workspace !== undefined && { workspace }),
});

/** The workspace in which something happened. Undefined for what happens within the desk, and where there is only one. */
export function workspaceOf(event: DeskEvent): string | undefined {
  if ("by" in event) return event.by.workspace;
  return event.type === "message_deleted" ? event.message.in.workspace : undefined;
}

/** The outbox key of the copy of a message: its edit or deletion finds the copy by this alone. */
export const relayKey = (message: MessageRef): string => `relay:${messageKey(message)}`;

/** A message that is deleted and brought back has a new copy each time, at most so often. */
const MOST_COPIES = 10;

/** The keys of all copies that a message can have had, the first one first. */
export const relayKeys = (message: MessageRef): string[] =>
  Array.from({ length: MOST_COPIES }, (_, earlier) =>
    earlier === 0 ? relayKey(message) : `${relayKey(message)}/again-${earlier}`,
  );
