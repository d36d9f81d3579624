// What becomes of a delivery that takes longer than the outbox waits?
import { splitTs } from "../../../src/platforms/slack/address";
import { BEFORE, CHANNEL, failureOf, longContent, openBench, saying, type Bench } from "./delivering-setup";

let bench: Bench;
let ms: number;
beforeEach(async () => {
  ms = 0;
  bench = await openBench({ ticks: () => ms });
});
afterEach(() => bench.fake.close());

const partsThere = () =>
  bench.fake.kept.map(({ metadata }) => (metadata as { event_payload: { part: number } }).event_payload.part);

test("nothing of it begins after twelve seconds, and the next try goes on from there", async () => {
  const long = { key: "long", content: longContent(14) };
  bench.fake.before["chat.postMessage"] = () => void (ms += 7_000);
  const failure = await failureOf(bench.post(long));
  expect(failure).toMatchObject({ retry: "later", details: {} });
  expect(partsThere()).toEqual([0, 1]);
  delete bench.fake.before["chat.postMessage"];
  const { message } = await bench.post({ ...long, againSince: BEFORE });
  const count = splitTs(message.messageId).length;
  expect(count).toBeGreaterThan(2);
  expect(partsThere()).toEqual(Array.from({ length: count }, (_, part) => part));
});

test("a second try is refused while Slack has not answered the first", async () => {
  let answer = () => {};
  let reached = () => {};
  const isAsked = new Promise<void>((resolve) => (reached = resolve));
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  bench.fake.before["chat.postMessage"] = () => (reached(), isAnswered);
  const first = bench.post({ key: "slow" });
  await isAsked;
  expect(await failureOf(bench.post({ key: "slow", againSince: BEFORE }))).toMatchObject({ retry: "later" });
  expect(bench.fake.callsOf("conversations.history")).toEqual([]);
  answer();
  const { message } = await first;
  expect(await bench.post({ key: "slow", againSince: BEFORE })).toMatchObject({ message });
  expect(bench.fake.kept).toHaveLength(1);
});

test("another one is not held up by it, and a failed one not for long", async () => {
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  bench.fake.before["chat.postMessage"] = () => isAnswered;
  const first = bench.post({ key: "slow" });
  await bench.deliver({ key: "u", verb: "withdraw", message: { in: CHANNEL, messageId: "17.1" } });
  bench.fake.script("chat.postMessage", { ok: false, error: "is_archived" });
  answer();
  expect(await failureOf(first)).toMatchObject({ retry: "never" });
  await bench.post({ key: "slow", content: saying("Again") });
  expect(bench.fake.kept).toHaveLength(1);
});
