/** What would the help desk answer? The same decision as in the chat, without touching the desk's state. */
import { articleText } from "../desk/answers";
import { considerQuestion } from "../desk/considering";
import type { Consideration } from "../desk/considering";
import { understand } from "../desk/understanding";
import type { DeskRules } from "../desk/situation";
import { errorLines, loadRules } from "../sources/rules";

/** One JSON object for programs. `decision` is `small_talk` for greetings, thanks and commands. `confidence` is 0 to 1. */
export type Asked = {
  decision: Consideration["decision"] | "small_talk";
  article: string | null;
  confidence: number;
  ranked: { id: string; title: string; confidence: number }[];
  reasons: string[];
  criterion?: string;
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
    return { asked: { ...NOTHING, decision: "small_talk", reasons: [`This reads as: ${meaning.kind}.`] } };
  const considered = considerQuestion(question, rules, site);
  const [best] = considered.matches.ranked;
  const asked: Asked = {
    decision: considered.decision,
    article: considered.decision === "answer" ? (considered.articles[0]?.article.id ?? null) : null,
    confidence: round(best?.confidence ?? 0),
    ranked: considered.matches.ranked.map(({ article, confidence }) => ({
      id: article.id,
      title: article.title,
      confidence: round(confidence),
    })),
    reasons: considered.reasons,
    ...(considered.criterion && { criterion: considered.criterion.key }),
    ...(considered.route && { route: considered.route.key }),
    ...(considered.component && { component: considered.component }),
  };
  return { asked, considered };
}

const NOTHING = { article: null, confidence: 0, ranked: [] };

const round = (confidence: number): number => Math.round(confidence * 1000) / 1000;

/** The decision as a person reads it in a terminal. */
export function askText(
  question: string,
  rules: DeskRules,
  options: { explain: boolean; site?: string },
): string {
  const { asked, considered } = ask(question, rules, options.site);
  const lines = [...consequences(asked, considered)];
  if (options.explain)
    lines.push("", "Why", ...asked.reasons.map((reason) => `- ${reason}`), ...ranking(asked));
  return lines.join("\n");
}

function consequences(asked: Asked, considered: Consideration | undefined): string[] {
  const criterion = considered?.criterion;
  const urgent = criterion
    ? [
        `This would open a ticket at once (criterion "${criterion.key}"${criterion.priority ? `, priority ${criterion.priority}` : ""}).`,
      ]
    : [];
  const safety = criterion?.say ? [criterion.say, ""] : [];
  return [...safety, ...answerLines(asked, considered), ...urgent];
}

function answerLines(asked: Asked, considered: Consideration | undefined): string[] {
  const percent = `${Math.round(asked.confidence * 100)} % sure`;
  const [first] = considered?.articles ?? [];
  switch (asked.decision) {
    case "small_talk":
      return ["A friendly word. No ticket."];
    case "route":
      return [considered?.route?.say ?? ""];
    case "escalate":
      return considered?.criterion ? [] : ["Not in the knowledge base: this would open a ticket."];
    case "clarify":
      return [
        "Which of these?",
        ...(considered?.articles ?? []).map(({ article }, i) => `${i + 1}. ${article.title} (${article.id})`),
      ];
    case "answer":
      return first
        ? [`${first.article.title} (${first.article.id}, ${percent})`, "", articleText(first.article).trim()]
        : [];
  }
}

function ranking(asked: Asked): string[] {
  if (asked.ranked.length === 0) return [];
  const rows = asked.ranked
    .slice(0, 5)
    .map((r) => `- ${String(Math.round(r.confidence * 100)).padStart(3)} %  ${r.title} (${r.id})`);
  return ["", "Nearest articles", ...rows];
}

/** The command: reads the files, asks, and prints. Exit code 1 when there is nothing to ask. */
export async function runAsk(
  question: string,
  options: { explain?: true; json?: true; site?: string; kb: string; plan: string },
): Promise<{ text: string; exitCode: 0 | 1 }> {
  const loaded = await loadRules(options);
  const { rules } = loaded;
  if (!rules) return { text: errorLines(loaded, options).join("\n"), exitCode: 1 };
  if (question.trim() === "") return { text: 'Ask something: tierdesk ask "how do I print?"', exitCode: 1 };
  const { site } = options;
  if (site && !rules.plan.sites.some((s) => s.key === site)) {
    const known = rules.plan.sites.map((s) => s.key).join(", ");
    return { text: `The plan has no site "${site}". It has: ${known}.`, exitCode: 1 };
  }
  const text = options.json
    ? JSON.stringify(ask(question, rules, site).asked)
    : askText(question, rules, { explain: options.explain ?? false, ...(site && { site }) });
  return { text, exitCode: 0 };
}
