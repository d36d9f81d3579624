/** Which chart is asked of the library? Quiet lines, no more ink than numbers, and room for long names. */
import type { EChartsOption } from "echarts";
import type { Chart } from "./chart";

type Size = "wide" | "narrow";

const QUIET = "var(--quiet)";
const LINE = "var(--line)";
const TEXT = { color: QUIET, fontSize: 12 };

export function optionFor(chart: Chart, size: Size): EChartsOption {
  const common: EChartsOption = {
    animation: false,
    textStyle: TEXT,
    color: chart.series.map(({ colour }, index) => `var(--c${colour ?? index + 1})`),
    ...(chart.series.length > 1 && chart.kind !== "heat" && { legend: legend(chart) }),
  };
  switch (chart.kind) {
    case "bars":
      return { ...common, ...bars(chart, size) };
    case "columns":
    case "lines":
      return { ...common, ...overTime(chart, size) };
    case "heat":
      return { ...common, ...heat(chart, size) };
  }
}

const legend = (chart: Chart): NonNullable<EChartsOption["legend"]> => ({
  top: 0,
  left: 0,
  itemWidth: 12,
  itemHeight: 12,
  itemGap: 16,
  ...(chart.kind !== "lines" && { icon: "roundRect" }),
  textStyle: TEXT,
});

const topOf = (chart: Chart): number => (chart.series.length > 1 ? 34 : 8);

const valueAxis = (chart: Chart, splits: number) => ({
  type: "value" as const,
  ...(chart.max !== undefined && { max: chart.max }),
  splitNumber: splits,
  minInterval: chart.max === undefined ? 1 : 0,
  axisLabel: { ...TEXT, hideOverlap: true, formatter: (value: number) => chart.say(value) },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: LINE } },
});

const categoryAxis = (chart: Chart, extra: object) => ({
  type: "category" as const,
  data: chart.categories,
  axisLine: { lineStyle: { color: "var(--line-strong)" } },
  axisTick: { show: false },
  ...extra,
});

function bars(chart: Chart, size: Size): EChartsOption {
  const isPlain = !chart.stacked;
  return {
    grid: { left: 4, right: isPlain ? 64 : 16, top: topOf(chart), bottom: 4, containLabel: true },
    xAxis: { ...valueAxis(chart, size === "wide" ? 5 : 3), ...(isPlain && { axisLabel: { show: false } }) },
    yAxis: categoryAxis(chart, {
      inverse: true,
      axisLabel: { ...TEXT, color: "var(--text)", width: size === "wide" ? 200 : 110, overflow: "truncate" },
    }),
    series: chart.series.map(({ name, values }) => ({
      name,
      type: "bar" as const,
      data: values.map((value) => value ?? "-"),
      barMaxWidth: 18,
      itemStyle: { borderRadius: isPlain ? [0, 3, 3, 0] : 0 },
      ...(chart.stacked && { stack: "all" }),
      ...(isPlain && {
        label: {
          show: true,
          position: "right" as const,
          color: "var(--text)",
          formatter: ({ value }: { value: unknown }) => (typeof value === "number" ? chart.say(value) : ""),
        },
      }),
    })),
  };
}

function overTime(chart: Chart, size: Size): EChartsOption {
  const isLine = chart.kind === "lines";
  const few = chart.categories.length <= 45;
  return {
    grid: { left: 4, right: 12, top: topOf(chart) + 6, bottom: 4, containLabel: true },
    xAxis: categoryAxis(chart, {
      boundaryGap: !isLine,
      axisLabel: { ...TEXT, hideOverlap: true, interval: every(chart.categories.length, size) },
    }),
    yAxis: valueAxis(chart, 4),
    series: chart.series.map(({ name, values }, index) =>
      isLine
        ? {
            name,
            type: "line" as const,
            data: values.map((value) => value ?? "-"),
            lineStyle: { width: 2.5, type: index === 0 ? ("solid" as const) : ([6, 4] as [number, number]) },
            symbol: index === 0 ? "circle" : "rect",
            symbolSize: 6,
            showSymbol: few,
          }
        : {
            name,
            type: "bar" as const,
            data: values.map((value) => value ?? "-"),
            barMaxWidth: 28,
            ...(chart.stacked && { stack: "all" }),
          },
    ),
  };
}

/** So many names as have room, the first one among them. */
function every(names: number, size: Size): number {
  const room = size === "wide" ? 10 : 5;
  return Math.max(0, Math.ceil(names / room) - 1);
}

/** Five steps of one colour, by share of the most. */
function heat(chart: Chart, size: Size): EChartsOption {
  const values = chart.series.flatMap((row, y) => row.values.map((value, x) => [x, y, value ?? 0] as const));
  const most = Math.max(1, ...values.map(([, , value]) => value));
  const step = (value: number) => (value === 0 ? 0 : Math.ceil((value / most) * 5));
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    xAxis: categoryAxis(chart, {
      axisLine: { show: false },
      axisLabel: { ...TEXT, interval: size === "wide" ? 1 : 5 },
    }),
    yAxis: {
      type: "category",
      inverse: true,
      data: chart.series.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: TEXT,
    },
    series: [
      {
        type: "custom",
        data: values.map(([x, y, value]) => [x, y, value]),
        renderItem: (_params, api) => {
          const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
          const [width = 0, height = 0] = (api.size?.([1, 1]) ?? []) as number[];
          return {
            type: "rect",
            shape: {
              x: x - width / 2 + 1,
              y: y - height / 2 + 1,
              width: width - 2,
              height: height - 2,
              r: 3,
            },
            style: { fill: `var(--heat-${step(Number(api.value(2)))})` },
          };
        },
      },
    ],
  };
}
