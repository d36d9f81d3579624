/** Would Slack take these blocks? Its limits, as problems named the way Slack names them. Stricter than Slack where it says nothing. */
import { elementProblems } from "./element-limits";
import { isRecord, listProblems, textProblems, type Problems, type Fields } from "./limit-checks";
import { richTextProblems, tableProblems } from "./rich-text-limits";

/**
 * All blocks of one message, as JSON. Slack documents no limit; messages were refused from 13,172 characters on, and some with 11,400
 * characters of text in many containers (slackapi/bolt-js issues 2509 and 2867), so containers count.
 */
const LONGEST_MESSAGE = 13_200;
const MOST_BLOCKS = 50;
const MOST_BLOCKS_OF_VIEW = 100;
/** Slack cuts a longer `text`; a refusal is easier to see in a test. */
const LONGEST_TEXT = 40_000;

type Surface = "message" | "modal" | "home";

/** Undefined `text`: not checked. No problems: Slack takes it. */
export function blockProblems(blocks: unknown[], text?: string): string[] {
  const length = JSON.stringify(blocks).length;
  return [
    ...(text !== undefined && text.length > LONGEST_TEXT ? [`msg_too_long: text has ${text.length}`] : []),
    ...(blocks.length === 0 && (text ?? "") === "" ? ["no_text"] : []),
    ...(length > LONGEST_MESSAGE ? [`msg_blocks_too_long: ${length} characters`] : []),
    ...(blocks.length > MOST_BLOCKS
      ? [`invalid_blocks: ${blocks.length} blocks, ${MOST_BLOCKS} is the limit`]
      : []),
    ...(blocks.filter((block) => isRecord(block) && block["type"] === "table").length > 1
      ? ["invalid_attachments: only_one_table_allowed"]
      : []),
    ...named("invalid_blocks", surfaceProblems(blocks, "message")),
  ];
}

/** The same for a modal or a Home tab, as views.open and views.publish would see it. */
export function viewProblems(view: unknown): string[] {
  if (!isRecord(view)) return ["invalid_arguments: no view"];
  const blocks = Array.isArray(view["blocks"]) ? (view["blocks"] as unknown[]) : [];
  const isModal = view["type"] === "modal";
  const metadata = view["private_metadata"];
  return named("invalid_arguments", [
    ...(isModal || view["type"] === "home" ? [] : ["type must be modal or home"]),
    ...(isModal ? textProblems(view["title"], "title", 24, ["plain_text"]) : []),
    ...["submit", "close"].flatMap((name) =>
      view[name] === undefined ? [] : textProblems(view[name], name, 24, ["plain_text"]),
    ),
    ...(isModal && view["submit"] === undefined && blocks.some((b) => isRecord(b) && b["type"] === "input")
      ? ["submit is missing, and there are inputs"]
      : []),
    ...(typeof metadata === "string" && metadata.length > 3_000
      ? ["private_metadata has over 3000 characters"]
      : []),
    ...(blocks.length > MOST_BLOCKS_OF_VIEW
      ? [`${blocks.length} blocks, ${MOST_BLOCKS_OF_VIEW} is the limit`]
      : []),
    ...surfaceProblems(blocks, isModal ? "modal" : "home"),
  ]);
}

const named = (error: string, problems: Problems): Problems =>
  problems.map((problem) => `${error}: ${problem}`);

function surfaceProblems(blocks: unknown[], surface: Surface): Problems {
  return [
    ...blocks.flatMap((block, i) => blockProblem(block, `/blocks/${i}`, surface)),
    ...repeated(
      blocks.flatMap((block) => (isRecord(block) ? [block["block_id"]] : [])),
      "block_id",
    ),
    ...repeated(blocks.flatMap(actionIdsOf), "action_id"),
  ];
}

function repeated(ids: unknown[], name: string): Problems {
  const known = ids.filter((id) => id !== undefined);
  return known
    .filter((id, i) => known.indexOf(id) !== i)
    .map((id) => `${name} ${JSON.stringify(id)} is there twice`);
}

/** Within one input's block the action's id stands alone: fields of a form share one. */
function actionIdsOf(block: unknown): unknown[] {
  if (!isRecord(block) || !Array.isArray(block["elements"]) || block["type"] !== "actions") return [];
  return (block["elements"] as unknown[]).flatMap((one) => (isRecord(one) ? [one["action_id"]] : []));
}

function blockProblem(block: unknown, at: string, surface: Surface): Problems {
  if (!isRecord(block)) return [`${at} is no object`];
  const id = block["block_id"];
  const check = CHECKS[String(block["type"])];
  return [
    ...(id === undefined || (typeof id === "string" && id !== "" && id.length <= 255)
      ? []
      : [`${at}/block_id`]),
    ...(check ? check(block, at) : [`${at}: unsupported type ${String(block["type"])}`]),
    ...(surface !== "message" && block["type"] === "table" ? [`${at}: a table stands in messages only`] : []),
    ...(surface === "message" && block["type"] === "input" ? [`${at}: an input stands in views only`] : []),
  ];
}

const CHECKS: Record<string, (block: Fields, at: string) => Problems> = {
  actions: (block, at) => [
    ...listProblems(block["elements"], `${at}/elements`, 1, 25),
    ...each(block["elements"], (one, i) => elementProblems(one, `${at}/elements/${i}`)),
  ],
  context: (block, at) => [
    ...listProblems(block["elements"], `${at}/elements`, 1, 10),
    ...each(block["elements"], (one, i) => textProblems(one, `${at}/elements/${i}`, 3_000)),
  ],
  divider: () => [],
  header: (block, at) => textProblems(block["text"], `${at}/text`, 150, ["plain_text"]),
  image: imageProblems,
  input: (block, at) => [
    ...textProblems(block["label"], `${at}/label`, 2_000, ["plain_text"]),
    ...(block["hint"] === undefined ? [] : textProblems(block["hint"], `${at}/hint`, 2_000, ["plain_text"])),
    ...elementProblems(block["element"], `${at}/element`),
  ],
  rich_text: richTextProblems,
  section: sectionProblems,
  table: tableProblems,
};

function imageProblems(block: Fields, at: string): Problems {
  const url = block["image_url"];
  const alt = block["alt_text"];
  return [
    ...(typeof url === "string" && /^https?:\/\/./.test(url) && url.length <= 3_000
      ? []
      : [`${at}/image_url`]),
    ...(typeof alt === "string" && alt !== "" && alt.length <= 2_000 ? [] : [`${at}/alt_text`]),
    ...(block["title"] === undefined
      ? []
      : textProblems(block["title"], `${at}/title`, 2_000, ["plain_text"])),
  ];
}

function sectionProblems(block: Fields, at: string): Problems {
  if (block["text"] === undefined && block["fields"] === undefined) return [`${at} has no text`];
  return [
    ...(block["text"] === undefined ? [] : textProblems(block["text"], `${at}/text`, 3_000)),
    ...(block["fields"] === undefined ? [] : listProblems(block["fields"], `${at}/fields`, 1, 10)),
    ...each(block["fields"], (one, i) => textProblems(one, `${at}/fields/${i}`, 2_000)),
    ...(block["accessory"] === undefined ? [] : elementProblems(block["accessory"], `${at}/accessory`)),
  ];
}

const each = (list: unknown, check: (one: unknown, i: number) => Problems): Problems =>
  Array.isArray(list) ? (list as unknown[]).flatMap(check) : [];
