/** Does a platform lose nothing, and say why something failed? */
import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../../src/desk/model";
import { type Bench, eventually, failureOf } from "./contract-bench";
import { commenting } from "./contract-content";

/** The part of the contract suite about stops, restarts and refusals. */
export function describeKeeping(bench: Bench): void {
  const { start, key, deliver, post, next } = bench;

  describe("loses nothing", () => {
    it("gives an event again, under the same id, until the desk has stored it", async () => {
      const offered: string[] = [];
      await start(async (event) => {
        offered.push(event.id);
        if (offered.length < 3) throw new Error("The database is away.");
        await bench.take(event);
      });
      await bench.harness.act.post(bench.harness.requester, bench.harness.direct, "Hello?");
      await next("message_posted");
      expect(new Set(offered).size).toBe(1);
      expect(offered.length).toBeGreaterThanOrEqual(3);
    });

    it("gives what was not stored at a stop after the next start, in its order where its service keeps one", async () => {
      await start(() => Promise.reject(new Error("The database is away.")));
      const posts = [];
      for (const word of ["one", "two", "three"])
        posts.push(await bench.harness.act.post(bench.harness.requester, bench.harness.direct, word));
      await bench.harness.platform().stop();
      await bench.harness.restart();
      await start();
      await next("message_posted", 3);
      const given = bench.eventsOf("message_posted");
      const inOrder = bench.harness.redeliversInOrder
        ? given
        : given.toSorted((a, b) => a.message.messageId.localeCompare(b.message.messageId));
      expect(inOrder.map(({ text }) => text)).toEqual(["one", "two", "three"]);
      expect(inOrder.map(({ message }) => message)).toEqual(posts);
    });

    it("stops only when no event is half taken", async () => {
      let taken = false;
      let begun = false;
      await start(async (event) => {
        begun = true;
        await sleep(50);
        await bench.take(event);
        taken = true;
      });
      await bench.harness.act.post(bench.harness.requester, bench.harness.direct, "Wait for me");
      await eventually(() => begun || undefined);
      await bench.harness.platform().stop();
      expect(taken).toBe(true);
    });
  });

  describe("says why a delivery failed", () => {
    it.each(["later", "never"] as const)("when the place refuses: %s", async (retry) => {
      await start();
      bench.harness.refuse(bench.harness.direct, retry);
      const failure = await failureOf(post(bench.harness.direct, commenting("Secret words")));
      expect(failure.retry).toBe(retry);
      expect(failure.reason).toMatch(/^[A-Z].*\.$/u);
      expect(failure.reason).not.toContain("Secret words");
    });

    it("when the place does not exist", async () => {
      await start();
      const failure = await failureOf(post(bench.harness.nowhere, commenting("Anybody here?")));
      expect(failure.retry).toBe("never");
      expect(failure.reason).toMatch(/^[A-Z].*\.$/u);
    });

    it("when the message to update does not exist", async () => {
      await start();
      const message = { in: bench.harness.direct, messageId: "none" };
      const failure = await failureOf(
        deliver({ key: key(), verb: "update", message, content: commenting("New") }),
      );
      expect(failure.retry).toBe("never");
    });

    it("when the person to invite is not on this platform", async () => {
      await start();
      const stranger: Person = {
        platform: bench.harness.requester.platform,
        account: "nobody",
        name: "No Body",
      };
      const failure = await failureOf(
        deliver({ key: key(), verb: "invite", to: bench.harness.channel, person: stranger }),
      );
      expect(failure.retry).toBe("never");
    });
  });
}
