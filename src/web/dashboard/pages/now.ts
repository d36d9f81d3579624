/** What is unresolved at this moment, what runs out next, and what has gone wrong? */
import { nextTarget } from "../../../desk/targets";
import { sightOf } from "../../../desk/sight";
import { isPrivateComponent } from "../../../plan/lookups";
import { priorityNames } from "../../../desk/wording";
import type { Ticket } from "../../../desk/model";
import { loadFailedMessages } from "../../../store/failed-messages";
import { loadOpenQueue } from "../../../store/open-queue";
import { loadNow, type ListedTicket, type NowReport } from "../../../store/reports/now";
import type { Chart } from "../chart";
import type { Figure } from "../figure";
import { ticketTable } from "../ticket-table";
import { tiles } from "../tiles";
import type { Content, Page, Part, Visit } from "../visit";
import { componentName, count, siteName, tierName } from "../words";
import { failedFigure } from "./failed";

export const nowPage: Page = { path: "/", name: "Now", filters: { places: true, tier: true }, load };

async function load(visit: Visit): Promise<Content> {
  const { database, desk, filter, now, role } = visit;
  const { component, site, tier } = filter;
  const where = {
    desk,
    ...(component !== undefined && { component }),
    ...(site !== undefined && { site }),
    ...(tier !== undefined && { tier }),
  };
  const [report, queue, failed] = await Promise.all([
    loadNow(database, where, now),
    loadOpenQueue(database, where, visit.person),
    role === "all" ? loadFailedMessages(database, desk) : [],
  ]);
  const own = queue.filter((ticket) => sightOf(visit.plan, visit.person, ticket) === "all").map(asListed);
  const parts: Part[] = [
    { node: tiles(tilesOf(report, role === "all")) },
    ...incidents(visit, report),
    ...(role === "all" ? lists(visit, report) : [ownQueue(visit, own)]),
    ...charts(visit, report).map((figure) => ({ figure })),
    ...(role === "all" ? [{ figure: failedFigure(visit, failed) }] : []),
  ];
  return { title: "Now", parts };
}

function tilesOf(report: NowReport, isAll: boolean) {
  const dueIn = (due: NowReport["byDue"][number]["due"]) =>
    report.byDue.find((one) => one.due === due)?.count ?? 0;
  const soon = dueIn("within_1_hour") + dueIn("within_4_hours");
  const missed = dueIn("missed");
  const { failedDeliveries: failed, stuckEvents: stuck } = report;
  return [
    {
      label: "Unresolved",
      value: count(report.unresolved),
      ...(report.listed > 0 && { note: `${count(report.listed)} more on the wish list` }),
    },
    {
      label: "Nobody has taken",
      value: count(report.unassigned),
      ...(report.unassigned > 0 && { tone: "warn" as const }),
    },
    { label: "Promise missed", value: count(missed), ...(missed > 0 && { tone: "bad" as const }) },
    { label: "Due within 4 hours", value: count(soon), ...(soon > 0 && { tone: "warn" as const }) },
    ...(isAll
      ? [
          {
            label: "Not delivered",
            value: count(failed),
            href: "#failed-heading",
            ...(failed > 0 && { tone: "bad" as const }),
            ...(stuck > 0 && { note: `${count(stuck)} events stuck` }),
          },
        ]
      : []),
  ];
}

/** What an incident is called is ours to say, so everybody may read it; but for what is private. */
function incidents(visit: Visit, { incidents: all }: NowReport): Part[] {
  const open = all.filter(({ component }) => !isPrivateComponent(visit.plan, component ?? undefined));
  if (open.length === 0) return [];
  const reports = {
    column: { label: "Reports", numeric: true as const },
    cell: (ticket: NowReport["incidents"][number]) => ticket.reports,
  };
  const figure: Figure = {
    id: "incidents",
    title: "Major incidents",
    table: ticketTable(visit, open, [reports]),
    empty: "",
    isOpen: true,
  };
  return [{ figure }];
}

