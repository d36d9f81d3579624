/** How does a chart look in a chat? On white, as large as a message shows it, in a font that we bring along. */
import { createRequire } from "node:module";
import type { Chart } from "../desk/picture";

export const FONT = "DejaVu Sans";

/** In pixels. Slack and Teams show some 400 across; twice that is sharp on a phone. */
const SIZE = { width: 800, height: 400 };

/** Told apart by people who see few colours, and by how dark they are (Okabe and Ito, 2008). */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];
const INK = "#33373d";
const QUIET = "#646a73";
const GRID = "#e3e6ea";

/** The chart as SVG. */
export function drawChart(drawn: Chart): string {
  const chart = echarts().init(null, null, { renderer: "svg", ssr: true, ...SIZE });
  try {
    chart.setOption(optionsOf(drawn));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** Loaded for the first chart, in 150 ms: most days need none. Its one CommonJS file loads in a quarter of its modules' time. */
const echarts = (): typeof import("echarts") => createRequire(__filename)("echarts");

const optionsOf = ({ title, labels, series }: Chart) => ({
  animation: false,
  backgroundColor: "#ffffff",
  color: COLOURS,
  textStyle: { fontFamily: FONT },
  title: { text: title, left: 16, top: 14, textStyle: { color: INK, fontSize: 20 } },
  legend: { right: 20, top: 16, itemGap: 28, icon: "roundRect", textStyle: { color: QUIET, fontSize: 15 } },
  grid: { left: 16, right: 20, top: 64, bottom: 16, containLabel: true },
  xAxis: {
    type: "category",
    data: labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: QUIET } },
    axisLabel: { color: QUIET, fontSize: 14, hideOverlap: true },
  },
  yAxis: {
    type: "value",
    minInterval: 1,
    splitLine: { lineStyle: { color: GRID } },
    axisLabel: { color: QUIET, fontSize: 14 },
  },
  series: series.map(({ name, shape, values }) => ({
    name,
    data: values,
    ...(shape === "bars"
      ? { type: "bar", barMaxWidth: 36, itemStyle: { borderRadius: [3, 3, 0, 0] } }
      : { type: "line", symbolSize: 8, lineStyle: { width: 3 } }),
  })),
});
