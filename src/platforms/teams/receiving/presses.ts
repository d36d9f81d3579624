/**
 * Is it the same press, or the same button pressed again? Teams tells of a press again, under a new id, when it was not answered well;
 * a person may press again what stands there unchanged, when they were refused and may now.
 */
import { createRecent } from "../../recent";

export type Presses = {
  /** `press`: the button and who pressed it. The same name for what comes within two minutes. */
  nameOf(press: string, at: Date): string;
};

/** Longer than Teams goes on telling. */
const SAME_MS = 120_000;
const MOST = 5_000;

/** What another process, or an earlier one, has named falls into the same two minutes of the clock, mostly. */
export function createPresses(): Presses {
  const named = createRecent<{ name: string; at: number }>(MOST);
  return {
    nameOf(press, at) {
      const now = at.getTime();
      const known = named.get(press);
      if (known && now - known.at < SAME_MS) return known.name;
      const name = `${press}/${Math.floor(now / SAME_MS)}`;
      named.set(press, { name, at: now });
      return name;
    },
  };
}
