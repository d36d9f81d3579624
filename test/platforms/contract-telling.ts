/** Does a platform tell the desk what people do? */
import { type Bench } from "./contract-bench";
import { commenting, pressing } from "./contract-content";

/** The part of the contract suite about events. */
export function describeTelling(bench: Bench): void {
  const { start, key, deliver, post, see, next } = bench;

  describe("tells the desk what people do", () => {
    it("a direct message is addressed and answered in the same place", async () => {
      await start();
      const message = await bench.harness.act.post(
        bench.harness.requester,
        bench.harness.direct,
        "My laptop is slow",
      );
      const event = await next("message_posted");
      expect(event).toMatchObject({
        text: "My laptop is slow",
        addressed: true,
        message,
        files: [],
        mentions: [],
      });
      expect(event.by).toMatchObject({
        platform: bench.harness.requester.platform,
        account: bench.harness.requester.account,
      });
      expect(event.replyIn.kind).toBe(bench.harness.direct.kind);
    });

    it("a mention in a channel is addressed, without the mention's own text, and answered in a thread", async () => {
      await start();
      const text = `${bench.harness.mentionOfHelpDesk} the projector is dark`;
      await bench.harness.act.post(bench.harness.requester, bench.harness.publicChannel, text);
      const event = await next("message_posted");
      expect(event).toMatchObject({ text: "the projector is dark", addressed: true });
      expect(event.replyIn.kind).toBe("thread");
      await post(event.replyIn, commenting("Check its cable."));
      expect((await see(bench.harness.requester, event.replyIn)).at(-1)?.text).toContain("Check its cable");
    });

    it("a reply in a thread names that thread", async () => {
      await start();
      const card = await post(bench.harness.channel, commenting("Ticket HD-3"), { opensThread: true });
      const thread = card.thread ?? bench.harness.nowhere;
      await bench.harness.act.post(bench.harness.technician, thread, "Please restart it.");
      const event = await next("message_posted");
      expect(event).toMatchObject({ text: "Please restart it.", addressed: false, replyIn: thread });
      expect(event.message.in).toEqual(thread);
    });

    it("a colleague named in a text is a mention with a name", async () => {
      await start();
      const { requester, publicChannel, mentionOfHelpDesk, mentionOfTechnician } = bench.harness;
      await bench.harness.act.post(requester, publicChannel, `${mentionOfHelpDesk} the projector is dark`);
      const { replyIn } = await next("message_posted");
      await bench.harness.act.post(requester, replyIn, `${mentionOfTechnician} can you look?`);
      const event = await next("message_posted", 2);
      const { account, name: mentioned } = bench.harness.technician;
      expect(event.mentions).toEqual([{ account, name: mentioned }]);
      expect(event.text).toContain(mentioned);
      expect(event.addressed).toBe(false);
    });

    it("an edit and a deletion name the message they are about, each under an id of its own", async () => {
      await start();
      const message = await bench.harness.act.post(bench.harness.requester, bench.harness.direct, "My mouse");
      await bench.harness.act.edit(bench.harness.requester, message, "My mouse is dead");
      await bench.harness.act.edit(bench.harness.requester, message, "My mouse is alive");
      await bench.harness.act.remove(bench.harness.requester, message);
      expect((await next("message_deleted")).message).toEqual(message);
      const edits = bench.eventsOf("message_edited");
      expect(edits.map(({ text }) => text)).toEqual(["My mouse is dead", "My mouse is alive"]);
      expect(edits.map((edit) => edit.message)).toEqual([message, message]);
      expect(new Set(bench.events.map(({ id }) => id)).size).toBe(4);
    });

    it("a file comes with its name and size, also without any text", async () => {
      await start();
      const files = [{ name: "screen.png", data: Buffer.from("not really a picture") }];
      await bench.harness.act.post(bench.harness.requester, bench.harness.direct, "", files);
      const event = await next("message_posted");
      expect(event.files).toMatchObject([{ name: "screen.png", size: 20 }]);
      expect(event.text).toBe("");
    });

    it("one click is one press, however often it is sent; two people's clicks are two", async () => {
      await start();
      await deliver({
        key: key(),
        verb: "invite",
        to: bench.harness.channel,
        person: bench.harness.specialist,
      });
      const content = pressing("take", "Take", 7);
      const card = await post(bench.harness.channel, content);
      await bench.harness.act.press(bench.harness.technician, card.message, "Take", "click-1");
      await bench.harness.act.press(bench.harness.technician, card.message, "Take", "click-1");
      await bench.harness.act.press(bench.harness.specialist, card.message, "Take", "click-2");
      await next("button_pressed", 2);
      const presses = bench.eventsOf("button_pressed");
      expect(presses.map(({ by }) => by.account)).toEqual([
        bench.harness.technician.account,
        bench.harness.specialist.account,
      ]);
      expect(presses.map(({ press }) => press)).toEqual([
        { action: "take", ticket: 7 },
        { action: "take", ticket: 7 },
      ]);
    });

    it("a form brings what was typed", async () => {
      await start();
      const card = await post(bench.harness.channel, pressing("reply", "Reply", 8, true));
      await bench.harness.act.submit(bench.harness.technician, card.message, "Reply", {
        text: "It is on its way.",
      });
      const event = await next("form_submitted");
      expect(event).toMatchObject({
        press: { action: "reply", ticket: 8 },
        values: { text: "It is on its way." },
      });
    });

    it("what the help desk itself posts, updates and withdraws is no event", async () => {
      await start();
      const sent = await post(bench.harness.direct, commenting("Hello"));
      await deliver({
        key: key(),
        verb: "update",
        message: sent.message,
        content: commenting("Hello again"),
      });
      await deliver({ key: key(), verb: "withdraw", message: sent.message });
      await bench.harness.act.post(bench.harness.requester, bench.harness.direct, "Last");
      await next("message_posted");
      expect(bench.events.map(({ type }) => type)).toEqual(["message_posted"]);
    });
  });
}
