/** Would Slack take this rich text, and this table? */
import { isRecord, listProblems, stringProblems, type Fields, type Problems } from "./limit-checks";

/** Characters that people see in one rich_text block. Slack documents none; a section's limit is surely allowed. */
const LONGEST_RICH_TEXT = 3_000;
const LONGEST_URL = 3_000;
/** Characters in all cells together. */
const LONGEST_TABLE = 10_000;

export function richTextProblems(block: Fields, at: string): Problems {
  const length = visibleLength(block);
  return [
    ...listProblems(block["elements"], `${at}/elements`, 1, 1_000),
    ...children(block).flatMap((child, i) => childProblems(child, `${at}/elements/${i}`)),
    ...(length > LONGEST_RICH_TEXT ? [`${at} has ${length} characters`] : []),
  ];
}

export function tableProblems(block: Fields, at: string): Problems {
  const rows = Array.isArray(block["rows"]) ? (block["rows"] as unknown[]) : [];
  const length = visibleLength(rows);
  const widths = new Set(rows.map((row) => (Array.isArray(row) ? row.length : 0)));
  return [
    ...listProblems(block["rows"], `${at}/rows`, 1, 100),
    ...rows.flatMap((row, i) => listProblems(row, `${at}/rows/${i}`, 1, 20)),
    ...(widths.size > 1 ? [`${at}: rows of different lengths`] : []),
    ...(length > LONGEST_TABLE ? [`${at} has ${length} characters in its cells`] : []),
    ...rows.flatMap((row, i) =>
      (row as unknown[]).flatMap((cell, j) => cellProblems(cell, `${at}/rows/${i}/${j}`)),
    ),
  ];
}

function cellProblems(cell: unknown, at: string): Problems {
  if (!isRecord(cell)) return [`${at} is no cell`];
  if (cell["type"] === "raw_text") return stringProblems(cell["text"], `${at}/text`, LONGEST_TABLE);
  return cell["type"] === "rich_text" ? richTextProblems(cell, at) : [`${at}: unsupported type`];
}

const children = (block: Fields): unknown[] =>
  Array.isArray(block["elements"]) ? (block["elements"] as unknown[]) : [];

function childProblems(child: unknown, at: string): Problems {
  if (!isRecord(child)) return [`${at} is no object`];
  switch (child["type"]) {
    case "rich_text_section":
    case "rich_text_quote":
      return leavesProblems(child, at, Object.keys(LEAVES));
    case "rich_text_preformatted":
      return leavesProblems(child, at, ["text", "link"]);
    case "rich_text_list":
      return listChildProblems(child, at);
    default:
      return [`${at}: unsupported type ${String(child["type"])}`];
  }
}

function listChildProblems(list: Fields, at: string): Problems {
  const { indent = 0, offset = 0 } = list;
  const isWhole = (value: unknown, most: number) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
  return [
    ...(list["style"] === "bullet" || list["style"] === "ordered" ? [] : [`${at}/style`]),
    ...(isWhole(indent, 8) ? [] : [`${at}/indent`]),
    ...(isWhole(offset, 1e9) ? [] : [`${at}/offset`]),
    ...listProblems(list["elements"], `${at}/elements`, 1, 1_000),
    ...children(list).flatMap((item, i) =>
      isRecord(item) && item["type"] === "rich_text_section"
        ? leavesProblems(item, `${at}/elements/${i}`, Object.keys(LEAVES))
        : [`${at}/elements/${i} must be a rich_text_section`],
    ),
  ];
}

function leavesProblems(parent: Fields, at: string, types: string[]): Problems {
  return [
    ...listProblems(parent["elements"], `${at}/elements`, 1, 1_000),
    ...children(parent).flatMap((leaf, i) => {
      const here = `${at}/elements/${i}`;
      if (!isRecord(leaf) || !types.includes(String(leaf["type"]))) return [`${here}: unsupported type`];
      return [...(LEAVES[String(leaf["type"])]?.(leaf, here) ?? []), ...styleProblems(leaf["style"], here)];
    }),
  ];
}

const id = (name: string, pattern: RegExp) => (leaf: Fields, at: string) =>
  typeof leaf[name] === "string" && pattern.test(leaf[name]) ? [] : [`${at}/${name}`];

const LEAVES: Record<string, (leaf: Fields, at: string) => Problems> = {
  text: (leaf, at) => stringProblems(leaf["text"], `${at}/text`, LONGEST_RICH_TEXT),
  link: (leaf, at) => [
    ...stringProblems(leaf["url"], `${at}/url`, LONGEST_URL),
    ...(leaf["text"] === undefined ? [] : stringProblems(leaf["text"], `${at}/text`, LONGEST_RICH_TEXT)),
  ],
  user: id("user_id", /^[UW][A-Z0-9]+$/),
  usergroup: id("usergroup_id", /^S[A-Z0-9]+$/),
  channel: id("channel_id", /^[CDG][A-Z0-9]+$/),
  broadcast: id("range", /^(?:here|channel|everyone)$/),
  emoji: id("name", /^[a-z0-9_+'-]+$/),
};

function styleProblems(style: unknown, at: string): Problems {
  if (style === undefined) return [];
  const names = ["bold", "italic", "strike", "code", "underline"];
  const isFine =
    isRecord(style) && Object.entries(style).every(([name, on]) => names.includes(name) && on === true);
  return isFine ? [] : [`${at}/style`];
}

function visibleLength(value: unknown): number {
  if (Array.isArray(value))
    return (value as unknown[]).reduce<number>((sum, one) => sum + visibleLength(one), 0);
  if (!isRecord(value)) return 0;
  const own =
    typeof value["text"] === "string" ? value["text"] : value["type"] === "link" ? String(value["url"]) : "";
  return own.length + visibleLength(value["elements"]);
}
