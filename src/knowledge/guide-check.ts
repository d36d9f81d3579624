// Does every way through a guide lead somewhere, and to an end?

import type { Problem } from "./article";
import { didYouMean } from "./did-you-mean";
import type { LocatedStep } from "./guide";
import { elsewhere, OPEN_TICKET, SOLVED } from "./guide-places";

/** What one file alone tells: choices that lead nowhere, steps nothing leads to, loops without a way out, unfinished steps. */
export function checkSteps(steps: LocatedStep[], file: string): Problem[] {
  const ways = new Map(steps.map((located) => [located.step.slug, located]));
  const reached = reachable(steps, ways);
  const found = [
    ...lostChoices(steps),
    ...steps.filter((step) => !reached.has(step)).map(unreached),
    ...closedLoops(steps.filter((step) => reached.has(step))),
    ...steps.flatMap(unfinished),
    ...steps.flatMap(alike),
  ];
  return found.map((problem) => ({ file, ...problem }));
}

type Found = Omit<Problem, "file">;
type Ways = ReadonlyMap<string, LocatedStep>;

function lostChoices(steps: LocatedStep[]): Found[] {
  const known = [...steps.map(({ step }) => step.slug), SOLVED, OPEN_TICKET];
  return steps
    .flatMap(({ choices }) => choices)
    .filter(({ to }) => !known.includes(to) && !elsewhere(to))
    .map(({ label, to, line }) => {
      const meant = didYouMean(to, known);
      const targets = known.map((slug) => `\`#${slug}\``).join(", ");
      return {
        line,
        severity: "error",
        message: `The choice "${label}" leads to \`#${to}\`, which is not a step.`,
        fix: meant ? `Did you mean \`#${meant}\`?` : `Link to one of: ${targets}.`,
      };
    });
}

function reachable(steps: LocatedStep[], ways: Ways): Set<LocatedStep> {
  const reached = new Set<LocatedStep>();
  const next = steps.slice(0, 1);
  for (let step = next.pop(); step; step = next.pop()) {
    if (reached.has(step)) continue;
    reached.add(step);
    next.push(...step.choices.flatMap(({ to }) => ways.get(to) ?? []));
  }
  return reached;
}

const unreached = ({ step, line }: LocatedStep): Found => ({
  line,
  severity: "warning",
  message: `No choice leads to the step "${step.title}".`,
  fix: `Link to it with \`(#${step.slug})\` from an earlier step, or take it out.`,
});

/** Steps from which no way leads to an end: a step without choices, `#solved`, `#ticket`, another article. */
function closedLoops(steps: LocatedStep[]): Found[] {
  const slugs = new Set(steps.map(({ step }) => step.slug));
  const out = new Set<string>();
  for (let size = -1; size < out.size;) {
    size = out.size;
    for (const { step, choices } of steps)
      if (choices.length === 0 || choices.some(({ to }) => !slugs.has(to) || out.has(to))) out.add(step.slug);
  }
  const caught = steps.filter(({ step }) => !out.has(step.slug));
  const [first] = caught;
  if (!first) return [];
  const names = caught.map(({ step }) => `"${step.title}"`).join(", ");
  const which =
    caught.length === 1 ? `the step ${names}` : `these steps, they only lead to each other: ${names}`;
  const message = `No way leads out of ${which}.`;
  const fix = "Add a choice that leads to an end: a step without choices, `#solved` or `#ticket`.";
  return [{ line: first.line, severity: "error", message, fix }];
}

/** A step without choices is an end. One that asks, or is empty, was left unfinished. */
function unfinished({ step, line, choices }: LocatedStep): Found[] {
  if (choices.length > 0) return [];
  const asks = step.title.endsWith("?");
  if (!asks && step.text !== "") return [];
  const message = asks
    ? `The step "${step.title}" asks, but has no choices.`
    : `The step "${step.title}" has neither text nor choices.`;
  const fix = asks
    ? "Write each answer as a link in a list below it, `- [Yes](#step)`, or word the heading as an end."
    : "Write what to do there, or a list of links to the next steps.";
  return [{ line, severity: "warning", message, fix }];
}

/** Whoever types their choice could not be understood. */
function alike({ step, choices }: LocatedStep): Found[] {
  const key = (label: string) => label.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
  return choices
    .filter(({ label }, i) => choices.findIndex((other) => key(other.label) === key(label)) < i)
    .map(({ label, line }) => ({
      line,
      severity: "warning",
      message: `The step "${step.title}" has the choice "${label}" twice.`,
      fix: "Word the two differently.",
    }));
}
