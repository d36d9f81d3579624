// Does each message get a moment of its own, and does everybody rest when the platform asks for it?
import { createPacing } from "../../src/outbox/pacing";
import { createMovableClock } from "../support/movable-clock";

const begin = () => {
  const clock = createMovableClock();
  const pacing = createPacing(clock.now);
  const inMs = (key: string, place = "T1/C1") =>
    pacing.slotFor(key, { place, everyMs: 1_000 }).getTime() - clock.now().getTime();
  return { clock, pacing, inMs };
};

it("spreads a flood to one place, a moment each, and keeps each moment", () => {
  const { clock, inMs } = begin();
  expect(["a", "b", "c"].map((key) => inMs(key))).toEqual([0, 1_000, 2_000]);
  clock.forward(1_000);
  expect(inMs("c")).toBe(1_000);
  expect(inMs("b")).toBe(0);
});

it("holds up no other place", () => {
  const { inMs } = begin();
  inMs("a");
  expect(inMs("b", "T1/C2")).toBe(0);
});

it("lets everything for a place rest, and only that", () => {
  const { clock, pacing, inMs } = begin();
  inMs("a");
  pacing.rest("T1/C1", 30_000);
  expect(inMs("b")).toBe(30_000);
  expect(inMs("c", "T1/C2")).toBe(0);
  clock.forward(30_000);
  expect(inMs("b")).toBe(0);
});

describe("where only so many may go within a time", () => {
  const most = [
    { count: 3, withinMs: 1_000 },
    { count: 5, withinMs: 10_000 },
  ];
  const flood = (count: number) => {
    const { clock, pacing } = begin();
    const slotOf = (key: string, place = "T1/C1") =>
      pacing.slotFor(key, { place, everyMs: 0, most }).getTime() - clock.now().getTime();
    return { clock, pacing, slotOf, slots: Array.from({ length: count }, (_, i) => slotOf(`m${i}`)) };
  };

  it("lets a burst go at once, and spreads out the rest", () => {
    expect(flood(8).slots).toEqual([0, 0, 0, 1_000, 1_000, 10_000, 10_000, 10_000]);
  });

  it("never lets more go within any such time, wherever it begins", () => {
    const { slots } = flood(40);
    for (const { count, withinMs } of most)
      for (const from of slots)
        expect(slots.filter((at) => at >= from && at < from + withinMs).length).toBeLessThanOrEqual(count);
  });

  it("counts what is tried again once more, and what waited for its moment not twice", () => {
    const { clock, slotOf } = flood(4);
    clock.forward(1_000);
    expect(slotOf("m3")).toBe(0);
    expect(slotOf("m3")).toBe(0);
    expect(slotOf("new")).toBe(9_000);
  });

  it("forgets what is long ago", () => {
    const { clock, slotOf } = flood(5);
    clock.forward(11_000);
    expect([slotOf("a"), slotOf("b"), slotOf("c"), slotOf("d")]).toEqual([0, 0, 0, 1_000]);
  });

  it("holds up no other place, and rests with the others when asked to", () => {
    const { pacing, slotOf } = flood(5);
    expect(slotOf("other", "T1/C2")).toBe(0);
    pacing.rest("T1/C2", 30_000);
    expect(slotOf("another", "T1/C2")).toBe(30_000);
  });
});
