/** What is missing in the knowledge base: on the page of the plan's owner, and for a technician who types `gaps`? */
import type { Gap } from "../knowledge/gaps";
import { excerpt, plain } from "./markdown";
import { mayDraft, ofGap } from "./may-draft";
import { privateWord } from "./notices";
import type { DeskRules, Situation } from "./situation";
import { say } from "./wording";
import type { Block } from "./content";
import type { Decision } from "./decision";
import type { Address, Person } from "./model";

const MOST_ON_PAGE = 3;
const MOST_SAID = 5;
/** Characters. */
const LONGEST_EXAMPLE = 200;

/** What most people ask without an answer; what one person asked may be chance. */
export function gapsPart(rules: DeskRules): Block[] {
  const shown = (rules.gaps ?? []).filter(({ people }) => people > 1);
  return shown.length === 0 ? [] : gapBlocks(rules, shown.slice(0, MOST_ON_PAGE));
}

/** For whoever may have an article drafted, on every platform: not each has a page for them. */
export function showGaps(here: Situation, { by, replyIn }: { by: Person; replyIn: Address }): Decision {
  const { rules } = here;
  const word = (text: string) => privateWord(here, by, replyIn, text);
  if (!mayDraft(rules.plan, by)) return word(say.gapsAreForTechnicians);
  const gaps = (rules.gaps ?? []).slice(0, MOST_SAID);
  if (gaps.length === 0) return word(say.noGaps);
  return privateWord(here, by, replyIn, { summary: say.gapsTitle, blocks: gapBlocks(rules, gaps) });
}

/** With a button each. */
const gapBlocks = (rules: DeskRules, gaps: readonly Gap[]): Block[] => [
  { kind: "text", markdown: `### ${say.gapsTitle}` },
  ...gaps.flatMap((gap): Block[] => [
    { kind: "text", markdown: gapLine(gap, rules) },
    { kind: "quote", from: "For example", text: excerpt(gap.examples[0] ?? "", LONGEST_EXAMPLE) },
    {
      kind: "buttons",
      buttons: [{ label: "Draft an article", press: { action: "draft_article", argument: ofGap(gap.id) } }],
    },
  ]),
  { kind: "text", markdown: say.allGaps },
];

function gapLine({ questions, people, component, article }: Gap, { plan, knowledge }: DeskRules): string {
  const name = plan.components.find(({ key }) => key === component)?.name;
  const about = name === undefined ? "" : `, ${plain(name)}`;
  const title = knowledge.articles.find(({ id }) => id === article)?.title;
  const failed = title === undefined ? "" : `: "${plain(title)}" does not help`;
  const asked = `**${questions}** ${questions === 1 ? "question" : "questions"}`;
  return `${asked} of **${people}** ${people === 1 ? "person" : "people"} in the last 30 days${about}${failed}`;
}
