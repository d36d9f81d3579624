/** Which chart is asked of the library? Quiet lines, no more ink than numbers, and room for long names. */
import type { EChartsOption } from "echarts";
import type { Graph } from "./chart";

type Size = "wide" | "narrow";

const QUIET = "var(--quiet)";
const LINE = "var(--line)";
const TEXT = { color: QUIET, fontSize: 12 };

export function optionFor(chart: Graph, size: Size): EChartsOption {
  const common: EChartsOption = {
    animation: false,
    textStyle: TEXT,
    color: chart.series.map(({ colour }, index) => `var(--c${colour ?? index + 1})`),
    ...(chart.series.length > 1 && { legend: legend(chart) }),
  };
  return { ...common, ...overTime(chart, size) };
}

const legend = (chart: Graph): NonNullable<EChartsOption["legend"]> => ({
  top: 0,
  left: 0,
  itemWidth: 12,
  itemHeight: 12,
  itemGap: 16,
  ...(chart.kind !== "lines" && { icon: "roundRect" }),
  textStyle: TEXT,
});

/** The legend breaks into as many lines as it needs. */
function topOf({ series }: Graph, size: Size): number {
  if (series.length <= 1) return 8;
  const room = size === "wide" ? 560 : 300;
  const widths = series.map(({ name }) => 36 + 6.6 * name.length);
  const lines = widths.reduce(
    (all, width) =>
      all.at + width > room ? { at: width, count: all.count + 1 } : { ...all, at: all.at + width },
    { at: 0, count: 1 },
  );
  return 12 + 23 * lines.count;
}

const valueAxis = (chart: Graph) => ({
  type: "value" as const,
  ...steps(chart),
  axisLabel: { ...TEXT, hideOverlap: true, formatter: (value: number) => chart.say(value) },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: LINE } },
});

/** Of an axis. */
const SPLITS = 4;

/** In minutes. */
const ROUND = [5, 10, 15, 30, 60, 120, 240, 480, 960, 1440, 2880, 5760, 14_400];

function steps({ unit, series }: Graph) {
  if (unit === "share") return { max: 1, interval: 0.25 };
  if (unit !== "minutes") return { splitNumber: SPLITS, minInterval: 1 };
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return { interval: ROUND.find((step) => most / step <= SPLITS + 1) ?? most / SPLITS };
}

/** Room for the longest of some names, in pixels: the library's own guess is too small. */
const widthOf = (names: string[]): number => 16 + 7.1 * Math.max(0, ...names.map((name) => name.length));

const categoryAxis = (chart: Graph, extra: object) => ({
  type: "category" as const,
  data: chart.categories,
  axisLine: { lineStyle: { color: "var(--line-strong)" } },
  axisTick: { show: false },
  ...extra,
});

function leftOf({ series, say, unit }: Graph): number {
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return widthOf([say(unit === "share" ? 1 : most), say(0)]);
}

function overTime(chart: Graph, size: Size): EChartsOption {
  const isLine = chart.kind === "lines";
  const few = chart.categories.length <= 45;
  return {
    grid: {
      left: leftOf(chart),
      right: 14,
      top: topOf(chart, size) + 6,
      bottom: 26,
      outerBoundsMode: "none",
    },
    xAxis: categoryAxis(chart, {
      boundaryGap: !isLine,
      axisLabel: { ...TEXT, hideOverlap: true, interval: every(chart.categories.length, size) },
    }),
    yAxis: valueAxis(chart),
    series: chart.series.map(({ name, values }, index) =>
      isLine
        ? {
            name,
            type: "line" as const,
            data: values.map((value) => value ?? "-"),
            lineStyle: { width: 2.5, type: index === 0 ? ("solid" as const) : ([6, 4] as [number, number]) },
            symbol: index === 0 ? "circle" : "rect",
            symbolSize: 6,
            connectNulls: true,
            showSymbol: few,
            showAllSymbol: true,
          }
        : {
            name,
            type: "bar" as const,
            data: values.map((value) => value ?? "-"),
            barMaxWidth: 28,
            ...(chart.stacked && {
              stack: "all",
              itemStyle: { borderColor: "var(--surface)", borderWidth: 1 },
            }),
          },
    ),
  };
}

/** So many names as have room, the first one among them. */
function every(names: number, size: Size): number {
  const room = size === "wide" ? 10 : 5;
  return Math.max(0, Math.ceil(names / room) - 1);
}
