/** What does somebody's own page of the help desk show on Slack? */
import type { types } from "@slack/bolt";
import type { Content } from "../../../desk/content";
import { drawBlocks } from "./drawing";
import { section, textLeaf } from "./rich-text";

const MOST_BLOCKS = 100;

/** Tables stand in messages only. A page has no second part: it says that there is more. */
export function homeView(content: Content): types.HomeView {
  const blocks = drawBlocks(content.blocks, "simple");
  const isWhole = blocks.length <= MOST_BLOCKS;
  return { type: "home", blocks: isWhole ? blocks : [...blocks.slice(0, MOST_BLOCKS - 1), more] };
}

const more: types.RichTextBlock = {
  type: "rich_text",
  elements: [
    section([
      textLeaf("There is more than this page can show. Write "),
      textLeaf("my tickets", { code: true }),
      textLeaf(" to see all of yours."),
    ]),
  ],
};
