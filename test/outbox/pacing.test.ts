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
