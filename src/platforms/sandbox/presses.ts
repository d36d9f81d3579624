/** Which press does a button stand for? The page names it by a short id; the press itself never leaves the server. */
import { createHash } from "node:crypto";
import type { Button, Content } from "../../desk/content";
import type { Press } from "../../desk/events";

export const buttonsOf = (content: Content): Button[] =>
  content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));

export const pressesOf = (content: Content): Press[] => buttonsOf(content).map((button) => button.press);

/** 12 hex digits are plenty to tell the buttons of one message apart. */
export const pressId = (press: Press): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(press).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex")
    .slice(0, 12);
