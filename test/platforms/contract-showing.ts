/** Does a platform show what the desk sends? */
import type { Content } from "../../src/desk/content";
import type { Delivery } from "../../src/platforms/platform";
import { type Bench } from "./contract-bench";
import { commenting, pressing, spitefulText } from "./contract-content";

/** The part of the contract suite about deliveries. */
export function describeShowing(bench: Bench): void {
  const { start, key, deliver, post, see, seen } = bench;

  describe("shows what the desk sends", () => {
    it("posts into a direct chat, where only that person reads it", async () => {
      await start();
      const delivered = await post(
        bench.harness.direct,
        commenting("Hold the power button for ten seconds."),
      );
      expect((await seen(bench.harness.requester, delivered))?.text).toContain("Hold the power button");
      expect(delivered.message.in).toEqual(bench.harness.direct);
    });

    it("opens a thread under a post in a channel and posts into it", async () => {
      await start();
      const card = await post(bench.harness.channel, commenting("Ticket HD-1"), { opensThread: true });
      const thread = card.thread ?? bench.harness.nowhere;
      expect(thread.kind).toBe("thread");
      await post(thread, commenting("What was tried so far"));
      expect((await see(bench.harness.technician, thread)).map(({ text }) => text).join()).toContain(
        "What was tried",
      );
      expect(await see(bench.harness.technician, bench.harness.channel)).toHaveLength(1);
    });

    it("keeps the order of deliveries", async () => {
      await start();
      for (const word of ["first", "second", "third"]) await post(bench.harness.direct, commenting(word));
      const texts = (await see(bench.harness.requester, bench.harness.direct)).map(({ text }) => text.trim());
      expect(texts).toEqual(["first", "second", "third"]);
    });

    it("posts once for one key, also after a restart", async () => {
      await start();
      const delivery: Delivery = {
        key: "contract-same",
        verb: "post",
        to: bench.harness.channel,
        content: commenting("Only once"),
        opensThread: true,
      };
      const first = await deliver(delivery);
      const repeated: Delivery = { ...delivery, againSince: new Date(Date.now() - 1_000) };
      const again = await deliver(repeated);
      await bench.harness.platform().stop();
      await bench.harness.restart();
      await start();
      const afterRestart = await deliver(repeated);
      const { mayPostAgain, technician, channel } = bench.harness;
      expect([again, ...(mayPostAgain ? [] : [afterRestart])]).toEqual(
        mayPostAgain ? [first] : [first, first],
      );
      const texts = (await see(technician, channel)).map(({ text }) => text.trim());
      const repetition: unknown = expect.stringMatching(/again[\s\S]*Only once/);
      expect(texts).toEqual(["Only once", ...(mayPostAgain ? [repetition] : [])]);
    });

    it("updates a message in place, with its buttons", async () => {
      await start();
      const card = await post(bench.harness.channel, pressing("take", "Take"));
      await deliver({
        key: key(),
        verb: "update",
        message: card.message,
        content: pressing("release", "Release"),
      });
      const shown = await see(bench.harness.technician, bench.harness.channel);
      expect(shown.map(({ buttons }) => buttons)).toEqual([["Release"]]);
      expect(shown[0]?.messageId).toBe(card.message.messageId);
    });

    it("withdraws a message, and its words are gone", async () => {
      await start();
      const sent = await post(bench.harness.direct, commenting("A slip of the finger"));
      await deliver({ key: key(), verb: "withdraw", message: sent.message });
      const texts = (await see(bench.harness.requester, bench.harness.direct)).filter(({ gone }) => !gone);
      expect(texts).toEqual([]);
      expect(JSON.stringify(await see(bench.harness.requester, bench.harness.direct))).not.toContain("slip");
    });

    it("marks how the delivery of a person's message stands", async () => {
      await start();
      const message = await bench.harness.act.post(
        bench.harness.technician,
        bench.harness.channel,
        "Is it plugged in?",
      );
      for (const state of ["held", "delivered"] as const)
        await deliver({ key: key(), verb: "mark", message, mark: { state } });
      const { mark = "" } = (await seen(bench.harness.technician, { message })) ?? {};
      expect(mark).toContain(bench.harness.hidesMarks ? "" : "delivered");
    });

    it("brings an invited person in", async () => {
      await start();
      const card = await post(bench.harness.channel, commenting("Ticket HD-2"), { opensThread: true });
      const thread = card.thread ?? bench.harness.nowhere;
      await deliver({ key: key(), verb: "invite", to: thread, person: bench.harness.specialist });
      await deliver({ key: key(), verb: "invite", to: thread, person: bench.harness.specialist });
      await post(thread, commenting("The switch in room 12 is down."));
      expect((await see(bench.harness.specialist, thread)).some(({ text }) => text.includes("room 12"))).toBe(
        true,
      );
    });

    it("shows a message for one person to that person alone", async () => {
      await start();
      await post(bench.harness.channel, commenting("You were second."), {
        onlyFor: bench.harness.technician.account,
      });
      await deliver({
        key: key(),
        verb: "invite",
        to: bench.harness.channel,
        person: bench.harness.specialist,
      });
      expect(JSON.stringify(await see(bench.harness.technician, bench.harness.channel))).toContain("second");
      expect(JSON.stringify(await see(bench.harness.specialist, bench.harness.channel))).not.toContain(
        "second",
      );
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
      const sent = await post(bench.harness.direct, content);
      const text = (await seen(bench.harness.requester, sent))?.text ?? "";
      expect(text.split(spitefulText).length - 1).toBeGreaterThanOrEqual(3);
      expect(bench.eventsOf("message_posted")).toEqual([]);
    });

    it("shows all of a long text", async () => {
      await start();
      const words = Array.from({ length: 6_000 }, (_, index) => `word${index}`);
      await post(bench.harness.direct, commenting("Long ago:", words.join(" ")));
      const text = (await see(bench.harness.requester, bench.harness.direct))
        .map((one) => one.text)
        .join(" ");
      expect(words.filter((word) => !text.includes(word))).toEqual([]);
    });
  });
}
