/** In which of two columns does a chart stand? In the shorter one, so that no card leaves a hole beside a taller one. */
import type { Figure } from "./figure";
import { html, type Html } from "./html";

/** `view`: drawn already. A part without a figure goes across the page, as do tables. */
export type Placed = { figure?: Figure; view: Html };

const standsAlone = ({ figure }: Placed): boolean =>
  figure === undefined || figure.isOpen === true || figure.isWide === true;

export function inColumns(parts: Placed[]): Html[] {
  const groups: Placed[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last?.[0] && !standsAlone(last[0]) && !standsAlone(part)) last.push(part);
    else groups.push([part]);
  }
  return groups.map(groupView);
}

function groupView(group: Placed[]): Html {
  if (group.length === 1 && group[0]) return group[0].view;
  const columns = [0, 1].map(() => ({ height: 0, views: [] as Html[] }));
  for (const { figure, view } of group) {
    const [left, right] = columns;
    const shorter = left && right && right.height < left.height ? right : left;
    shorter?.views.push(view);
    if (shorter && figure) shorter.height += heightOf(figure);
  }
  return html`<div class="columns">
    ${columns.map(({ views }) => html`<div class="column">${views}</div>`)}
  </div>`;
}

/** In pixels, roughly: what stands around a chart is 120 with the gap. */
function heightOf({ chart, note }: Figure): number {
  const around = 120 + (note === undefined ? 0 : 20);
  if (!chart || chart.kind !== "bars") return around + (chart?.kind === "heat" ? 190 : 270);
  const { series, categories, stacked } = chart;
  const lines = stacked ? 1 : series.length;
  return around + (series.length > 1 ? 26 : 0) + categories.length * (14 + 18 * lines);
}
