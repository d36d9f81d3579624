/** Does a platform keep the contract of src/platforms/platform.ts? One suite for all; a harness plays the people on it. */
import type { Address, MessageRef, Person } from "../../src/desk/model";
import type { Platform } from "../../src/platforms/platform";
import { createBench } from "./contract-bench";
import { describeKeeping } from "./contract-keeping";
import { describeShowing } from "./contract-showing";
import { describeTelling } from "./contract-telling";

/** One message as a person sees it. `text`: all words shown, with quotes and the like as they would be read on the screen. */
export type Shown = {
  messageId: string;
  by: "help desk" | "person";
  text: string;
  buttons: string[];
  files: string[];
  gone: boolean;
  mark?: string;
};

/** A fresh platform with people on it. `act.*` resolve once the platform's service has taken the act. */
export type Harness = {
  /** The one to be tested, not started. After `restart` another one. */
  platform: () => Platform;
  /** A new platform on the same service and storage, as after a kill; the suite starts it. */
  restart(): void | Promise<void>;
  /** What was not stored at first comes again in the order in which it was said. */
  redeliversInOrder: boolean;
  /** Nobody can be asked what it posted before a restart: what may have arrived is sent again, and says so. */
  mayPostAgain?: true;
  /** It cannot show how a person's message stands. */
  hidesMarks?: true;
  requester: Person;
  technician: Person;
  specialist: Person;
  /** The requester's chat with the help desk. */
  direct: Address;
  /** The Tier 2 channel: the technician is in it, the specialist is not. */
  channel: Address;
  /** Where anybody may mention the help desk. */
  publicChannel: Address;
  /** How a person mentions the help desk, and the technician, in a text of this platform. */
  mentionOfHelpDesk: string;
  mentionOfTechnician: string;
  nowhere: Address;
  act: {
    post(
      by: Person,
      to: Address,
      text: string,
      files?: { name: string; data: Buffer }[],
    ): Promise<MessageRef>;
    edit(by: Person, message: MessageRef, text: string): Promise<void>;
    remove(by: Person, message: MessageRef): Promise<void>;
    /** `once` equal: the same click, sent twice. */
    press(by: Person, message: MessageRef, label: string, once: string): Promise<void>;
    submit(by: Person, message: MessageRef, label: string, values: Record<string, string>): Promise<void>;
  };
  see(by: Person, place: Address): Promise<Shown[]>;
  /** The service refuses deliveries to this place from now on. */
  refuse(place: Address, retry: "later" | "never"): void;
  close(): Promise<void>;
};

/** The form that `pressing("reply")` opens: harnesses answer their platform's `formFor` with it. */
export { contractForm } from "./contract-content";

/** Registers the suite for one platform. */
export function describePlatform(name: string, makeHarness: () => Promise<Harness>): void {
  describe(`${name} keeps the platform contract`, () => {
    const bench = createBench(makeHarness);
    describeShowing(bench);
    describeTelling(bench);
    describeKeeping(bench);
  });
}
