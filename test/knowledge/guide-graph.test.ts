import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { toDot, toMermaid } from "../../src/knowledge/guide-dot";
import { guideGraph, wrapped } from "../../src/knowledge/guide-graph";
import type { GuideGraph } from "../../src/knowledge/guide-graph";

const GUIDE = `---
title: The "lamp" & more
guide: true
---
## Is it on?

- [Yes](#wait)
- [No, it is "dark"](#ticket)
- [I do not know](#wait)
- [It works](#solved)
- [Somewhere else](b.md)

## Wait

A while.`;

function graphOf(text: string): GuideGraph {
  const { articles } = parseKnowledgeBase([
    { path: "a.md", text },
    { path: "b.md", text: "---\ntitle: Another thing\n---\nDo it." },
  ]);
  const guide = articles.find(({ id }) => id === "a");
  const graph = guide && guideGraph(guide, articles);
  if (!graph) throw new Error("This is no guide.");
  return graph;
}

test("a guide is a graph of its steps and ends; answers that lead to the same step are one line", () => {
  const { nodes, edges } = graphOf(GUIDE);
  expect(nodes.map(({ kind, label }) => [kind, label])).toEqual([
    ["start", "Is it on?"],
    ["end", "Wait"],
    ["ticket", "Ticket"],
    ["solved", "Solved"],
    ["article", "Another thing"],
  ]);
  expect(edges.map(({ label }) => label)).toEqual([
    "Yes\nI do not know",
    'No, it is "dark"',
    "It works",
    "Somewhere else",
  ]);
  const ids = nodes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(edges.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to))).toEqual([]);
});

test("an article that is no guide has no graph", () => {
  const { articles } = parseKnowledgeBase([{ path: "b.md", text: "text" }]);
  expect(articles.map((one) => guideGraph(one, articles))).toEqual([undefined]);
});

test("what has a meaning in Graphviz or Mermaid stands there as it is", () => {
  const graph = graphOf(GUIDE);
  expect(toDot(graph)).toContain('label="The \\"lamp\\" & more"');
  expect(toMermaid(graph)).toContain('|"No, it is #34;dark#34;"|');
  expect(toMermaid(graph)).toContain("flowchart TD");
});

test("lines are cut between words, and a long word is left whole", () => {
  expect(wrapped("a bb ccc dddd", 6)).toEqual(["a bb", "ccc", "dddd"]);
  expect(wrapped("short\nincomprehensibilities", 6)).toEqual(["short", "incomprehensibilities"]);
});
