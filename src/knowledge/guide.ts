// Which steps and choices does a guide have, as they are written?

import type Token from "markdown-it/lib/token.mjs";
import type { GuideChoice, GuideStep, Problem } from "./article";
import { checkSteps } from "./guide-check";
import { linkToArticle, OPEN_TICKET, SOLVED } from "./guide-places";
import { markdownTokens, plainText } from "./sections";
import type { Page, Section } from "./sections";

export type LocatedChoice = GuideChoice & { line: number };
/** With the lines it was written on, for the checks. */
export type LocatedStep = { step: GuideStep; line: number; choices: LocatedChoice[] };

/** What an admin should mend in the guide at hand. */
export type Report = (line: number, message: string, fix: string) => void;

/** Choices that lead to another file are checked where all files are known. */
export type GuideRead = { steps: GuideStep[]; problems: Problem[]; links: LocatedChoice[] };

/** Reads the `##` sections of a guide as its steps; lists of links to `#step` or to another article are the choices. */
export function parseGuide(page: Page, file: string): GuideRead {
  const problems: Problem[] = [];
  const error = (line: number, message: string, fix: string) =>
    problems.push({ file, line, severity: "error", message, fix });
  const located = page.sections.map((section) => parseStep(section, file, error));
  if (located.length === 0)
    error(
      page.bodyLine,
      "The guide has no steps.",
      "Write each step as a `## heading` with a list of links below it.",
    );
  problems.push(...checkSteps(located, file));
  const links = located.flatMap(({ choices }) => choices).filter(({ to }) => to.includes(".md"));
  return { steps: located.map(({ step }) => step), problems, links };
}

function parseStep(section: Section, file: string, error: Report): LocatedStep {
  const lists = choiceLists(section.text, file);
  const dropped = new Set(
    lists.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
  );
  const text = section.text.split("\n").filter((_, i) => !dropped.has(i));
  const choices = readChoices(section, lists, error);
  refuseReserved(section, error);
  const plain = choices.map(({ label, to }) => ({ label, to }));
  const step = { slug: section.slug, title: section.title, text: text.join("\n").trim(), choices: plain };
  return { step, line: section.line, choices };
}

function readChoices(section: Section, lists: ChoiceList[], error: Report): LocatedChoice[] {
  return lists
    .flatMap((list) => list.items)
    .flatMap(({ label, to, line: below }) => {
      const line = section.textLine + below;
      if (label === "") {
        error(line, "A choice has no words.", "Write what its button says: `[It is green](#step)`.");
        return [];
      }
      if (to !== undefined) return [{ label, to, line }];
      error(line, `The choice "${label}" leads nowhere.`, `Write it as a link: \`[${label}](#step)\`.`);
      return [];
    });
}

function refuseReserved({ slug, title, line }: Section, error: Report): void {
  if (slug !== OPEN_TICKET && slug !== SOLVED) return;
  const means = slug === OPEN_TICKET ? "opens a ticket" : "says that it is solved";
  error(line, `A step cannot be called ${title}: \`#${slug}\` ${means}.`, "Give the step another heading.");
}

type ChoiceList = { from: number; to: number; items: { label: string; to?: string; line: number }[] };

/** Top-level lists in which at least one entry is such a link. Lines count from 0 in `text`. */
function choiceLists(text: string, file: string): ChoiceList[] {
  const lists: ChoiceList[] = [];
  let open: ChoiceList | undefined;
  for (const token of markdownTokens(text)) {
    if (token.level === 0 && token.type.endsWith("_list_open") && token.map)
      open = { from: token.map[0], to: token.map[1], items: [] };
    if (open && token.type === "inline" && token.level === 3) open.items.push(choiceOf(token, file));
    if (token.level === 0 && token.type.endsWith("_list_close") && open) {
      if (open.items.some(({ to }) => to !== undefined)) lists.push(open);
      open = undefined;
    }
  }
  return lists;
}

function choiceOf(inline: Token, file: string): ChoiceList["items"][number] {
  const parts = inline.children ?? [];
  const href = decodeTarget(parts.find((child) => child.type === "link_open")?.attrGet("href") ?? "");
  const item = { label: plainText(inline), line: inline.map?.[0] ?? 0 };
  if (href.startsWith("#")) return { ...item, to: href.slice(1) };
  // In a list of things to do, an article may be mentioned: only an entry that is nothing but the link is a choice.
  const isAllLink = parts[0]?.type === "link_open" && parts.at(-1)?.type === "link_close";
  const to = isAllLink ? linkToArticle(file, href) : undefined;
  return to === undefined ? item : { ...item, to };
}

/** markdown-it percent-encodes letters outside ASCII. */
function decodeTarget(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
