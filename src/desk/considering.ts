/** What does Tier 1 make of a question? The same for the chat and for `tierdesk ask`; it changes nothing. */
import type { Article } from "../knowledge/article";
import { DEFAULT_BANDS, matchArticles } from "../knowledge/matching";
import type { Bands, Matches } from "../knowledge/matching";
import { whyInFull, whyInShort } from "../knowledge/say-why";
import { asksText, criteriaFor, kindFor } from "../plan/criteria";
import type { Circumstances } from "../plan/criteria";
import { componentsNamed, onlyComponentNamed, routeFor } from "../plan/lookups";
import type { Criterion, EscalationPlan, KindName, Route } from "../plan/plan";
import { circumstancesOf, siteOf } from "./people";
import type { Person } from "./model";
import type { DeskRules } from "./situation";

/** Candidates shown when it is not sure, and how likely each must be to be worth a line. */
const MOST_CANDIDATES = 3;
const LIKELY_ENOUGH = 0.05;

/** `criterion`: the one that is met; see `opensAtOnce`. `route`: it belongs to somebody else. */
export type Consideration = {
  decision: "answer" | "clarify" | "escalate" | "route";
  /** The article to answer with, or up to three to choose from. */
  articles: { article: Article; confidence: number }[];
  matches: Matches;
  criterion?: Criterion;
  route?: Route;
  component?: string;
  componentBy?: "criterion" | "article" | "words" | "nearest";
  /** By its words, but what meets a criterion is an incident. Undefined: nothing tells, or the plan has no kinds. */
  kind?: KindName;
  /** When no component is sure: those that it may be about, by key. */
  between?: string[];
  /** The name of the component that is all the text says. */
  onlyNames?: string;
  /** For a card, and kept with the ticket. All of it: `allReasons`. */
  reasons: string[];
};

/**
 * `site`: where the requester works; an article for other sites is no answer to them. `known`: what else a criterion may ask for,
 * and what was chosen in a form.
 */
export function considerQuestion(
  text: string,
  rules: DeskRules,
  site?: string,
  known: Circumstances = {},
): Consideration {
  const holdsThere = (article: Article) =>
    !site || article.sites.length === 0 || article.sites.includes(site);
  const bands = bandsOf(rules.plan);
  const { experience } = rules;
  const matches = matchArticles(rules.knowledge, text, {
    bands,
    mayAnswer: holdsThere,
    ...(experience && { experience }),
  });
  const sure = matches.decision === "answer" ? matches.ranked[0]?.article.component : undefined;
  const named = componentsNamed(rules.plan, text);
  // Two that are named alike: whoever asked knows which, and a guess would cost more than the question.
  const between = named.length > 1 && sure === undefined ? named : [];
  const about = componentOf([
    ["article", sure],
    ["words", named.length === 1 ? named[0] : undefined],
    ["nearest", between.length > 0 ? undefined : likelyComponent(matches)],
  ]);
  const met = criteriaFor(rules.plan, text, { site, component: about.component, ...known });
  const said = met.find(asksText);
  const kind = rules.plan.kinds && said ? "incident" : kindFor(rules.plan, text);
  // What was said comes before who says it; a wish has nothing to be raised.
  const criterion = said ?? (kind === "enhancement" ? undefined : met[0]);
  const route = said ? undefined : routeFor(rules.plan, text, site);
  const component = criterion?.component
    ? { component: criterion.component, componentBy: "criterion" as const }
    : about;
  const found: Offered = route
    ? { decision: "route", articles: [] }
    : (namedOnly(rules.plan, text, matches) ?? offered(matches, kind));
  return {
    ...found,
    matches,
    ...(criterion && { criterion }),
    ...(route && { route }),
    ...component,
    ...(component.component === undefined && between.length > 0 && { between }),
    ...(kind && { kind }),
    reasons: shortReasons({ matches, criterion, route, kind, onlyNames: found.onlyNames }),
  };
}

