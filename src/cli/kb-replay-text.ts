/** How does a replay read in a terminal: what came of a question then, beside what would come of it now? */
import { suggested, VERDICTS } from "../knowledge/replaying";
import type { Now, Then, Verdict } from "../knowledge/replaying";
import { sure } from "../knowledge/say-reason";
import type { Counts, Replayed } from "./kb-replay";
import { dayOf } from "./saying";

/** Lines of each group; `--json` has all. */
const MOST_LINES = 40;

const outcomes = { confirmed: "solved", failed: "failed", silent: "no word" };
const meanings: Record<Verdict, string> = {
  worse: "Worse: what solved it for them is not even offered any more.",
  better:
    "Better: nothing was found, it failed, or they had to choose; now it answers. Read whether it is right.",
  changed: "Changed: something else comes of it. Nobody has said which is better.",
  same: "Same.",
};

export function beforeText(then: Then): string {
  if (then.route !== undefined) return `route ${then.route}`;
  const several = suggested(then);
  const answers = then.offers.filter(({ kind }) => kind === "answer");
  const said = answers.map(({ article, outcome }) => `${article}${outcome ? ` (${outcomes[outcome]})` : ""}`);
  const parts = [
    ...(several.length > 0 ? [`asked back: ${several.join(", ")}`] : []),
    ...(said.length > 0 ? [`${several.length > 0 ? "chosen: " : ""}${said.join(", ")}`] : []),
    ...(then.ticket ? ["ticket"] : []),
  ];
  return parts.join("; ") || "nothing";
}

export function nowText({ decision, articles, route, criterion }: Now): string {
  const ticket = criterion === undefined ? "" : `; ticket (criterion ${criterion})`;
  if (decision === "route") return `route ${route}`;
  if (decision === "answer")
    return `${articles.map(({ id, confidence }) => `${id} (${sure(confidence)})`).join(", ")}${ticket}`;
  if (decision === "clarify") return `asked back: ${articles.map(({ id }) => id).join(", ")}${ticket}`;
  return criterion === undefined ? "ticket" : `ticket (criterion ${criterion})`;
}

export function replayText(parts: {
  lines: Replayed[];
  counts: Counts;
  since: Date;
  deleted: number;
}): string {
  const { lines, counts, since, deleted } = parts;
  const all = VERDICTS.reduce((sum, verdict) => sum + counts[verdict].questions, 0);
  const day = dayOf(since);
  if (all === 0) return `Nobody asked anything since ${day}.`;
  return [
    ...VERDICTS.flatMap((verdict) =>
      groupText(
        verdict,
        lines.filter((line) => line.verdict === verdict),
      ),
    ),
    `${all} questions since ${day}:`,
    ...VERDICTS.map((verdict) => {
      const { questions, different } = counts[verdict];
      return `${String(questions).padStart(8)}  ${verdict}${different === questions ? "" : ` (${different} different)`}`;
    }),
    ...(deleted > 0 ? [`${deleted} more cannot be asked again: their text was deleted.`] : []),
  ].join("\n");
}

function groupText(verdict: Verdict, lines: Replayed[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines
    .slice(0, MOST_LINES)
    .flatMap(({ times, question, before, now }) => [
      `${`${times}x`.padStart(6)}  ${question}`,
      `        then  ${before}`,
      `        now   ${now}`,
    ]);
  const more = lines.length - MOST_LINES;
  return [
    meanings[verdict],
    ...shown,
    ...(more > 0 ? [`        and ${more} more (--json has all)`] : []),
    "",
  ];
}
