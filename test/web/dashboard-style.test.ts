/** Can everybody read the dashboard? Contrast as WCAG 2.2 counts it, in both themes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const sheets = ["colours.css", "dashboard/style.css"].map((file) =>
  readFileSync(join(__dirname, "..", "..", "src", "web", file), "utf8").split(
    "@media (prefers-color-scheme: dark)",
  ),
);
const coloursIn = (texts: string[]): Record<string, string> =>
  Object.fromEntries(
    [...texts.join("\n").matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour]),
  );
const light = coloursIn(sheets.map(([everywhere = ""]) => everywhere));
const dark = coloursIn(sheets.map(([, rest = ""]) => rest.split("\n}\n")[0] ?? ""));
const themes = { light, dark: { ...light, ...dark } };

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(["light", "dark"] as const)("in %s", (theme) => {
  const of = (name: string): string => themes[theme][name] ?? "";

  test.each([
    ["text", "ground"], ["text", "surface"], ["text", "raised"], ["text", "warn-tint"], ["quiet", "ground"], ["quiet", "surface"],
    ["quiet", "raised"], ["accent", "surface"], ["accent", "ground"], ["accent", "tint"], ["accent", "raised"],
    ["on-accent", "accent"], ["danger", "surface"], ["danger", "danger-tint"], ["good", "good-tint"],
  ])("words in %s on %s can be read", (words, on) => {
    expect(contrast(of(words), of(on))).toBeGreaterThanOrEqual(4.5);
  }); // prettier-ignore

  test.each(["c1", "c2", "c3", "c4", "c5", "c6", "line-strong", "accent", "danger"])(
    "what is drawn in %s can be seen",
    (part) => {
      expect(contrast(of(part), of("surface"))).toBeGreaterThanOrEqual(3);
    },
  );

  test("the edge of a field can be seen beside the page", () => {
    expect(contrast(of("line-strong"), of("ground"))).toBeGreaterThanOrEqual(3);
  });
});
