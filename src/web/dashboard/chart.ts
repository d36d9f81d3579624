/** How does a table become a picture? ECharts draws SVG on our side; colours are left to the style sheet, for light and dark. */
import type { EChartsOption } from "echarts";
import { optionFor } from "./chart-option";

/**
 * `bars` lie and are read by their names, `columns` and `lines` go on in time, `heat` is a week by hours (series are rows).
 * `colours`: numbers of the style sheet's, 1 to 6; by default 1, 2, ... `missing` values leave a gap.
 */
export type Chart = Shown & ({ kind: "bars" } | { kind: "heat" } | { kind: "columns" | "lines" });

/** What the library draws: the others are a dozen a page, or rows of squares, and it takes 10 to 15 ms a drawing. */
export type Graph = Exclude<Chart, { kind: "bars" | "heat" }>;

type Shown = {
  categories: string[];
  series: { name: string; values: (number | null)[]; colour?: number }[];
  stacked?: true;
  /** Says a value, at an axis or a bar's end. */
  say: (value: number) => string;
  /** Steps of an axis that are round: hours, or quarters of the whole. */
  unit?: "minutes" | "share";
};

/** A chart says something when two numbers can be compared. */
export const hasSomething = ({ series }: Chart): boolean =>
  series.some(({ values }) => values.some((value) => value !== null && value > 0));

type Size = { width: number; height: number };

/** Drawn twice: letters that are scaled down to a phone cannot be read. */
const WIDTHS = { wide: 580, narrow: 320 } as const;

export type Drawing = { wide: string; narrow: string };

/** A drawing takes 10 to 15 ms of work, and most figures change slowly: the last ones are kept. */
const KEPT = 300;
const kept = new Map<string, Drawing>();

/** `title`: the figure's, for those who do not see it; the table has all the numbers. */
export function drawChart(chart: Graph, id: string, title: string): Drawing {
  const marks = [...new Set(chart.series.flatMap(({ values }) => values))].map((v) => chart.say(v ?? 0));
  const key = JSON.stringify([id, title, chart, marks, chart.say(1000)]);
  const known = kept.get(key);
  if (known) return known;
  const drawing = drawAnew(chart, id, title);
  kept.set(key, drawing);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? "");
  return drawing;
}

function drawAnew(chart: Graph, id: string, title: string): Drawing {
  const one = (which: keyof Drawing): string => {
    const size = { width: WIDTHS[which], height: heightOf(chart, which) };
    return labelled(bare(toSvg(optionFor(chart, which), size)), `${id}-${which}`, title);
  };
  return { wide: one("wide"), narrow: one("narrow") };
}

function heightOf(chart: Graph, which: keyof Drawing): number {
  return (which === "wide" ? 250 : 220) + (chart.series.length > 3 ? 40 : 0);
}

function toSvg(option: EChartsOption, { width, height }: Size): string {
  const chart = echarts().init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

let loaded: typeof import("echarts") | undefined;

/** At the first chart: 150 ms that a start without the dashboard does not wait for. One file, a third of the time of its parts. */
const echarts = (): typeof import("echarts") => (loaded ??= require("echarts") as typeof import("echarts"));

/** Without what a page's policy forbids (styles in the text) and nothing here needs (what follows a mouse). */
const bare = (svg: string): string =>
  svg
    .replaceAll(/<style\s*>[\s\S]*?<\/style>/g, "")
    .replaceAll(/ (?:ecmeta_\w+|class|pointer-events|xmlns:xlink|baseProfile|version)="[^"]*"/g, "")
    .replaceAll(/ style="([^"]*)"/g, (_all, style: string) => asAttributes(style))
    .replaceAll(/\n+/g, "");

const asAttributes = (style: string): string =>
  style
    .split(";")
    .map((rule) => rule.split(":"))
    .flatMap(([name, value]) =>
      name && value && ["font-size", "font-weight"].includes(name.trim())
        ? [` ${name.trim()}="${value.trim()}"`]
        : [],
    )
    .join("");

const labelled = (svg: string, id: string, title: string): string =>
  svg
    .replace(
      "<svg ",
      () => `<svg role="img" aria-labelledby="${id}-title ${id}-desc" preserveAspectRatio="xMinYMin meet" `,
    )
    .replace(
      ">",
      () =>
        `><title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">The same figures stand in the table below.</desc>`,
    );

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
