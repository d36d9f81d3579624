/** What is there to do on the knowledge base: what is missing, what was drafted, which articles compete, which links lead nowhere? */
import { countShownTogether } from "../../../store/experience";
import { loadDrafts, type KnownDraft } from "../../../store/article-drafts";
import { ticketName } from "../../../desk/wording";
import { named, type Cell, type Figure } from "../figure";
import type { Visit } from "../visit";
import { at, componentName, NOTHING } from "../words";

/** Longest lists. */
const MOST_DRAFTS = 50;
const MOST_PAIRS = 50;

export async function workOn(visit: Visit): Promise<Figure[]> {
  const { database, desk, filter } = visit;
  const drafts = await loadDrafts(database, desk, MOST_DRAFTS);
  const together = await countShownTogether(database, desk, filter.from, filter.until);
  const title = titleIn(visit);
  const pairs = together.slice(0, MOST_PAIRS).map(({ articles, together: times, chosen }): Cell[] => {
    return [title(articles[0]), title(articles[1]), times, chosen[0], chosen[1]];
  });
  return [gaps(visit), drafted(visit, drafts), competing(pairs), links(visit)];
}

const titleIn =
  ({ knowledge }: Visit) =>
  (id: string): string =>
    knowledge.articles.find((article) => article.id === id)?.title ?? id;

function gaps(visit: Visit): Figure {
  const title = titleIn(visit);
  return {
    id: "gaps",
    title: "Gaps",
    note: "Of the last 30 days: asked, and answered by no article, or not well. A gap is gone once an article answers it.",
    table: {
      columns: [
        { label: "As people ask it" },
        { label: "People", numeric: true },
        { label: "Questions", numeric: true },
        { label: "Component" },
        { label: "Did not help" },
      ],
      rows: visit.gaps.map(({ examples, people, questions, component, article }): Cell[] => [
        examples[0] ?? NOTHING,
        people,
        questions,
        component === undefined ? named(NOTHING, null) : componentName(visit.plan, component),
        article === undefined ? named(NOTHING, null) : title(article),
      ]),
    },
    empty: "No gap is known: what people ask is answered, or asked too rarely.",
    isOpen: true,
    rows: 15,
  };
}

const drafted = ({ filter, plan }: Visit, drafts: KnownDraft[]): Figure => ({
  id: "drafts",
  title: "Drafts",
  note: "Articles that somebody wants. Nobody is answered from a draft until it is moved out of its folder.",
  table: {
    columns: [
      { label: "Wanted", isWhole: true },
      { label: "By" },
      { label: "From", isWhole: true },
      { label: "Where it is" },
    ],
    rows: drafts.map(({ at: moment, by, source, outcome }): Cell[] => [
      named(at(moment, filter.zone), moment.toISOString()),
      by.name,
      source.ticket === undefined ? "a gap or a message" : ticketName(plan.ticketPrefix, source.ticket),
      placeOf(outcome),
    ]),
  },
  empty: "Nobody has asked for a draft.",
  isOpen: true,
  rows: 10,
});

function placeOf(outcome: KnownDraft["outcome"]): string {
  if (outcome === null) return "being written";
  if ("reason" in outcome) return `not written: ${outcome.reason}`;
  return outcome.branch === undefined ? outcome.file : `${outcome.file} on the branch ${outcome.branch}`;
}

const competing = (rows: Cell[][]): Figure => ({
  id: "together",
  title: "Shown together",
  note: "Both were offered to choose from. Where nearly all choose one of them, the other should say better what it is about.",
  table: {
    columns: [
      { label: "Article" },
      { label: "And" },
      { label: "Times", numeric: true },
      { label: "First chosen", numeric: true },
      { label: "Second chosen", numeric: true },
    ],
    rows,
  },
  empty: "No two articles were offered together in these days.",
  isOpen: true,
  rows: 10,
});

const links = ({ brokenLinks }: Visit): Figure => ({
  id: "links",
  title: "Links that lead nowhere",
  table: {
    columns: [{ label: "File" }, { label: "Line", numeric: true }, { label: "Link" }],
    rows: brokenLinks.map(({ file, line, target }) => [file, line, target]),
  },
  empty: "Every link leads somewhere.",
  isOpen: true,
  rows: 10,
});
