/** How is the work spread, and who has most trouble? Without names, unless somebody who may see them asks for them. */
import { loadPeople, type PeopleReport, type TechnicianRow } from "../../../store/reports/people";
import { figure, named, type Figure } from "../figure";
import { queryOf, reportFilter } from "../filter";
import { html, type Html } from "../html";
import { tiles } from "../tiles";
import type { Content, Page, Part, Visit } from "../visit";
import { count, duration, rating, siteName } from "../words";

export const peoplePage: Page = {
  path: "/people",
  name: "People",
  filters: { dates: true, places: true, tier: true },
  load,
};

async function load(visit: Visit): Promise<Content> {
  const { database, desk, filter, role, query } = visit;
  const byName = role === "all" && query.get("names") === "show";
  const report = await loadPeople(database, reportFilter(desk, filter), { byName });
  const parts: Part[] = [
    { node: tiles(tilesOf(report)) },
    ...(role === "all" ? [{ node: nameSwitch(visit, byName) }] : []),
    ...(byName ? [technicians(report), requesters(report)].map((one) => ({ figure: one })) : []),
    { figure: sites(report, visit) },
  ];
  return {
    title: "People",
    lead: "Figures of a team are for planning, not for judging a person.",
    parts,
    ...(byName && {
      kept: { names: "show" },
      audit: { action: "saw_people" as const, subject: `${filter.firstDay} to ${filter.lastDay}` },
    }),
  };
}

function tilesOf({ team }: PeopleReport) {
  return [
    { label: "Technicians at work", value: count(team.technicians) },
    {
      label: "Open tickets, half have at most",
      value: count(team.open.p50),
      note: `the most: ${count(team.open.most)}`,
    },
    {
      label: "Resolved, half have at most",
      value: count(team.resolved.p50),
      note: `the most: ${count(team.resolved.most)}`,
    },
  ];
}

const nameSwitch = ({ filter }: Visit, byName: boolean): Html =>
  html`<section class="figure open names" aria-label="Names">
    ${
      byName
        ? html`<p>Figures stand with names. That you read them is written down.</p>
            <a href=${queryOf(filter) || "?"}>Without names</a>`
        : html`<p>Figures stand without names. Who reads them with names is written down.</p>
            <a href=${queryOf(filter, { names: "show" })}>Show by name</a>`
    }
  </section>`;

const nobody = "Somebody forgotten";

const technicians = ({ technicians: all }: PeopleReport): Figure => ({
  id: "technicians",
  title: "Technicians",
  note: "What somebody resolves depends on what they are given. Times are of the tickets they had in the end.",
  table: {
    columns: [
      { label: "Technician" },
      { label: "Open now", numeric: true },
      { label: "Resolved", numeric: true },
      { label: "Of these reopened", numeric: true },
      { label: "First response, half within", unit: "working time", minutes: true, numeric: true },
      { label: "Resolution, half within", unit: "working time", minutes: true, numeric: true },
      { label: "Rating", numeric: true },
      { label: "Ratings", numeric: true },
    ],
    rows: all.map(technicianRow),
  },
  empty: "Nobody has open tickets or resolved one in these days.",
  isOpen: true,
});

const technicianRow = (one: TechnicianRow) => [
  one.name ?? nobody,
  one.open,
  one.resolved,
  one.reopened,
  figure(rounded(one.firstResponse.p50), duration),
  figure(rounded(one.resolution.p50), duration),
  figure(one.rating, rating),
  one.ratings,
];

const rounded = (minutes: number | null): number | null => (minutes === null ? null : Math.round(minutes));

const troubleColumns = ["Opened", "Unresolved", "Reopened", "Promise missed"].map((label) => ({
  label,
  numeric: true as const,
}));

const requesters = ({ requesters: all }: PeopleReport): Figure => ({
  id: "requesters",
  title: "Requesters with most trouble",
  note: "With two tickets or more. Somebody who asks often may need a course, another device, or a word.",
  table: {
    columns: [{ label: "Requester" }, ...troubleColumns],
    rows: all.map((one) => [one.name ?? nobody, one.opened, one.unresolved, one.reopened, one.missed]),
  },
  empty: "Nobody opened two tickets in these days.",
  isOpen: true,
});

const sites = ({ sites: all }: PeopleReport, { plan }: Visit): Figure => ({
  id: "sites",
  title: "Sites with most trouble",
  table: {
    columns: [{ label: "Site" }, ...troubleColumns],
    rows: all.map((one) => [
      named(siteName(plan, one.site), one.site),
      one.opened,
      one.unresolved,
      one.reopened,
      one.missed,
    ]),
  },
  chart: {
    kind: "bars",
    categories: all.slice(0, 12).map(({ site }) => siteName(plan, site)),
    series: [
      { name: "Opened", values: all.slice(0, 12).map(({ opened }) => opened) },
      { name: "Promise missed", values: all.slice(0, 12).map(({ missed }) => missed), colour: 2 },
    ],
    say: count,
  },
  empty: "Not enough data yet: there were no tickets in these days.",
});