/** What can be taken in at a glance. */
const LISTED = 8;

function lists(visit: Visit, { missed, ahead }: NowReport): Part[] {
  const list = (id: string, title: string, tickets: ListedTicket[], empty: string): Part => ({
    figure: { id, title, table: ticketTable(visit, tickets), empty, isOpen: true, rows: LISTED },
  });
  return [
    list("ahead", "Running out next", ahead, "No promise is running."),
    list(
      "missed",
      "Promise missed, still unresolved",
      missed,
      "Every promise of an open ticket is kept so far.",
    ),
  ];
}

const ownQueue = (visit: Visit, tickets: ListedTicket[]): Part => ({
  figure: {
    id: "queue",
    title: "Yours, and what nobody has taken",
    table: ticketTable(
      visit,
      tickets.toSorted((a, b) => (a.due?.getTime() ?? Infinity) - (b.due?.getTime() ?? Infinity)),
    ),
    empty: "Nothing waits for you.",
    isOpen: true,
    rows: 25,
  },
});

function asListed(ticket: Ticket): ListedTicket {
  const target = nextTarget(ticket);
  const { number, question, tier, priority, openedAt } = ticket;
  return {
    number,
    question,
    tier,
    priority,
    openedAt,
    component: ticket.component ?? null,
    site: ticket.site ?? null,
    assignee: ticket.assignee?.name ?? null,
    due: target?.due ?? null,
    dueKind: (target?.kind ?? null) as ListedTicket["dueKind"],
    overdueSince: null,
  };
}

const ages: Record<NowReport["byAge"][number]["age"], string> = {
  under_1_day: "Under 1 day",
  "1_to_3_days": "1 to 3 days",
  "3_to_7_days": "3 to 7 days",
  "7_to_30_days": "7 to 30 days",
  over_30_days: "Over 30 days",
};

const dues: Record<NowReport["byDue"][number]["due"], string> = {
  missed: "Missed",
  within_1_hour: "Within 1 hour",
  within_4_hours: "1 to 4 hours",
  within_1_day: "4 to 24 hours",
  later: "Later",
  none: "No clock runs",
};

function charts({ plan }: Visit, report: NowReport): Figure[] {
  const { waitingOn } = report;
  return [
    counts("by-age", "By age", "Age", report.byAge.map((one) => [ages[one.age], one.count]), "Since they were opened, by the clock on the wall."),
    counts("by-due", "By when something is due", "Due", report.byDue.map((one) => [dues[one.due], one.count]), "The next promise to the requester."),
    counts("waiting-on", "On whom they wait", "Waiting on", [["Us", waitingOn.us], ["The requester", waitingOn.requester], ["A vendor", waitingOn.vendor]]),
    counts("by-tier", "By tier", "Tier", report.byTier.map((one) => [tierName(plan, one.tier), one.count])),
    counts("by-priority", "By priority", "Priority", report.byPriority.map((one) => [priorityNames[one.priority], one.count])),
    counts("by-component", "By component", "Component", report.byComponent.map((one) => [componentName(plan, one.component), one.count])),
    counts("by-site", "By site", "Site", report.bySite.map((one) => [siteName(plan, one.site), one.count])),
  ]; // prettier-ignore
}

/** Longest list of bars; the table has all. */
const MOST_BARS = 12;

function counts(id: string, title: string, label: string, all: [string, number][], note?: string): Figure {
  const shown = all.slice(0, MOST_BARS);
  const chart: Chart = {
    kind: "bars",
    categories: shown.map(([name]) => name),
    series: [{ name: "Tickets", values: shown.map(([, value]) => value) }],
    say: count,
  };
  return {
    id,
    title,
    ...(note !== undefined && { note }),
    table: { columns: [{ label }, { label: "Tickets", numeric: true }], rows: all },
    chart,
    empty: "Nothing is unresolved.",
  };
}
