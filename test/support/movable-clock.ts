/** A clock that stands still until a test moves it. */

export type MovableClock = { now: () => Date; forward: (ms: number) => void };

export function createMovableClock(start = "2026-03-02T15:00:00.000Z"): MovableClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    forward: (ms) => {
      at += ms;
    },
  };
}
