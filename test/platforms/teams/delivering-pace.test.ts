// Do deliveries keep below what Teams allows?
import { createPacing } from "../../../src/outbox/pacing";
import type { Delivery } from "../../../src/platforms/platform";
import { paceOf } from "../../../src/platforms/teams/delivering/pace";
import { createMovableClock } from "../../support/movable-clock";
import { CHANNEL, DIRECT, IN_GROUP, THREAD, saying } from "./delivering-setup";

const post = (to: typeof CHANNEL): Delivery => ({
  key: "k",
  verb: "post",
  to,
  content: saying("Hi"),
  opensThread: false,
});
const message = { in: THREAD, messageId: "1" };

it("threads share the pace of their channel, with changes of their messages", () => {
  const { place } = paceOf(post(CHANNEL)) ?? {};
  expect(place).toBeDefined();
  expect(paceOf(post(THREAD))?.place).toBe(place);
  expect(paceOf({ key: "k", verb: "update", message, content: saying("Hi") })?.place).toBe(place);
  expect(paceOf({ key: "k", verb: "withdraw", message })?.place).toBe(place);
});

it("every chat has a pace of its own, and marks have one", () => {
  const mark: Delivery = { key: "k", verb: "mark", message, mark: { state: "held" } };
  const places = [post(CHANNEL), post(DIRECT), post(IN_GROUP), mark].map(
    (delivery) => paceOf(delivery)?.place,
  );
  expect(new Set(places).size).toBe(4);
  expect(paceOf(mark)).toMatchObject({ everyMs: 1_000 });
});

it("what posts nothing has none", () => {
  const person = { platform: "teams" as const, account: "a", name: "A" };
  expect(paceOf({ key: "k", verb: "invite", to: THREAD, person })).toBeUndefined();
});

it("is as slow as the setting says", () => {
  expect(paceOf(post(CHANNEL), 250)).toMatchObject({ everyMs: 250 });
});

it("a burst goes at once, and a flood never faster than Teams takes it", () => {
  const clock = createMovableClock();
  const pacing = createPacing(clock.now);
  const pace = paceOf(post(THREAD))!;
  const slots = Array.from({ length: 2_000 }, (_, i) => pacing.slotFor(`m${i}`, pace).getTime());
  expect(slots.filter((at) => at === clock.now().getTime())).toHaveLength(7);
  const within = (ms: number, from: number) => slots.filter((at) => at >= from && at < from + ms).length;
  const most = (ms: number) =>
    Math.max(...slots.filter((_, i) => i % 25 === 0).map((from) => within(ms, from)));
  expect([most(1_000), most(2_000), most(30_000), most(3_600_000)]).toEqual([7, 8, 60, 1_800]);
});
