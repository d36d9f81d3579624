// Does a chart become a picture that a chat shows?
import { pictureOf, type Chart } from "../../src/desk/picture";
import { drawChart } from "../../src/pictures/draw-chart";
import { createDrawPicture } from "../../src/pictures/draw-picture";

const warned: string[] = [];
const say = (event: string) => void warned.push(event);
const draw = createDrawPicture({ info: say, warn: say, error: say });

const chart: Chart = {
  title: "Tickets a week",
  labels: ["2 Nov", "9 Nov", "16 Nov"],
  series: [
    { name: "Opened", shape: "bars", values: [3, 5, 9] },
    { name: "Resolved", shape: "line", values: [2, null, 6] },
  ],
};

/** Width and height stand in a PNG's first chunk. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

test("a chart is drawn as a PNG that fits into a message of Teams", async () => {
  const { data = Buffer.alloc(24) } = (await draw(pictureOf(chart))) ?? {};
  expect(data.subarray(1, 4).toString()).toBe("PNG");
  expect(sizeOf(data)).toEqual([800, 400]);
  expect(data.length).toBeLessThan(48_000);
});

test("the same chart is the same picture", async () => {
  const [one, other] = [await draw(pictureOf(chart)), await draw(pictureOf(chart))];
  expect(one?.data?.equals(other?.data ?? Buffer.alloc(0))).toBe(true);
});

test("a bar that is higher is another picture: the numbers are drawn", async () => {
  const higher = { ...chart, series: [{ name: "Opened", shape: "bars" as const, values: [3, 5, 1] }] };
  const [one, other] = [await draw(pictureOf(chart)), await draw(pictureOf(higher))];
  expect(one?.data?.equals(other?.data ?? Buffer.alloc(0))).toBe(false);
});

test("title, labels and names of series stand in it, as text and never as markup", () => {
  const svg = drawChart({ ...chart, title: 'A <b>&"c"' });
  expect(svg).toContain("A &lt;b&gt;&amp;");
  expect(svg).not.toContain("<b>");
  for (const words of ["2 Nov", "16 Nov", "Opened", "Resolved"]) expect(svg).toContain(words);
});

test("somebody's file is no picture of ours", async () => {
  const file = { platform: "slack" as const, id: "T1/F1", name: "a.png", size: 3, mediaType: "image/png" };
  expect(await draw(file)).toBeUndefined();
});

test("what cannot be drawn is told to the operator, and the message goes without it", async () => {
  for (const id of ['{"title":"x"}', "no chart at all"])
    expect(await draw({ ...pictureOf(chart), id })).toBeUndefined();
  expect(warned).toContain("picture.not_drawn");
});
