// How does what can be seen of a match become the chance that it is right?

import type { Signals } from "./signals";
import { solve } from "./solve";

/** The weights of a logistic regression: the start, then one for each signal. */
export type Calibration = readonly number[];

/** A match of which it is known whether it was right, and how much it counts. */
export type Example = { signals: Signals; right: boolean; weight: number };

/**
 * What is believed before any example: weights, and how sure they are (the lower half of a precision matrix). `signs`: 1 where
 * more of a signal can only make a match surer, -1 less sure, 0 either.
 */
export type Belief = {
  weights: readonly number[];
  certainty: readonly (readonly number[])[];
  signs: readonly number[];
};

/** Newton's method settles within five to eight steps. */
const STEPS = 12;

/** Between 0 and 1. */
export function chanceOfRight(weights: Calibration, signals: Signals): number {
  return 1 / (1 + Math.exp(-sumOf(weights, signals)));
}

/**
 * The weights that are most likely, given what was believed before and the examples. A weight that would speak against reason
 * (the nearer, the less sure) is nothing: few examples can come to that by chance.
 */
export function learn(before: Belief, examples: Example[]): Belief {
  const learnt = settle(before, examples);
  const against = learnt.weights.findIndex((weight, i) => weight * (before.signs[i] ?? 0) < -NEXT_TO_NOTHING);
  return against < 0 ? learnt : learn(withoutWeight(before, against), examples);
}

const NEXT_TO_NOTHING = 1e-3;
/** So sure is it that a weight is nothing. */
const SETTLED = 1e6;

function withoutWeight({ weights, certainty, signs }: Belief, without: number): Belief {
  return {
    signs,
    weights: weights.map((weight, i) => (i === without ? 0 : weight)),
    certainty: certainty.map((row, i) =>
      row.map((value, j) => (i !== without && j !== without ? value : i === j ? SETTLED : 0)),
    ),
  };
}

function settle(before: Belief, examples: Example[]): Belief {
  let weights = [...before.weights];
  for (let step = 0; step < STEPS; step++) {
    const { slope, certainty } = around(weights, before, examples);
    const change = solve(
      certainty.map((row) => Float64Array.from(row)),
      Float64Array.from(slope),
    );
    weights = weights.map((weight, i) => weight - (change[i] ?? 0));
  }
  return { weights, certainty: around(weights, before, examples).certainty, signs: before.signs };
}

/** The slope of the loss at these weights, and how steeply it rises on both sides. */
function around(
  weights: readonly number[],
  before: Belief,
  examples: Example[],
): { slope: number[]; certainty: number[][] } {
  const away = weights.map((weight, i) => weight - (before.weights[i] ?? 0));
  const slope = weights.map((_, i) =>
    away.reduce((sum, value, j) => sum + value * entry(before.certainty, i, j), 0),
  );
  const certainty = weights.map((_weight, i) =>
    Array.from({ length: i + 1 }, (_, j) => entry(before.certainty, i, j)),
  );
  for (const { signals, right, weight } of examples) {
    const seen = [1, ...signals];
    const chance = chanceOfRight(weights, signals);
    const off = weight * (chance - Number(right));
    const steep = weight * chance * (1 - chance);
    certainty.forEach((row, i) => {
      slope[i] = (slope[i] ?? 0) + off * (seen[i] ?? 0);
      for (let j = 0; j <= i; j++) row[j] = (row[j] ?? 0) + steep * (seen[i] ?? 0) * (seen[j] ?? 0);
    });
  }
  return { slope, certainty };
}

function entry(lower: readonly (readonly number[])[], i: number, j: number): number {
  return (i >= j ? lower[i]?.[j] : lower[j]?.[i]) ?? 0;
}

function sumOf([start = 0, ...weights]: Calibration, signals: Signals): number {
  return weights.reduce((sum, weight, i) => sum + weight * (signals[i] ?? 0), start);
}
