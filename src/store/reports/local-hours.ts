/** Which weekday and hour is a moment somewhere? Of millions of moments: what is true of a whole day is asked once. */
import { IANAZone } from "luxon";
import { timeOf } from "../figures/columns";

const [HOUR, DAY] = [3600, 86_400];
/** 1 January 2000 was a Saturday: so many days after a Monday. */
const FIRST_WEEKDAY = 5;

/** Of a second since 2000: 0 is Monday from midnight on, 167 Sunday before midnight. */
export function localHours(zone: string): (second: number) => number {
  const iana = IANAZone.create(zone);
  const offsetAt = (second: number): number => iana.offset(timeOf(second)) * 60;
  /** Undefined: the clock is changed on that day. */
  const offsets = new Map<number, number | undefined>();
  const offsetOf = (second: number): number => {
    const day = Math.floor(second / DAY);
    if (!offsets.has(day)) {
      const [morning, evening] = [offsetAt(day * DAY), offsetAt((day + 1) * DAY)];
      offsets.set(day, morning === evening ? morning : undefined);
    }
    return offsets.get(day) ?? offsetAt(second);
  };
  return (second) => {
    const local = second + offsetOf(second);
    const weekday = (((Math.floor(local / DAY) + FIRST_WEEKDAY) % 7) + 7) % 7;
    return weekday * 24 + Math.floor((local - Math.floor(local / DAY) * DAY) / HOUR);
  };
}
