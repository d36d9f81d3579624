/** Is a press that Teams tells again the same press, and a button pressed again later another one? */
import { createPresses } from "../../../src/platforms/teams/receiving/presses";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5, 8, 0, seconds));

describe("a press", () => {
  it("is the same when Teams tells of it again, also over the turn of two minutes", () => {
    const presses = createPresses();
    expect(presses.nameOf("take/dana", at(119))).toBe(presses.nameOf("take/dana", at(121)));
  });

  it("is the same after a restart in between", () => {
    expect(createPresses().nameOf("take/dana", at(10))).toBe(createPresses().nameOf("take/dana", at(40)));
  });

  it("is another when the button still stands there minutes later", () => {
    const presses = createPresses();
    expect(presses.nameOf("take/dana", at(10))).not.toBe(presses.nameOf("take/dana", at(140)));
  });

  it("is not somebody else's, nor of another button", () => {
    const presses = createPresses();
    const names = ["take/dana", "take/eli", "release/dana"].map((press) => presses.nameOf(press, at(1)));
    expect(new Set(names).size).toBe(3);
  });
});