/** For somebody: their site, and what the plan's criteria ask of them. `chosen`: in a form, rather than what the text says. */
export function considerFor(
  text: string,
  rules: DeskRules,
  by: Person,
  chosen: Pick<Circumstances, "component" | "site"> = {},
): Consideration {
  const known = { ...circumstancesOf(rules.plan, by), ...chosen };
  return considerQuestion(text, rules, siteOf(rules.plan, by), known);
}

type Offered = Pick<Consideration, "decision" | "articles" | "onlyNames">;

/** What may fit is no answer to a wish: it goes on the list. */
function offered(matches: Matches, kind: KindName | undefined): Offered {
  if (kind === "enhancement" && matches.decision === "clarify") return { decision: "escalate", articles: [] };
  const shown = { answer: 1, clarify: MOST_CANDIDATES, escalate: 0 }[matches.decision];
  const likely = matches.ranked.filter(({ confidence }) => confidence >= LIKELY_ENOUGH);
  return { decision: matches.decision, articles: likely.slice(0, shown) };
}

/** Who writes "wifi" and nothing else has asked nothing yet: what is there about it is worth a question back. */
function namedOnly(plan: EscalationPlan, text: string, matches: Matches): Offered | undefined {
  const named = matches.decision === "escalate" ? onlyComponentNamed(plan, text) : undefined;
  const articles = matches.ranked.filter(({ article }) => named && article.component === named.key);
  if (!named || articles.length === 0) return undefined;
  return { decision: "clarify", articles: articles.slice(0, MOST_CANDIDATES), onlyNames: named.name };
}

/** The first that says anything. */
function componentOf(
  said: [NonNullable<Consideration["componentBy"]>, string | undefined][],
): Pick<Consideration, "component" | "componentBy"> {
  const [found] = said.flatMap(([componentBy, component]) => (component ? [{ component, componentBy }] : []));
  return found ?? {};
}

/** For a card: what the plan says, then at most three lines. `about`: the id of the article that somebody asks about. */
export const shortReasons = (found: Found, about?: string): string[] => [
  ...planReasons(found),
  ...whyInShort(found.matches, about),
];

/** A sentence for each thing that counted, as `tierdesk ask --explain` says it. */
export const allReasons = (found: Found): string[] => [...planReasons(found), ...whyInFull(found.matches)];

type Found = {
  matches: Matches;
  criterion?: Criterion | undefined;
  route?: Route | undefined;
  kind?: KindName | undefined;
  onlyNames?: string | undefined;
};

function planReasons({ criterion, route, kind, onlyNames }: Found): string[] {
  return [
    ...(onlyNames ? [`It says only "${onlyNames}": what comes nearest to that is offered.`] : []),
    ...(criterion ? [meetsCriterion(criterion)] : []),
    ...(kind && !(criterion && asksText(criterion))
      ? [
          `Its words make it ${kind === "request" || kind === "question" ? "a" : "an"} ${kind}, by the escalation plan.`,
        ]
      : []),
    ...(route ? [`The route "${route.key}" of the escalation plan says whom this is for.`] : []),
  ];
}

/** A person is needed whatever the articles say. What nobody said holds for a ticket once there is one, and opens none. */
export const opensAtOnce = ({ criterion }: Consideration): boolean =>
  criterion !== undefined && asksText(criterion);

export const meetsCriterion = ({ key }: Criterion): string =>
  `It meets the criterion "${key}" of the escalation plan.`;

/** How sure is sure enough: what the plan says goes before the defaults. */
export function bandsOf({ answers }: EscalationPlan): Bands {
  if (!answers) return DEFAULT_BANDS;
  return {
    ...DEFAULT_BANDS,
    ...(answers.answer !== undefined && { answer: answers.answer }),
    ...(answers.suggest !== undefined && { clarify: answers.suggest }),
    saidBy: "the escalation plan",
  };
}

/** The component that the nearest articles agree on: a ticket's first guess when the text names none. */
function likelyComponent(matches: Matches): string | undefined {
  const [first, second] = matches.ranked;
  const component = first?.article.component;
  if (!first || !component || first.confidence < 0.1) return undefined;
  return !second || second.article.component === component || first.confidence > 0.3 ? component : undefined;
}
