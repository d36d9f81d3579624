// Are percentiles those of all values in order, however they come?
import fc from "fast-check";
import { secondsOf, spreadOf } from "../../src/store/reports/spread";

const asStored = (values: number[]): string => `{${values.join(",")}}`;

test("an array reads as PostgreSQL writes it", () => {
  expect([...secondsOf("{}")]).toEqual([]);
  expect([...secondsOf("{0}")]).toEqual([0]);
  expect([...secondsOf("{60,1800,-5,0,2147483647}")]).toEqual([60, 1800, -5, 0, 2147483647]);
});

test("none have no percentiles, and one is all of them", () => {
  expect(spreadOf([])).toEqual({ count: 0, p50: null, p90: null });
  expect(spreadOf([secondsOf("{}"), secondsOf("{90}")])).toEqual({ count: 1, p50: 1.5, p90: 1.5 });
});

test("between two values they are taken in proportion", () => {
  // In order 60, 120, 180, 600: places 1.5 and 2.7.
  const { p50, p90 } = spreadOf([secondsOf("{600,60}"), secondsOf("{180,120}")]);
  expect(p50).toBe(2.5);
  expect(p90).toBeCloseTo(3 + 0.7 * 7, 9);
});

test("any values, parted in any way, give what sorting gives", () => {
  const seconds = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 2_000_000_000 }));
  fc.assert(
    fc.property(fc.array(fc.array(seconds, { maxLength: 200 }), { maxLength: 6 }), (groups) => {
      const sorted = groups.flat().toSorted((a, b) => a - b);
      const at = (share: number) => {
        const place = share * (sorted.length - 1);
        const low = sorted[Math.floor(place)] ?? 0;
        return (low + ((sorted[Math.ceil(place)] ?? low) - low) * (place - Math.floor(place))) / 60;
      };
      const { count, p50, p90 } = spreadOf(groups.map((group) => secondsOf(asStored(group))));
      expect(count).toBe(sorted.length);
      if (sorted.length === 0) return;
      expect(p50).toBeCloseTo(at(0.5), 6);
      expect(p90).toBeCloseTo(at(0.9), 6);
    }),
  );
});
