/** How is what would happen told in a terminal: what, and behind it because of which line? */
import { opensAtOnce } from "../desk/considering";
import type { Consideration } from "../desk/considering";
import type { Foreseen } from "../desk/foreseeing";
import type { Because, Chosen } from "../desk/triage";
import {
  kindNames,
  listed,
  minutesInWords,
  moment,
  platformNames,
  priorityNames,
  targetNames,
} from "../desk/wording";
import { sure } from "../knowledge/say-reason";
import { contactAt } from "../plan/contacts";
import { personName } from "../plan/lookups";
import { enhancements, isMetLater, textMeets } from "../plan/criteria";
import type { Criterion, EscalationPlan, PlanPlatform } from "../plan/plan";
import type { Path } from "../plan/plan-text";
import { peopleRow, tierName } from "./plan-explain-people";
import type { Row } from "./plan-explain-people";

export type Explained = {
  question: string;
  at: Date;
  considered: Consideration;
  foreseen: Foreseen;
  chosen: Chosen;
};

/** A plan with its file: `lineOf` says where each of its values is written. */
export type PlanFile = { plan: EscalationPlan; file: string; lineOf: (path: Path) => number };

const WIDEST_HEAD = 15;

export function explainedText(explained: Explained, { plan, file, lineOf }: PlanFile): string {
  const rows = rowsOf(explained, plan);
  const place = ({ by }: Row) =>
    by === undefined ? "" : `  (${file}:${typeof by === "number" ? by : lineOf(by)})`;
  const lines = rows.map((row) => `${row.head.padEnd(WIDEST_HEAD)} ${row.text}${place(row)}`.trimEnd());
  return lines.join("\n");
}

function rowsOf(explained: Explained, plan: EscalationPlan): Row[] {
  const { at, considered, foreseen, chosen } = explained;
  const site = plan.sites.find(({ key }) => key === chosen.site);
  const asked = [{ head: "Asked", text: moment(at, at, plan.timezone).replace("today", dayOf(at, plan)) }];
  const where = site ? [{ head: "Site", text: site.name, by: ["sites", site.key] }] : [];
  const { route } = considered;
  if (route)
    return [
      ...asked,
      ...where,
      { head: "Belongs to", text: `somebody else, by the route "${route.key}"`, by: ["routes", route.key] },
      { head: "Says", text: inOneLine(route.say) },
      { head: "Ticket", text: "none, unless the requester asks for one" },
    ];
  return [
    ...asked,
    ...where,
    ...answerRows(considered),
    ...kindRow(foreseen, considered, plan),
    ...whereTo(foreseen, considered, plan),
    ...whoAndWhen(foreseen, plan, at),
    ...calledRow(considered, plan),
    ...laterRows(explained, plan),
  ];
}

/** The day too: whoever plans asks about other days. */
const dayOf = (at: Date, { timezone }: EscalationPlan): string =>
  new Intl.DateTimeFormat("en", { timeZone: timezone, dateStyle: "full" }).format(at);

function answerRows(considered: Consideration): Row[] {
  const { criterion, decision, articles, matches } = considered;
  const [first] = articles;
  const names = articles.map(({ article }) => `"${article.title}"`);
  const shown: Record<string, string> = {
    answer: first ? `"${first.article.title}", ${sure(first.confidence)}` : "",
    clarify: `asks back: ${names.join(", ")}`,
    escalate: matches.ranked[0] ? "none that is sure enough" : "none",
  };
  const opens = opensAtOnce(considered)
    ? "at once"
    : { answer: "when it did not help", clarify: "when none of these fits", escalate: "at once", route: "" }[
        decision
      ];
  return [
    ...(criterion
      ? [{ head: "Criterion", text: `"${criterion.key}"`, by: ["criteria", criterion.key] as Path }]
      : []),
    ...(criterion?.say ? [{ head: "Shown first", text: inOneLine(criterion.say) }] : []),
    { head: "Article", text: shown[decision] ?? "" },
    { head: "Ticket", text: opens },
  ];
}

/** Those that no question meets yet: a ticket open for long, or reopened. */
function laterRows({ question, considered }: Explained, plan: EscalationPlan): Row[] {
  if (considered.kind === "enhancement") return [];
  const isNear = (one: Criterion) => isMetLater(one) && textMeets(one, question);
  return plan.criteria.filter(isNear).map(({ key, openForMinutes, reopenedAtLeast }, i) => ({
    head: i === 0 ? "May meet later" : "",
    text: [
      `"${key}"`,
      openForMinutes === undefined ? "" : `open for ${minutesInWords(openForMinutes)}`,
      reopenedAtLeast === undefined ? "" : `reopened ${reopenedAtLeast} times`,
    ]
      .filter((part) => part !== "")
      .join(", "),
    by: ["criteria", key],
  }));
}

