/** Under which text is an address, a message or a person looked up? One spelling for keys, lanes and indexes. */
import type { Address, MessageRef, Person } from "./model";

export const addressKey = (address: Address): string => `${address.platform}/${address.kind}/${address.id}`;

export const messageKey = (message: MessageRef): string => `${addressKey(message.in)}#${message.messageId}`;

export const personKey = (person: Pick<Person, "platform" | "account">): string =>
  `${person.platform}/${person.account}`;

export const isSamePerson = (a: Person | undefined, b: Person | undefined): boolean =>
  a !== undefined && b !== undefined && personKey(a) === personKey(b);

/** The outbox key of the copy of a message: its edit or deletion finds the copy by this alone. */
export const relayKey = (message: MessageRef): string => `relay:${messageKey(message)}`;
