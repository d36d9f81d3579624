/** Which picture does a message show? A chart, as its numbers: whoever delivers the message draws it. */
import type { FileRef } from "./model";

/** Bars stand beside each other; a line goes over them. `values`: one for each label; null: nothing is known. Plain text throughout. */
export type Chart = {
  title: string;
  labels: string[];
  series: { name: string; shape: "bars" | "line"; values: (number | null)[] }[];
};

export const pictureOf = (chart: Chart): FileRef => ({
  platform: "desk",
  id: JSON.stringify(chart),
  name: `${chart.title}.png`,
  size: 0,
  mediaType: "image/png",
});

/** Undefined: it is no picture of ours. */
export const chartOf = ({ platform, id }: FileRef): Chart | undefined =>
  platform === "desk" ? (JSON.parse(id) as Chart) : undefined;
