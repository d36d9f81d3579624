import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { kbDraw } from "../../src/cli/kb-draw";

const kb = resolve(__dirname, "..", "..", "knowledge-base");

test.each(["network/no-internet", "network/no-internet.md", "no-internet"])("%s is drawn", async (name) => {
  const { text, exitCode } = await kbDraw(name, { kb });
  expect(exitCode).toBe(0);
  expect(text).toMatch(/^<svg role="img" aria-label="No internet on my laptop"/);
  expect(text).toContain("prefers-color-scheme: dark");
  expect(text).not.toContain("<!--");
  // Graphviz's own names: they would show at the pointer.
  expect(text).not.toMatch(/<title>|s1&#45;/);
});

test("every guide of the example can be drawn, each step with its name", async () => {
  const { text } = await kbDraw("accounts/cannot-sign-in", { kb });
  for (const word of ["Check what you type", "Solved", "Ticket", "No internet on my laptop"])
    expect(text).toContain(word);
  expect((await kbDraw("printing/printer-does-not-print", { kb })).exitCode).toBe(0);
});

describe("into a file", () => {
  const dir = mkdtempSync(join(tmpdir(), "tierdesk-draw-"));
  afterAll(() => rmSync(dir, { recursive: true }));

  test.each([
    ["a.svg", undefined, "<svg"],
    ["a.dot", undefined, "digraph guide"],
    ["a.mmd", undefined, "flowchart TD"],
    ["a.txt", "mermaid", "flowchart TD"],
  ])("%s, format %s", async (file, format, begins) => {
    const out = join(dir, file);
    expect(await kbDraw("no-internet", { kb, out, ...(format && { format }) })).toEqual({
      text: `Drawn: ${out}`,
      exitCode: 0,
    });
    expect(readFileSync(out, "utf8")).toContain(begins);
  });

  test("a long guide goes down the page, with its ends beside it, and not across", async () => {
    const steps = Array.from(
      { length: 30 },
      (_, i) => `## Step ${i}\n\n- [On](#step-${i + 1})\n- [Stop](#ticket)\n`,
    );
    writeFileSync(
      join(dir, "long.md"),
      ["---\nguide: true\n---", ...steps, "## Step 30\n\nEnd.\n"].join("\n"),
    );
    const { text } = await kbDraw("long", { kb: dir });
    const [, width = ""] = /viewBox="[\d.]+ [\d.]+ ([\d.]+) /.exec(text) ?? [];
    expect(Number(width)).toBeGreaterThan(0);
    expect(Number(width)).toBeLessThan(400);
  });

  test("that cannot be written says so", async () => {
    const out = join(dir, "nowhere", "a.svg");
    const { text, exitCode } = await kbDraw("no-internet", { kb, out });
    expect(exitCode).toBe(1);
    expect(text).toBe(`${out} cannot be written (ENOENT). Name another file with --out.`);
  });
});

test.each([
  ["network/no-internt", {}, "Did you mean network/no-internet?"],
  ["no-internt", {}, "Did you mean network/no-internet?"],
  ["the-moon", {}, "The guides are: accounts/cannot-sign-in, "],
  ["network/guest-wifi", {}, "network/guest-wifi is no guide: it has no steps to draw."],
  ["no-internet", { format: "png" }, "Write one of: svg, dot, mermaid."],
])("%s %j ends with 1 and says what to do", async (name, options, words) => {
  const { text, exitCode } = await kbDraw(name, { kb, ...options });
  expect(exitCode).toBe(1);
  expect(text).toContain(words);
});
