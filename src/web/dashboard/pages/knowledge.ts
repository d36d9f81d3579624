/** How do the articles do: which are asked for, which help, and which should be looked at again? */
import { countOffers } from "../../../store/experience";
import type { Article } from "../../../knowledge/article";
import { guidesTo } from "../../../knowledge/guide-places";
import { dayAt } from "../../../desk/wording";
import { figure, named, type Figure } from "../figure";
import { tiles } from "../tiles";
import type { Content, Page, Visit } from "../visit";
import { workOn } from "./knowledge-work";
import { count, NOTHING, percent } from "../words";

export const knowledgePage: Page = {
  path: "/knowledge",
  name: "Knowledge base",
  filters: { dates: true },
  load,
};

/** `helped`: of those who said how it ended. */
type Health = {
  article: Article;
  offered: number;
  confirmed: number;
  silent: number;
  failed: number;
  helped: number | null;
  isStale: boolean;
};

async function load(visit: Visit): Promise<Content> {
  const { database, desk, filter, knowledge } = visit;
  const offers = new Map(
    (await countOffers(database, desk, filter.from, filter.until)).map((one) => [one.article, one] as const),
  );
  const today = dayAt(visit.now, filter.zone);
  const all = knowledge.articles.map((article): Health => {
    const { offered = 0, answered = 0, confirmed = 0, failed = 0 } = offers.get(article.id) ?? {};
    const said = confirmed + failed;
    const isStale = article.reviewBy !== undefined && article.reviewBy < today;
    const helped = said === 0 ? null : confirmed / said;
    return { article, offered, confirmed, silent: answered - said, failed, helped, isStale };
  });
  const [missing, ...work] = await workOn(visit);
  const figures = [
    ...(missing ? [missing] : []),
    health(all),
    mostFailed(all),
    ...work,
    neverAsked(all, visit),
  ];
  return {
    title: "Knowledge base",
    parts: [{ node: tiles(tilesOf(all)) }, ...figures.map((one) => ({ figure: one }))],
  };
}

function tilesOf(all: Health[]) {
  const stale = all.filter(({ isStale }) => isStale).length;
  const unseen = all.filter(({ offered }) => offered === 0).length;
  const failing = all.filter(({ helped, failed }) => helped !== null && helped < 0.5 && failed >= 2).length;
  return [
    { label: "Articles", value: count(all.length) },
    { label: "To be reviewed", value: count(stale), ...(stale > 0 && { tone: "warn" as const }) },
    {
      label: "Help fewer than half",
      value: count(failing),
      note: "with two or more who said so",
      ...(failing > 0 && { tone: "bad" as const }),
    },
    { label: "Never shown", value: count(unseen) },
  ];
}

/** Longest list of bars; the table has all. */
const MOST_BARS = 12;

function mostFailed(all: Health[]): Figure {
  const shown = all
    .filter(({ offered }) => offered > 0)
    .toSorted((a, b) => b.offered - a.offered)
    .slice(0, MOST_BARS);
  return {
    id: "most-shown",
    title: "Shown most, and how that ended",
    table: {
      columns: [
        { label: "Article" },
        ...["Confirmed", "Silent", "Did not help"].map((label) => ({ label, numeric: true as const })),
      ],
      rows: shown.map((one) => [one.article.title, one.confirmed, one.silent, one.failed]),
    },
    chart: {
      kind: "bars",
      stacked: true,
      categories: shown.map(({ article }) => article.title),
      series: [
        { name: "Confirmed", values: shown.map(({ confirmed }) => confirmed) },
        { name: "Silent", values: shown.map(({ silent }) => silent), colour: 3 },
        { name: "Did not help", values: shown.map(({ failed }) => failed), colour: 2 },
      ],
      say: count,
    },
    empty:
      shown.length > 0
        ? "Articles were only offered to choose from, and nobody chose one."
        : "Not enough data yet: no article was shown in these days.",
  };
}

/** The worst first. */
const health = (all: Health[]): Figure => ({
  id: "health",
  title: "Article health",
  note: "Helped: of those who said how it ended. The ones that help least stand first.",
  table: {
    columns: [
      { label: "Article" },
      { label: "File" },
      ...["Shown", "Confirmed", "Silent", "Did not help", "Helped"].map((label) => ({
        label,
        numeric: true as const,
      })),
      { label: "Review by", isWhole: true },
    ],
    rows: all
      .filter(({ offered, isStale }) => offered > 0 || isStale)
      .toSorted((a, b) => (a.helped ?? 2) - (b.helped ?? 2) || b.failed - a.failed || b.offered - a.offered)
      .map((one) => [
        one.article.title,
        one.article.source.file,
        one.offered,
        one.confirmed,
        one.silent,
        one.failed,
        figure(one.helped, percent),
        one.article.reviewBy === undefined
          ? named(NOTHING, null)
          : `${one.article.reviewBy}${one.isStale ? ", due" : ""}`,
      ]),
  },
  empty: "Not enough data yet: no article was shown in these days.",
  isOpen: true,
  rows: 15,
});

const neverOffered = (all: Health[], guides: ReturnType<typeof guidesTo>) =>
  all
    .filter(({ offered }) => offered === 0)
    .map(({ article }) => {
      const leading = (guides.get(article.id) ?? []).map(({ title }) => title);
      return [article.title, article.source.file, leading.length > 0 ? leading.join(", ") : NOTHING];
    });

const neverAsked = (all: Health[], { filter, knowledge }: Visit): Figure => ({
  id: "never-shown",
  title: "Never shown",
  note: `From ${filter.firstDay} to ${filter.lastDay}. Nobody asks, or they ask in other words than the article knows. What a guide leads to may have been read there.`,
  table: {
    columns: [{ label: "Article" }, { label: "File" }, { label: "A guide leads to it" }],
    rows: neverOffered(all, guidesTo(knowledge.articles)),
  },
  empty: "Every article was shown.",
  isOpen: true,
  rows: 15,
});
