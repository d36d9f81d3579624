/** Which of Slack's blocks stand for ours? */
import type { types } from "@slack/bolt";
import type { Block } from "../../../desk/content";
import { drawButtons } from "./buttons";
import { plainText } from "./escaping";
import { drawMarkdown } from "./markdown-blocks";
import { fitsAsTable, imageLink, listTable } from "./markdown-tables";
import { drawFacts, drawFiles, drawMention, drawQuote } from "./people-blocks";
import { ASK_ACTION } from "./presses";
import { fitRichText, section } from "./rich-text";

/**
 * `full`: with images and a table, where Slack takes them. `simple`: without what Slack can refuse for reasons that we cannot see
 * (an image it cannot load, a place where no table may stand): for a second try.
 */
export type Detail = "full" | "simple";

export function drawBlocks(blocks: Block[], detail: Detail): types.KnownBlock[] {
  const drawn = blocks.flatMap((block, i) => drawBlock(block, countButtons(blocks.slice(0, i))));
  const table =
    detail === "full" ? drawn.find((block) => block.type === "table" && fitsAsTable(block)) : undefined;
  return drawn.flatMap((block) => {
    // Slack takes one table a message.
    if (block.type === "table" && block !== table) return fitRichText(listTable(block));
    if (block.type === "image" && detail === "simple") return fitRichText([section(imageLink(block))]);
    return [block];
  });
}

/** A menu takes one number too, but never more than its buttons would. */
const countButtons = (blocks: Block[]): number =>
  blocks.reduce((sum, block) => sum + (block.kind === "buttons" ? block.buttons.length : 0), 0);

function drawBlock(block: Block, firstAction: number): types.KnownBlock[] {
  switch (block.kind) {
    case "text":
      return drawMarkdown(block.markdown);
    case "quote":
      return drawQuote(block);
    case "facts":
      return drawFacts(block);
    case "files":
      return drawFiles(block);
    case "mention":
      return drawMention(block);
    case "buttons":
      return drawButtons(block.buttons, firstAction);
    case "ask":
      return [drawAsk(block)];
  }
}

/** No `block_id`: Slack gives a new one each time, and the line is empty again after a question. */
const drawAsk = ({ label, placeholder }: Extract<Block, { kind: "ask" }>): types.InputBlock => ({
  type: "input",
  dispatch_action: true,
  label: plainText(label, 2_000),
  element: {
    type: "plain_text_input",
    action_id: ASK_ACTION,
    max_length: 3_000,
    placeholder: plainText(placeholder, 150),
    dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
  },
});
