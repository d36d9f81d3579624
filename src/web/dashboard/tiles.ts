/** How do a few numbers stand at the top of a page? */
import { html, type Html } from "./html";

/** `tone`: only where a number asks for something to be done. `href`: where to. */
export type Tile = { label: string; value: string; note?: string; tone?: "bad" | "warn"; href?: string };

export const tiles = (all: Tile[]): Html =>
  html`<dl class="tiles">
    ${all.map(
      ({ label, value, note, tone, href }) =>
        html`<div class="tile ${tone ?? ""}">
          <dt>${href === undefined ? label : html`<a href=${href}>${label}</a>`}</dt>
          <dd>
            <strong>${value}</strong>${note === undefined ? "" : html`<span class="note">${note}</span>`}
          </dd>
        </div>`,
    )}
  </dl>`;
