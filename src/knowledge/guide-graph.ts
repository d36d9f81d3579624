// What does a guide look like as a graph: its steps, the ends they lead to, and the ways between them?

import type { Article, GuideChoice } from "./article";
import { articleAt, elsewhere, OPEN_TICKET, SOLVED } from "./guide-places";

/** `start` and `step` have ways on; `end` has none, and asks whether it is solved. */
export type GraphNode = {
  id: string;
  kind: "start" | "step" | "end" | "solved" | "ticket" | "article";
  label: string;
};
export type GraphEdge = { from: string; to: string; label: string };
export type GuideGraph = { title: string; nodes: GraphNode[]; edges: GraphEdge[] };

/** `articles`: what its ways to other articles are called by. Undefined: it is no guide. */
export function guideGraph(guide: Article, articles: readonly Article[]): GuideGraph | undefined {
  const steps = guide.guide ?? [];
  if (steps.length === 0) return undefined;
  const ids = new Map(steps.map(({ slug }, i) => [slug, `s${i + 1}`]));
  const nodes = steps.map(({ slug, title, choices }, i): GraphNode => {
    const kind = choices.length === 0 ? "end" : i === 0 ? "start" : "step";
    return { id: ids.get(slug) ?? "", kind, label: title };
  });
  const edges: GraphEdge[] = [];
  for (const { slug, choices } of steps) {
    const from = ids.get(slug) ?? "";
    for (const { to, labels } of byTarget(choices)) {
      const target = ids.get(to) ?? `${from}-${nodes.length}`;
      // A ticket for each step that leads to one: lines to a single one would run through the whole picture.
      if (!ids.has(to)) nodes.push({ id: target, ...endOf(to, articles) });
      edges.push({ from, to: target, label: labels.join("\n") });
    }
  }
  return { title: guide.title, nodes, edges };
}

/** Two answers that lead to the same step are one line. */
function byTarget(choices: GuideChoice[]): { to: string; labels: string[] }[] {
  const found = new Map<string, string[]>();
  for (const { to, label } of choices) found.set(to, [...(found.get(to) ?? []), label]);
  return [...found].map(([to, labels]) => ({ to, labels }));
}

function endOf(to: string, articles: readonly Article[]): Pick<GraphNode, "kind" | "label"> {
  if (to === OPEN_TICKET) return { kind: "ticket", label: "Ticket" };
  if (to === SOLVED) return { kind: "solved", label: "Solved" };
  const place = articleAt(articles, to);
  if (!place) return { kind: "article", label: elsewhere(to)?.file ?? to };
  const { article, step } = place;
  const isStart = article.guide?.[0] === step || step.slug === "";
  return { kind: "article", label: isStart ? article.title : `${article.title}: ${step.title}` };
}

/** Lines of at most `width` letters, cut between words. */
export function wrapped(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => {
    const lines: string[] = [];
    for (const word of line.split(/\s+/).filter((part) => part !== "")) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + word.length < width)
        lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}
