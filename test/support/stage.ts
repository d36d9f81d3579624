/** What must a platform's stand-in do so that a story can be played on it? People of the example plan, by their keys. */
import type { Form } from "../../src/desk/content";
import type { Press } from "../../src/desk/events";
import type { Address, Person } from "../../src/desk/model";
import type { Log } from "../../src/log";
import type { EscalationPlan } from "../../src/plan/plan";
import type { OpenFile, Platform } from "../../src/platforms/platform";
import type { Shown } from "../platforms/contract";

export type Attachment = { name: string; data: Buffer };

/** What a platform gets of the house. */
export type Backstage = {
  plan: EscalationPlan;
  formFor: (press: Press) => Form | undefined;
  /** For files of another platform, where there are several. */
  openFile?: OpenFile;
  now: () => Date;
  log?: Log;
};

export type Stage = {
  plan: EscalationPlan;
  /** A new platform on the same service, as after a start of the program. */
  open(): Platform;
  /** Resolves when nothing that people did is on its way to the desk. */
  arrived(): Promise<void>;
  person(key: string): Person;
  direct(key: string): Address;
  channel(name: string): Address;
  threadUnder(channel: string, message: string): Address;
  /** How people of this platform call the help desk in a text. */
  mention: string;
  /** It cannot show how a person's message stands. */
  hidesMarks?: true;
  post(by: string, place: Address, text: string, files?: Attachment[]): Promise<string>;
  edit(by: string, message: string, text: string): Promise<void>;
  remove(by: string, message: string): Promise<void>;
  /** Rejects when that person cannot press it. */
  press(by: string, place: Address, message: string, label: string): Promise<void>;
  submit(
    by: string,
    place: Address,
    message: string,
    label: string,
    values: Record<string, string>,
  ): Promise<void>;
  see(by: string, place: Address): Shown[];
  /** How a place treats deliveries from now on. */
  setNetwork(place: Address, state: "fine" | "later" | "never"): void;
  close(): Promise<void>;
};

export type MakeStage<S extends Stage = Stage> = (backstage: Backstage) => Promise<S>;
