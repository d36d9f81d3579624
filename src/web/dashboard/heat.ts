/** How does a week by hours look? A line a day, in shares of the room there is: one drawing fits every screen. */
import type { Chart } from "./chart";
import { html, type Html } from "./html";

export type Heat = Chart & { kind: "heat" };

/** Of one colour, by share of the most; none for nothing. */
const STEPS = 5;
/** Of a line, in pixels. */
const HEIGHT = 22;

export function heatView({ categories, series }: Heat, title: string): Html {
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return html`<div
    class="chart heat"
    role="img"
    aria-label=${`${title}. The same figures stand in the table below.`}
  >
    <div class="rows" aria-hidden="true">
      ${series.map(
        ({ name, values }) =>
          html`<span class="of">${name}</span>
            <svg height=${HEIGHT}>
              ${values.map((value, at) => cell(at / values.length, values.length, (value ?? 0) / most))}
            </svg>`,
      )}
      <span></span>
      <svg height=${HEIGHT}>${categories.map((name, at) => label(name, at, categories.length))}</svg>
    </div>
  </div>`;
}

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

const cell = (from: number, count: number, share: number): Html =>
  html`<rect
    x=${percent(from)}
    width=${percent(1 / count)}
    height=${HEIGHT}
    rx="3"
    fill=${`var(--heat-${Math.ceil(share * STEPS)})`}
  />`;

/** Every second one, and on a phone every sixth. */
const label = (name: string, at: number, count: number): Html | string =>
  at % 2 === 0
    ? html`<text x=${percent((at + 0.5) / count)} y="16" class=${at % 6 === 0 ? "" : "wide"}>${name}</text>`
    : "";
