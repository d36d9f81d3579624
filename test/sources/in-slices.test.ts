// Do others get their turn while long work is done?

import { inSlices } from "../../src/sources/in-slices";

/** Works for 30 ms, a millisecond a step. */
function* longWork(): Generator<void, string> {
  for (let step = 0; step < 30; step++) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield;
  }
  return "done";
}

it("gives what the steps give, and lets others in between", async () => {
  let turns = 0;
  const count = () => {
    turns++;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  expect(await inSlices(longWork())).toBe("done");
  clearImmediate(next);
  expect(turns).toBeGreaterThan(1);
});

it("an error in a step reaches whoever waits", async () => {
  function* failing(): Generator<void, never> {
    yield;
    throw new Error("no");
  }
  await expect(inSlices(failing())).rejects.toThrow("no");
});
