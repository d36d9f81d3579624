/**
 * What must a platform do? Everything that somebody who adds one must read, and nothing else.
 *
 * A platform turns what people do into DeskEvents, and OutboundMessages into posts. It keeps no state of the desk.
 * `test/platforms/contract.ts` is the suite that each platform passes.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Form, Content } from "../desk/content";
import type { Mark } from "../desk/decision";
import type { Delivered, DeskEvent, Press } from "../desk/events";
import type { Address, FileRef, MessageRef, PlatformName, Person } from "../desk/model";

/** An outbound message whose destination and target are known by now: the outbox has looked them up. */
export type Delivery = { key: string } & (
  | {
      verb: "post";
      to: Address;
      content: Content;
      opensThread: boolean;
      onlyFor?: string;
      /** It may have arrived already: tried before, not earlier than this moment, and nobody knows how that ended. */
      againSince?: Date;
    }
  | { verb: "update"; message: MessageRef; content: Content }
  | { verb: "withdraw"; message: MessageRef }
  | { verb: "mark"; message: MessageRef; mark: Mark }
  | { verb: "invite"; to: Address; person: Person }
  | { verb: "home"; to: Address; content: Content }
);

/** Resolves only when the event is stored for good: acknowledge to your service after that, never before. */
export type Receive = (event: DeskEvent) => Promise<void>;

/** A file as another platform can have it: its bytes for a copy, a link for people who may open it. */
export type OpenedFile = { data?: Buffer; link?: string };

/** Undefined: nothing of it can be had. Resolves within seconds, for a delivery waits for it, and never rejects. */
export type OpenFile = (file: FileRef) => Promise<OpenedFile | undefined>;

export type Platform = {
  name: PlatformName;
  start(receive: Receive): Promise<void>;
  /**
   * Does what the delivery says and tells where the message now stands. Called again with the same `key` and `againSince` after
   * a crash or an unclear failure: a platform that can tell must not post twice. An update may move or extend a message: what
   * it answers takes the place of what the post answered. Throws DeliveryError.
   */
  deliver(delivery: Delivery): Promise<Delivered>;
  /** Stops taking events; resolves when none is half taken. */
  stop(): Promise<void>;
  /** Where it takes part in our HTTP server: requests whose path is `path` or lies below it. */
  http?: { path: string; handle(request: IncomingMessage, response: ServerResponse): void };
  /** For a file of this platform in a message that goes to another one. Left out: its files stay where they are. */
  openFile?: OpenFile;
  /** How fast deliveries that share a `place` may follow each other. Undefined: as fast as they come. */
  paceOf(delivery: Delivery): Pace | undefined;
};

export type Gone = "thread" | "channel";

/** `place`: a name of the platform's own. `everyMs`: fewest milliseconds between two. `most`: how many may go within any such time. */
export type Pace = { place: string; everyMs: number; most?: Most[] };

export type Most = { count: number; withinMs: number };

/** What a platform is made with: the form that a press opens. Undefined: the press needs none, or is not known. */
export type FormFor = (press: Press, workspace?: string) => Form | undefined;

/**
 * Why a delivery failed. `later`: try again (after `afterMs` when the platform says so; all that shares its pace rests as long).
 * `never`: trying again is no use. `gone`: nothing can be posted in that thread, or in its whole channel, any more.
 */
export class DeliveryError extends Error {
  override name = "DeliveryError";
  constructor(
    readonly retry: "later" | "never",
    /** One sentence for the operator and the technician; no message text, no secret. */
    readonly reason: string,
    readonly details: { afterMs?: number; gone?: Gone } = {},
  ) {
    super(reason);
  }
}
