/** How is what would happen told in a terminal: what, and behind it because of which line? */
import type { Consideration } from "../desk/considering";
import type { Foreseen } from "../desk/foreseeing";
import type { Because, Chosen } from "../desk/triage";
import { listed, minutesInWords, moment, platformNames, priorityNames, targetNames } from "../desk/wording";
import { sure } from "../knowledge/say-reason";
import { personName } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
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

function rowsOf({ at, considered, foreseen, chosen }: Explained, plan: EscalationPlan): Row[] {
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
    ...whereTo(foreseen, considered, plan),
    ...whoAndWhen(foreseen, plan, at),
  ];
}

/** The day too: whoever plans asks about other days. */
const dayOf = (at: Date, { timezone }: EscalationPlan): string =>
  new Intl.DateTimeFormat("en", { timeZone: timezone, dateStyle: "full" }).format(at);

function answerRows({ criterion, decision, articles, matches }: Consideration): Row[] {
  const [first] = articles;
  const names = articles.map(({ article }) => `"${article.title}"`);
  const shown: Record<string, string> = {
    answer: first ? `"${first.article.title}", ${sure(first.confidence)}` : "",
    clarify: `asks back: ${names.join(", ")}`,
    escalate: matches.ranked[0] ? "none that is sure enough" : "none",
  };
  const opens = criterion
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
      row("Thread", `${id} (${platformNames[platform]})`, channelPath(plan, component, platform)),
    ),
  ];
}

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
  const lead = at.lead ?? plan.tiers.find(({ number }) => number === 2)?.lead;
  const leadName = lead === undefined ? "nobody" : personName(plan, lead);
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
        text: `warned ${when(target.warnAt)}: who has it, or ${leadName}; missed: ${leadName} too`,
      },
    ]),
    ...(promises.length === 0 ? [{ head: "Promised", text: "nothing: no clock runs" }] : []),
    ...above.map((one, i) => peopleRow(i === 0 ? "Then" : "", one, component, plan)),
  ];
}

const inOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
