/** Does a platform keep the contract of src/platforms/platform.ts? One suite for all; a harness plays the people on it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Address, Content, DeskEvent, MessageRef, Person } from "../../src/desk/model";
import { DeliveryError, type Delivery, type Platform, type Receive } from "../../src/platforms/platform";
import { commenting, pressing, spitefulText, type EventOf } from "./contract-content";

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
  restart(): void;
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
    let harness: Harness;
    let events: DeskEvent[];
    let keys = 0;

    const take: Receive = async (event) => {
      // The inbox keeps one of each id, so the suite does too.
      if (!events.some((known) => known.id === event.id)) events.push(event);
    };
    const start = (receive: Receive = take) => harness.platform().start(receive);
    const key = () => `contract-${++keys}`;
    const deliver = (delivery: Delivery) => harness.platform().deliver(delivery);
    const post = (to: Address, content: Content, more: { opensThread?: boolean; onlyFor?: string } = {}) =>
      deliver({ key: key(), verb: "post", to, content, opensThread: false, ...more });
    const see = (by: Person, place: Address) => harness.see(by, place);
    const seen = async (by: Person, { message }: { message: MessageRef }) =>
      (await see(by, message.in)).find(({ messageId }) => messageId === message.messageId);
    const next = <T extends DeskEvent["type"]>(type: T, count = 1): Promise<EventOf<T>> =>
      eventually(() => eventsOf(events, type)[count - 1]);

    beforeEach(async () => {
      events = [];
      harness = await makeHarness();
    });
    afterEach(() => harness.close());

    describe("shows what the desk sends", () => {
      it("posts into a direct chat, where only that person reads it", async () => {
        await start();
        const delivered = await post(harness.direct, commenting("Hold the power button for ten seconds."));
        expect((await seen(harness.requester, delivered))?.text).toContain("Hold the power button");
        expect(delivered.message.in).toEqual(harness.direct);
      });

      it("opens a thread under a post in a channel and posts into it", async () => {
        await start();
        const card = await post(harness.channel, commenting("Ticket HD-1"), { opensThread: true });
        const thread = card.thread ?? harness.nowhere;
        expect(thread.kind).toBe("thread");
        await post(thread, commenting("What was tried so far"));
        expect((await see(harness.technician, thread)).map(({ text }) => text).join()).toContain(
          "What was tried",
        );
        expect(await see(harness.technician, harness.channel)).toHaveLength(1);
      });

      it("keeps the order of deliveries", async () => {
        await start();
        for (const word of ["first", "second", "third"]) await post(harness.direct, commenting(word));
        const texts = (await see(harness.requester, harness.direct)).map(({ text }) => text.trim());
        expect(texts).toEqual(["first", "second", "third"]);
      });

      it("posts once for one key, also after a restart", async () => {
        await start();
        const delivery: Delivery = {
          key: "contract-same",
          verb: "post",
          to: harness.channel,
          content: commenting("Only once"),
          opensThread: true,
        };
        const first = await deliver(delivery);
        const again = await deliver(delivery);
        await harness.platform().stop();
        harness.restart();
        await start();
        const afterRestart = await deliver(delivery);
        expect([again, afterRestart]).toEqual([first, first]);
        expect(await see(harness.technician, harness.channel)).toHaveLength(1);
      });

      it("updates a message in place, with its buttons", async () => {
        await start();
        const card = await post(harness.channel, pressing("take", "Take"));
        await deliver({
          key: key(),
          verb: "update",
          message: card.message,
          content: pressing("release", "Release"),
        });
        const shown = await see(harness.technician, harness.channel);
        expect(shown.map(({ buttons }) => buttons)).toEqual([["Release"]]);
        expect(shown[0]?.messageId).toBe(card.message.messageId);
      });

      it("withdraws a message, and its words are gone", async () => {
        await start();
        const sent = await post(harness.direct, commenting("A slip of the finger"));
        await deliver({ key: key(), verb: "withdraw", message: sent.message });
        const texts = (await see(harness.requester, harness.direct)).filter(({ gone }) => !gone);
        expect(texts).toEqual([]);
        expect(JSON.stringify(await see(harness.requester, harness.direct))).not.toContain("slip");
      });

      it("marks how the delivery of a person's message stands", async () => {
        await start();
        const message = await harness.act.post(harness.technician, harness.channel, "Is it plugged in?");
        for (const state of ["held", "delivered"] as const)
          await deliver({ key: key(), verb: "mark", message, mark: { state } });
        expect((await seen(harness.technician, { message }))?.mark).toContain("delivered");
      });

      it("brings an invited person in", async () => {
        await start();
        const card = await post(harness.channel, commenting("Ticket HD-2"), { opensThread: true });
        const thread = card.thread ?? harness.nowhere;
        await deliver({ key: key(), verb: "invite", to: thread, person: harness.specialist });
        await deliver({ key: key(), verb: "invite", to: thread, person: harness.specialist });
        await post(thread, commenting("The switch in room 12 is down."));
        expect((await see(harness.specialist, thread)).some(({ text }) => text.includes("room 12"))).toBe(
          true,
        );
      });

      it("shows a message for one person to that person alone", async () => {
        await start();
        await post(harness.channel, commenting("You were second."), { onlyFor: harness.technician.account });
        await deliver({ key: key(), verb: "invite", to: harness.channel, person: harness.specialist });
        expect(JSON.stringify(await see(harness.technician, harness.channel))).toContain("second");
        expect(JSON.stringify(await see(harness.specialist, harness.channel))).not.toContain("second");
      });

      it("shows people's words literally, whatever they look like", async () => {
        await start();
        const content: Content = {
          summary: spitefulText,
          blocks: [
            { kind: "quote", from: spitefulText, text: spitefulText },
            { kind: "facts", facts: [{ label: "Question", value: spitefulText }] },
          ],
        };
        const sent = await post(harness.direct, content);
        const text = (await seen(harness.requester, sent))?.text ?? "";
        expect(text.split(spitefulText).length - 1).toBeGreaterThanOrEqual(3);
        expect(eventsOf(events, "message_posted")).toEqual([]);
      });

      it("shows all of a long text", async () => {
        await start();
        const words = Array.from({ length: 6_000 }, (_, index) => `word${index}`);
        await post(harness.direct, commenting("Long ago:", words.join(" ")));
        const text = (await see(harness.requester, harness.direct)).map((one) => one.text).join(" ");
        expect(words.filter((word) => !text.includes(word))).toEqual([]);
      });
    });

    describe("tells the desk what people do", () => {
      it("a direct message is addressed and answered in the same place", async () => {
        await start();
        const message = await harness.act.post(harness.requester, harness.direct, "My laptop is slow");
        const event = await next("message_posted");
        expect(event).toMatchObject({
          text: "My laptop is slow",
          addressed: true,
          message,
          files: [],
          mentions: [],
        });
        expect(event.by).toMatchObject({
          platform: harness.requester.platform,
          account: harness.requester.account,
        });
        expect(event.replyIn.kind).toBe(harness.direct.kind);
      });

      it("a mention in a channel is addressed, without the mention's own text, and answered in a thread", async () => {
        await start();
        const text = `${harness.mentionOfHelpDesk} the projector is dark`;
        await harness.act.post(harness.requester, harness.publicChannel, text);
        const event = await next("message_posted");
        expect(event).toMatchObject({ text: "the projector is dark", addressed: true });
        expect(event.replyIn.kind).toBe("thread");
        await post(event.replyIn, commenting("Check its cable."));
        expect((await see(harness.requester, event.replyIn)).at(-1)?.text).toContain("Check its cable");
      });

      it("a reply in a thread names that thread", async () => {
        await start();
        const card = await post(harness.channel, commenting("Ticket HD-3"), { opensThread: true });
        const thread = card.thread ?? harness.nowhere;
        await harness.act.post(harness.technician, thread, "Please restart it.");
        const event = await next("message_posted");
        expect(event).toMatchObject({ text: "Please restart it.", addressed: false, replyIn: thread });
        expect(event.message.in).toEqual(thread);
      });

      it("a colleague named in a text is a mention with a name", async () => {
        await start();
        const text = `${harness.mentionOfTechnician} can you look?`;
        await harness.act.post(harness.requester, harness.publicChannel, text);
        const event = await next("message_posted");
        const { account, name: mentioned } = harness.technician;
        expect(event.mentions).toEqual([{ account, name: mentioned }]);
        expect(event.text).toContain(mentioned);
        expect(event.addressed).toBe(false);
      });

      it("an edit and a deletion name the message they are about, each under an id of its own", async () => {
        await start();
        const message = await harness.act.post(harness.requester, harness.direct, "My mouse");
        await harness.act.edit(harness.requester, message, "My mouse is dead");
        await harness.act.edit(harness.requester, message, "My mouse is alive");
        await harness.act.remove(harness.requester, message);
        expect((await next("message_deleted")).message).toEqual(message);
        const edits = eventsOf(events, "message_edited");
        expect(edits.map(({ text }) => text)).toEqual(["My mouse is dead", "My mouse is alive"]);
        expect(edits.map((edit) => edit.message)).toEqual([message, message]);
        expect(new Set(events.map(({ id }) => id)).size).toBe(4);
      });

      it("a file comes with its name and size, also without any text", async () => {
        await start();
        const files = [{ name: "screen.png", data: Buffer.from("not really a picture") }];
        await harness.act.post(harness.requester, harness.direct, "", files);
        const event = await next("message_posted");
        expect(event.files).toMatchObject([{ name: "screen.png", size: 20 }]);
        expect(event.text).toBe("");
      });

      it("one click is one press, however often it is sent; two people's clicks are two", async () => {
        await start();
        await deliver({ key: key(), verb: "invite", to: harness.channel, person: harness.specialist });
        const content = pressing("take", "Take", 7);
        const card = await post(harness.channel, content);
        await harness.act.press(harness.technician, card.message, "Take", "click-1");
        await harness.act.press(harness.technician, card.message, "Take", "click-1");
        await harness.act.press(harness.specialist, card.message, "Take", "click-2");
        await next("button_pressed", 2);
        const presses = eventsOf(events, "button_pressed");
        expect(presses.map(({ by }) => by.account)).toEqual([
          harness.technician.account,
          harness.specialist.account,
        ]);
        expect(presses.map(({ press }) => press)).toEqual([
          { action: "take", ticket: 7 },
          { action: "take", ticket: 7 },
        ]);
      });

      it("a form brings what was typed", async () => {
        await start();
        const card = await post(harness.channel, pressing("reply", "Reply", 8, true));
        await harness.act.submit(harness.technician, card.message, "Reply", { text: "It is on its way." });
        const event = await next("form_submitted");
        expect(event).toMatchObject({
          press: { action: "reply", ticket: 8 },
          values: { text: "It is on its way." },
        });
      });

      it("what the help desk itself posts, updates and withdraws is no event", async () => {
        await start();
        const sent = await post(harness.direct, commenting("Hello"));
        await deliver({
          key: key(),
          verb: "update",
          message: sent.message,
          content: commenting("Hello again"),
        });
        await deliver({ key: key(), verb: "withdraw", message: sent.message });
        await harness.act.post(harness.requester, harness.direct, "Last");
        await next("message_posted");
        expect(events.map(({ type }) => type)).toEqual(["message_posted"]);
      });
    });

    describe("loses nothing", () => {
      it("gives an event again, under the same id, until the desk has stored it", async () => {
        const offered: string[] = [];
        await start(async (event) => {
          offered.push(event.id);
          if (offered.length < 3) throw new Error("The database is away.");
          await take(event);
        });
        await harness.act.post(harness.requester, harness.direct, "Hello?");
        await next("message_posted");
        expect(new Set(offered).size).toBe(1);
        expect(offered.length).toBeGreaterThanOrEqual(3);
      });

      it("gives what was not stored at a stop after the next start, in order", async () => {
        await start(() => Promise.reject(new Error("The database is away.")));
        const posts = [];
        for (const word of ["one", "two", "three"])
          posts.push(await harness.act.post(harness.requester, harness.direct, word));
        await harness.platform().stop();
        harness.restart();
        await start();
        await next("message_posted", 3);
        const given = eventsOf(events, "message_posted");
        expect(given.map(({ text }) => text)).toEqual(["one", "two", "three"]);
        expect(given.map(({ message }) => message)).toEqual(posts);
      });

      it("stops only when no event is half taken", async () => {
        let taken = false;
        let begun = false;
        await start(async (event) => {
          begun = true;
          await sleep(50);
          await take(event);
          taken = true;
        });
        await harness.act.post(harness.requester, harness.direct, "Wait for me");
        await eventually(() => begun || undefined);
        await harness.platform().stop();
        expect(taken).toBe(true);
      });
    });

    describe("says why a delivery failed", () => {
      it.each(["later", "never"] as const)("when the place refuses: %s", async (retry) => {
        await start();
        harness.refuse(harness.direct, retry);
        const failure = await failureOf(post(harness.direct, commenting("Secret words")));
        expect(failure.retry).toBe(retry);
        expect(failure.reason).toMatch(/^[A-Z].*\.$/u);
        expect(failure.reason).not.toContain("Secret words");
      });

      it("when the place does not exist", async () => {
        await start();
        const failure = await failureOf(post(harness.nowhere, commenting("Anybody here?")));
        expect(failure.retry).toBe("never");
        expect(failure.reason).toMatch(/^[A-Z].*\.$/u);
      });

      it("when the message to update does not exist", async () => {
        await start();
        const message = { in: harness.direct, messageId: "none" };
        const failure = await failureOf(
          deliver({ key: key(), verb: "update", message, content: commenting("New") }),
        );
        expect(failure.retry).toBe("never");
      });

      it("when the person to invite is not on this platform", async () => {
        await start();
        const stranger: Person = { platform: harness.requester.platform, account: "nobody", name: "No Body" };
        const failure = await failureOf(
          deliver({ key: key(), verb: "invite", to: harness.channel, person: stranger }),
        );
        expect(failure.retry).toBe("never");
      });
    });
  });
}

const eventsOf = <T extends DeskEvent["type"]>(events: DeskEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);

/** Waits for what another process or a queue brings; rejects after 4 s, so that the test names itself. */
export async function eventually<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const giveUpAt = Date.now() + 4_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain: ${look.toString()}`);
    await sleep(5);
  }
}

async function failureOf(delivering: Promise<unknown>): Promise<DeliveryError> {
  const outcome = await delivering.then(
    () => "delivered",
    (error: unknown) => error,
  );
  if (outcome instanceof DeliveryError) return outcome;
  throw new Error(`Expected a DeliveryError, got ${String(outcome)}`);
}
