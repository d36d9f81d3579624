/** What goes into a draft article that is made from a ticket, a gap or a message? */
import type { DraftOutcome, DraftSource } from "../desk/events";
import { draftText } from "../desk/draft-text";
import type { DraftMaterial } from "../desk/draft-text";
import { planPerson } from "../desk/people";
import type { DeskRules } from "../desk/situation";
import { ticketName } from "../desk/wording";
import { dayOf } from "../plan/contacts";
import type { EscalationPlan } from "../plan/plan";
import { isPrivateComponent } from "../plan/lookups";
import { writeDraft } from "../sources/write-draft";
import type { DraftRefusal } from "../sources/write-draft";
import { loadNames } from "../store/asked-questions";
import { loadSolutions } from "../store/solutions";
import type { Solution } from "../store/solutions";
import type { Sql } from "../store/transaction";

export type Drafting = { desk: string; kb: string; source: DraftSource; at: Date; rules: DeskRules };

/** Reads what is known of the source, and writes the draft to where it is worked up. */
export async function draftArticle(database: Sql, drafting: Drafting): Promise<DraftOutcome> {
  const material = await loadMaterial(database, drafting);
  if ("reason" in material) return material;
  const { plan } = drafting.rules;
  const names = await loadNames(database, plan);
  const { title, slug, text } = draftText({ ...material, names }, plan);
  return writeDraft(drafting.kb, {
    slug,
    text,
    message: `Draft an article: ${title}\n\nFrom ${material.source}.\n`,
  });
}

type Material = Omit<DraftMaterial, "names">;

function loadMaterial(database: Sql, drafting: Drafting): Promise<Material | DraftRefusal> {
  const { source } = drafting;
  if ("ticket" in source) return fromTicket(database, drafting, source.ticket);
  if ("gap" in source) return fromGap(database, drafting, source.gap);
  return Promise.resolve(fromMessage(drafting, source));
}

async function fromTicket(
  database: Sql,
  { desk, rules: { plan } }: Drafting,
  number: number,
): Promise<Material | DraftRefusal> {
  const name = ticketName(plan.ticketPrefix, number);
  const [solution] = await loadSolutions(database, desk, [number]);
  if (!solution) return { reason: `There is no ticket ${name}.`, fix: "Name one that is solved." };
  const why = whyNot(plan, solution, name);
  if (why) return why;
  const { by, at, component } = solution;
  return {
    asked: [solution.question],
    helped: helpedBy(solution),
    people: peopleOf(solution),
    component,
    owner: (by && planPerson(plan, by)?.key) ?? plan.owner,
    source: at ? `${name}, resolved on ${dayOf(plan, at)}` : name,
  };
}

function whyNot(plan: EscalationPlan, solution: Solution, name: string): DraftRefusal | undefined {
  if (isPrivateComponent(plan, solution.component))
    return {
      reason: `${name} is of a component that only some may read of.`,
      fix: "Write such an article yourself, with `private: true`.",
    };
  if (solution.incident !== undefined)
    return {
      reason: `${name} is of an incident, which is over with it.`,
      fix: "What helps the next time is an article that you write yourself.",
    };
  if (!isSolved(solution))
    return {
      reason: `${name} is not solved.`,
      fix: "An article is drafted from a ticket that was resolved as solved or with a workaround.",
    };
  if (solution.question === "" && helpedBy(solution).join("").trim() === "")
    return {
      reason: `What was written on ${name} is not kept any more.`,
      fix: "`retention` in the plan says how long it is. Write the article yourself.",
    };
  return undefined;
}

async function fromGap(
  database: Sql,
  { desk, at, rules: { plan, knowledge } }: Drafting,
  gap: Extract<DraftSource, { gap: unknown }>["gap"],
): Promise<Material> {
  const solutions = await loadSolutions(database, desk, gap.tickets.slice(0, MOST_TICKETS));
  // Since it was found, one may have become a matter of an incident or of a component that only some may read of.
  const solved = solutions.filter((one) => isSolved(one) && isForAll(plan, one));
  const article = knowledge.articles.find(({ id }) => id === gap.article);
  const { questions, people } = gap;
  return {
    asked: gap.examples,
    helped: solved.flatMap(({ note }) => note ?? []),
    people: solutions.flatMap(peopleOf),
    component: gap.component,
    owner: plan.owner,
    source: `${questions} ${questions === 1 ? "question" : "questions"} of ${people} ${people === 1 ? "person" : "people"} (${ticketName(plan.ticketPrefix, gap.id)}), ${dayOf(plan, at)}`,
    ...(article && { instead: { title: article.title, file: article.source.file } }),
  };
}

const fromMessage = (
  { at, rules: { plan } }: Drafting,
  { text, link }: Extract<DraftSource, { text: unknown }>,
): Material => ({
  asked: [text],
  helped: [],
  people: [],
  owner: plan.owner,
  source: `a message, ${dayOf(plan, at)}${link === undefined ? "" : `: ${link}`}`,
});

/** Their words on how they were solved: more would be a book. */
const MOST_TICKETS = 20;

const isForAll = (plan: EscalationPlan, { incident, component }: Solution): boolean =>
  incident === undefined && !isPrivateComponent(plan, component);

const isSolved = ({ kind, status }: Solution): boolean =>
  (kind === "solved" || kind === "workaround") && (status === "resolved" || status === "closed");

const helpedBy = ({ note, replies }: Solution): string[] => [...(note ? [note] : []), ...replies];

const peopleOf = ({ requester, openedBy, by }: Solution) =>
  [requester, openedBy, by].filter((person) => person !== undefined);
