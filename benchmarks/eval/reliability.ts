// How often are matches right that are so and so sure, over several question sets that count the same?

import { tenthsOf } from "../../src/cli/kb-eval-summary";
import type { Compared } from "../../src/cli/kb-eval-summary";

/** A tenth of confidence; `share` is the share of the questions in it, and the means are null when it has none. */
export type PooledTenth = { share: number; confidence: number | null; right: number | null };

/** A set of 3,000 questions says as much as one of 100. */
export function pooledTenths(sets: Compared[][]): PooledTenth[] {
  const perSet = sets.map((all) =>
    tenthsOf(all).map(({ questions, ...means }) => ({ ...means, share: questions / all.length })),
  );
  return Array.from({ length: 10 }, (_, i) => {
    const inside = perSet.flatMap((tenths) => tenths[i] ?? []);
    const share = inside.reduce((sum, one) => sum + one.share, 0);
    const mean = (key: "confidence" | "right"): number | null =>
      share > 0 ? inside.reduce((sum, one) => sum + one.share * (one[key] ?? 0), 0) / share : null;
    return { share: share / sets.length, confidence: mean("confidence"), right: mean("right") };
  });
}
