// Which choices does a step offer, and what looks like one and is none?

import type Token from "markdown-it/lib/token.mjs";
import type { Problem } from "./article";
import { linkToArticle } from "./guide-places";
import { markdownTokens, plainText } from "./sections";

type ChoiceItem = { label: string; to?: string; line: number };
type Found = Omit<Problem, "file">;
/** Lines count from 0 in the text; `to` is the one after the last. `lost`: what stands in it and would be neither text nor choice. */
export type ChoiceList = { from: number; to: number; items: ChoiceItem[]; lost: Found[] };

/** Top-level lists in which at least one entry is a link to a step or to another article. */
export function choiceLists(text: string, file: string): ChoiceList[] {
  const lists: ChoiceList[] = [];
  let open: ChoiceList | undefined;
  for (const token of markdownTokens(text)) {
    if (token.level === 0 && token.type.endsWith("_list_open") && token.map)
      open = { from: token.map[0], to: token.map[1], items: [], lost: [] };
    if (open) readInto(open, token, file);
    if (token.level === 0 && token.type.endsWith("_list_close") && open) {
      if (open.items.some(({ to }) => to !== undefined)) lists.push(open);
      open = undefined;
    }
  }
  return lists;
}

/** Of a tight or loose list: its entries' own words. */
const OF_AN_ENTRY = 3;

function readInto(list: ChoiceList, token: Token, file: string): void {
  const line = token.map?.[0] ?? list.from;
  const lose = (message: string, fix: string) => list.lost.push({ line, severity: "error", message, fix });
  if (token.type === "inline" && token.level === OF_AN_ENTRY) {
    const item = choiceOf(token, file);
    list.items.push(item);
    if (linksIn(token).length > 1)
      lose(`The choice "${item.label}" has more than one link.`, "Write each as an entry of its own.");
  } else if (token.type === "inline" || token.type === "fence" || token.type === "code_block") {
    const words = token.type === "inline" ? `"${plainText(token)}"` : "A code block";
    lose(
      `${words} stands below a choice, where nobody would see it.`,
      "Write it above the list or in the next step, and a choice as an entry of its own.",
    );
  }
}

const linksIn = (inline: Token): Token[] =>
  (inline.children ?? []).filter(({ type }) => type === "link_open");

function choiceOf(inline: Token, file: string): ChoiceItem {
  const parts = inline.children ?? [];
  const href = targetOf(linksIn(inline)[0]);
  const item = { label: plainText(inline), line: inline.map?.[0] ?? 0 };
  if (href.startsWith("#")) return { ...item, to: href.slice(1) };
  // In a list of things to do, an article may be mentioned: only an entry that is nothing but the link is a choice.
  const isAllLink = parts[0]?.type === "link_open" && parts.at(-1)?.type === "link_close";
  const to = isAllLink ? linkToArticle(file, href) : undefined;
  return to === undefined ? item : { ...item, to };
}

/** Links to a step outside of such lists: a browser follows them, a chat does not. */
export function looseLinks(text: string, lists: ChoiceList[]): Found[] {
  return markdownTokens(text).flatMap((token) => {
    const line = token.map?.[0] ?? 0;
    if (lists.some(({ from, to }) => line >= from && line < to)) return [];
    const targets = linksIn(token).map(targetOf);
    return targets
      .filter((target) => target.startsWith("#"))
      .map((target) => ({
        line,
        severity: "warning" as const,
        message: `The link to \`${target}\` is no choice: nobody can press it in a chat.`,
        fix: `Write it as an entry of a list that stands by itself: \`- [words](${target})\`.`,
      }));
  });
}

/** markdown-it percent-encodes letters outside ASCII. */
function targetOf(link: Token | undefined): string {
  const target = link?.attrGet("href") ?? "";
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
