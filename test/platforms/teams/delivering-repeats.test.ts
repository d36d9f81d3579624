// Does a message arrive once, and its first half not twice, however its tries end?
import { ConnectorFailure } from "../../../src/platforms/teams/connector";
import { splitIds } from "../../../src/platforms/teams/address";
import type { Script } from "./delivering-fake";
import { refusal } from "./delivering-fake";
import {
  BEFORE,
  CHANNEL,
  THREAD,
  failureOf,
  longContent,
  openBench,
  saying,
  wordsOf,
} from "./delivering-setup";

const same = { key: "same", to: THREAD };
const again = { ...same, againSince: BEFORE };
const SENT_AGAIN = /Sent again/;
const lost = new ConnectorFailure("lost");

function gate() {
  let open = () => {};
  const until = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, until };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe("a message whose try failed", () => {
  it.each<[string, Script]>([
    ["was lost", lost],
    ["ended in trouble", refusal(500)],
    ["was lost after it had arrived", { doneBut: lost }],
  ])("is sent again, and says so, when nobody knows whether it arrived: it %s", async (_, script) => {
    const { fake, post } = openBench();
    fake.script("send", script);
    expect(await failureOf(post(same))).toMatchObject({ retry: "later" });
    await post(again);
    expect(wordsOf(fake.kept.at(-1))).toMatch(SENT_AGAIN);
  });

  it.each([
    ["Teams refused it", refusal(429, "Throttled", 1_000)],
    ["Teams was busy", refusal(412)],
    ["it was never sent", new ConnectorFailure("unreachable")],
  ])("says nothing of that when it did not arrive for sure: %s", async (_, error) => {
    const { fake, post } = openBench();
    fake.script("send", error);
    await failureOf(post(same));
    await post(again);
    expect(fake.kept.map(wordsOf).join()).not.toMatch(SENT_AGAIN);
  });

  it("says so after all tries of which one was unclear", async () => {
    const { fake, post } = openBench();
    fake.script("send", lost, refusal(429));
    await failureOf(post(same));
    await failureOf(post(again));
    await post(again);
    expect(wordsOf(fake.kept[0])).toMatch(SENT_AGAIN);
  });

  it("says so after a restart, when nothing is remembered", async () => {
    const { fake, post } = openBench();
    await post(again);
    expect(wordsOf(fake.kept[0])).toMatch(SENT_AGAIN);
  });

  it("goes on where it stopped", async () => {
    const { fake, post } = openBench();
    fake.script("send", "as usual", "as usual", refusal(429));
    const content = longContent(30);
    await failureOf(post({ ...same, content }));
    const { message } = await post({ ...again, content });
    expect(fake.kept.map(({ id }) => id)).toEqual(splitIds(message));
    expect(fake.callsOf("send")).toHaveLength(splitIds(message).length + 1);
    for (let i = 0; i < 30; i++)
      expect(fake.kept.map(wordsOf).join().split(`Paragraph ${i} `)).toHaveLength(2);
  });

  it("is not sent again when it had arrived, and only that could not be written down", async () => {
    const { fake, post } = openBench();
    const first = await post({ ...same, opensThread: true, to: CHANNEL });
    expect(await post({ ...again, opensThread: true, to: CHANNEL })).toEqual(first);
    expect(fake.kept).toHaveLength(1);
  });

  it("is sent to the place that took the first one's place", async () => {
    const { fake, post } = openBench();
    await post(same);
    await post({ ...again, to: { ...THREAD, id: `${THREAD.id}9` } });
    expect(fake.kept.map(({ conversation }) => conversation)).toEqual([THREAD.id, `${THREAD.id}9`]);
  });
});

describe("an answer that comes late", () => {
  it.each(["send", "createThread"] as const)("is taken by the next try: %s", async (method) => {
    const { fake, post } = openBench();
    const { open, until } = gate();
    const to = method === "send" ? THREAD : CHANNEL;
    fake.script(method, { until });
    const first = failureOf(post({ ...same, to }));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await first).toMatchObject({ retry: "later" });
    open();
    const { message } = await post({ ...again, to });
    expect(fake.kept.map(({ id }) => id)).toEqual([message.messageId]);
    expect(fake.kept.map(wordsOf).join()).not.toMatch(SENT_AGAIN);
  });

  it("is waited for by the next try while it is on its way", async () => {
    const { fake, post } = openBench();
    const { open, until } = gate();
    fake.script("send", { until });
    const first = failureOf(post(same));
    await jest.advanceTimersByTimeAsync(10_000);
    await first;
    const second = post(again);
    await jest.advanceTimersByTimeAsync(5_000);
    open();
    await second;
    expect(fake.kept).toHaveLength(1);
  });

  it("is not waited for longer than two minutes: then the message is sent again", async () => {
    const { fake, post } = openBench();
    fake.script("send", { until: new Promise(() => {}) });
    const first = failureOf(post(same));
    await jest.advanceTimersByTimeAsync(120_000);
    await first;
    await post(again);
    expect(wordsOf(fake.kept.at(-1))).toMatch(SENT_AGAIN);
  });

  it("that is a refusal lets the next try send, as the first one", async () => {
    const { fake, post } = openBench();
    const { open, until } = gate();
    fake.script("send", { until: until.then(() => Promise.reject(refusal(429))) });
    const first = failureOf(post(same));
    await jest.advanceTimersByTimeAsync(10_000);
    await first;
    open();
    await jest.advanceTimersByTimeAsync(0);
    await post(again);
    expect(fake.callsOf("send")).toHaveLength(2);
    expect(wordsOf(fake.kept.at(-1))).not.toMatch(SENT_AGAIN);
  });
});

describe("a delivery that is slow", () => {
  it("is tried by nobody else meanwhile", async () => {
    const { fake, post } = openBench();
    const { open, until } = gate();
    fake.script("send", { until });
    const first = post(same);
    expect(await failureOf(post(again))).toMatchObject({
      retry: "later",
      reason: expect.stringContaining("has not answered the last try"),
    });
    open();
    await first;
    expect(fake.kept).toHaveLength(1);
  });

  it("ends before the outbox gives it up, and goes on at the next try", async () => {
    const { fake, post } = openBench();
    const slowly = { until: () => new Promise<void>((resolve) => setTimeout(resolve, 5_000)) };
    fake.script("send", slowly, slowly, slowly);
    const content = longContent(30);
    let endedAt = Infinity;
    const first = failureOf(post({ ...same, content })).finally(() => {
      endedAt = Date.now();
    });
    const begunAt = Date.now();
    await jest.advanceTimersByTimeAsync(15_000);
    expect(await first).toMatchObject({ retry: "later" });
    expect(endedAt - begunAt).toBeLessThanOrEqual(12_000);
    const { message } = await post({ ...again, content });
    expect(fake.kept.map(({ id }) => id)).toEqual(splitIds(message));
  });

  it("begins nothing when its time is up", async () => {
    let ticks = 0;
    const { fake, post } = openBench({ limits: { ticks: () => (ticks += 13_000) } });
    expect(await failureOf(post({ content: saying("Hi") }))).toMatchObject({ retry: "later" });
    expect(fake.kept).toEqual([]);
  });

  it("gives up a call that may be made again", async () => {
    const { fake, post, deliver } = openBench();
    const { message } = await post();
    fake.script("update", { until: new Promise(() => {}) });
    const updating = failureOf(deliver({ key: "u", verb: "update", message, content: saying("New") }));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await updating).toMatchObject({ retry: "later" });
    await deliver({ key: "u", verb: "update", message, content: saying("New") });
    expect(fake.callsOf("update")).toHaveLength(2);
  });
});
