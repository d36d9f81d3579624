// How do the icons of the Teams app look? A speech bubble with three lines, drawn from shapes: `node scripts/teams-icons.mjs`.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const ACCENT = [0x1f, 0x6f, 0x78];
const WHITE = [0xff, 0xff, 0xff];

/** Points looked at in each pixel, along each side: edges are smooth. */
const FINENESS = 8;

// A shape says of a point (x and y from 0 to 1, y downwards) whether it lies within.

const roundedRectangle = (left, top, right, bottom, radius) => (x, y) => {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
};

/** Corners clockwise, as they are seen. */
const triangle = (a, b, c) => (x, y) =>
  [
    [a, b],
    [b, c],
    [c, a],
  ].every(([[px, py], [qx, qy]]) => (qx - px) * (y - py) - (qy - py) * (x - px) >= 0);

const either =
  (...shapes) =>
  (x, y) =>
    shapes.some((shape) => shape(x, y));

const without = (shape, hole) => (x, y) => shape(x, y) && !hole(x, y);

const lines = (left, tops, widths, height) =>
  either(...tops.map((top, i) => roundedRectangle(left, top, left + widths[i], top + height, height / 2)));

/** White on the accent's ground, within the middle: Teams rounds the corners itself. */
function drawColor() {
  const bubble = either(
    roundedRectangle(0.22, 0.25, 0.78, 0.66, 0.09),
    triangle([0.33, 0.6], [0.52, 0.6], [0.33, 0.79]),
  );
  const text = lines(0.31, [0.345, 0.43, 0.515], [0.38, 0.28, 0.18], 0.05);
  return png(192, (x, y) => (bubble(x, y) && !text(x, y) ? [...WHITE, 1] : [...ACCENT, 1]));
}

/** White lines on nothing; two pixels wide. */
function drawOutline() {
  const px = 1 / 32;
  const outer = either(
    roundedRectangle(2 * px, 4 * px, 30 * px, 24 * px, 5 * px),
    triangle([7 * px, 23 * px], [16 * px, 23 * px], [7 * px, 31 * px]),
  );
  const inner = either(
    roundedRectangle(4 * px, 6 * px, 28 * px, 22 * px, 3 * px),
    triangle([9 * px, 21 * px], [14.2 * px, 21 * px], [9 * px, 26.6 * px]),
  );
  const text = lines(8 * px, [9 * px, 13 * px, 17 * px], [16 * px, 11 * px, 6 * px], 2 * px);
  const shape = either(without(outer, inner), text);
  return png(32, (x, y) => [...WHITE, shape(x, y) ? 1 : 0]);
}

/** A square picture of `size` pixels, eight bits a channel, with alpha. `colorAt` tells red, green, blue, and opacity from 0 to 1. */
function png(size, colorAt) {
  const rows = [];
  for (let row = 0; row < size; row++) {
    // Each row begins with its filter: none.
    const bytes = [0];
    for (let column = 0; column < size; column++) bytes.push(...pixel(size, column, row, colorAt));
    rows.push(Buffer.from(bytes));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The mean of the points in it; what is transparent has no say in the color. */
function pixel(size, column, row, colorAt) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < FINENESS * FINENESS; i++) {
    const x = (column + ((i % FINENESS) + 0.5) / FINENESS) / size;
    const y = (row + (Math.floor(i / FINENESS) + 0.5) / FINENESS) / size;
    const [red, green, blue, alpha] = colorAt(x, y);
    for (const [at, part] of [red, green, blue].entries()) sum[at] += part * alpha;
    sum[3] += alpha;
  }
  const alpha = Math.round((sum[3] / FINENESS ** 2) * 255);
  const color = sum.slice(0, 3).map((part) => (sum[3] === 0 ? 255 : Math.round(part / sum[3])));
  return [...color, alpha];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "app-package");
writeFileSync(join(folder, "color.png"), drawColor());
writeFileSync(join(folder, "outline.png"), drawOutline());
