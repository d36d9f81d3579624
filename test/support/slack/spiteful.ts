/** What do people write who want to break or misuse a message? Fragments, and texts made of them, for property tests. */
import * as fc from "fast-check";

export const SPITEFUL = [
  "<!channel>",
  "<!here|x>",
  "<!subteam^S123|it>",
  "<@U123>",
  "<#C1|general>",
  "<https://evil.example|bank>",
  "<mailto:a@evil.example|mail>",
  "https://evil.example/?a=b&c",
  "www.evil.example",
  "jane@acme.example",
  "[x](javascript:alert(1))",
  "[bank](https://evil.example)",
  "![p](https://evil.example/p.png)",
  "```",
  "`",
  "*b*",
  "_i_",
  "~s~",
  "**",
  "&lt;!here&gt;",
  "&",
  "@here",
  "@everyone",
  ":smile:",
  "> ",
  "# ",
  "- ",
  "1. ",
  "| a | b |\n|---|---|\n| c | d |\n",
  "\n",
  "\n\n",
  "\r\n",
  "\t",
  " ",
  "\\",
  "\u0000",
  "\u0007",
  "\u001B[31m",
  "\u2028",
  "\u202Egnp.exe",
  "\u200B",
  "\uD83D",
  "\uDE00",
  "👩‍👩‍👧‍👦",
  "🇩🇪",
  '"',
  "</script>",
];

/** `repeats`: up to how often all of it is said again, for texts over the limits. */
export const spitefulText = (repeats = 1): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.oneof(fc.constantFrom(...SPITEFUL), fc.string(), fc.string({ unit: "grapheme" })), {
        maxLength: 12,
      }),
      fc.integer({ min: 1, max: repeats }),
    )
    .map(([pieces, times]) => pieces.join("").repeat(times).slice(0, 40_000));
