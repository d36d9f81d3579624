/** May this token ask again already? So many requests a minute each, so that a loop gone wild does not slow the help desk. */

export const REQUESTS_A_MINUTE = 300;
const minuteMs = 60_000;

/** Gives the seconds to wait, or undefined: go on. Each process counts for itself. */
export function createRate(now: () => Date): (token: number) => number | undefined {
  const counted = new Map<number, { since: number; requests: number }>();
  return (token) => {
    const at = now().getTime();
    const known = counted.get(token);
    const minute = known && at - known.since < minuteMs ? known : { since: at, requests: 0 };
    minute.requests++;
    counted.set(token, minute);
    return minute.requests > REQUESTS_A_MINUTE ? Math.ceil((minute.since + minuteMs - at) / 1000) : undefined;
  };
}
