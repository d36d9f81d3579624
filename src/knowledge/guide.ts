// Which steps and choices does a guide have, as they are written?

import type { GuideChoice, GuideStep, Problem } from "./article";
import { checkSteps } from "./guide-check";
import { choiceLists, looseLinks } from "./guide-choices";
import type { ChoiceList } from "./guide-choices";
import { OPEN_TICKET, SOLVED } from "./guide-places";
import type { Page, Section } from "./sections";

export type LocatedChoice = GuideChoice & { line: number };
/** With the lines it was written on, for the checks. */
export type LocatedStep = { step: GuideStep; line: number; choices: LocatedChoice[] };

/** What an admin should mend in the guide at hand. */
type Report = (line: number, message: string, fix: string) => void;

/** Choices that lead to another file are checked where all files are known. */
export type GuideRead = { steps: GuideStep[]; problems: Problem[]; links: LocatedChoice[] };

/** Reads the `##` sections of a guide as its steps; lists of links to `#step` or to another article are the choices. */
export function parseGuide(page: Page, file: string): GuideRead {
  const problems: Problem[] = [];
  const error = (line: number, message: string, fix: string) =>
    problems.push({ file, line, severity: "error", message, fix });
  const located = page.sections.map((section) => parseStep(section, file, error));
  problems.push(...page.sections.flatMap((section) => misplaced(section, file)));
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

/** What stands beside the choices, or where a choice cannot be pressed. */
function misplaced({ text, textLine }: Section, file: string): Problem[] {
  const lists = choiceLists(text, file);
  const found = [...lists.flatMap(({ lost }) => lost), ...looseLinks(text, lists)];
  return found.map((problem) => ({ ...problem, file, line: textLine + problem.line }));
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
