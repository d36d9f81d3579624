/** What would the help desk answer? The same decision as in the chat, without touching the desk's state. */
import { beginning } from "../desk/answers";
import { allReasons, considerQuestion, opensAtOnce } from "../desk/considering";
import type { Consideration } from "../desk/considering";
import { understand } from "../desk/understanding";
import type { DeskRules } from "../desk/situation";
import type { Bands, Match, Reason, Reading } from "../knowledge/match";
import { sure } from "../knowledge/say-reason";
import { evidence } from "../knowledge/say-why";
import { errorLines, loadRules } from "../sources/rules";
import type { LoadedRules } from "../sources/rules";
import { withMeanings } from "./with-meanings";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";

/**
 * One JSON object for programs. `decision` is `small_talk` for greetings, thanks and commands. `confidence` is 0 to 1. `why` is
 * what people read in the chat, `reasons` all of it; `bands` is what it takes to answer and to ask back.
 */
export type Asked = {
  decision: Consideration["decision"] | "small_talk";
  article: string | null;
  confidence: number;
  ranked: { id: string; title: string; confidence: number; reasons: Reason[] }[];
  why: string[];
  reasons: string[];
  reading?: Reading;
  bands?: Bands;
  criterion?: string;
  kind?: string;
  route?: string;
  component?: string;
};

export function ask(
  question: string,
  rules: DeskRules,
  site?: string,
): { asked: Asked; considered?: Consideration } {
  const meaning = understand(question, rules.plan.ticketPrefix);
  if (meaning.kind !== "question" && meaning.kind !== "not_solved" && meaning.kind !== "pick")
    return { asked: smallTalk(`This reads as: ${meaning.kind}.`) };
  const considered = considerQuestion(question, rules, site);
  const { ranked, reading, bands } = considered.matches;
  const asked: Asked = {
    decision: considered.decision,
    article: considered.decision === "answer" ? (considered.articles[0]?.article.id ?? null) : null,
    confidence: round(ranked[0]?.confidence ?? 0),
    ranked: ranked.map(({ article: { id, title }, confidence, reasons }) => ({
      id,
      title,
      confidence: round(confidence),
      reasons,
    })),
    why: considered.reasons,
    reasons: allReasons(considered),
    reading,
    bands,
    ...(considered.criterion && { criterion: considered.criterion.key }),
    ...(considered.kind && { kind: considered.kind }),
    ...(considered.route && { route: considered.route.key }),
    ...(considered.component && { component: considered.component }),
  };
  return { asked, considered };
}

const smallTalk = (why: string): Asked => ({
  decision: "small_talk",
  article: null,
  confidence: 0,
  ranked: [],
  why: [why],
  reasons: [why],
});

const round = (confidence: number): number => Math.round(confidence * 1000) / 1000;

/** The decision as a person reads it in a terminal. */
function askText(question: string, rules: DeskRules, options: { explain: boolean; site?: string }): string {
  const { asked, considered } = ask(question, rules, options.site);
  const lines = [...consequences(asked, considered)];
  if (options.explain)
    lines.push(
      "",
      "Why",
      ...asked.reasons.map((reason) => `- ${reason}`),
      ...nearest(considered?.matches.ranked),
    );
  return lines.join("\n");
}

function consequences(asked: Asked, considered: Consideration | undefined): string[] {
  const criterion = considered && opensAtOnce(considered) ? considered.criterion : undefined;
  const urgent = criterion
    ? [
        `This would open a ticket at once (criterion "${criterion.key}"${criterion.priority ? `, priority ${criterion.priority}` : ""}).`,
      ]
    : [];
  const safety = criterion?.say ? [criterion.say, ""] : [];
  return [...safety, ...answerLines(asked, considered), ...urgent];
}

function answerLines(asked: Asked, considered: Consideration | undefined): string[] {
  const [first] = considered?.articles ?? [];
  switch (asked.decision) {
    case "small_talk":
      return ["A friendly word. No ticket."];
    case "route":
      return [considered?.route?.say ?? ""];
    case "escalate":
      return considered && opensAtOnce(considered)
        ? []
        : ["Not in the knowledge base: this would open a ticket."];
    case "clarify":
      return [
        "Which of these?",
        ...(considered?.articles ?? []).map(({ article }, i) => `${i + 1}. ${article.title} (${article.id})`),
      ];
    case "answer":
      return first
        ? [
            `${first.article.title} (${first.article.id}, ${sure(first.confidence)})`,
            "",
            beginning(first.article).trim(),
          ]
        : [];
  }
}

const MOST_NEAREST = 5;

/** The nearest articles, below each what speaks for it and against it. */
function nearest(ranked: Match[] = []): string[] {
  if (ranked.length === 0) return [];
  const rows = ranked
    .slice(0, MOST_NEAREST)
    .flatMap((match) => [
      `- ${sure(match.confidence).padStart(9)}  ${match.article.title} (${match.article.id})`,
      ...evidence(match).map((sentence) => `${" ".repeat(13)}${sentence}`),
    ]);
  return ["", "Nearest articles", ...rows];
}

type AskOptions = { explain?: true; json?: true; site?: string; kb: string; plan: string };

/** The command: reads the files, asks, and prints. Exit code 1 when there is nothing to ask. */
export async function runAsk(question: string, options: AskOptions): Promise<Outcome> {
  return withMeanings(async (meanings) => askLoaded(question, options, await loadRules(options, meanings)));
}

function askLoaded(question: string, options: AskOptions, loaded: LoadedRules): Outcome {
  const { rules } = loaded;
  if (!rules) return refused(errorLines(loaded, options).join("\n"));
  if (question.trim() === "") return refused('Ask something: tierdesk ask "how do I print?"');
  const { site } = options;
  if (site && !rules.plan.sites.some((s) => s.key === site)) {
    const known = rules.plan.sites.map((s) => s.key).join(", ");
    return refused(`The plan has no site "${site}". It has: ${known}.`);
  }
  const text = options.json
    ? JSON.stringify(ask(question, rules, site).asked)
    : askText(question, rules, { explain: options.explain ?? false, ...(site && { site }) });
  return { text, exitCode: 0 };
}
