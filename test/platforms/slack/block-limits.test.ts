/** Does the check of Slack's limits see what Slack would refuse? Without this, the other tests could not fail. */
import { blockProblems, viewProblems } from "../../support/slack/block-limits";

const rich = (...elements: unknown[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
const button = (extra: object) => ({
  type: "actions",
  elements: [{ type: "button", text: { type: "plain_text", text: "Take" }, ...extra }],
});
const menu = (count: number) => ({
  type: "actions",
  elements: [
    {
      type: "overflow",
      options: Array.from({ length: count }, (_, i) => ({
        text: { type: "plain_text", text: "x" },
        value: `${i}`,
      })),
    },
  ],
});
const table = (...rows: unknown[][]) => ({
  type: "table",
  rows: rows.map((row) => row.map((text) => ({ type: "raw_text", text }))),
});

it("takes what Slack takes", () => {
  const blocks = [
    { type: "header", text: { type: "plain_text", text: "x".repeat(150) } },
    { type: "section", text: { type: "mrkdwn", text: "x" }, fields: [{ type: "plain_text", text: "x" }] },
    { type: "divider" },
    rich({ type: "user", user_id: "U1" }, { type: "text", text: "x", style: { bold: true } }),
    table(["a", "b"], ["c", " "]),
    menu(5),
  ];
  expect(blockProblems(blocks, "x")).toEqual([]);
});

it.each<[string, unknown[], RegExp]>([
  ["no blocks and no text", [], /^no_text/],
  ["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" })), /51 blocks/],
  [
    "13,300 characters",
    Array.from({ length: 5 }, () => rich({ type: "text", text: "x".repeat(2_640) })),
    /^msg_blocks_too_long/,
  ],
  ["two tables", [table(["a"]), table(["b"])], /only_one_table_allowed/],
  ["an empty text", [rich({ type: "text", text: "" })], /more than 0/],
  ["a blank section", [{ type: "section", text: { type: "mrkdwn", text: " " } }], /blank/],
  [
    "a section over 3,000",
    [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3_001) } }],
    /less than 3001/,
  ],
  [
    "rich text over 3,000",
    [rich({ type: "text", text: "x".repeat(2_000) }, { type: "text", text: "x".repeat(1_001) })],
    /3001/,
  ],
  [
    "a header over 150",
    [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
    /less than 151/,
  ],
  ["a header with markup", [{ type: "header", text: { type: "mrkdwn", text: "x" } }], /plain_text/],
  ["a label over 75", [button({ text: { type: "plain_text", text: "x".repeat(76) } })], /less than 76/],
  ["a value over 2,000", [button({ value: "x".repeat(2_001) })], /less than 2001/],
  ["an unknown style", [button({ style: "bold" })], /style/],
  ["one action twice", [button({ action_id: "a" }), button({ action_id: "a" })], /twice/],
  ["a menu of one", [menu(1)], /at least 2/],
  ["a menu of six", [menu(6)], /5 is the limit/],
  [
    "an input in a message",
    [{ type: "input", label: { type: "plain_text", text: "x" }, element: { type: "users_select" } }],
    /views only/,
  ],
  ["an unknown block", [{ type: "marquee" }], /unsupported/],
  ["an unknown element", [rich({ type: "html", text: "x" })], /unsupported/],
  ["a control character", [rich({ type: "text", text: "a\u0000" })], /no text/],
  ["half a letter", [rich({ type: "text", text: "a\uD83D" })], /no text/],
  ["a mention of nobody", [rich({ type: "user", user_id: "kofi" })], /user_id/],
  ["an empty cell", [table(["a", ""])], /more than 0/],
  ["101 rows", [table(...Array.from({ length: 101 }, () => ["a"]))], /100 is the limit/],
  ["rows of different lengths", [table(["a"], ["b", "c"])], /different lengths/],
  [
    "an image without words",
    [{ type: "image", image_url: "https://x.example/a.png", alt_text: "" }],
    /alt_text/,
  ],
  [
    "a list in a list",
    [
      {
        type: "rich_text",
        elements: [{ type: "rich_text_list", style: "bullet", elements: [{ type: "rich_text_list" }] }],
      },
    ],
    /must be/,
  ],
])("refuses %s", (_what, blocks, problem) => {
  expect(blockProblems(blocks).join("\n")).toMatch(problem);
});

const modal = (extra: object) => ({
  type: "modal",
  title: { type: "plain_text", text: "x" },
  blocks: [],
  ...extra,
});
const input = (element: object) => ({ type: "input", label: { type: "plain_text", text: "x" }, element });

it.each<[string, unknown, RegExp]>([
  ["a title over 24", modal({ title: { type: "plain_text", text: "x".repeat(25) } }), /less than 25/],
  ["no title", { type: "modal", blocks: [] }, /title/],
  ["inputs and no button", modal({ blocks: [input({ type: "users_select" })] }), /submit is missing/],
  ["metadata over 3,000", modal({ private_metadata: "x".repeat(3_001) }), /private_metadata/],
  [
    "101 blocks",
    modal({ blocks: Array.from({ length: 101 }, () => ({ type: "divider" })) }),
    /100 is the limit/,
  ],
  ["a table", { type: "home", blocks: [table(["a"])] }, /messages only/],
  [
    "two fields of one name",
    modal({
      blocks: [
        { type: "divider", block_id: "a" },
        { type: "divider", block_id: "a" },
      ],
    }),
    /twice/,
  ],
  [
    "more than may be written",
    { type: "home", blocks: [input({ type: "plain_text_input", max_length: 2, initial_value: "abc" })] },
    /max_length/,
  ],
  [
    "a choice that is not offered",
    {
      type: "home",
      blocks: [
        input({
          type: "static_select",
          options: [{ text: { type: "plain_text", text: "x" }, value: "x" }],
          initial_option: { text: { type: "plain_text", text: "y" }, value: "y" },
        }),
      ],
    },
    /none of the options/,
  ],
])("refuses a view with %s", (_what, view, problem) => {
  expect(viewProblems(view).join("\n")).toMatch(problem);
});
