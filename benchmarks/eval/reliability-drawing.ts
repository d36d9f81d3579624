// How is it drawn how sure the matches are and how often they are right?

import type { PooledTenth } from "./reliability";

/** Of the square in which the points lie, and of the bars below it. */
const SIDE = 320;
const LEFT = 64;
const TOP = 44;
const BARS = 70;
const WIDTH = LEFT + SIDE + 24;
const BARS_TOP = TOP + SIDE + 24;
const HEIGHT = BARS_TOP + BARS + 52;

/** Both for a light and a dark page. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .head { font-weight: 600; font-size: 13px }
  .line { stroke: #8c959f; fill: none }
  .faint { stroke: #d0d7de; fill: none }
  .exact { stroke: #8c959f; stroke-dasharray: 4 4 }
  .found { fill: #0969da; stroke: none }
  .path { stroke: #0969da; stroke-width: 2; fill: none }
  .bar { fill: #0969da; opacity: .45 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .line, .exact { stroke: #7d8590 }
    .faint { stroke: #30363d }
    .found, .bar { fill: #58a6ff }
    .path { stroke: #58a6ff }
  }`;

/** The same figures give the same drawing. */
export function drawReliability(tenths: PooledTenth[], description: string): string {
  const parts = [
    `<text class="head" x="12" y="24">How sure the best match is, how often it is right</text>`,
    ...grid(),
    ...points(tenths),
    ...bars(tenths),
    ...names(),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
    `<title>Calibration</title>`,
    `<desc>${description}</desc>`,
    `<style>${STYLE}</style>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

const x = (share: number): string => (LEFT + share * SIDE).toFixed(1);
const y = (share: number): string => (TOP + (1 - share) * SIDE).toFixed(1);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

function grid(): string[] {
  const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return [
    ...steps.map((at) => `<path class="faint" d="M${x(0)} ${y(at)}H${x(1)}M${x(at)} ${y(0)}V${y(1)}"/>`),
    `<rect class="line" x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}"/>`,
    `<path class="exact" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>`,
    ...steps.map((at) => `<text x="${LEFT - 8}" y="${y(at)}" dy="4" text-anchor="end">${percent(at)}</text>`),
    ...steps.map(
      (at) => `<text x="${x(at)}" y="${BARS_TOP + BARS + 18}" text-anchor="middle">${percent(at)}</text>`,
    ),
  ];
}

/** A larger dot where there are more questions. */
function points(tenths: PooledTenth[]): string[] {
  const found = tenths.flatMap(({ confidence, right, share }) =>
    confidence === null || right === null ? [] : [{ confidence, right, share }],
  );
  const path = found.map(({ confidence, right }) => `${x(confidence)} ${y(right)}`).join("L");
  return [
    `<path class="path" d="M${path}"/>`,
    ...found.map(
      ({ confidence, right, share }) =>
        `<circle class="found" cx="${x(confidence)}" cy="${y(right)}" r="${(3 + 8 * Math.sqrt(share)).toFixed(1)}"><title>${percent(confidence)} sure, ${percent(right)} right</title></circle>`,
    ),
  ];
}

function bars(tenths: PooledTenth[]): string[] {
  const most = Math.max(...tenths.map(({ share }) => share), Number.EPSILON);
  return [
    `<path class="line" d="M${x(0)} ${BARS_TOP + BARS}H${x(1)}"/>`,
    ...tenths.map(({ share }, i) => {
      const height = (BARS * share) / most;
      const top = (BARS_TOP + BARS - height).toFixed(1);
      return `<rect class="bar" x="${x(i / 10 + 0.01)}" y="${top}" width="${(SIDE * 0.08).toFixed(1)}" height="${height.toFixed(1)}"><title>${percent(share)} of the questions</title></rect>`;
    }),
  ];
}

function names(): string[] {
  const middle = TOP + SIDE / 2;
  return [
    `<text x="16" y="${middle}" text-anchor="middle" transform="rotate(-90 16 ${middle})">right</text>`,
    `<text x="16" y="${BARS_TOP + BARS / 2}" text-anchor="middle" transform="rotate(-90 16 ${BARS_TOP + BARS / 2})">questions</text>`,
    `<text x="${x(0.5)}" y="${HEIGHT - 10}" text-anchor="middle">confidence</text>`,
  ];
}
