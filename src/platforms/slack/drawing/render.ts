/** What does Slack show for a content? One message, or as many as its limits ask for; nothing is left out. */
import type { types } from "@slack/bolt";
import type { Content } from "../../../desk/content";
import { drawBlocks, type Detail } from "./drawing";
import { oneLine, shorten } from "../../letters";
import { escapeShort } from "./escaping";
import { section, textLeaf, weightOf } from "./rich-text";
import { packGroups } from "../../split";

/** One Slack message. `text`: for notifications and screen readers, escaped. */
export type Part = { text: string; blocks: types.KnownBlock[] };

const LONGEST_TEXT = 3_000;
const MOST_BLOCKS = 50;
/** As JSON. Slack refuses from about 13,200 characters on, however it counts them: nothing is documented. */
const MOST_WEIGHT = 12_000;

/** At least one part. `simple` after Slack has refused the blocks of the full one. */
export function renderContent(content: Content, detail: Detail = "full"): Part[] {
  const drawn = drawBlocks(content.blocks, detail).filter((block) => block.type !== "input");
  const summary = oneLine(content.summary) || "A message from the help desk";
  const blocks = drawn.length > 0 ? drawn : [richText(summary)];
  const whole = packBlocks(blocks);
  const parts = whole.length > 1 ? packBlocks(buttonsLast(blocks)) : whole;
  return parts.map((part, i) => {
    const count = i === 0 ? "" : ` (${i + 1} of ${parts.length})`;
    return { text: escapeShort(summary, LONGEST_TEXT - count.length) + count, blocks: part };
  });
}

const richText = (text: string): types.RichTextBlock => ({
  type: "rich_text",
  elements: [section([textLeaf(shorten(text, LONGEST_TEXT))])],
});

const isActions = (block: types.KnownBlock): boolean => block.type === "actions";

/** Of a long text people see the end: that is where what can be done stands. */
const buttonsLast = (blocks: types.KnownBlock[]): types.KnownBlock[] => [
  ...blocks.filter((block) => !isActions(block)),
  ...blocks.filter(isActions),
];

function packBlocks(blocks: types.KnownBlock[]): types.KnownBlock[][] {
  const sizesOf = (run: types.KnownBlock[]) => [run.length, weightOf(run)];
  return packGroups(keepTogether(blocks), [MOST_BLOCKS, MOST_WEIGHT], sizesOf).map((runs) => runs.flat());
}

/** A heading stands over what it heads, buttons under what they are about: no message ends or begins between them. */
function keepTogether(blocks: types.KnownBlock[]): types.KnownBlock[][] {
  const runs: types.KnownBlock[][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    const belongs = isActions(block) || last?.at(-1)?.type === "header";
    const fits = last !== undefined && last.length < MOST_BLOCKS && weightOf([...last, block]) <= MOST_WEIGHT;
    if (belongs && fits) last.push(block);
    else runs.push([block]);
  }
  return runs;
}
