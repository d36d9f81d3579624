/** Who is named in a text, and who only seems to be? */
import * as fc from "fast-check";
import {
  mentionsIn,
  namesHelpDesk,
  splitMentions,
  withoutHelpDesk,
} from "../../src/platforms/sandbox/mentions";
import { exampleSetup } from "./sandbox-setup";

const accounts = (text: string) => mentionsIn(exampleSetup, text).map(({ account }) => account);

describe("Mentions in the sandbox", () => {
  it.each([
    ["@Dana Brooks can you look?", ["dana"]],
    ["ask @dana brooks, or @Eli Novak", ["dana", "eli"]],
    ["@Dana Brooks @Dana Brooks", ["dana"]],
    ["(@Dana Brooks)", ["dana"]],
    ["mail@Dana Brooks", []],
    ["jane@acme.com and https://x.example/@Dana", []],
    ["@Dana Brookstone", []],
    ["@Dana", []],
    ["<@dana> <!channel> @everyone", []],
  ])("%s", (text, expected) => {
    expect(accounts(text)).toEqual(expected);
  });

  it("takes the help desk's own name out of what is said to it, line breaks within stay", () => {
    const text = "@Lakeside Help Desk, the projector\nis dark";
    expect(namesHelpDesk(exampleSetup, text)).toBe(true);
    expect(withoutHelpDesk(exampleSetup, text)).toBe("the projector\nis dark");
    expect(accounts(text)).toEqual([]);
  });

  it("leaves a text alone that does not name the help desk", () => {
    expect(withoutHelpDesk(exampleSetup, "  Lakeside Help Desk  ")).toBe("  Lakeside Help Desk  ");
  });

  it("loses no letter of any text when it splits it", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("@Dana Brooks", "@Lakeside Help Desk", " ", "@"));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        expect(
          splitMentions(exampleSetup, text)
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
