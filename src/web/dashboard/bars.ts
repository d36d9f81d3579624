/** How do bars look? A line a name, in shares of the room there is: one drawing fits every screen, and no name is cut off. */
import type { Chart } from "./chart";
import { html, type Html } from "./html";
import { NOTHING } from "./words";

export type Bars = Chart & { kind: "bars" };

type Bar = { from: number; share: number; colour: number };

/** One picture to those who hear the page; what it is made of is hidden from them. */
export function barsView(chart: Bars, title: string): Html {
  const lines = chart.stacked ? stacked(chart) : sideBySide(chart);
  return html`<div
    class="chart bars"
    role="img"
    aria-label=${`${title}. The same figures stand in the table below.`}
  >
    ${chart.series.length > 1 ? legend(chart) : ""}
    <div class="rows" aria-hidden="true">
      ${chart.categories.map(
        (name, row) =>
          html`<div class="row">
            <span class="of">${name}</span>
            <span class="lines">${(lines[row] ?? []).map(lineView)}</span>
          </div>`,
      )}
    </div>
  </div>`;
}

const colourOf = ({ colour }: Chart["series"][number], index: number): number => colour ?? index + 1;

const legend = ({ series }: Bars): Html =>
  html`<ul class="legend" aria-hidden="true">
    ${series.map(
      (one, index) =>
        html`<li>
          <svg width="12" height="12">
            <rect width="12" height="12" rx="3" fill=${`var(--c${colourOf(one, index)})`} />
          </svg>
          ${one.name}
        </li>`,
    )}
  </ul>`;

type Line = { bars: Bar[]; end: number; said: string };

function sideBySide({ categories, series, say, unit }: Bars): Line[][] {
  const most = unit === "share" ? 1 : largest(series.flatMap(({ values }) => values));
  return categories.map((_, row) =>
    series.map((one, index) => {
      const value = one.values[row] ?? null;
      const share = (value ?? 0) / most;
      const said = value === null ? NOTHING : say(value);
      return { bars: [{ from: 0, share, colour: colourOf(one, index) }], end: share, said };
    }),
  );
}

function stacked({ categories, series, say }: Bars): Line[][] {
  const totalOf = (row: number) => series.reduce((sum, { values }) => sum + (values[row] ?? 0), 0);
  const most = largest(categories.map((_, row) => totalOf(row)));
  return categories.map((_, row) => {
    let end = 0;
    const bars = series.map((one, index): Bar => {
      const bar = { from: end, share: (one.values[row] ?? 0) / most, colour: colourOf(one, index) };
      end += bar.share;
      return bar;
    });
    return [{ bars, end, said: say(totalOf(row)) }];
  });
}

const largest = (values: (number | null)[]): number =>
  values.reduce((most: number, value) => Math.max(most, value ?? 0), 0) || 1;

const percentOf = (share: number): string => `${Math.round(share * 1000) / 10}%`;

const lineView = ({ bars, end, said }: Line): Html =>
  html`<svg height="16">
    ${bars.map(
      ({ from, share, colour }) =>
        share > 0 &&
        html`<rect
          x=${percentOf(from)}
          width=${percentOf(share)}
          height="16"
          rx="2"
          fill=${`var(--c${colour})`}
        />`,
    )}
    <text x=${percentOf(end)} dx="7" y="12.5">${said}</text>
  </svg>`;
