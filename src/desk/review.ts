/** The plan is to be reviewed: what does its owner need to see for it? */
import { percent } from "../knowledge/say-reason";
import { isAway, personName } from "../plan/lookups";
import type { EscalationPlan } from "../plan/plan";
import { plain } from "./markdown";
import { sentence } from "./notices";
import { wordToOwner } from "./owner";
import { decided } from "./situation";
import type { Situation } from "./situation";
import { dayAt, say, targetNames } from "./wording";
import type { Decision } from "./decision";
import type { ReviewFigures } from "./state";

/** Lines of each list. */
const MOST = 8;
/** Away longer than this is a change of the plan rather than a holiday. */
const LONG_DAYS = 14;
const DAY = 24 * 60 * 60 * 1000;

export function remindOfReview(here: Situation): Decision {
  const { plan } = here.rules;
  const on = dayAt(here.now, plan.timezone);
  const figures = here.state.figures;
  const parts = [
    say.reviewDue(plan.reviewBy, on),
    figures ? figureLines(plan, figures) : "",
    planLines(here, on),
    say.afterReview,
  ];
  const words = parts.filter((part) => part !== "").join("\n\n");
  return decided({ messages: [wordToOwner(here, sentence(words), "review")] });
}

function figureLines(plan: EscalationPlan, figures: ReviewFigures): string {
  const since = dayAt(figures.since, plan.timezone);
  if (figures.opened === 0) return `No ticket was opened since ${since}.`;
  return [
    `Of the tickets opened since ${since}:`,
    `- **${figures.opened}** opened, **${figures.movedUpByClock}** moved up by the clock`,
    ...figures.targets.map((target) => `- ${sharesOf(plan, target)}`),
    ...breachLine(plan, figures),
  ].join("\n");
}

/** "Tier 2, first response: 92 % met (46 of 50)". Of next responses there are as many as there are questions: not a promise to review. */
function sharesOf(
  plan: EscalationPlan,
  { tier, kind, met, breached }: ReviewFigures["targets"][number],
): string {
  const name = plan.tiers.find(({ number }) => number === tier)?.name;
  const all = met + breached;
  return `Tier ${tier}${name === undefined ? "" : `, ${plain(name)}`}, ${targetNames[kind]}: **${percent(met / all)}** met (${met} of ${all})`;
}

function breachLine({ components }: EscalationPlan, { breaches }: ReviewFigures): string[] {
  if (breaches.length === 0) return [];
  const named = breaches.slice(0, MOST).map(({ component, count }) => {
    const name = components.find(({ key }) => key === component)?.name ?? component;
    return `${name === undefined ? "no component" : plain(name)} ${count}`;
  });
  return [`- Missed, by component: ${named.join(", ")}${breaches.length > MOST ? ", …" : ""}`];
}

/** What the plan itself shows: where one person is all there is, and who will not be there for long. */
function planLines({ rules: { plan }, now }: Situation, on: string): string {
  const alone = plan.components
    .filter(({ providers }) =>
      Object.values(providers).some(
        ({ applicable, liaison, deputy }) => applicable && liaison !== undefined && deputy === undefined,
      ),
    )
    .map(({ name }) => plain(name));
  const longFrom = dayAt(new Date(now.getTime() + LONG_DAYS * DAY), plan.timezone);
  const gone = plan.people
    .filter(({ key }) => isNamed(plan, key) && isAway(plan, key, on) && isAway(plan, key, longFrom))
    .map(
      ({ key, awayUntil }) => `${plain(personName(plan, key))}${awayUntil ? ` (until ${awayUntil})` : ""}`,
    );
  return [
    ...(alone.length > 0 ? [`- Without a deputy: ${listedShort(alone)}`] : []),
    ...(gone.length > 0 ? [`- Away for long: ${listedShort(gone)}`] : []),
  ].join("\n");
}

const listedShort = (names: string[]): string =>
  names.slice(0, MOST).join(", ") + (names.length > MOST ? `, and ${names.length - MOST} more` : "");

/** Somebody works by the plan, not only asks. */
function isNamed({ tiers, components, sites }: EscalationPlan, key: string): boolean {
  const ofTiers = tiers.flatMap(({ members, lead }) => [...members, lead]);
  const ofComponents = components
    .flatMap(({ providers }) => Object.values(providers))
    .flatMap(({ members = [], liaison, deputy }) => [...members, liaison, deputy]);
  return [...ofTiers, ...ofComponents, ...sites.flatMap(({ technicians }) => technicians)].includes(key);
}
