/** How does a link stand on Slack? With its true address where its words name another, and as words where it may not lead. */
import { isDisguised, isSafe } from "../../links";
import { leafText, textLeaf, textOf, type Leaf, type Style } from "./rich-text";

/** A link with its label; where the label names another address, the true one follows; where it may not lead, words only. */
export function linkLeaves(url: string, label: Leaf[]): Leaf[] {
  const words = textOf(label).trim();
  if (!isSafe(url)) return words === url || url === "" ? label : [...label, textLeaf(` (${url})`)];
  if (words === "") return [{ type: "link", url, text: url }];
  if (isDisguised(words, url))
    return [...label, textLeaf(" ("), { type: "link", url, text: url }, textLeaf(")")];
  return label.map((leaf) => ({ type: "link", url, text: leafText(leaf), ...styleOf(leaf) }));
}

const styleOf = (leaf: Leaf): { style?: Style } =>
  "style" in leaf && leaf.style !== undefined ? { style: leaf.style } : {};
