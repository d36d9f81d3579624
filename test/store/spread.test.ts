// Are percentiles those of all values in order, however they come?
import fc from "fast-check";
import { NONE } from "../../src/store/figures/columns";
import { binned, spreadsOf } from "../../src/store/reports/spread";

/** A list a group, mixed among each other. */
function spreads(groups: number[][]) {
  const all = groups
    .flatMap((values, group) => values.map((value, at) => ({ value, group, at })))
    .toSorted((a, b) => a.at - b.at);
  const values = Int32Array.from(all, ({ value }) => value);
  const of = Uint32Array.from(groups.keys());
  const keys = Uint32Array.from(all, ({ group }) => group);
  const groupings = [
    { count: 1, of: new Uint32Array(groups.length) },
    { count: groups.length, of },
  ];
  return spreadsOf(binned(values), keys, groupings)[1] ?? [];
}

test("none have no percentiles, and one is all of them", () => {
  expect(spreads([[], [90]])).toEqual([
    { count: 0, p50: null, p90: null },
    { count: 1, p50: 1.5, p90: 1.5 },
  ]);
});

test("what nobody knows is not counted", () => {
  expect(spreads([[NONE, 60, NONE]])).toEqual([{ count: 1, p50: 1, p90: 1 }]);
});

test("between two values they are taken in proportion", () => {
  // In order 60, 120, 180, 600: places 1.5 and 2.7.
  const [{ p50, p90 } = { p50: 0, p90: 0 }] = spreads([[600, 60, 180, 120]]);
  expect(p50).toBe(2.5);
  expect(p90).toBeCloseTo(3 + 0.7 * 7, 9);
});

test("any values of any groups give what sorting each group gives", () => {
  const seconds = fc.oneof(
    fc.integer({ min: -50, max: 20 }),
    fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
  );
  fc.assert(
    fc.property(fc.array(fc.array(seconds, { maxLength: 200 }), { maxLength: 6 }), (groups) => {
      const found = spreads(groups);
      for (const [group, values] of groups.entries()) {
        const sorted = values.toSorted((a, b) => a - b);
        const at = (share: number) => {
          const place = share * (sorted.length - 1);
          const low = sorted[Math.floor(place)] ?? 0;
          return (low + ((sorted[Math.ceil(place)] ?? low) - low) * (place - Math.floor(place))) / 60;
        };
        expect(found[group]?.count).toBe(sorted.length);
        if (sorted.length === 0) continue;
        expect(found[group]?.p50).toBeCloseTo(at(0.5), 6);
        expect(found[group]?.p90).toBeCloseTo(at(0.9), 6);
      }
    }),
  );
});
