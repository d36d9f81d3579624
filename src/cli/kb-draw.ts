/** What does a guide look like as a picture? Drawn by Graphviz, or as the text that Graphviz or Mermaid draws. */
import { writeFile } from "node:fs/promises";
import { instance } from "@viz-js/viz";
import type { Article } from "../knowledge/article";
import { didYouMean } from "../knowledge/did-you-mean";
import { toDot, toMermaid } from "../knowledge/guide-dot";
import { guideGraph } from "../knowledge/guide-graph";
import type { GuideGraph } from "../knowledge/guide-graph";
import { readKnowledgeBase } from "../sources/knowledge-base";
import { drawnInColour } from "./kb-draw-colours";
import { cannotWrite, noArticles, refused } from "./refusing";
import type { Outcome } from "./refusing";

export type DrawOptions = { kb: string; out?: string; format?: string };

const FORMATS = ["svg", "dot", "mermaid"];

/** Without `out` the picture goes to the terminal, for `>` or a pipe. */
export async function kbDraw(name: string, { kb, out, format }: DrawOptions): Promise<Outcome> {
  const wanted = format ?? formatOf(out);
  if (!FORMATS.includes(wanted))
    return refused(`There is no format "${wanted}". Write one of: ${FORMATS.join(", ")}.`);
  const { articles, problems } = await readKnowledgeBase(kb);
  if (articles.length === 0) return noArticles(problems);
  const article = articleCalled(articles, name);
  const graph = article && guideGraph(article, articles);
  if (!graph) return refused(noGuide(articles, name, article));
  const picture = await draw(graph, wanted);
  if (out === undefined) return { text: picture.trimEnd(), exitCode: 0 };
  try {
    await writeFile(out, picture);
  } catch (error) {
    return cannotWrite(out, error);
  }
  return { text: `Drawn: ${out}`, exitCode: 0 };
}

/** What the file's name says. */
function formatOf(out = ""): string {
  if (/\.(?:dot|gv)$/i.test(out)) return "dot";
  return /\.(?:mmd|mermaid)$/i.test(out) ? "mermaid" : "svg";
}

/** By its id, its file, or the end of either: `no-internet` is `network/no-internet`. */
function articleCalled(articles: Article[], name: string): Article | undefined {
  const wanted = name.replace(/\.md$/i, "");
  const ends = articles.filter(({ id }) => id.endsWith(`/${wanted}`));
  return articles.find(({ id }) => id === wanted) ?? (ends.length === 1 ? ends[0] : undefined);
}

function noGuide(articles: Article[], name: string, article: Article | undefined): string {
  const guides = articles.filter(({ guide }) => guide).map(({ id }) => id);
  const list = guides.length > 0 ? `The guides are: ${guides.join(", ")}.` : "There is no guide yet.";
  if (article) return `${article.id} is no guide: it has no steps to draw. ${list}`;
  const written = name.replace(/\.md$/i, "");
  const last = (id: string) => id.split("/").at(-1) ?? id;
  const meant = didYouMean(written, guides) ?? guides.find((id) => didYouMean(last(written), [last(id)]));
  return `There is no article "${name}", or it has an error. ${meant ? `Did you mean ${meant}?` : list}`;
}

async function draw(graph: GuideGraph, format: string): Promise<string> {
  if (format === "mermaid") return toMermaid(graph);
  const dot = toDot(graph);
  return format === "dot"
    ? dot
    : drawnInColour((await instance()).renderString(dot, { format: "svg" }), graph.title);
}
