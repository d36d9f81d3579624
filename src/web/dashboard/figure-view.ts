/** How does a figure stand on a page? Its chart, the same as a table, and the way to a file. */
import { barsView } from "./bars";
import { drawChart, hasSomething } from "./chart";
import { textOf, type Cell, type Column, type Figure, type Table } from "./figure";
import { queryOf, type Filter } from "./filter";
import { heatView } from "./heat";
import { drawn, html, type Html } from "./html";

export function figureView(
  figure: Figure,
  filter: Filter,
  kept: Record<string, string | undefined> = {},
): Html {
  const { id, title, note, table, chart, empty, isOpen } = figure;
  const isEmpty = table.rows.length === 0 || (chart !== undefined && !hasSomething(chart));
  const body = () =>
    isOpen
      ? openTable(figure)
      : html`${chart && chartView(chart, id, title)}
          <details>
            <summary>Table</summary>
            ${tableView(table, title)}
          </details>`;
  return html`<section class="figure ${isOpen ? "open" : ""}" aria-labelledby=${`${id}-heading`}>
    <header>
      <h2 id=${`${id}-heading`}>${title}</h2>
      ${isEmpty ? "" : csvLink(figure, filter, kept)}
    </header>
    ${note === undefined || isEmpty ? "" : html`<p class="note">${note}</p>`}
    ${isEmpty ? html`<p class="empty">${empty}</p>` : body()}
  </section>`;
}

function openTable({ table, title, rows = table.rows.length }: Figure): Html {
  const [first, rest] = [table.rows.slice(0, rows), table.rows.slice(rows)];
  const shown = tableView({ ...table, rows: first }, title);
  if (rest.length === 0) return shown;
  return html`${shown}
    <details>
      <summary>${rest.length} more</summary>
      ${tableView({ ...table, rows: rest }, `${title}, the others`)}
    </details>`;
}

const csvLink = ({ id, title }: Figure, filter: Filter, kept: Record<string, string | undefined>): Html =>
  html`<a class="csv" href=${queryOf(filter, { ...kept, csv: id })} download
    >CSV<span class="unseen"> of ${title}</span></a
  >`;

function chartView(chart: NonNullable<Figure["chart"]>, id: string, title: string): Html {
  if (chart.kind === "bars") return barsView(chart, title);
  if (chart.kind === "heat") return heatView(chart, title);
  const { wide, narrow } = drawChart(chart, id, title);
  return html`<div class="chart">
    <div class="wide" dangerouslySetInnerHTML=${drawn(wide)} />
    <div class="narrow" dangerouslySetInnerHTML=${drawn(narrow)} />
  </div>`;
}

/** It scrolls by itself where it is too wide for a phone; by keys too. */
const tableView = ({ columns, rows }: Table, title: string): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${`Table: ${title}`}>
    <table>
      <caption class="unseen">
        ${title}
      </caption>
      <thead>
        <tr>
          ${columns.map(
            ({ label, unit, numeric }) =>
              html`<th scope="col" class=${numeric ? "number" : ""}>
                ${label}${unit === undefined ? "" : html`<span class="unit"> ${unit}</span>`}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => rowView(row, columns))}
      </tbody>
    </table>
  </div>`;

const rowView = (row: Cell[], columns: Column[]): Html =>
  html`<tr>
    ${row.map((cell, index) =>
      index === 0
        ? html`<th scope="row" class=${classOf(columns[0])}>${cellView(cell)}</th>`
        : html`<td class=${classOf(columns[index])}>${cellView(cell)}</td>`,
    )}
  </tr>`;

const classOf = (column?: Column): string => (column?.numeric ? "number" : column?.isWhole ? "whole" : "");

const cellView = (cell: Cell): Html | string =>
  typeof cell === "object" && cell.href !== undefined
    ? html`<a href=${cell.href}>${cell.text}</a>`
    : textOf(cell);
