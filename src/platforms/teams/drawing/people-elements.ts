/** How do people's words stand on a card? As text runs only: whatever they wrote, it is letters. */
import type { Block } from "../../../desk/content";
import type { FileRef } from "../../../desk/model";
import { fileLine } from "../../file-names";
import { cleanText, oneLine } from "../../letters";
import { spaced, type ColumnSet, type Element } from "./card";
import { asTextBlock, leaf, linkLeaves, mayLead, richText, type Leaf } from "./leaves";

type BlockOf<K extends Block["kind"]> = Extract<Block, { kind: K }>;

/** Where a file can be had, by its id. */
export type Links = Map<string, string>;

/** The longest of ours, "Last change", stands on one line; the rest is left to the values, on a phone too. */
const LABEL_WIDTH = "96px";

export function drawQuote({ from, text, edited }: BlockOf<"quote">): Element[] {
  const name = [
    leaf(oneLine(from), { bold: true }),
    ...(edited === true ? [leaf(" (edited)", { subtle: true })] : []),
  ];
  const words = cleanText(text);
  const items = [
    ...(hasLetters(name) ? [richText(name)] : []),
    ...(words.trim() === "" ? [] : [spaced(richText([leaf(words)]), "small")]),
  ];
  return items.length > 0 ? [{ type: "Container", style: "emphasis", items }] : [];
}

const hasLetters = (leaves: Leaf[]): boolean => leaves.some(({ text }) => text.trim() !== "");

export const drawFacts = ({ facts }: BlockOf<"facts">): Element[] =>
  facts
    .map(({ label, value }) => [oneLine(label), oneLine(value)] as const)
    .filter(([label, value]) => label !== "" || value !== "")
    .map(([label, value], i) => drawFact(label || " ", value || " ", i === 0 ? "default" : "small"));

const drawFact = (label: string, value: string, spacing: "default" | "small"): ColumnSet => ({
  type: "ColumnSet",
  spacing,
  columns: [
    { type: "Column", width: LABEL_WIDTH, items: [richText([leaf(label, { subtle: true })])] },
    { type: "Column", width: "stretch", spacing: "small", items: [richText([leaf(value)])] },
  ],
});

/** A picture of ours is shown, and says itself what it shows. */
const isNamed = ({ platform }: FileRef): boolean => platform !== "desk";

/** The link has words of ours: a file's name may look like any address. */
export const drawFiles = ({ files }: BlockOf<"files">, links: Links): Element[] =>
  files.filter(isNamed).flatMap((file, i): Element[] => {
    const line = richText([leaf(`📎 ${fileLine(file)}`)]);
    const url = links.get(file.id);
    const spacing = i === 0 ? "default" : "small";
    if (url === undefined || !mayLead(url)) return [spaced(line, spacing)];
    const open = linkLeaves(url, [leaf("Open the file")]);
    return [spaced(line, spacing), spaced(asTextBlock(open) ?? richText(open), "none")];
  });
