// How is a guide's graph written for Graphviz and for Mermaid, which draw it?

import { wrapped } from "./guide-graph";
import type { GraphNode, GuideGraph } from "./guide-graph";

/** Letters of a line in a box and beside a line. */
const BOX = 24;
const WAY = 22;

/** A class for each kind, by which the picture is coloured in light and in dark. */
const SHAPES: Record<GraphNode["kind"], string> = {
  start: 'shape=box style="rounded,filled"',
  step: 'shape=box style="rounded,filled"',
  end: 'shape=box style="rounded,filled" margin="0.22,0.12"',
  solved: "shape=ellipse style=filled",
  ticket: "shape=hexagon style=filled",
  article: "shape=note style=filled",
};

export function toDot({ title, nodes, edges }: GuideGraph): string {
  const label = (text: string, width: number) => `"${wrapped(text, width).map(escaped).join("\\n")}"`;
  const isStep = new Set(nodes.flatMap(({ id, kind }) => (kind === "step" || kind === "end" ? [id] : [])));
  const points = nodes.map(
    ({ id, kind, label: text }) => `  "${id}" [class="${kind}" ${SHAPES[kind]} label=${label(text, BOX)}]`,
  );
  const lines = edges.map(({ from, to, label: text }) => {
    // Two answers on one line are told apart by a dot; a space keeps them off the line.
    const answers = text.split("\n");
    const mark = answers.length > 1 ? "• " : "";
    const ways = answers.flatMap((way) =>
      wrapped(`${mark}${way}`, WAY).map((line) => `  ${escaped(line)}  \\l`),
    );
    // The way from step to step is kept straight; what ends it stands beside it.
    const weight = isStep.has(to) ? 5 : 1;
    return `  "${from}" -> "${to}" [weight=${weight} label="${ways.join("")}"]`;
  });
  return [
    "digraph guide {",
    `  graph [id="guide" label="${escaped(title)}" labelloc=t fontsize=18 fontname="Helvetica" rankdir=TB nodesep=0.3 ranksep=0.45 pad=0.3]`,
    '  node [fontname="Helvetica" fontsize=12 margin="0.16,0.1"]',
    '  edge [fontname="Helvetica" fontsize=10 arrowsize=0.7]',
    ...points,
    ...lines,
    "}",
    "",
  ].join("\n");
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');

const MERMAID: Record<GraphNode["kind"], [string, string]> = {
  start: ["(", ")"],
  step: ["(", ")"],
  end: ["([", "])"],
  solved: ["([", "])"],
  ticket: ["{{", "}}"],
  article: ["[/", "/]"],
};

/** As GitHub draws it from a code block of the language `mermaid`. */
export function toMermaid({ title, nodes, edges }: GuideGraph): string {
  const points = nodes.map(({ id, kind, label }) => {
    const [open, close] = MERMAID[kind];
    return `  ${named(id)}${open}"${entities(label)}"${close}`;
  });
  const lines = edges.map(
    ({ from, to, label }) =>
      `  ${named(from)} -->|"${label.split("\n").map(entities).join("<br>")}"| ${named(to)}`,
  );
  return ["---", `title: ${JSON.stringify(title)}`, "---", "flowchart TD", ...points, ...lines, ""].join(
    "\n",
  );
}

const named = (id: string): string => id.replaceAll("-", "_");

/** Mermaid's own way to write what has a meaning in it. */
const entities = (text: string): string =>
  text.replaceAll(/[#"<>&;`]/g, (sign) => `#${sign.codePointAt(0) ?? 0};`).replaceAll(/\s+/g, " ");
