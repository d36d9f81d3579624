/** What stands around every page: its head, the way to the others, the filter, and who is signed in? */
import { NONE, partsOf, PRESETS, queryOf, type Filter } from "./filter";
import { draw, html, type Html } from "./html";
import { stylePath } from "./style";
import { clockTime } from "./words";
import type { Content, Page, Visit } from "./visit";

const presetNames: Record<(typeof PRESETS)[number], string> = {
  7: "7 days",
  30: "30 days",
  90: "90 days",
  365: "Year",
};

export const document = (title: string, mount: string, body: Html): string =>
  draw(
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href=${stylePath(mount)} />
        <link rel="icon" type="image/svg+xml" href=${`${mount}/icon.svg`} />
      </head>
      ${body}
    </html>`,
  );

export function frame(visit: Visit, pages: Page[], here: Page, content: Content, parts: Html[]): string {
  const { plan, mount } = visit;
  return document(
    `${content.title} · ${plan.helpDesk}`,
    mount,
    html`<body>
      <a class="skip" href="#main">Skip to the figures</a>
      <header class="top">
        <p class="name">${plan.helpDesk}</p>
        ${navigation(visit, pages, here)} ${whoIsIn(visit)}
      </header>
      <main id="main" tabindex="-1">
        <div class="title">
          <h1>${content.title}</h1>
          ${content.lead === undefined ? "" : html`<p>${content.lead}</p>`}
        </div>
        ${here.filters.dates || here.filters.places ? filterBar(visit, here, content.kept ?? {}) : ""}
        ${parts}
      </main>
      <footer>${asOf(visit, here)}</footer>
    </body>`,
  );
}

const asOf = ({ now, plan, filter }: Visit, { filters }: Page): string => {
  const moment = `As of ${clockTime(now, plan.timezone)}, ${plan.timezone.replaceAll("_", " ")} time.`;
  return filters.dates ? `${moment} From ${filter.firstDay} to ${filter.lastDay}.` : moment;
};

const navigation = (visit: Visit, pages: Page[], here: Page): Html =>
  html`<nav aria-label="Pages">
    <ul>
      ${pages
        .filter(({ name, onlyAll }) => name !== "" && (!onlyAll || visit.role === "all"))
        .map(
          (page) =>
            html`<li>
              <a
                href=${`${visit.mount}${page.path}${queryOf(visit.filter)}`}
                aria-current=${page === here ? "page" : undefined}
                >${page.name}</a
              >
            </li>`,
        )}
    </ul>
  </nav>`;

const whoIsIn = ({ person, mount }: Visit): Html =>
  html`<details class="who">
    <summary>${person.name}</summary>
    <div>
      <form method="post" action=${`${mount}/sign-out`}><button>Sign out</button></form>
      <form method="post" action=${`${mount}/sign-out-everywhere`}>
        <button>Sign out on all devices</button>
      </form>
    </div>
  </details>`;

function filterBar({ filter, plan }: Visit, { filters }: Page, kept: Record<string, string>): Html {
  return html`<div class="filters" role="search" aria-label="Filter">
    ${filters.dates ? presets(filter, kept) : ""}
    <form method="get">
      ${hidden(filter, filters, kept)} ${filters.dates ? dates(filter) : ""}
      ${
        filters.places
          ? html`${choice("component", "Component", filter.component, plan.components)}
            ${choice("site", "Site", filter.site, plan.sites)}`
          : ""
      }
      ${filters.tier ? tierChoice(filter, plan.tiers) : ""}
      <button class="main">Show</button>
    </form>
  </div>`;
}

/** What a page does not ask for goes along all the same: the next page may. */
function hidden(
  filter: Filter,
  { dates: days, places, tier }: Page["filters"],
  kept: Record<string, string>,
): Html[] {
  const asked = [
    ...(days ? ["days", "from", "to"] : []),
    ...(places ? ["component", "site"] : []),
    ...(tier ? ["tier"] : []),
  ];
  return Object.entries({ ...partsOf(filter), ...kept })
    .filter(([name]) => !asked.includes(name))
    .map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`);
}

const presets = (filter: Filter, kept: Record<string, string>): Html =>
  html`<ul class="presets" aria-label="Days">
    ${PRESETS.map(
      (days) =>
        html`<li>
          <a
            href=${queryOf({ ...filter, days }, kept) || "?"}
            aria-current=${filter.days === days ? "true" : undefined}
            >${presetNames[days]}</a
          >
        </li>`,
    )}
  </ul>`;

/** A preset goes on with the days; dates that are typed stay. */
const dates = ({ firstDay, lastDay }: Filter): Html =>
  html`<label>From<input type="date" name="from" value=${firstDay} /></label>
    <label>To<input type="date" name="to" value=${lastDay} /></label>`;

const choice = (
  name: string,
  label: string,
  chosen: string | null | undefined,
  all: { key: string; name: string }[],
): Html =>
  html`<label
    >${label}
    <select name=${name}>
      <option value="" selected=${chosen === undefined}>All</option>
      ${all.map((one) => html`<option value=${one.key} selected=${chosen === one.key}>${one.name}</option>`)}
      <option value=${NONE} selected=${chosen === null}>Not known</option>
    </select></label
  >`;

const tierChoice = ({ tier }: Filter, tiers: Visit["plan"]["tiers"]): Html =>
  html`<label
    >Tier
    <select name="tier">
      <option value="" selected=${tier === undefined}>All</option>
      ${tiers
        .filter(({ number }) => number > 1)
        .map(
          ({ number, name }) =>
            html`<option value=${number} selected=${tier === number}>${number}, ${name}</option>`,
        )}
    </select></label
  >`;