function kindRow({ triage }: Foreseen, considered: Consideration, plan: EscalationPlan): Row[] {
  if (!plan.kinds) return [];
  const { kind } = triage;
  if (kind === undefined) return [{ head: "Kind", text: "not known" }];
  const { criterion } = considered;
  const isDanger = criterion !== undefined && opensAtOnce(considered);
  const why = isDanger ? "for it meets a criterion" : "by its words";
  const onList = kind === "enhancement" ? ": on the list, nothing is promised" : "";
  return [
    {
      head: "Kind",
      text: `${kindNames[kind]}, ${why}${onList}`,
      by: isDanger ? ["criteria", criterion.key] : ["kinds", kind],
    },
  ];
}

function whereTo({ triage, channels }: Foreseen, considered: Consideration, plan: EscalationPlan): Row[] {
  const { component, priority, tier, because } = triage;
  const name = plan.components.find(({ key }) => key === component)?.name;
  const criterion = considered.criterion?.key ?? "";
  const byCriterion = (why: Because, key: string): Path | undefined =>
    why === "criterion" ? ["criteria", criterion, key] : undefined;
  const row = (head: string, text: string, path: Path | undefined): Row => ({
    head,
    text,
    ...(path && { by: path }),
  });
  return [
    row(
      "Component",
      name === undefined ? "not known" : `${name}, ${WHY[because.component]}`,
      byCriterion(because.component, "component") ??
        (component === undefined ? undefined : ["components", component]),
    ),
    row(
      "Priority",
      `${priorityNames[priority]}, ${WHY[because.priority]}`,
      byCriterion(because.priority, "priority"),
    ),
    row(
      "Tier",
      `${tier} ${tierName(plan, tier)}, ${skippedWords(triage)}`,
      because.skipped === undefined
        ? (byCriterion(because.tier, "tier") ?? ["tiers", String(tier)])
        : ["components", component ?? "", "tiers", String(because.skipped)],
    ),
    ...channels.map(({ platform, id }) =>
      row("Thread", `${id} (${platformNames[platform]})`, threadPath(plan, triage, platform)),
    ),
  ];
}

const calledRow = ({ criterion }: Consideration, plan: EscalationPlan): Row[] =>
  criterion?.contact === undefined
    ? []
    : [
        {
          head: "Called at once",
          text: personName(plan, criterion.contact),
          by: ["criteria", criterion.key, "contact"],
        },
      ];

const WHY: Record<Because, string> = {
  chosen: "as chosen",
  criterion: "as the criterion says",
  article: "as the article says",
  words: "by its words",
  nearest: "as the nearest articles have it",
  usual: "as usual",
};

const skippedWords = ({ because, tier }: Foreseen["triage"]): string =>
  because.skipped === undefined
    ? WHY[because.tier]
    : `because ${because.skipped} does not apply to it; ${tier} does`;

function threadPath(
  plan: EscalationPlan,
  { kind, component }: Foreseen["triage"],
  platform: PlanPlatform,
): Path {
  const isPrivate = plan.components.find(({ key }) => key === component)?.private === true;
  const isOnList = kind === "enhancement" && !isPrivate && enhancements(plan)?.channels?.[platform];
  return isOnList ? ["kinds", "enhancement", "channels", platform] : channelPath(plan, component, platform);
}

function channelPath(plan: EscalationPlan, component: string | undefined, platform: string): Path {
  const own = plan.components.find(({ key }) => key === component)?.providers[2]?.channels;
  return own && platform in own
    ? ["components", component ?? "", "tiers", "2", "channels", platform]
    : ["tiers", "2", "channels", platform];
}

function whoAndWhen(
  { triage, at, atSite, promises, above }: Foreseen,
  plan: EscalationPlan,
  now: Date,
): Row[] {
  const { component } = triage;
  const told = (what: "warning" | "breach", on: Date): string => {
    const key = contactAt(plan, at.tier, what, on);
    return key === undefined ? "nobody" : personName(plan, key);
  };
  const when = (moments: Date) => moment(moments, now, plan.timezone);
  return [
    peopleRow("Works on it", at, component, plan),
    ...(atSite.length > 0
      ? [{ head: "Serve the site", text: listed(atSite.map((key) => personName(plan, key))) }]
      : []),
    ...promises.flatMap(({ promised, target }): Row[] => [
      {
        head: capital(targetNames[promised.kind]),
        text: `${when(target.due)}: ${minutesInWords(promised.minutes)} of ${promised.calendar}`,
        by: promised.line,
      },
      {
        head: "",
        text: `warned ${when(target.warnAt)}: who has it, or ${told("warning", target.warnAt)}; missed: ${told("breach", target.due)} too`,
      },
    ]),
    ...(promises.length === 0 ? [{ head: "Promised", text: "nothing: no clock runs" }] : []),
    ...above.map((one, i) => peopleRow(i === 0 ? "Then" : "", one, component, plan)),
  ];
}

const inOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
