/**
 * How is rich text put together, and cut to Slack's sizes? Its text elements are letters and nothing else: the one place where
 * people's words need no escaping.
 */
import type { types } from "@slack/bolt";
import { packGroups, splitText, type CutAt } from "../../split";

export type Leaf = types.RichTextElement;
export type Style = NonNullable<types.RichTextText["style"]>;
/** `offset`: how many numbers an ordered list leaves out at its beginning. Slack's reference has it, its types do not. */
export type List = types.RichTextList & { offset?: number };
export type RichText = Exclude<types.RichTextBlockElement, types.RichTextList> | List;

/** Characters in one block. Slack names no limit for rich text; this is that of a section. */
const MOST_CHARACTERS = 3_000;
/** One block as JSON: many small styled pieces weigh more than their letters. A message takes one such block, and its buttons. */
const MOST_WEIGHT = 9_000;

export const textLeaf = (text: string, style: Style = {}): types.RichTextText => ({
  type: "text",
  text,
  ...(Object.keys(style).length > 0 && { style }),
});

export const section = (elements: Leaf[]): types.RichTextSection => ({ type: "rich_text_section", elements });

export const quote = (elements: Leaf[]): types.RichTextQuote => ({ type: "rich_text_quote", elements });

export const preformatted = (text: string): types.RichTextPreformatted => ({
  type: "rich_text_preformatted",
  elements: [textLeaf(text)],
});

export const embolden = (leaf: Leaf): Leaf =>
  leaf.type === "text" || leaf.type === "link" ? { ...leaf, style: { ...leaf.style, bold: true } } : leaf;

/** As long as the value is written out: Slack counts the containers of a text somehow, so all of it is counted. */
export const weightOf = (value: unknown): number => JSON.stringify(value).length + 1;

/** Other leaves show as something that cannot be cut: one character stands for them. */
export const leafText = (leaf: Leaf): string =>
  leaf.type === "text" ? leaf.text : leaf.type === "link" ? (leaf.text ?? leaf.url) : "\uFFFC";

export const textOf = (leaves: Leaf[]): string => leaves.map(leafText).join("");

/** Blocks of a size that Slack takes, in order. Of what is blank nothing remains: Slack refuses it. */
export function fitRichText(children: RichText[]): types.RichTextBlock[] {
  const pieces = children.flatMap(splitChild);
  return packGroups(pieces, [MOST_CHARACTERS, MOST_WEIGHT], (piece) => [
    textOf(leavesOf(piece)).length,
    weightOf(piece),
  ]).map((elements) => ({ type: "rich_text", elements }));
}

const leavesOf = (child: RichText): Leaf[] =>
  child.type === "rich_text_list" ? child.elements.flatMap((item) => item.elements) : child.elements;

function splitChild(child: RichText): RichText[] {
  switch (child.type) {
    case "rich_text_list":
      return splitList(child);
    case "rich_text_preformatted":
      return splitLeaves(child.elements, "lines").map((elements) => ({
        ...child,
        elements: elements.filter((leaf) => leaf.type === "text" || leaf.type === "link"),
      }));
    case "rich_text_quote":
    case "rich_text_section":
      return splitLeaves(child.elements, "words").map((elements) => ({ ...child, elements }));
  }
}

export function splitLeaves(leaves: Leaf[], cutAt: CutAt, limit = MOST_CHARACTERS): Leaf[][] {
  const text = textOf(leaves);
  if (text.trim() === "") return [];
  if (text.length <= limit && weightOf(leaves) <= MOST_WEIGHT) return [leaves];
  return splitText(text, limit, cutAt).flatMap(({ from, to }) => {
    const piece = sliceLeaves(leaves, from, to);
    const isLight = weightOf(piece) <= MOST_WEIGHT || to - from === 1;
    return isLight
      ? textOf(piece).trim() === ""
        ? []
        : [piece]
      : splitLeaves(piece, cutAt, Math.ceil((to - from) / 2));
  });
}

function sliceLeaves(leaves: Leaf[], from: number, to: number): Leaf[] {
  let start = 0;
  return leaves.flatMap((leaf): Leaf[] => {
    const whole = leafText(leaf);
    const text = whole.slice(Math.max(from - start, 0), Math.max(to - start, 0));
    start += whole.length;
    if (text === "") return [];
    return leaf.type === "text" || leaf.type === "link" ? [{ ...leaf, text }] : [leaf];
  });
}

/** A long list goes on with its next number; what is too long for one item goes on as text below it. */
function splitList(list: List): RichText[] {
  const parts: RichText[] = [];
  let open: types.RichTextSection[] = [];
  let done = 0;
  const close = () => {
    if (open.length > 0) parts.push(continueList(list, done, open));
    done += open.length;
    open = [];
  };
  for (const item of list.elements) {
    const [first = [textLeaf(" ")], ...rest] = splitLeaves(item.elements, "words");
    if (!hasRoom(open, first)) close();
    open.push(section(first));
    if (rest.length > 0) close();
    parts.push(...rest.map(section));
  }
  close();
  return parts;
}

const hasRoom = (items: types.RichTextSection[], more: Leaf[]): boolean =>
  textOf([...items.flatMap((item) => item.elements), ...more]).length <= MOST_CHARACTERS &&
  weightOf([items, more]) <= MOST_WEIGHT;

/** The part of a list that comes after `done` of its items. */
export function continueList(list: List, done: number, elements: types.RichTextSection[]): List {
  const offset = (list.offset ?? 0) + done;
  const { offset: _first, ...same } = list;
  return { ...same, elements, ...(list.style === "ordered" && offset > 0 && { offset }) };
}
