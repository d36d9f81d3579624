/** How does a picture of the desk's own become bytes? As PNG, in our own font, so that it looks the same on every machine. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { drawChart, FONT } from "./draw-chart";
import { chartOf, type Chart } from "../desk/picture";
import type { Log } from "../log";
import type { OpenFile } from "../platforms/platform";

const FONTS = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"];

/** A PNG. Undefined: the file is no picture of ours, or this machine cannot draw, which the log is told. */
export const createDrawPicture =
  (log: Log): OpenFile =>
  async (file) => {
    try {
      const chart = chartOf(file);
      return chart && { data: await toPng(chart) };
    } catch (error) {
      // Its numbers stand in the message, too, which does not wait for it.
      log.warn("picture.not_drawn", { error: error instanceof Error ? error.name : typeof error });
      return undefined;
    }
  };

async function toPng(chart: Chart): Promise<Buffer> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const fontFiles = FONTS.map((font) => join(fontFolder(), font));
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: FONT };
  return (await renderAsync(drawChart(chart), { font })).asPng();
}

const fontFolder = (): string =>
  join(dirname(createRequire(__filename).resolve("dejavu-fonts-ttf/package.json")), "ttf");
