// Does experience move a confidence carefully: little, only on evidence, and back again?
import fc from "fast-check";
import { editionOf } from "../../src/knowledge/edition";
import { experienceOf, likelyFailing, MOST_MOVED, weighExperience } from "../../src/knowledge/experience";
import { parseKnowledgeBase } from "../../src/knowledge/parse";

const USUAL = 0.8;
const weigh = (confidence: number, confirmed: number, failed: number) =>
  weighExperience(confidence, { confirmed, failed, usual: USUAL });
const logOdds = (share: number) => Math.log(share / (1 - share));

const counts = fc.nat({ max: 100_000 });
const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const unsure = fc.double({ min: 0.000001, max: 0.999999, noNaN: true });
const outcomes = fc.record({ confirmed: counts, failed: counts, usual: share });

describe("whatever people said", () => {
  test("a confidence stays one, and moves no further than the bounds", () => {
    fc.assert(
      fc.property(unsure, outcomes, (confidence, said) => {
        const moved = logOdds(weighExperience(confidence, said)) - logOdds(confidence);
        expect(moved).toBeLessThanOrEqual(MOST_MOVED.up + 1e-6);
        expect(moved).toBeGreaterThanOrEqual(-MOST_MOVED.down - 1e-6);
      }),
    );
  });

  test("it never adds more than 10 points, nor takes more than 18", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), outcomes, (confidence, said) => {
        const points = 100 * (weighExperience(confidence, said) - confidence);
        expect(points).toBeLessThanOrEqual(10);
        expect(points).toBeGreaterThanOrEqual(-18);
      }),
    );
  });

  test("the order of two articles with the same experience stays", () => {
    fc.assert(
      fc.property(unsure, unsure, outcomes, (one, other, said) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(weighExperience(low, said)).toBeLessThanOrEqual(weighExperience(high, said));
      }),
    );
  });

  test("one more failure never raises it, one more success never lowers it", () => {
    fc.assert(
      fc.property(unsure, outcomes, (confidence, said) => {
        const before = weighExperience(confidence, said);
        const failing = weighExperience(confidence, { ...said, failed: said.failed + 1 });
        const solving = weighExperience(confidence, { ...said, confirmed: said.confirmed + 1 });
        if (said.confirmed + said.failed >= 3) {
          expect(failing).toBeLessThanOrEqual(before + 1e-9);
          expect(solving).toBeGreaterThanOrEqual(before - 1e-9);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("an article that does as well as the others stays where it was", () => {
    fc.assert(
      fc.property(unsure, share, fc.nat({ max: 10_000 }), (confidence, usual, said) => {
        const confirmed = Math.round(said * usual);
        expect(weighExperience(confidence, { confirmed, failed: said - confirmed, usual })).toBe(confidence);
      }),
    );
  });
});

describe("little evidence has little to say", () => {
  it.each([
    [0, 0],
    [2, 0],
    [0, 2],
    [1, 1],
  ])("%i solved and %i failed: nothing", (confirmed, failed) => {
    expect(weigh(0.7, confirmed, failed)).toBe(0.7);
  });

  it("three who are content prove nothing, three who all still need help something", () => {
    expect(weigh(0.85, 3, 0)).toBe(0.85);
    expect(weigh(0.85, 0, 3)).toBeLessThan(0.82);
  });

  it("of ten, two failures are as usual; six are not", () => {
    expect(weigh(0.85, 8, 2)).toBe(0.85);
    expect(weigh(0.85, 4, 6)).toBeLessThan(0.8);
  });

  it("no experience at all, and no doubt at all, are left alone", () => {
    expect(weighExperience(0.7, undefined)).toBe(0.7);
    expect(weigh(0, 0, 50)).toBe(0);
    expect(weigh(1, 0, 50)).toBe(1);
  });
});

it("fifty failures take a sure answer below the line, and fifty successes do not make an unsure match sure", () => {
  expect(weigh(0.85, 0, 50)).toBeCloseTo(0.738, 3);
  expect(weigh(0.5, 50, 0)).toBeCloseTo(0.599, 3);
});

it("what few said lies near the usual, so that one failure does not stand before ten", () => {
  const failing = (confirmed: number, failed: number) => likelyFailing({ confirmed, failed, usual: USUAL });
  expect(failing(0, 1)).toBeLessThan(failing(10, 10));
  expect(failing(0, 0)).toBeCloseTo(0.2);
});

const article = (path: string, front: string, body = "Start the client.") => {
  const text = `---\ntitle: The VPN\n${front}\n---\n${body}\n`;
  const [found] = parseKnowledgeBase([{ path, text }]).articles;
  if (!found) throw new Error("no article");
  return found;
};

describe("what weighs", () => {
  const [vpn, wifi] = [article("vpn.md", "owner: mira"), article("wifi.md", "owner: mira", "Turn it on.")];
  const counted = ({ id }: { id: string }, edition: string, confirmed: number, failed: number) => ({
    article: id,
    edition,
    confirmed,
    failed,
  });

  it("is what was said on the article as it is now", () => {
    const said = [
      counted(vpn, "earlier", 1, 9),
      counted(vpn, editionOf(vpn), 4, 0),
      counted(wifi, "earlier", 5, 5),
      counted({ id: "gone" }, "x", 5, 5),
    ];
    const experience = experienceOf(said, [vpn, wifi]);
    expect([...experience.keys()]).toEqual(["vpn"]);
    expect(experience.get("vpn")).toMatchObject({ confirmed: 4, failed: 0 });
  });

  it("is measured against the other articles, not against itself", () => {
    const bad = counted(vpn, editionOf(vpn), 0, 90);
    expect(experienceOf([bad], [vpn]).get("vpn")?.usual).toBeCloseTo(0.8);
    const among = experienceOf([bad, counted(wifi, editionOf(wifi), 45, 45)], [vpn, wifi]);
    expect(among.get("vpn")?.usual).toBeCloseTo(0.53);
    expect(among.get("wifi")?.usual).toBeCloseTo(0.08);
  });
});

describe("an article's edition", () => {
  const edition = (front: string, body?: string) => editionOf(article("vpn.md", front, body));
  const before = edition("questions: [how do I use the vpn]");

  it("is the same for the same article, whoever owns it and whenever it is to be reviewed", () => {
    const front = "questions: [how do I use the vpn]\nowner: mira\nreview_by: 2030-01-01\ntags: [x]";
    expect(edition(front)).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ["another text", edition("questions: [how do I use the vpn]", "Start the Client.")],
    ["another question", edition("questions: [how do I use the vpn, the tunnel]")],
    ["something it must not answer", edition("questions: [how do I use the vpn]\nnot: [vpn at school]")],
  ])("is another with %s", (_what, other) => {
    expect(other).not.toBe(before);
  });
});
