/** Is what the page gets always safe to show, whatever stands in an article? */
import * as fc from "fast-check";
import { renderMarkdown } from "../../src/platforms/sandbox/markdown";
import { checkForm } from "../../src/desk/form-check";
import { sanitiseName } from "../../src/platforms/sandbox/files";
import type { Form } from "../../src/desk/content";

describe("Markdown in the sandbox", () => {
  it("becomes lists, code and links that open beside the page", () => {
    const html = renderMarkdown("1. Open **it**\n2. Run `ls`\n\n[More](https://it.example/)");
    expect(html).toContain("<ol>");
    expect(html).toContain("<strong>it</strong>");
    expect(html).toContain("<code>ls</code>");
    expect(html).toContain(
      '<a href="https://it.example/" target="_blank" rel="noopener noreferrer">More</a>',
    );
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,hi)",
    "[x](vbscript:x)",
    "[x](//evil.example)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    '[x](https://a.example "onmouseover=alert(1)")',
  ])("makes nothing of %s that could run or load", (markdown) => {
    const html = renderMarkdown(markdown);
    expect(html).not.toMatch(/<(script|img|iframe|svg|object)/iu);
    expect(html).not.toMatch(/href="(?!https:\/\/(a|evil)\.example)/iu);
    expect(html).not.toMatch(/<[^>]+\son\w+=/iu);
  });

  it("only ever makes tags of a short list", () => {
    const tags =
      /<(?!\/?(?:p|br|ul|ol|li|strong|em|s|code|pre|a|h[1-6]|blockquote|hr|table|thead|tbody|tr|th|td)\b)/u;
    const piece = fc.constantFrom(
      "<",
      ">",
      "[x](",
      ")",
      "*",
      "`",
      "\n",
      "javascript:",
      "<b",
      "- ",
      '"',
      "&lt;",
      "a",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(renderMarkdown(pieces.join(""))).not.toMatch(tags);
      }),
    );
  });
});

describe("A form", () => {
  const form: Form = {
    title: "Resolve",
    submit: "Resolve",
    fields: [
      { name: "note", label: "Note", kind: "text", required: true, max: 5 },
      { name: "kind", label: "Kind", kind: "choice", required: true, options: [{ value: "a", label: "A" }] },
      { name: "more", label: "More", kind: "line", required: false },
    ],
  };

  it.each<[Record<string, string>, unknown]>([
    [{ note: " ok ", kind: "a", more: " ", other: "x" }, { values: { note: "ok", kind: "a" } }],
    [{}, { fields: { note: "Please fill this in.", kind: "Please choose one." } }],
    [
      { note: "  ", kind: "b" },
      { fields: { note: "Please fill this in.", kind: "Please choose one of the list." } },
    ],
    [{ note: "longer", kind: "a" }, { fields: { note: "6 characters; 5 is the limit." } }],
  ])("filled in with %j gives %j", (typed, expected) => {
    expect(checkForm(form, typed)).toEqual(expected);
  });
});

describe("A file's name", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\ana\\plan.docx", "plan.docx"],
    ["..", "file"],
    ["", "file"],
    ["a\u0000b\n.txt", "ab.txt"],
    ["\u202Egnp.exe", "gnp.exe"],
    [`${"x".repeat(300)}.png`, `${"x".repeat(116)}.png`],
    ["Übung 🖨️.md", "Übung 🖨️.md"],
  ])("%j is kept as %j", (name, expected) => {
    expect(sanitiseName(name)).toBe(expected);
  });
});
