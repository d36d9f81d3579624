/** Who and what is in the sandbox from the start? Given by the plan; only conversations are the sandbox's own. */
import type { Address, Person } from "../../desk/model";
import type { FormFor, OpenFile } from "../platform";
import { channelOf, placeKey, rootOf } from "./address";
import type { World } from "./world";

export type SandboxPerson = {
  account: string;
  name: string;
  email: string;
  title?: string;
  site?: string;
  role: "requester" | "technician" | "specialist" | "admin";
};

/** `members`: accounts. `watched`: every message in it is said to the help desk. */
export type SandboxChannel = { id: string; name: string; members: string[]; watched?: boolean };

/** Where the sandbox tells its operator about trouble: facts, never what people wrote. A pino logger fits. */
export type SandboxLog = {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

export type SandboxOptions = {
  people: SandboxPerson[];
  channels: SandboxChannel[];
  /** The sandbox keeps to `<dataDir>/sandbox/`. */
  dataDir: string;
  helpDeskName: string;
  /** Questions offered in an empty chat. */
  suggestions?: string[];
  /** Host names besides loopback under which the page may be reached. */
  hosts?: string[];
  formFor: FormFor;
  /** For pictures of the help desk's own. */
  openFile?: OpenFile;
  now: () => Date;
  log: SandboxLog;
};

/** The fixed part of the sandbox: who is there, and which rooms. */
export type Setup = Pick<SandboxOptions, "people" | "channels" | "helpDeskName">;

export const findPerson = (setup: Setup, account: string): SandboxPerson | undefined =>
  setup.people.find((person) => person.account === account);

export const findChannel = (setup: Setup, place: Address): SandboxChannel | undefined =>
  setup.channels.find((channel) => channel.id === channelOf(place));

/** The desk's words for somebody of the sandbox. An account that left the plan keeps its name only. */
export function deskPerson(setup: Setup, account: string): Person {
  const person = findPerson(setup, account);
  if (!person) return { platform: "sandbox", account, name: account };
  return { platform: "sandbox", account, name: person.name, email: person.email, key: account };
}

/** Is there such a place? A thread is one when the message it hangs under stands in that channel. */
export function placeExists(setup: Setup, world: World, place: Address): boolean {
  if (place.platform !== "sandbox") return false;
  if (place.kind === "direct") return findPerson(setup, place.id) !== undefined;
  if (!findChannel(setup, place)) return false;
  const root = rootOf(place);
  if (root === undefined) return place.kind === "channel";
  const message = world.messages.get(root);
  return message?.in.kind === "channel" && message.in.id === channelOf(place);
}

/** May this person read and write there? Members of a channel are in all its threads; guests in what they were asked into. */
export function isIn(setup: Setup, world: World, account: string, place: Address): boolean {
  if (place.kind === "direct") return place.id === account;
  if (findChannel(setup, place)?.members.includes(account)) return true;
  const channel = `channel/${channelOf(place)}`;
  return [placeKey(place), channel].some((key) => world.guests.get(key)?.has(account));
}
