// Which steps and choices does a guide have, and does every choice lead somewhere?

import type Token from "markdown-it/lib/token.mjs";
import type { GuideChoice, GuideStep, Problem } from "./article";
import { didYouMean } from "./did-you-mean";
import { markdownTokens, plainText } from "./sections";
import type { Page, Section } from "./sections";

/** The choice that opens a ticket instead of going to a step. */
export const OPEN_TICKET = "ticket";

type LocatedChoice = GuideChoice & { line: number };
type LocatedStep = { step: GuideStep; line: number; choices: LocatedChoice[] };

/** Reads the `##` sections of a guide as its steps; lists of links to `#step` are the choices. */
export function parseGuide(page: Page, file: string): { steps: GuideStep[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const error = (line: number, message: string, fix: string) =>
    problems.push({ file, line, severity: "error", message, fix });
  const located = page.sections.map((section) => parseStep(section, error));
  if (located.length === 0)
    error(
      page.bodyLine,
      "The guide has no steps.",
      "Write each step as a `## heading` with a list of links below it.",
    );
  checkTargets(located, error);
  problems.push(...unreachable(located, file));
  return { steps: located.map(({ step }) => step), problems };
}

type Report = (line: number, message: string, fix: string) => void;

function parseStep(section: Section, error: Report): LocatedStep {
  const lists = choiceLists(section.text);
  const dropped = new Set(
    lists.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
  );
  const text = section.text.split("\n").filter((_, i) => !dropped.has(i));
  const choices: LocatedChoice[] = [];
  for (const item of lists.flatMap((list) => list.items)) {
    const line = section.textLine + item.line;
    if (item.to !== undefined) choices.push({ label: item.label, to: item.to, line });
    else
      error(
        line,
        `The choice "${item.label}" leads nowhere.`,
        `Write it as a link: \`[${item.label}](#step)\`.`,
      );
  }
  if (section.slug === OPEN_TICKET)
    error(
      section.line,
      "A step cannot be called Ticket: `#ticket` opens a ticket.",
      "Give the step another heading.",
    );
  const plain = choices.map(({ label, to }) => ({ label, to }));
  const step = { slug: section.slug, title: section.title, text: text.join("\n").trim(), choices: plain };
  return { step, line: section.line, choices };
}

type ChoiceList = { from: number; to: number; items: { label: string; to?: string; line: number }[] };

/** Top-level lists in which at least one entry is a link to a `#step`. Lines count from 0 in `text`. */
function choiceLists(text: string): ChoiceList[] {
  const tokens = markdownTokens(text);
  const lists: ChoiceList[] = [];
  let open: ChoiceList | undefined;
  for (const token of tokens) {
    if (token.level === 0 && token.type.endsWith("_list_open") && token.map)
      open = { from: token.map[0], to: token.map[1], items: [] };
    if (open && token.type === "inline" && token.level === 3) open.items.push(choiceOf(token));
    if (token.level === 0 && token.type.endsWith("_list_close") && open) {
      if (open.items.some(({ to }) => to !== undefined)) lists.push(open);
      open = undefined;
    }
  }
  return lists;
}

function choiceOf(inline: Token): ChoiceList["items"][number] {
  const link = inline.children?.find((child) => child.type === "link_open");
  const href = link?.attrGet("href") ?? "";
  const item = { label: plainText(inline), line: inline.map?.[0] ?? 0 };
  return href.startsWith("#") ? { ...item, to: decodeTarget(href.slice(1)) } : item;
}

/** markdown-it percent-encodes letters outside ASCII. */
function decodeTarget(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function checkTargets(steps: LocatedStep[], error: Report): void {
  const known = steps.map(({ step }) => step.slug);
  for (const choice of steps.flatMap(({ choices }) => choices)) {
    if (choice.to === OPEN_TICKET || known.includes(choice.to)) continue;
    const meant = didYouMean(choice.to, [...known, OPEN_TICKET]);
    const targets = [...known, OPEN_TICKET].map((slug) => `#${slug}`).join(", ");
    const fix = meant ? `Did you mean \`#${meant}\`?` : `Link to one of: ${targets}.`;
    error(choice.line, `The choice "${choice.label}" leads to \`#${choice.to}\`, which is not a step.`, fix);
  }
}

function unreachable(steps: LocatedStep[], file: string): Problem[] {
  const bySlug = new Map(steps.map((located) => [located.step.slug, located]));
  const reached = new Set<LocatedStep>();
  const next = steps.slice(0, 1);
  for (let step = next.pop(); step; step = next.pop()) {
    if (reached.has(step)) continue;
    reached.add(step);
    next.push(...step.choices.flatMap(({ to }) => bySlug.get(to) ?? []));
  }
  return steps
    .filter((step) => !reached.has(step))
    .map(({ step, line }) => ({
      file,
      line,
      severity: "warning",
      message: `No choice leads to the step "${step.title}".`,
      fix: `Link to it with \`(#${step.slug})\` from an earlier step, or take it out.`,
    }));
}
