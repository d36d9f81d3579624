// Are the figures of benchmarks/ counted as they should be?

import { summarise } from "../../src/cli/kb-eval-summary";
import type { Compared } from "../../src/cli/kb-eval-summary";
import { missedAims } from "../../benchmarks/eval/aims";
import { answerableTraffic, answeredTraffic } from "../../benchmarks/eval/answerable";
import { pooledTenths } from "../../benchmarks/eval/reliability";
import { drawReliability } from "../../benchmarks/eval/reliability-drawing";
import { withSlips } from "../../benchmarks/eval/slips";
import { replaceSections } from "../../benchmarks/report";
import { mulberry32 } from "../../benchmarks/synthetic-articles";
import { table } from "../../benchmarks/table";

/** The article `a` was found, and is the right one, another's, or nobody's. */
const found = (gold: "a" | "b" | null, confidence: number): Compared => ({
  gold,
  ranked: [{ id: "a", confidence }],
});

describe("what a perfect threshold would answer", () => {
  it("is the largest share with enough right answers, even if a smaller one had too few", () => {
    const all = [
      found("b", 0.9), // 0 of 1
      found("a", 0.8),
      found("a", 0.7),
      found("a", 0.6), // 3 of 4
      found("b", 0.5), // 3 of 5
      found("a", 0.4), // 4 of 6
    ];
    expect(answerableTraffic(all, 0.6)).toBeCloseTo(6 / 6, 10);
    expect(answerableTraffic(all, 0.75)).toBeCloseTo(4 / 6, 10);
    expect(answerableTraffic(all, 0.95)).toBe(0);
  });

  it("has one question in five out of scope, however many there are", () => {
    // Four fifths are shared by two known ones, one fifth by four strangers: 0.4 each, 0.05 each.
    const all = [
      found("a", 0.9),
      found(null, 0.8),
      found("a", 0.7),
      ...[0.6, 0.5, 0.4].map((sure) => found(null, sure)),
    ];
    expect(answerableTraffic(all, 0.95)).toBeCloseTo(0.4, 10); // then 0.4 of 0.45, 0.8 of 0.85
    expect(answerableTraffic(all, 0.9)).toBeCloseTo(0.85, 10);
    const judged = all.map((one, i) => ({
      ...one,
      decision: i < 2 ? ("answer" as const) : ("escalate" as const),
    }));
    expect(answeredTraffic(judged)).toBeCloseTo(0.45, 10);
  });

  it("answers those that are as sure as each other together, and never where nothing was found", () => {
    const nothing: Compared = { gold: "a", ranked: [] };
    expect(answerableTraffic([found("a", 0.9), found("a", 0.5), found("b", 0.5), nothing], 0.95)).toBeCloseTo(
      1 / 4,
      10,
    );
    expect(answerableTraffic([found("a", 0.5), found("b", 0.5), nothing], 0.95)).toBe(0);
    expect(answerableTraffic([], 0.95)).toBe(0);
  });
});

describe("the pooled tenths", () => {
  it("count each set the same, however many questions it has", () => {
    const small = [found("a", 0.95), found(null, 0.05)];
    const large = [
      ...Array.from({ length: 30 }, () => found("b", 0.91)),
      ...Array.from({ length: 10 }, () => found(null, 0.05)),
    ];
    const tenths = pooledTenths([small, large]);
    // Half of the small set and three quarters of the large one; all right there, none here.
    expect(tenths[9]?.share).toBeCloseTo((0.5 + 0.75) / 2, 10);
    expect(tenths[9]?.right).toBeCloseTo(0.5 / 1.25, 10);
    expect(tenths[9]?.confidence).toBeCloseTo((0.5 * 0.95 + 0.75 * 0.91) / 1.25, 10);
    expect(tenths[4]).toEqual({ share: 0, confidence: null, right: null });
  });

  it("are drawn, one dot for each that has questions, the same each time", () => {
    const tenths = pooledTenths([[found("a", 0.95), found(null, 0.05)]]);
    const drawing = drawReliability(tenths, "Two tenths.");
    expect(drawing.match(/<circle/g)).toHaveLength(2);
    expect(drawing).not.toMatch(/NaN|Infinity/);
    expect(drawReliability(tenths, "Two tenths.")).toBe(drawing);
  });
});

describe("slips", () => {
  const text = "please reset the password of my second laptop";

  it("are one letter in a word of four letters or more, and the same for the same seed", () => {
    const slipped = withSlips(text, 1, mulberry32(1));
    expect(withSlips(text, 1, mulberry32(1))).toBe(slipped);
    const words = text.split(" ");
    slipped.split(" ").forEach((word, i) => {
      const before = words[i] ?? "";
      expect(word.charAt(0)).toBe(before.charAt(0));
      expect(Math.abs(word.length - before.length)).toBeLessThanOrEqual(1);
      if (before.length < 4) expect(word).toBe(before);
    });
    expect(slipped).not.toBe(text);
  });

  it("are in about the share of words that is asked for", () => {
    const random = mulberry32(2);
    // No two letters of it are the same, so that every slip is one.
    const words = Array.from({ length: 2000 }, () => withSlips("chart", 0.2, random));
    const slipped = words.filter((word) => word !== "chart").length;
    expect(slipped / 2000).toBeGreaterThan(0.15);
    expect(slipped / 2000).toBeLessThan(0.25);
    expect(withSlips(text, 0, random)).toBe(text);
  });
});

describe("aims", () => {
  it("are missed where a figure is below the least or above the most, and not where there is no figure", () => {
    const judged = [
      { ...found("a", 0.95), q: "q", decision: "answer" as const, tookMs: 1 },
      { ...found("b", 0.95), q: "q", decision: "answer" as const, tookMs: 1 },
    ];
    const { missed, of } = missedAims("banking77-5", { summary: summarise(judged, 1), lines: judged });
    expect(missed).toEqual([
      "banking77-5: answerPrecision 0.500, aim at least 0.93 (off by 0.430)",
      "banking77-5: calibrationError 0.450, aim at most 0.06 (off by 0.390)",
      "banking77-5: accuracyAt1 0.500, aim at least 0.78 (off by 0.280)",
    ]);
    expect(of).toBe(4);
  });
});

it("draws a table that markdown reads", () => {
  expect(
    table([
      ["set", "accuracy"],
      ["one", "0.5"],
    ]),
  ).toBe("| set | accuracy |\n| --- | -------- |\n| one | 0.5      |");
});

it("puts figures into their place, and says when there is none", () => {
  const page = "# Speed\n\n<!-- speed -->\n\nold\n\n<!-- /speed -->\n\nRead on.\n";
  const renewed = replaceSections(page, { speed: "new" });
  expect(renewed).toBe(page.replace("old", "new"));
  expect(replaceSections(renewed, { speed: "new" })).toBe(renewed);
  expect(() => replaceSections(page, { size: "new" })).toThrow('no place for "size"');
});
